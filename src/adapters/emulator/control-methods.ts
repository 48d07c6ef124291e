import { ConfigurationError } from '../../errors/index.ts';
import type { Control } from '../../reference/control/control.ts';

/** The controls whichever adapter they are reached by: a fork cannot be handed on. */
export type LocalControl = Omit<Control, 'fork'>;

type MethodOf<Api> = {
  [Key in keyof Api & string]: Api[Key] extends (...given: never) => unknown
    ? Key
    : `${Key}.${keyof Api[Key] & string}`;
}[keyof Api & string];

/** The name of a method, such as `clock.advance` or `seed`; of what is no method its value is read. */
export type ControlMethod = MethodOf<LocalControl>;

/** The methods that are handed on. The compiler names one that is missing here, or that there is not. */
const methods: Readonly<Record<ControlMethod, true>> = {
  'clock.now': true,
  'clock.iso': true,
  'clock.advance': true,
  'clock.set': true,
  'faults.add': true,
  'faults.random': true,
  'faults.verify': true,
  'faults.verifyAll': true,
  'faults.remove': true,
  'faults.list': true,
  'faults.clear': true,
  'quirks.set': true,
  'quirks.list': true,
  'quirks.known': true,
  'journal.calls': true,
  'journal.misses': true,
  'journal.dropped': true,
  'journal.clear': true,
  callers: true,
  seed: true,
  addCaller: true,
  setOrderId: true,
  setDueDays: true,
  holders: true,
  notifications: true,
  snapshot: true,
  restore: true,
  reset: true,
  checkpoint: true,
};

export function isControlMethod(name: string): name is ControlMethod {
  return Object.hasOwn(methods, name);
}

/** Every name, in the order in which `GET /_control` lists them. */
export const controlMethods: readonly ControlMethod[] = Object.keys(methods).filter(isControlMethod);

/** The group of a method and its name in the group: `['clock', 'advance']`; of `seed` only the name. */
export function partsOf(name: ControlMethod): readonly [group: string | undefined, member: string] {
  const [first, member] = name.split('.');
  return member === undefined ? [undefined, name] : [first, member];
}

/** The names of quirks are one argument, a list; written without a list around it, it looks like many. */
function checkOneList(names: unknown): void {
  if (Array.isArray(names)) return;
  throw new ConfigurationError([
    {
      path: 'quirks',
      expected: 'a list of names within the list of arguments, such as [["cancelling-fails"]]',
    },
  ]);
}

/** What is handed on of a fault is its id: the handle stays here. */
const handedOn = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && Symbol.dispose in result && 'id' in result
    ? result.id
    : result;

/** Calls a method by its name. Arguments come from outside, as they are: the control checks each of them itself. */
export function runControl(control: LocalControl, name: ControlMethod, given: readonly unknown[]): unknown {
  if (name === 'quirks.set') checkOneList(given[0]);
  const [group, key] = partsOf(name);
  const owner: unknown = group === undefined ? control : Reflect.get(control, group);
  if (typeof owner !== 'object' || owner === null) return undefined;
  const member: unknown = Reflect.get(owner, key);
  return handedOn(typeof member === 'function' ? Reflect.apply(member, owner, given) : member);
}
