import * as z from 'zod/mini';
import { InvalidInputError } from '../errors.ts';
import type { AccountRecord, InvoiceRecord, StatementRecord, TransactionRecord } from '../ledger/records.ts';
import { holder, statement } from '../schemas/account.ts';
import { invoice } from '../schemas/invoice.ts';
import { complaints, matches } from '../schemas/issues.ts';
import { storeConfig } from '../schemas/store-config.ts';
import type { Holder } from '../types/account.ts';
import type { StoreConfig } from '../types/store-config.ts';
import type { ClockState, EngineClock } from './clock.ts';
import type { IdState, Ids } from './ids.ts';
import { Store } from './store.ts';

const version = 1;

/** Everything a store knows, as plain data that survives JSON. It holds no credentials. */
export interface Snapshot {
  readonly version: 1;
  readonly clock: ClockState;
  readonly ids: IdState;
  readonly storeConfig: StoreConfig;
  readonly accounts: readonly AccountSnapshot[];
}

export interface AccountSnapshot {
  readonly record: AccountRecord;
  readonly invoices: readonly InvoiceRecord[];
  readonly transactions: readonly TransactionRecord[];
  readonly statements: readonly StatementRecord[];
  readonly holders: readonly Holder[];
}

const word = z.number().check(z.refine(Number.isInteger, { error: 'a whole number' }));
const counter = z
  .number()
  .check(z.refine((value) => Number.isSafeInteger(value) && value >= 0, { error: 'a count' }));
const text = z.string();

const accountRecord: z.ZodMiniType<AccountRecord> = z.strictObject({
  id: text,
  status: z.enum(['Open', 'Closed']),
  document: z.exactOptional(text),
  documentType: z.exactOptional(text),
  email: text,
  creditLimit: z.number(),
  tolerance: z.number(),
  balance: z.number(),
  createdAt: text,
  updatedAt: text,
});

const transactionRecord: z.ZodMiniType<TransactionRecord> = z.strictObject({
  id: text,
  creditAccountId: text,
  state: z.enum(['held', 'captured', 'cancelled']),
  value: z.number(),
  originalValue: z.number(),
  settle: z.boolean(),
  installments: counter,
  expirationDate: z.exactOptional(text),
  expiresAt: text,
  captured: z.number(),
  refunded: z.number(),
  issued: counter,
  orderId: z.exactOptional(text),
  createdAt: text,
  updatedAt: text,
});

const snapshotSchema: z.ZodMiniType<Snapshot> = z.strictObject({
  version: z.literal(version),
  clock: z.strictObject({ now: z.number() }),
  ids: z.tuple([word, word, word, word]),
  storeConfig: storeConfig.tolerant,
  accounts: z.array(
    z.strictObject({
      record: accountRecord,
      invoices: z.array(
        z.strictObject({ invoice: invoice.tolerant, postponements: counter, postponedDays: counter }),
      ),
      transactions: z.array(transactionRecord),
      statements: z.array(z.strictObject({ id: z.exactOptional(text), row: statement.tolerant })),
      holders: z.array(holder.tolerant),
    }),
  ),
});

/** The state as it is; the records in it are the store's own, frozen ones. */
export function takeSnapshot(store: Store, clock: EngineClock, ids: Ids): Snapshot {
  return {
    version,
    clock: clock.state(),
    ids: ids.state(),
    storeConfig: store.config,
    accounts: [...store.ordered].map(({ record, invoices, transactions, statements, holders }) => ({
      record,
      invoices: [...invoices.values()].map((stored) => stored.record),
      transactions: [...transactions.values()],
      statements: [...statements],
      holders: [...holders.values()],
    })),
  };
}

/** Checks what should be a snapshot. Throws `InvalidInputError`; the store is not touched. */
export function checkSnapshot(snapshot: unknown): Snapshot {
  const given =
    typeof snapshot === 'object' && snapshot !== null && 'version' in snapshot ? snapshot.version : undefined;
  if (given !== version) {
    throw new InvalidInputError([
      { path: 'snapshot.version', expected: `${version}: a snapshot of this version of the reference` },
    ]);
  }
  if (matches(snapshotSchema, snapshot)) return snapshot;
  throw new InvalidInputError(
    complaints(snapshotSchema, snapshot, '').map(({ path, expected }) => ({
      path: `snapshot.${path}`,
      expected,
    })),
  );
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** A store with the content of a snapshot; data that is not frozen yet is copied first. */
export function storeOf(snapshot: Snapshot): Store {
  const own = <Value>(value: Value): Value =>
    Object.isFrozen(value) ? value : frozen(structuredClone(value));
  const store = new Store();
  store.config = own(snapshot.storeConfig);
  for (const { record, invoices, transactions, statements, holders } of snapshot.accounts) {
    const state = store.addAccount(own(record));
    for (const each of invoices) store.putInvoice(state, own(each));
    for (const each of transactions) store.putTransaction(state, own(each));
    for (const each of statements) store.putStatement(state, own(each));
    for (const each of holders) state.holders.set(each.id, own(each));
  }
  return store;
}
