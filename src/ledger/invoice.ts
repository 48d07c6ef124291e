import type { StatementMetadata } from '../api/accounts/statement-types.ts';
import type { Invoice, InvoiceUpdate } from '../api/invoices/types.ts';
import { formatInstant } from '../values/instant.ts';
import { fromCents, toCents } from '../values/money.ts';
import type { Changes, InvoiceRecord, Refusal, RuleContext, RuleResult, StatementRecord } from './records.ts';
import { conflict, refused } from './refusal.ts';
import { invoiceRow, paymentRow } from './statement.ts';

export { isOverdue } from './overdue.ts';

/** The same record around changed invoice data. */
export function withInvoice(record: InvoiceRecord, invoice: Invoice): InvoiceRecord {
  return Object.freeze({ ...record, invoice: Object.freeze(invoice) });
}

function movement({ transactionId, orderId, installment }: Invoice): StatementMetadata {
  return { transactionId, ...(orderId ? { orderId } : {}), installment };
}

/** A change of status, and the statement row that tells of it. */
interface Turn {
  readonly invoice: Invoice;
  readonly statement?: StatementRecord;
}

function resolve(invoice: Invoice, status: 'Paid' | 'Cancelled', now: number): Turn {
  const moment = formatInstant(now);
  const value = toCents(invoice.value);
  return {
    invoice: { ...invoice, status, resolvedAt: moment, updatedAt: moment },
    statement: (status === 'Paid' ? paymentRow : invoiceRow)(value, now, movement(invoice)),
  };
}

/** Uses the credit again, also above the cap: it corrects a mistake, it sells nothing. */
function reopen(invoice: Invoice, now: number): Turn {
  const { resolvedAt, ...rest } = invoice;
  return {
    invoice: { ...rest, status: 'Opened', updatedAt: formatInstant(now) },
    statement: paymentRow(-toCents(invoice.value), now, movement(invoice)),
  };
}

function isRefusal(outcome: Turn | Refusal): outcome is Refusal {
  return 'message' in outcome;
}

/** The transition table: from the present status to a wanted one. */
function turn(invoice: Invoice, wanted: string, now: number): Turn | Refusal {
  if (invoice.status === 'Cancelled') {
    return wanted === 'Cancelled' ? { invoice } : conflict('A cancelled invoice cannot be changed back.');
  }
  if (invoice.status === 'Paid') {
    if (wanted === 'Opened') return reopen(invoice, now);
    if (wanted === 'Cancelled') return conflict('A paid invoice can no longer be cancelled.');
    return conflict('The invoice is already paid.');
  }
  if (wanted === 'Paid' || wanted === 'Cancelled') return resolve(invoice, wanted, now);
  return { invoice };
}

function changesOf(record: InvoiceRecord, { invoice, statement }: Turn): Changes {
  if (invoice === record.invoice) return {};
  const invoices = [withInvoice(record, invoice)];
  return statement === undefined ? { invoices } : { invoices, statements: [statement] };
}

/** PUT: any subset of status, observation and payment link. All of it happens, or nothing. */
export function changeInvoice(
  record: InvoiceRecord,
  update: InvoiceUpdate,
  { now }: RuleContext,
): RuleResult<undefined> {
  const { status, observation, paymentLink } = update;
  const turned = status === undefined ? { invoice: record.invoice } : turn(record.invoice, status, now);
  if (isRefusal(turned)) return refused(turned);
  const { invoice } = turned;
  const same =
    (observation ?? invoice.observation) === invoice.observation &&
    (paymentLink ?? invoice.paymentLink) === invoice.paymentLink;
  const noted = same
    ? invoice
    : {
        ...invoice,
        ...(observation === undefined ? {} : { observation }),
        ...(paymentLink === undefined ? {} : { paymentLink }),
        updatedAt: formatInstant(now),
      };
  return { result: undefined, changes: changesOf(record, { ...turned, invoice: noted }) };
}

/** Marks as paid: only what is open. */
export function payInvoice(record: InvoiceRecord, { now }: RuleContext): RuleResult<Invoice> {
  const turned = turn(record.invoice, 'Paid', now);
  if (isRefusal(turned)) return refused(turned);
  return { result: Object.freeze(turned.invoice), changes: changesOf(record, turned) };
}

/** Cancels: not what is paid; what is cancelled stays so (assumed). */
export function cancelInvoice(record: InvoiceRecord, { now }: RuleContext): RuleResult<undefined> {
  const turned = turn(record.invoice, 'Cancelled', now);
  if (isRefusal(turned)) return refused(turned);
  return { result: undefined, changes: changesOf(record, turned) };
}

/** Takes an amount off open invoices, the last instalment first; one brought to zero is cancelled. */
export function takeOff(
  records: readonly InvoiceRecord[],
  amount: bigint,
  now: number,
): { readonly changed: readonly InvoiceRecord[]; readonly left: bigint } {
  const moment = formatInstant(now);
  const changed: InvoiceRecord[] = [];
  let left = amount;
  const lastFirst = records
    .filter(({ invoice }) => invoice.status === 'Opened')
    .sort((a, b) => b.invoice.installment - a.invoice.installment);
  for (const record of lastFirst) {
    if (left === 0n) break;
    const value = toCents(record.invoice.value);
    const off = left < value ? left : value;
    left -= off;
    const shrunk = { ...record.invoice, value: fromCents(value - off), updatedAt: moment };
    const gone: Invoice = { ...shrunk, status: 'Cancelled', resolvedAt: moment };
    changed.push(withInvoice(record, off === value ? gone : shrunk));
  }
  return { changed, left };
}
