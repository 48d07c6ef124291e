import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changeCreditLimit,
  changeTolerance,
  decreaseBalance,
  updateAccount,
} from '../../src/ledger/account.ts';
import { toAccount } from '../../src/ledger/credit.ts';
import { cancelInvoice, changeInvoice, payInvoice } from '../../src/ledger/invoice.ts';
import { postponeInvoice } from '../../src/ledger/postponement.ts';
import {
  cancelPreAuthorization,
  preAuthorize,
  updatePreAuthorization,
} from '../../src/ledger/pre-authorization.ts';
import type { RuleResult } from '../../src/ledger/records.ts';
import { refund, settle } from '../../src/ledger/settlement.ts';
import { scaleCents, toCents } from '../../src/values/money.ts';
import { accountId, changesOf, formattedNow, ledgerWith, type TestLedger } from './test-ledger.ts';

/**
 * Rules alone, over a store of a few lines: what the statements say, what a change may touch, and that nothing that
 * was handed out changes later. What users see of sequences is tested through the public face.
 */

interface Step {
  readonly kind: string;
  readonly pick: number;
  readonly cents: number;
  readonly flag: boolean;
}

/** One rule on the ledger as it is; `undefined` where there is nothing to act on. */
function decide(ledger: TestLedger, { kind, pick, cents, flag }: Step): RuleResult<unknown> | undefined {
  const { view, context } = ledger;
  const value = cents / 100;
  const invoices = [...ledger.invoices.values()];
  const record = invoices[pick % Math.max(1, invoices.length)];
  const transactions = [...ledger.transactions.values()];
  const transaction = transactions[pick % Math.max(1, transactions.length)];
  const input = { value, settle: flag, installments: 1 + (pick % 4) };
  if (kind === 'hold') return preAuthorize(view, accountId, input, context);
  if (kind === 'limit') return changeCreditLimit(view, value, context);
  if (kind === 'tolerance') return changeTolerance(view, (pick % 5) / 20, context);
  if (kind === 'update') return updateAccount(view, accountId, { email: `${pick % 2}@b.c` }, context);
  if (kind === 'debit') {
    const id = `d${pick}`;
    return decreaseBalance(
      view,
      ledger.statements.find((each) => each.id === id),
      id,
      -value,
      context,
    );
  }
  if (transaction !== undefined) {
    const own = ledger.of(transaction.id);
    if (kind === 'rehold') {
      return updatePreAuthorization(view, transaction, accountId, transaction.id, input, context);
    }
    if (kind === 'release') return cancelPreAuthorization(transaction, context);
    if (kind === 'settle') return settle(view, transaction, own, flag ? transaction.value : value, context);
    if (kind === 'refund') return refund(transaction, own, value, context);
  }
  if (record === undefined) return undefined;
  if (kind === 'pay') return payInvoice(record, context);
  if (kind === 'cancel') return cancelInvoice(record, context);
  if (kind === 'reopen') return changeInvoice(record, { status: 'Opened' }, context);
  if (kind === 'note') return changeInvoice(record, { observation: String(pick) }, context);
  if (kind === 'postpone') return postponeInvoice(record, 1 + pick, context);
  return undefined;
}

const always = ['hold', 'hold', 'limit', 'tolerance', 'update', 'debit'];
const onTransaction = ['rehold', 'release', 'settle', 'settle', 'settle', 'refund', 'refund'];
const onInvoice = ['pay', 'pay', 'cancel', 'reopen', 'note', 'postpone'];
const step = fc.record({
  kind: fc.constantFrom(...always, ...onTransaction, ...onInvoice),
  pick: fc.nat({ max: 9 }),
  cents: fc.integer({ min: 1, max: 50_000 }),
  flag: fc.boolean(),
});

/** Runs generated steps an hour apart. `look` sees each granted one: before it is applied, then after. */
function sequences(look: (ledger: TestLedger, ruled: RuleResult<unknown>, given: Step) => () => void): void {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
      const ledger = ledgerWith(
        { creditLimit: 1500, tolerance: 0.1 },
        {
          toleranceEnabled: true,
          postponementEnabled: true,
          invoicePostponementLimit: 3,
          maxPostponementDays: 30,
        },
      );
      for (const given of steps) {
        const ruled = decide(ledger, given);
        if (ruled === undefined || ruled.refusal !== undefined) continue;
        const afterwards = look(ledger, ruled, given);
        ledger.apply(ruled.changes);
        afterwards();
        ledger.now += 3_600_000;
      }
    }),
    { numRuns: 300 },
  );
}

const sumOf = (ledger: TestLedger, ...origins: readonly string[]): bigint =>
  ledger.statements
    .filter(({ row }) => origins.includes(row.origin))
    .reduce((sum, { row }) => sum + toCents(row.value), 0n);

test('available credit is the limit less holds and open invoices', () => {
  sequences((ledger) => () => {
    const account = toAccount(ledger.view);
    expect(toCents(account.availableCredit)).toBe(toCents(account.creditLimit) - ledger.held - ledger.open);
    expect(account.availableBalance).toBe(account.availableCredit);
    expect(toCents(account.preAuthorizedCredit)).toBe(ledger.held);
  });
});

test('statements tell the whole story: of the open invoices, of the debits, and of what may be spent', () => {
  const beyond = new WeakMap<TestLedger, bigint>();
  sequences((ledger, _, given) => {
    const openBefore = ledger.open;
    const rowsBefore = ledger.statements.length;
    return () => {
      const { creditLimit, tolerance, balance } = ledger.view.account;
      if (given.kind === 'refund' && ledger.statements.length > rowsBefore) {
        // What was paid already is refunded without touching an invoice: only its row tells.
        const paid = BigInt(given.cents) - (openBefore - ledger.open);
        beyond.set(ledger, (beyond.get(ledger) ?? 0n) + paid);
      }
      expect(sumOf(ledger, 'Invoice', 'Payment')).toBe((beyond.get(ledger) ?? 0n) - ledger.open);
      expect(sumOf(ledger, 'Statement')).toBe(toCents(balance));
      const limit = toCents(creditLimit);
      expect(sumOf(ledger, 'Credit')).toBe(limit + scaleCents(limit, tolerance) - 165_000n);
    };
  });
});

test('whatever changes is dated now, and what does not change is the same object', () => {
  sequences((ledger, ruled) => {
    const before = new Map<string, unknown>([...ledger.invoices, ...ledger.transactions]);
    const changed = changesOf(ruled);
    return () => {
      const now = formattedNow(ledger);
      const named = new Set([
        ...(changed.invoices ?? []).map(({ invoice }) => invoice.id),
        ...(changed.transaction === undefined ? [] : [changed.transaction.id]),
      ]);
      if (changed.account !== undefined) expect(changed.account.updatedAt).toBe(now);
      if (changed.transaction !== undefined) expect(changed.transaction.updatedAt).toBe(now);
      for (const { invoice } of changed.invoices ?? []) expect(invoice.updatedAt).toBe(now);
      for (const { row } of changed.statements ?? []) expect(row.date).toBe(now);
      for (const [id, record] of [...ledger.invoices, ...ledger.transactions]) {
        if (!named.has(id)) expect(record).toBe(before.get(id));
      }
    };
  });
});

test('a command that was already applied, and may be repeated, changes nothing the second time', () => {
  const repeatable = [
    'limit',
    'tolerance',
    'update',
    'debit',
    'rehold',
    'release',
    'settle',
    'note',
    'cancel',
  ];
  sequences((ledger, _, given) => () => {
    if (!repeatable.includes(given.kind)) return;
    const again = decide(ledger, given);
    // Settling the value of the hold again is judged by the hold, which stays: the same value, no change.
    expect(Object.values(changesOf(again ?? { result: undefined, changes: {} })).flat()).toEqual([]);
  });
});

test('records and what is handed out are frozen', () => {
  sequences((ledger, ruled) => () => {
    if (ruled.refusal !== undefined) return;
    const { account, transaction, invoices = [], statements = [] } = ruled.changes;
    const records = [account, transaction, ...invoices, ...invoices.map(({ invoice }) => invoice)];
    const rows = statements.flatMap((record) => [record, record.row, record.row.metadata]);
    for (const each of [...records, ...rows, toAccount(ledger.view)]) {
      if (each !== undefined && each !== null) expect(Object.isFrozen(each)).toBe(true);
    }
  });
});
