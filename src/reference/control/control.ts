import type { Holder } from '../../api/accounts/holder-types.ts';
import { ConfigurationError, InvalidInputError } from '../../errors/index.ts';
import { toAccount } from '../../ledger/credit.ts';
import { type DueDays, dueDaysExpected, isDueDays, standardDueDays } from '../../ledger/installment.ts';
import { dueNotifications, type Notification } from '../../ledger/notification.ts';
import { unknownAccount, unknownTransaction } from '../../ledger/refusal.ts';
import { updateStoreConfig } from '../../ledger/store-config.ts';
import { anyone, type CallerSeed, type Callers } from '../engine/callers.ts';
import type { Clock } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { Store } from '../engine/store.ts';
import type { ReferenceOptions } from '../options.ts';
import type { Fault, Faults, RandomFaults } from './fault-types.ts';
import { FaultList } from './faults.ts';
import { type Journal, JournalBook, standardJournalSize } from './journal.ts';
import { QuirkSet, type Quirks } from './quirks.ts';
import type { ReferenceParts } from './reference-parts.ts';
import { type PreparedSeed, prepareSeed } from './seed.ts';
import type { Seed, Seeded } from './seed-types.ts';
import { isOurs, storeOf, takeSnapshot } from './snapshot.ts';
import { checkSnapshot } from './snapshot-check.ts';
import type { Snapshot } from './snapshot-types.ts';

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
   * Adds accounts, invoices, holds, configuration and callers, and tells what it made: all of it, or nothing. Throws
   * `ConfigurationError` naming every wrong field. After a `reset` it is gone, unless a `checkpoint` came after it.
   */
  seed(seed: Seed): Seeded;
  /** Names someone who may use the store; from the first on, only those that are named may. */
  addCaller(caller: CallerSeed): void;
  /** What those who may use the store are called, never their credentials; none while whoever has credentials may. */
  callers(): readonly string[];
  /**
   * Ties a transaction to an order, as checkout does; its invoices, present and to come, carry it. Throws
   * `InvalidInputError` when there is no such account or transaction.
   */
  setOrderId(creditAccountId: string, transactionId: string, orderId: string): void;
  /**
   * Sets the due days of the store's payment conditions, for settlements and seeds from now on: `[15, 30, 45]` is 15, 30
   * and 45 days after the invoices are made, and on in steps of 15. Without an argument every 30 days again. Throws
   * `InvalidInputError` for anything but a list of whole numbers from 0 that do not fall.
   */
  setDueDays(dueDays?: DueDays): void;
  /**
   * The holders (dependents) of an account, in the order they were added; the API itself cannot list them. Throws
   * `InvalidInputError` when there is no such account.
   */
  holders(creditAccountId: string): readonly Holder[];
  /** The notifications due by now for open invoices, earliest first; derived anew at each look. */
  notifications(): readonly Notification[];
  /** The whole state as plain data that survives JSON, without callers. */
  snapshot(): Snapshot;
  /**
   * Goes to a snapshot, its time included; callers stay. Throws `InvalidInputError` naming what is wrong in it, also
   * for a snapshot of another version and for what is none, and then changes nothing. A call that is still waiting
   * ends like one whose connection is lost.
   */
  restore(snapshot: Snapshot): void;
  /**
   * An independent copy of the present state behind an adapter of its own, callers and quirks included; faults and the
   * journal are not. Its time stands still until its own clock is moved.
   */
  fork(): Fork;
  /**
   * Goes back to the beginning: the seed, the time, the ids, the callers and the quirks that the reference was created
   * with, or those of the last `checkpoint`. The faults are those of the options again, and the journal is empty and
   * counts from 1. A call that is still waiting ends like one whose connection is lost.
   */
  reset(): void;
  /**
   * Makes the present the beginning that `reset` goes back to: data, time, ids, callers and quirks. Faults and journal
   * do not belong to it.
   */
  checkpoint(): void;
}

/** The engine with the controls around it. */
export interface Controlled extends ReferenceParts {
  readonly callers: Callers;
  readonly control: Omit<Control, 'fork'>;
}

/** Adds one of the faults to begin with; an error names it by its place in the options. */
function arm(faults: FaultList, fault: Fault | RandomFaults, path: string): void {
  try {
    if (typeof fault === 'object' && fault !== null && 'rate' in fault) faults.random(fault);
    else faults.add(fault);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: issue.path.replace(/^fault/, path) }));
    throw new ConfigurationError(issues);
  }
}

/** Puts a seed into the store. */
function apply(store: Store, prepared: PreparedSeed): void {
  const { accounts, invoicesByAccount, holds, storeConfig, dueDays } = prepared;
  if (dueDays !== undefined) store.dueDays = dueDays;
  if (storeConfig !== undefined)
    store.commit(undefined, updateStoreConfig(store.config, storeConfig).changes);
  for (const { record, statements, holders } of accounts) {
    const state = store.addAccount(record);
    for (const statement of statements) store.putStatement(state, statement);
    for (const holder of holders) state.holders.set(holder.id, holder);
  }
  const batches = [...invoicesByAccount].flatMap(([id, own]) => {
    const state = store.accounts.get(id);
    return state === undefined ? [] : [{ state, ...own }];
  });
  store.addInvoices(batches.map(({ state, invoices }) => [state, invoices]));
  for (const { state, unnumbered } of batches) store.keepUnnumbered(state, unnumbered);
  for (const hold of holds) {
    const state = store.accounts.get(hold.creditAccountId);
    if (state !== undefined) store.putTransaction(state, hold);
  }
}

/** What a seed made, as the API shows it. */
function seededBy(store: Store, { accounts, invoices, holds }: PreparedSeed, now: number): Seeded {
  return {
    accounts: accounts.flatMap(({ record }) => {
      const state = store.accounts.get(record.id);
      return state === undefined ? [] : [toAccount(store.view(state, now))];
    }),
    invoices: invoices.map(({ invoice }) => invoice),
    holds: holds.map(({ creditAccountId, id, value }) => ({ creditAccountId, transactionId: id, value })),
    dependents: accounts.flatMap(({ record, holders }) =>
      holders.map((holder) => ({ ...holder, creditAccountId: record.id })),
    ),
  };
}

export function controlOf(
  engine: Engine,
  callers: Callers,
  options: Pick<ReferenceOptions, 'seed' | 'dueDays' | 'journalSize' | 'quirks' | 'faults'>,
): Controlled {
  const { seed, dueDays, journalSize = standardJournalSize, quirks: firstQuirks = [] } = options;
  const faults = new FaultList();
  const armFirst = (): void => {
    for (const [at, fault] of (options.faults ?? []).entries()) arm(faults, fault, `faults[${at}]`);
  };
  faults.restart(armFirst);
  const quirks = new QuirkSet();
  quirks.set(firstQuirks);
  const journal = new JournalBook(journalSize, engine.clock.iso);
  const put = (given: Seed): PreparedSeed => {
    const { store, ids } = engine;
    const before = ids.state();
    try {
      const ready = prepareSeed(given, {
        now: engine.clock.now(),
        dueDays: store.dueDays,
        caller: anyone.name,
        accountId: (id) => store.accounts.get(id)?.record.id,
        hasInvoice: (creditAccountId, id) => store.accounts.get(creditAccountId)?.invoices.has(id) ?? false,
        hasTransaction: (creditAccountId, id) => {
          const state = store.accounts.get(creditAccountId);
          return state !== undefined && store.transaction(state, id) !== undefined;
        },
        makeId: () => ids.transactionId().toUpperCase(),
        nextSequence: () => store.next(),
      });
      const named = callers.copy();
      for (const [at, caller] of (given.callers ?? []).entries()) named.add(caller, `seed.callers[${at}]`);
      callers.replaceBy(named);
      apply(store, ready);
      return ready;
    } catch (error) {
      ids.restore(before);
      throw error;
    }
  };
  if (dueDays !== undefined) engine.store.dueDays = Object.freeze([...dueDays]);
  if (seed !== undefined) put(seed);
  const present = () => ({
    snapshot: takeSnapshot(engine.store, engine.clock, engine.ids),
    callers: callers.copy(),
    quirks: quirks.list(),
  });
  let start = present();
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
    seed: (given) => seededBy(engine.store, put(given), engine.clock.now()),
    addCaller: (caller) => callers.add(caller),
    callers: () => callers.names(),
    setOrderId: (creditAccountId, transactionId, orderId) => {
      if (typeof orderId !== 'string' || orderId === '')
        throw new InvalidInputError([{ path: 'orderId', expected: 'a text that is not empty' }]);
      const { store } = engine;
      const state = store.accounts.get(creditAccountId);
      const transaction = state && store.transaction(state, transactionId);
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
    setDueDays: (dueDays = standardDueDays) => {
      if (!isDueDays(dueDays)) throw new InvalidInputError([{ path: 'dueDays', expected: dueDaysExpected }]);
      engine.store.dueDays = Object.freeze([...dueDays]);
    },
    holders: (creditAccountId) => {
      const state = engine.store.accounts.get(creditAccountId);
      if (state === undefined)
        throw new InvalidInputError([
          {
            path: 'creditAccountId',
            expected: `one that exists. ${unknownAccount(creditAccountId).message}`,
          },
        ]);
      return [...state.holders.values()];
    },
    notifications: () => {
      const { store, clock } = engine;
      const invoices = [...store.accounts.values()].flatMap((state) =>
        [...state.invoices.values()].map(({ invoice }) => invoice),
      );
      return dueNotifications(invoices, store.config, clock.now());
    },
    snapshot: () => takeSnapshot(engine.store, engine.clock, engine.ids),
    restore: (snapshot) => go(isOurs(snapshot) ? snapshot : checkSnapshot(snapshot)),
    reset: () => {
      callers.replaceBy(start.callers.copy());
      faults.restart(armFirst);
      quirks.set(start.quirks);
      journal.restart();
      go(start.snapshot);
    },
    checkpoint: () => {
      start = present();
    },
  };
  return { engine, callers, control, faults, quirks, journal };
}
