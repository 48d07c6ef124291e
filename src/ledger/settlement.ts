import type { Invoice } from '../api/invoices/types.ts';
import type { Refund, Settlement } from '../api/transactions/types.ts';
import { formatInstant } from '../values/instant.ts';
import { mostInstallments } from '../values/limits.ts';
import { fromCents, splitCents, toCents } from '../values/money.ts';
import { fitsInto } from './credit.ts';
import { type DueDays, dueDateOf, invoiceIdOf } from './installment.ts';
import { takeOff } from './invoice.ts';
import { isHeld } from './pre-authorization.ts';
import type { AccountView, InvoiceRecord, RuleContext, RuleResult, TransactionRecord } from './records.ts';
import { conflict, refused } from './refusal.ts';
import { invoiceRow } from './statement.ts';

function codeOf(invoices: readonly InvoiceRecord[], context: RuleContext): string {
  // A seeded invoice may have a friendlyId without an instalment in it, or none at all.
  const [, code] = /^(.+)-\d+$/.exec(invoices[0]?.invoice.friendlyId ?? '') ?? [];
  return code ?? context.ids.friendlyId();
}

/** The invoices for an amount, numbered on from those the transaction has. Never one of less than a cent. */
function issue(
  transaction: TransactionRecord,
  amount: bigint,
  code: string,
  { now, dueDays }: { readonly now: number; readonly dueDays: DueDays },
): readonly InvoiceRecord[] {
  const { id, creditAccountId, installments, issued, orderId } = transaction;
  const parts = amount < BigInt(installments) ? Number(amount) : installments;
  const createdAt = formatInstant(now);
  return splitCents(amount, parts).map((cents, at) => {
    const installment = issued + at + 1;
    const dueDate = dueDateOf(createdAt, at + 1, dueDays);
    const invoice: Invoice = Object.freeze({
      id: invoiceIdOf(id, installment),
      friendlyId: `${code}-${installment}`,
      status: 'Opened',
      value: fromCents(cents),
      accountId: creditAccountId,
      creditValue: 0,
      createdAt,
      updatedAt: createdAt,
      originalDueDate: dueDate,
      dueDate,
      installment,
      ...(orderId === undefined ? {} : { orderId }),
      transactionId: id,
      numberOfInstallments: issued + parts,
      creditAccountId,
    });
    return Object.freeze({ invoice, postponements: 0, postponedDays: 0 });
  });
}

function movementOf({ id, orderId }: TransactionRecord): { transactionId: string; orderId?: string } {
  return { transactionId: id, ...(orderId === undefined ? {} : { orderId }) };
}

function settleMore(
  transaction: TransactionRecord,
  invoices: readonly InvoiceRecord[],
  value: number,
  context: RuleContext,
): RuleResult<Settlement> {
  const { now } = context;
  const amount = toCents(value) - toCents(transaction.captured);
  const ordered = { ...transaction, orderId: transaction.orderId ?? context.ids.orderId() };
  const made = issue(ordered, amount, codeOf(invoices, context), context);
  const issued = transaction.issued + made.length;
  if (issued > mostInstallments)
    return refused(conflict(`A transaction has at most ${mostInstallments} invoices.`));
  const after: TransactionRecord = Object.freeze({
    ...ordered,
    state: 'captured',
    captured: value,
    issued,
    updatedAt: formatInstant(now),
  });
  const metadata = { ...movementOf(ordered), numberOfInstallments: made.length };
  return {
    result: { value, id: transaction.id },
    changes: { transaction: after, invoices: made, statements: [invoiceRow(-amount, now, metadata)] },
  };
}

function settleLess(
  transaction: TransactionRecord,
  invoices: readonly InvoiceRecord[],
  value: number,
  { now }: RuleContext,
): RuleResult<Settlement> {
  if (toCents(value) < toCents(transaction.refunded)) {
    return refused(conflict(`value: ${transaction.refunded} of the settlement is refunded already.`));
  }
  const amount = toCents(transaction.captured) - toCents(value);
  const { changed, left } = takeOff(invoices, amount, now);
  if (left > 0n) {
    return refused(
      conflict('value: the open invoices of the transaction are worth less than the difference.'),
    );
  }
  const after = Object.freeze({ ...transaction, captured: value, updatedAt: formatInstant(now) });
  return {
    result: { value, id: transaction.id },
    changes: {
      transaction: after,
      invoices: changed,
      statements: [invoiceRow(amount, now, movementOf(transaction))],
    },
  };
}

/**
 * Turns a hold into invoices, one per instalment. Less than the hold releases the rest, more must fit under the cap
 *. Again with less shrinks the invoices, with more adds invoices for the difference (documented).
 */
export function settle(
  view: AccountView,
  transaction: TransactionRecord,
  invoices: readonly InvoiceRecord[],
  value: number,
  context: RuleContext,
): RuleResult<Settlement> {
  if (transaction.state === 'cancelled') {
    return refused(conflict('The transaction is cancelled and cannot be settled.'));
  }
  const before = toCents(transaction.state === 'held' ? transaction.value : transaction.captured);
  if (transaction.state === 'held' && !isHeld(transaction, context.now)) {
    return refused(conflict('The transaction has expired and cannot be settled.'));
  }
  const growth = toCents(value) - before;
  if (growth > 0n && !fitsInto(view, growth, context.config)) {
    return refused(conflict('value: the account has not enough credit left for this amount.'));
  }
  if (transaction.state === 'held' || growth > 0n) return settleMore(transaction, invoices, value, context);
  if (growth === 0n) return { result: { value, id: transaction.id }, changes: {} };
  return settleLess(transaction, invoices, value, context);
}

/**
 * Gives back part of what was settled: off the open invoices, the last instalment first. What is paid already is
 * refunded without touching its invoice.
 */
export function refund(
  transaction: TransactionRecord,
  invoices: readonly InvoiceRecord[],
  value: number,
  { now }: RuleContext,
): RuleResult<Refund> {
  if (transaction.state !== 'captured')
    return refused(conflict('Only a settled transaction can be refunded.'));
  const amount = toCents(value);
  const left = toCents(transaction.captured) - toCents(transaction.refunded);
  if (amount > left) {
    return refused(conflict(`value: ${fromCents(left)} of the settlement is left to refund.`));
  }
  const refunded = fromCents(toCents(transaction.refunded) + amount);
  const after = Object.freeze({ ...transaction, refunded, updatedAt: formatInstant(now) });
  const { changed } = takeOff(invoices, amount, now);
  return {
    result: { value },
    changes: {
      transaction: after,
      invoices: changed,
      statements: [invoiceRow(amount, now, movementOf(transaction))],
    },
  };
}
