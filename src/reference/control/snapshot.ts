import { standardDueDays } from '../../ledger/installment.ts';
import { deepFreeze } from '../../values/freeze.ts';
import type { EngineClock } from '../engine/clock.ts';
import type { Ids } from '../engine/ids.ts';
import { Store } from '../engine/store.ts';
import type { Snapshot } from './snapshot-types.ts';

/** The state as it is; the records in it are the store's own, frozen ones. */
export function takeSnapshot(store: Store, clock: EngineClock, ids: Ids): Snapshot {
  return {
    version: 1,
    clock: clock.state(),
    ids: ids.state(),
    storeConfig: store.config,
    ...(store.dueDays === standardDueDays ? {} : { dueDays: store.dueDays }),
    accounts: [...store.ordered].map(({ record, invoices, transactions, statements, holders }) => ({
      record,
      invoices: [...invoices.values()].map((stored) => stored.record),
      transactions: [...transactions.values()],
      statements: [...statements],
      holders: [...holders.values()],
    })),
  };
}

/** Whether nobody can change anything in a value any more. */
const isFixed = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFixed));

/** A store with the content of a snapshot; data that is not frozen yet is copied first. */
export function storeOf(snapshot: Snapshot): Store {
  const own = <Value>(value: Value): Value => (isFixed(value) ? value : deepFreeze(structuredClone(value)));
  const store = new Store();
  store.config = own(snapshot.storeConfig);
  if (snapshot.dueDays !== undefined) store.dueDays = own(snapshot.dueDays);
  for (const { record, invoices, transactions, statements, holders } of snapshot.accounts) {
    const state = store.addAccount(own(record));
    for (const each of invoices) store.putInvoice(state, own(each));
    for (const each of transactions) store.putTransaction(state, own(each));
    for (const each of statements) store.putStatement(state, own(each));
    for (const each of holders) state.holders.set(each.id, own(each));
  }
  return store;
}
