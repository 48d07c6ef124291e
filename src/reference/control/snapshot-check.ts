import * as z from 'zod/mini';
import { holder } from '../../api/accounts/holder-types.ts';
import { statement } from '../../api/accounts/statement-types.ts';
import { complaints, matches } from '../../api/complaints.ts';
import { invoice } from '../../api/invoices/types.ts';
import { storeConfig, storeConfigUpdate } from '../../api/store-config/types.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { dueDaysExpected, isDueDays } from '../../ledger/installment.ts';
import type { AccountRecord, TransactionRecord } from '../../ledger/records.ts';
import { epochOf } from '../../values/date-order.ts';
import { mostInstallments } from '../../values/limits.ts';
import { toCents } from '../../values/money.ts';
import { isTime } from '../engine/clock.ts';
import type { AccountSnapshot, Snapshot } from './snapshot-types.ts';

const version = 1;

function isMoney(value: number): boolean {
  try {
    return typeof toCents(value) === 'bigint';
  } catch {
    return false;
  }
}

const isWhole = (from: number, to: number) => (value: number) =>
  Number.isSafeInteger(value) && value >= from && value <= to;

function numberThat(accepts: (value: number) => boolean, error: string): z.ZodMiniType<number> {
  return z.number({ error }).check(z.refine(accepts, { error }));
}

const word = numberThat(isWhole(-(2 ** 31), 2 ** 31 - 1), 'a whole number of 32 bits');
const counter = numberThat(isWhole(0, Number.MAX_SAFE_INTEGER), 'a count');
const money = numberThat(isMoney, 'an amount with two decimals at most');
const amount = numberThat(
  (value) => value >= 0 && isMoney(value),
  'an amount of zero or more with two decimals at most',
);
const rate = numberThat((value) => value >= 0 && value <= 1000, 'a decimal fraction from 0 to 1000');
const text = z.string();
const name = z.string().check(z.refine((value) => value !== '', { error: 'a text that is not empty' }));
const dateExpected = 'an ISO 8601 date';
const date = z
  .string({ error: dateExpected })
  .check(z.refine((value) => epochOf(value) !== undefined, { error: dateExpected }));

const accountRecord: z.ZodMiniType<AccountRecord> = z.strictObject({
  id: name,
  status: z.enum(['Open', 'Closed']),
  document: z.exactOptional(text),
  documentType: z.exactOptional(text),
  email: text,
  creditLimit: amount,
  tolerance: rate,
  balance: money,
  createdAt: date,
  updatedAt: date,
});

/** Those of a seeded transaction are as many as its invoices. */
const mostInvoices = 100_000;

const transactionRecord: z.ZodMiniType<TransactionRecord> = z.strictObject({
  id: name,
  creditAccountId: text,
  state: z.enum(['held', 'captured', 'cancelled']),
  value: amount,
  originalValue: amount,
  settle: z.boolean(),
  installments: numberThat(isWhole(1, mostInvoices), `a whole number from 1 to ${mostInvoices}`),
  expirationDate: z.exactOptional(date),
  expiresAt: date,
  captured: amount,
  refunded: amount,
  issued: numberThat(isWhole(0, mostInstallments), `a whole number from 0 to ${mostInstallments}`),
  orderId: z.exactOptional(text),
  createdAt: date,
  updatedAt: date,
});

const snapshotSchema: z.ZodMiniType<Snapshot> = z.strictObject({
  version: z.literal(version),
  clock: z.strictObject({
    now: numberThat((value) => isTime(value) && Number.isInteger(value), 'a time before the year 9900'),
  }),
  ids: z.tuple([word, word, word, word]),
  storeConfig: storeConfig.tolerant.check(
    // All that is there must be what an update may set.
    (payload) => {
      for (const { path, expected } of complaints(storeConfigUpdate, payload.value, ''))
        payload.issues.push({
          code: 'custom',
          path: path.split('.'),
          message: expected,
          input: payload.value,
        });
    },
  ),
  dueDays: z.exactOptional(
    z.array(z.number()).check(z.refine((days) => isDueDays(days), { error: dueDaysExpected })),
  ),
  accounts: z.array(
    z.strictObject({
      record: accountRecord,
      invoices: z.array(
        z.strictObject({ invoice: invoice.strict, postponements: counter, postponedDays: counter }),
      ),
      transactions: z.array(transactionRecord),
      statements: z.array(z.strictObject({ id: z.exactOptional(name), row: statement.strict })),
      holders: z.array(holder.strict),
    }),
  ),
});

/** Names each id that came before in the same list. */
function twice(ids: ReadonlyArray<string | undefined>, pathOf: (at: number) => string): Issue[] {
  const seen = new Set<string>();
  return ids.flatMap((id, at) => {
    if (id === undefined) return [];
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew ? [] : [{ path: pathOf(at), expected: 'an id that no other has' }];
  });
}

function invoiceIssues({ record, invoices, transactions }: AccountSnapshot, path: string): Issue[] {
  const known = new Set(transactions.map(({ id }) => id));
  return invoices.flatMap(({ invoice: each }, at) => {
    const here = `${path}.invoices[${at}].invoice`;
    return [
      ...(isMoney(each.value) && each.value >= 0
        ? []
        : [{ path: `${here}.value`, expected: 'an amount of zero or more with two decimals at most' }]),
      ...(each.creditAccountId === record.id
        ? []
        : [{ path: `${here}.creditAccountId`, expected: 'the id of its account' }]),
      ...(known.has(each.transactionId)
        ? []
        : [{ path: `${here}.transactionId`, expected: 'the id of a transaction of its account' }]),
    ];
  });
}

function transactionIssues({ record, transactions }: AccountSnapshot, path: string): Issue[] {
  return transactions.flatMap(({ creditAccountId, state, captured, refunded, issued }, at) => {
    const here = `${path}.transactions[${at}]`;
    const isSettled = captured > 0 || refunded > 0 || issued > 0;
    return [
      ...(creditAccountId === record.id
        ? []
        : [{ path: `${here}.creditAccountId`, expected: 'the id of its account' }]),
      ...(isSettled && state !== 'captured'
        ? [{ path: `${here}.state`, expected: 'captured, as something of it was settled' }]
        : []),
      ...(refunded > captured
        ? [{ path: `${here}.refunded`, expected: 'no more than what was captured' }]
        : []),
    ];
  });
}

function accountIssues(account: AccountSnapshot, path: string): Issue[] {
  const { invoices, transactions, statements, holders } = account;
  return [
    ...twice(
      invoices.map((each) => each.invoice.id),
      (at) => `${path}.invoices[${at}].invoice.id`,
    ),
    ...twice(
      transactions.map(({ id }) => id),
      (at) => `${path}.transactions[${at}].id`,
    ),
    ...twice(
      statements.map(({ id }) => id),
      (at) => `${path}.statements[${at}].id`,
    ),
    ...twice(
      holders.map(({ id }) => id),
      (at) => `${path}.holders[${at}].id`,
    ),
    ...statements.flatMap(({ row }, at) =>
      isMoney(row.value)
        ? []
        : [{ path: `${path}.statements[${at}].row.value`, expected: 'an amount with two decimals at most' }],
    ),
    ...invoiceIssues(account, path),
    ...transactionIssues(account, path),
  ];
}

/** What the fields of a snapshot, each right by itself, are wrong in together. */
function relationIssues({ accounts }: Snapshot): Issue[] {
  return [
    ...twice(
      accounts.map(({ record }) => record.id),
      (at) => `snapshot.accounts[${at}].record.id`,
    ),
    ...accounts.flatMap((account, at) => accountIssues(account, `snapshot.accounts[${at}]`)),
  ];
}

/**
 * Checks what should be a snapshot, so that nothing that is accepted can fail later. Throws `InvalidInputError`; the
 * store is not touched.
 */
export function checkSnapshot(snapshot: unknown): Snapshot {
  const given =
    typeof snapshot === 'object' && snapshot !== null && 'version' in snapshot ? snapshot.version : undefined;
  if (given !== version) {
    throw new InvalidInputError([
      { path: 'snapshot.version', expected: `${version}: a snapshot of this version of the reference` },
    ]);
  }
  if (!matches(snapshotSchema, snapshot)) {
    throw new InvalidInputError(
      complaints(snapshotSchema, snapshot, '').map(({ path, expected }) => ({
        path: `snapshot.${path}`,
        expected,
      })),
    );
  }
  const issues = relationIssues(snapshot);
  if (issues.length > 0) throw new InvalidInputError(issues);
  return snapshot;
}
