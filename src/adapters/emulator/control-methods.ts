import type { OperationId } from '../../api/table.ts';
import { ConfigurationError } from '../../errors/index.ts';
import type { DueDays } from '../../ledger/installment.ts';
import type { Control } from '../../reference/control/control.ts';
import type { Fault, RandomFaults } from '../../reference/control/fault-types.ts';
import type { QuirkName } from '../../reference/control/quirk-list.ts';
import type { Seed } from '../../reference/control/seed-types.ts';
import type { Snapshot } from '../../reference/control/snapshot-types.ts';
import type { CallerSeed } from '../../reference/engine/callers.ts';
import type { Duration, Moment } from '../../reference/engine/clock.ts';

/** The controls of whichever door: a fork cannot be handed on. */
export type LocalControl = Omit<Control, 'fork'>;

/** What a method does with arguments of whatever kind. */
type Method = (control: LocalControl, args: readonly unknown[]) => unknown;

/** Arguments come from outside, and are what they are: the control checks each of them itself. */
function method<Args extends readonly unknown[]>(
  run: (control: LocalControl, ...args: Args) => unknown,
): Method {
  const handedOn = (args: readonly unknown[]): args is Args => Array.isArray(args);
  return (control, args) => (handedOn(args) ? run(control, ...args) : undefined);
}

/** The names of quirks are one argument, a list; written without a list around it, it looks like many. */
function oneList(names: readonly QuirkName[]): readonly QuirkName[] {
  if (Array.isArray(names)) return names;
  throw new ConfigurationError([
    {
      path: 'quirks',
      expected: 'a list of names within the list of arguments, such as [["cancelling-fails"]]',
    },
  ]);
}

/** Every method of the control plane by its name. */
export const controlMethods = {
  'clock.now': method(({ clock }) => clock.now()),
  'clock.iso': method(({ clock }) => clock.iso()),
  'clock.advance': method(({ clock }, by: Duration) => clock.advance(by)),
  'clock.set': method(({ clock }, to: Moment) => clock.set(to)),
  'faults.add': method(({ faults }, fault: Fault) => faults.add(fault).id),
  'faults.random': method(({ faults }, given: RandomFaults) => faults.random(given).id),
  'faults.verify': method(({ faults }, id: string) => faults.verify(id)),
  'faults.remove': method(({ faults }, id: string) => faults.remove(id)),
  'faults.list': method(({ faults }) => faults.list()),
  'faults.clear': method(({ faults }) => faults.clear()),
  'quirks.set': method(({ quirks }, names: readonly QuirkName[]) => quirks.set(oneList(names))),
  'quirks.list': method(({ quirks }) => quirks.list()),
  'journal.calls': method(({ journal }, operation?: OperationId) =>
    operation === undefined ? journal.calls() : journal.calls(operation),
  ),
  'journal.misses': method(({ journal }) => journal.misses()),
  'journal.dropped': method(({ journal }) => journal.dropped),
  'journal.clear': method(({ journal }) => journal.clear()),
  callers: method((control) => control.callers()),
  seed: method((control, seed: Seed) => control.seed(seed)),
  addCaller: method((control, caller: CallerSeed) => control.addCaller(caller)),
  setOrderId: method((control, account: string, transaction: string, order: string) =>
    control.setOrderId(account, transaction, order),
  ),
  setDueDays: method((control, dueDays?: DueDays) => control.setDueDays(dueDays)),
  holders: method((control, account: string) => control.holders(account)),
  notifications: method((control) => control.notifications()),
  snapshot: method((control) => control.snapshot()),
  restore: method((control, snapshot: Snapshot) => control.restore(snapshot)),
  reset: method((control) => control.reset()),
} as const satisfies Readonly<Record<string, Method>>;

export type ControlMethod = keyof typeof controlMethods;

export function isControlMethod(name: string): name is ControlMethod {
  return Object.hasOwn(controlMethods, name);
}
