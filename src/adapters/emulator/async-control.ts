import type { Holder } from '../../api/accounts/types.ts';
import type { OperationId } from '../../api/table.ts';
import type { DueDays } from '../../ledger/installment.ts';
import type { Notification } from '../../ledger/notification.ts';
import { plainFault, plainRandomFaults } from '../../reference/control/fault-check.ts';
import type { Fault, FaultState, RandomFaults } from '../../reference/control/fault-types.ts';
import type { JournalCall, JournalEntry } from '../../reference/control/journal.ts';
import type { QuirkName } from '../../reference/control/quirk-list.ts';
import type { Seed } from '../../reference/control/seed-types.ts';
import type { Snapshot } from '../../reference/control/snapshot-types.ts';
import type { CallerSeed } from '../../reference/engine/callers.ts';
import type { Duration, Moment } from '../../reference/engine/clock.ts';
import type { ControlMethod } from './control-methods.ts';

/**
 * A fault that was added from elsewhere. `await using` removes it at the end of the block, and throws
 * `UnusedFaultError` when it never struck.
 */
export interface AsyncFaultHandle extends AsyncDisposable {
  readonly id: string;
  remove(): Promise<void>;
}

/**
 * `Control` with promises: the same for a reference in this process and for one behind HTTP. Everything throws what
 * `Control` throws; over HTTP also `NetworkError` and `TimeoutError`. Only `fork` is missing.
 */
export interface AsyncControl {
  readonly clock: {
    now(): Promise<number>;
    iso(): Promise<string>;
    advance(by: Duration): Promise<void>;
    set(to: Moment): Promise<void>;
  };
  readonly faults: {
    add(fault: Fault): Promise<AsyncFaultHandle>;
    random(faults: RandomFaults): Promise<AsyncFaultHandle>;
    verify(id: string): Promise<void>;
    remove(id: string): Promise<void>;
    list(): Promise<readonly FaultState[]>;
    clear(): Promise<void>;
  };
  readonly quirks: {
    set(names: readonly QuirkName[]): Promise<void>;
    list(): Promise<readonly QuirkName[]>;
  };
  readonly journal: {
    calls(): Promise<readonly JournalEntry[]>;
    calls<Id extends OperationId>(operation: Id): Promise<ReadonlyArray<JournalCall<Id>>>;
    misses(): Promise<readonly JournalEntry[]>;
    dropped(): Promise<number>;
    clear(): Promise<void>;
  };
  seed(seed: Seed): Promise<void>;
  addCaller(caller: CallerSeed): Promise<void>;
  callers(): Promise<readonly string[]>;
  setOrderId(creditAccountId: string, transactionId: string, orderId: string): Promise<void>;
  setDueDays(dueDays?: DueDays): Promise<void>;
  holders(creditAccountId: string): Promise<readonly Holder[]>;
  notifications(): Promise<readonly Notification[]>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  reset(): Promise<void>;
}

/** What answers a call of the control plane: a name such as `clock.advance`, and its arguments. */
export type Invoke = <Value>(method: ControlMethod, args: readonly unknown[]) => Promise<Value>;

/** The methods behind whatever carries a call to them. */
export function asyncControlOver(invoke: Invoke): AsyncControl {
  const to =
    <Value>(method: ControlMethod) =>
    (...args: readonly unknown[]): Promise<Value> =>
      invoke<Value>(method, args);
  const handle = async (id: Promise<string>): Promise<AsyncFaultHandle> => {
    const known = await id;
    return {
      id: known,
      remove: () => invoke('faults.remove', [known]),
      [Symbol.asyncDispose]: () => invoke('faults.verify', [known]),
    };
  };
  function calls(): Promise<readonly JournalEntry[]>;
  function calls<Id extends OperationId>(operation: Id): Promise<ReadonlyArray<JournalCall<Id>>>;
  function calls(...operation: readonly OperationId[]): Promise<readonly JournalEntry[]> {
    return invoke('journal.calls', operation);
  }
  return {
    clock: { now: to('clock.now'), iso: to('clock.iso'), advance: to('clock.advance'), set: to('clock.set') },
    faults: {
      add: (fault) => handle(invoke('faults.add', [plainFault(fault)])),
      random: (faults) => handle(invoke('faults.random', [plainRandomFaults(faults)])),
      verify: to('faults.verify'),
      remove: to('faults.remove'),
      list: to('faults.list'),
      clear: to('faults.clear'),
    },
    quirks: { set: to('quirks.set'), list: to('quirks.list') },
    journal: {
      calls,
      misses: to('journal.misses'),
      dropped: to('journal.dropped'),
      clear: to('journal.clear'),
    },
    seed: to('seed'),
    addCaller: to('addCaller'),
    callers: to('callers'),
    setOrderId: to('setOrderId'),
    setDueDays: to('setDueDays'),
    holders: to('holders'),
    notifications: to('notifications'),
    snapshot: to('snapshot'),
    restore: to('restore'),
    reset: to('reset'),
  };
}
