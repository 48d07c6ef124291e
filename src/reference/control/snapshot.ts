import { standardDueDays } from '../../ledger/installment.ts';
import type { InvoiceRecord, TransactionRecord } from '../../ledger/records.ts';
import { deepFreeze } from '../../values/freeze.ts';
import type { EngineClock } from '../engine/clock.ts';
import type { Ids } from '../engine/ids.ts';
import { type AccountState, Store } from '../engine/store.ts';
import { StoredInvoice } from '../engine/stored-invoice.ts';
import { allTransactions, isNumbered } from '../engine/transactions.ts';
import type { AccountSnapshot, Snapshot } from './snapshot-types.ts';

/** The accounts of snapshots that were taken here: frozen at every depth, with the transactions that were kept. */
const taken = new WeakMap<AccountSnapshot, readonly TransactionRecord[]>();
const ours = new WeakSet<object>();

/** Whether a snapshot was taken by this module and is therefore as it was. */
export const isOurs = (snapshot: unknown): snapshot is Snapshot =>
  typeof snapshot === 'object' && snapshot !== null && ours.has(snapshot);

function accountSnapshot(state: AccountState): AccountSnapshot {
  const invoices = Object.freeze([...state.invoices.values()]);
  const kept = Object.freeze([...state.transactions.values()]);
  const snapshot: AccountSnapshot = Object.freeze({
    record: state.record,
    invoices,
    // Made when somebody looks: they would take a third of the memory of a million invoices.
    get transactions() {
      return allTransactions(kept, invoices);
    },
    statements: Object.freeze([...state.statements]),
    holders: Object.freeze([...state.holders.values()]),
  });
  taken.set(snapshot, kept);
  return snapshot;
}

/** The state as it is; the records in it are the store's own, frozen ones. */
export function takeSnapshot(store: Store, clock: EngineClock, ids: Ids): Snapshot {
  const snapshot: Snapshot = Object.freeze({
    version: 1,
    clock: Object.freeze(clock.state()),
    ids: Object.freeze(ids.state()),
    storeConfig: store.config,
    ...(store.dueDays === standardDueDays ? {} : { dueDays: store.dueDays }),
    accounts: Object.freeze(Array.from(store.ordered, accountSnapshot)),
  });
  ours.add(snapshot);
  return snapshot;
}

/** Whether nobody can change anything in a value any more. */
const isFixed = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFixed));

/** Data as the store keeps it: what is not frozen yet is copied first. */
const own = <Value>(value: Value): Value => (isFixed(value) ? value : deepFreeze(structuredClone(value)));

/** Transactions that have to be kept, since they do not simply follow from the invoices. */
function keptOf({ invoices, transactions }: AccountSnapshot): TransactionRecord[] {
  const numbered = invoices.filter(({ invoice }) => isNumbered(invoice));
  const following = new Map(allTransactions([], numbered).map((each) => [each.id, JSON.stringify(each)]));
  const others = new Set(
    invoices.filter(({ invoice }) => !isNumbered(invoice)).map(({ invoice }) => invoice.transactionId),
  );
  return transactions.filter(
    (each) => others.has(each.id) || following.get(each.id) !== JSON.stringify(each),
  );
}

/** A store with the content of a snapshot. */
export function storeOf(snapshot: Snapshot): Store {
  const store = new Store();
  // What was taken here is frozen, and its invoices know their order.
  const isOwn = isOurs(snapshot);
  const storedOf = (record: InvoiceRecord): StoredInvoice =>
    isOwn && record instanceof StoredInvoice ? record : new StoredInvoice(own(record), store.next());
  store.config = own(snapshot.storeConfig);
  if (snapshot.dueDays !== undefined) store.dueDays = own(snapshot.dueDays);
  store.addInvoices(
    snapshot.accounts.map((account) => {
      const state = store.addAccount(own(account.record));
      for (const each of taken.get(account) ?? keptOf(account)) store.putTransaction(state, own(each));
      for (const each of account.statements) store.putStatement(state, own(each));
      for (const each of account.holders) state.holders.set(each.id, own(each));
      const invoices = new Map<string, StoredInvoice>();
      for (const each of account.invoices) invoices.set(each.invoice.id, storedOf(each));
      return [state, invoices] as const;
    }),
  );
  return store;
}
