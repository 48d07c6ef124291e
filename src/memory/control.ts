import { InvalidInputError } from '../errors.ts';
import { dueNotifications, type Notification } from '../ledger/notification.ts';
import { unknownAccount, unknownTransaction } from '../ledger/refusal.ts';
import { updateStoreConfig } from '../ledger/store-config.ts';
import type { CallerSeed, Callers } from './callers.ts';
import type { Carrier } from './carry-out.ts';
import type { Clock } from './clock.ts';
import type { Engine } from './engine.ts';
import type { Faults } from './fault-types.ts';
import { FaultList } from './faults.ts';
import { type Journal, JournalBook, standardJournalSize } from './journal.ts';
import type { ReferenceOptions } from './options.ts';
import { QuirkSet, type Quirks } from './quirks.ts';
import { type PreparedSeed, prepareSeed, type Seed } from './seed.ts';
import { checkSnapshot, type Snapshot, storeOf, takeSnapshot } from './snapshot.ts';

/** Everything a test may do to the reference that the API itself cannot. */
export interface Control<Fork = unknown> {
  /** Time, forward only. */
  readonly clock: Clock;
  /** Failures to come: errors, lost answers, silence. */
  readonly faults: Faults;
  /** Production's bad days, by name. */
  readonly quirks: Quirks;
  /** What was asked so far. */
  readonly journal: Journal;
  /**
   * Adds accounts, invoices, configuration and callers: all of it, or nothing. Throws `ConfigurationError` naming
   * every wrong field. `reset` does not bring it back: that returns to what the reference was created with.
   */
  seed(seed: Seed): void;
  /** Names someone who may use the store; from the first on, only those that are named may. */
  addCaller(caller: CallerSeed): void;
  /**
   * Ties a transaction to an order, as checkout does; its invoices, present and to come, carry it. Throws
   * `InvalidInputError` when there is no such account or transaction.
   */
  setOrderId(creditAccountId: string, transactionId: string, orderId: string): void;
  /** The notifications due by now for open invoices, earliest first; derived anew at each look. */
  notifications(): readonly Notification[];
  /** The whole state as plain data that survives JSON, without callers. */
  snapshot(): Snapshot;
  /**
   * Goes to a snapshot, its time included; callers stay. Throws `InvalidInputError` for a snapshot of another version
   * and for what is none, and then changes nothing.
   */
  restore(snapshot: Snapshot): void;
  /**
   * An independent copy of the present state behind a door of its own, callers included. Its time stands still until
   * its own clock is moved.
   */
  fork(): Fork;
  /**
   * Goes back to the beginning: the seed, the time and the ids and the quirks and the faults that the reference was
   * created with, and an empty journal.
   */
  reset(): void;
}

/** The engine with the controls around it. */
export interface Controlled extends Carrier {
  readonly callers: Callers;
  readonly control: Omit<Control, 'fork'>;
}

function apply(engine: Engine, { accounts, invoices, transactions, storeConfig }: PreparedSeed): void {
  const { store } = engine;
  if (storeConfig !== undefined)
    store.commit(undefined, updateStoreConfig(store.config, storeConfig).changes);
  for (const account of accounts) store.addAccount(account);
  for (const invoice of invoices) {
    const state = store.accounts.get(invoice.invoice.creditAccountId);
    if (state !== undefined) store.putInvoice(state, invoice);
  }
  for (const transaction of transactions) {
    const state = store.accounts.get(transaction.creditAccountId);
    if (state !== undefined && !state.transactions.has(transaction.id))
      store.putTransaction(state, transaction);
  }
}

export function controlOf(
  engine: Engine,
  callers: Callers,
  options: Pick<ReferenceOptions, 'seed' | 'journalSize' | 'quirks' | 'faults'>,
): Controlled {
  const { seed, journalSize = standardJournalSize, quirks: firstQuirks = [] } = options;
  const faults = new FaultList();
  const armFirst = (): void => {
    for (const fault of options.faults ?? []) 'rate' in fault ? faults.random(fault) : faults.add(fault);
  };
  armFirst();
  const quirks = new QuirkSet();
  quirks.set(firstQuirks);
  const journal = new JournalBook(journalSize, engine.clock.iso);
  const prepare = (given: Seed): PreparedSeed => {
    const { store, ids } = engine;
    const before = ids.state();
    try {
      return prepareSeed(given, {
        now: engine.clock.now(),
        hasAccount: (id) => store.accounts.has(id),
        hasInvoice: (creditAccountId, id) => store.accounts.get(creditAccountId)?.invoices.has(id) ?? false,
        makeId: () => ids.transactionId().toUpperCase(),
      });
    } catch (error) {
      ids.restore(before);
      throw error;
    }
  };
  const put = (given: Seed): void => {
    const named = callers.copy();
    for (const [at, caller] of (given.callers ?? []).entries()) named.add(caller, `seed.callers[${at}]`);
    const ready = prepare(given);
    callers.replaceBy(named);
    apply(engine, ready);
  };
  if (seed !== undefined) put(seed);
  const start = takeSnapshot(engine.store, engine.clock, engine.ids);
  const firstCallers = callers.copy();
  const go = (to: Snapshot): void => {
    const store = storeOf(to);
    engine.store = store;
    engine.clock.restore(to.clock);
    engine.ids.restore(to.ids);
  };
  const control: Controlled['control'] = {
    clock: engine.clock,
    faults,
    quirks,
    journal,
    seed: put,
    addCaller: (caller) => callers.add(caller),
    setOrderId: (creditAccountId, transactionId, orderId) => {
      if (typeof orderId !== 'string' || orderId === '')
        throw new InvalidInputError([{ path: 'orderId', expected: 'a text that is not empty' }]);
      const { store } = engine;
      const state = store.accounts.get(creditAccountId);
      const transaction = state?.transactions.get(transactionId);
      if (state === undefined || transaction === undefined) {
        const { message } =
          state === undefined ? unknownAccount(creditAccountId) : unknownTransaction(transactionId);
        const path = state === undefined ? 'creditAccountId' : 'transactionId';
        throw new InvalidInputError([{ path, expected: `one that exists. ${message}` }]);
      }
      const invoices = store
        .invoicesOf(state, transaction)
        .map((record) =>
          Object.freeze({ ...record, invoice: Object.freeze({ ...record.invoice, orderId }) }),
        );
      store.commit(creditAccountId, { transaction: Object.freeze({ ...transaction, orderId }), invoices });
    },
    notifications: () => {
      const { store, clock } = engine;
      const invoices = [...store.accounts.values()].flatMap((state) =>
        [...state.invoices.values()].map(({ record }) => record.invoice),
      );
      return dueNotifications(invoices, store.config, clock.now());
    },
    snapshot: () => takeSnapshot(engine.store, engine.clock, engine.ids),
    restore: (snapshot) => go(checkSnapshot(snapshot)),
    reset: () => {
      callers.replaceBy(firstCallers.copy());
      faults.clear();
      armFirst();
      quirks.set(firstQuirks);
      journal.clear();
      go(start);
    },
  };
  return { engine, callers, control, faults, quirks, journal };
}
