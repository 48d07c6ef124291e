import type { OperationId } from '../../api/table.ts';
import { plainFault, plainRandomFaults } from '../../reference/control/fault-check.ts';
import type { Fault, FaultHandle, RandomFaults } from '../../reference/control/fault-types.ts';
import type { Journal, JournalCall, JournalEntry } from '../../reference/control/journal.ts';
import { type ControlMethod, controlMethods, type LocalControl, partsOf } from './control-methods.ts';

/**
 * A fault that was added from elsewhere. `await using` removes it at the end of the block, and throws
 * `UnusedFaultError` when it never struck.
 */
export interface AsyncFaultHandle extends AsyncDisposable {
  readonly id: string;
  remove(): Promise<void>;
}

/** The same with promises: methods, and values as methods that read them. */
type Async<Api> = {
  readonly [Key in keyof Api]: Api[Key] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Result extends FaultHandle ? AsyncFaultHandle : Result>
    : Api[Key] extends object
      ? Async<Api[Key]>
      : () => Promise<Api[Key]>;
};

/** `calls` by itself: a mapped type keeps one of its two forms only. */
interface AsyncCalls {
  calls(): Promise<readonly JournalEntry[]>;
  calls<Id extends OperationId>(operation: Id): Promise<ReadonlyArray<JournalCall<Id>>>;
}

/**
 * `Control` with promises: the same for a reference in this process and for one behind HTTP. Everything throws what
 * `Control` throws; over HTTP also `NetworkError` and `TimeoutError`. Only `fork` is missing.
 */
export interface AsyncControl extends Async<Omit<LocalControl, 'journal'>> {
  readonly journal: Async<Omit<Journal, 'calls'>> & AsyncCalls;
}

/** What answers a call of the control plane: a name such as `clock.advance`, and its arguments. */
export type Invoke = (method: ControlMethod, given: readonly unknown[]) => Promise<unknown>;

/** What is sent of a fault: its own fields, and a handle for its id. */
function faultMethods(invoke: Invoke): Pick<AsyncControl['faults'], 'add' | 'random'> {
  const handle = async (id: string): Promise<AsyncFaultHandle> => ({
    id,
    remove: async () => void (await invoke('faults.remove', [id])),
    [Symbol.asyncDispose]: async () => void (await invoke('faults.verify', [id])),
  });
  return {
    add: async (fault: Fault) => handle(String(await invoke('faults.add', [plainFault(fault)]))),
    random: async (faults: RandomFaults) =>
      handle(String(await invoke('faults.random', [plainRandomFaults(faults)]))),
  };
}

/** The other side says what its methods give; their types are those of `Control`. */
function isWhole(
  control: Readonly<Record<string, unknown>>,
): control is Readonly<Record<string, unknown>> & AsyncControl {
  return controlMethods.every((name) => {
    const [group, member] = partsOf(name);
    const owner: unknown = group === undefined ? control : control[group];
    return typeof owner === 'object' && owner !== null && typeof Reflect.get(owner, member) === 'function';
  });
}

/** The methods behind whatever carries a call to them. */
export function asyncControlOver(invoke: Invoke): AsyncControl {
  const groups: Record<string, Record<string, unknown>> = { faults: { ...faultMethods(invoke) } };
  const alone: Record<string, unknown> = {};
  for (const name of controlMethods) {
    const [group, member] = partsOf(name);
    if (group !== undefined) groups[group] ??= {};
    const owner = (group === undefined ? undefined : groups[group]) ?? alone;
    owner[member] ??= (...given: readonly unknown[]) => invoke(name, given);
  }
  const control: Record<string, unknown> = { ...groups, ...alone };
  if (isWhole(control)) return control;
  throw new RangeError('a method of the controls is missing');
}
