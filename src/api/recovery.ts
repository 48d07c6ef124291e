import type { Operation } from './operation.ts';

/**
 * What reading shows of a call whose answer was lost or was not the API's. `done`: it was done, and `output` is what the
 * answer would have said. `not-done`: it was not done by now. `impossible`: it was not done, and what may still be under
 * way can no longer do it. `undecided`: what can be read proves nothing.
 */
export type Finding<Output> =
  | { readonly finding: 'done'; readonly output: Output }
  | { readonly finding: 'not-done' }
  | { readonly finding: 'impossible' }
  | { readonly finding: 'undecided' };

/** Reads; `undefined` when the API says in its own words that there is no such thing. */
export type Find = <Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
) => Promise<Output | undefined>;

/** With what a recovery finds out. */
export interface RecoveryContext {
  readonly find: Find;
  /** What `before` read before the request was sent; `undefined` where it could not. */
  readonly before: unknown;
  /** The status of the API's own refusal of the last attempt, after an earlier one whose outcome is unknown. */
  readonly refusedWith: number | undefined;
}

/** What proves what, in words, for the documentation. */
export interface Proof {
  readonly done: string;
  readonly notDone: string;
  readonly undecided: string;
}

/** How to find out what became of an operation after an ambiguous failure. */
export interface Recovery<Input, Output> {
  /** What a person can do where this cannot tell. */
  readonly advice: string;
  readonly proof: Proof;
  /**
   * The operation cannot be done twice, even while the first attempt is still under way. Without it what may be under
   * way is never repeated; nor is anything else before reading has shown that it was not done.
   */
  readonly repeatable?: true;
  /** Whether an answer, in its normal spelling, is the one to this request. Without it any answer is. */
  confirms?(input: Input, answer: unknown): boolean;
  /** Reads what has to be known from before the request. Its failure does not stop the request. */
  before?(input: Input, find: Find): Promise<unknown>;
  /** Finds out what became of it. Left out where the API lets one read nothing that would tell. */
  recover?(input: Input, context: RecoveryContext): Promise<Finding<Output>>;
}

export const notDone = { finding: 'not-done' } as const;
export const impossible = { finding: 'impossible' } as const;
export const undecided = { finding: 'undecided' } as const;
export const done = <Output>(output: Output): Finding<Output> => ({ finding: 'done', output });

const fieldOf = (resource: unknown, name: string): unknown =>
  typeof resource === 'object' && resource !== null && Object.hasOwn(resource, name)
    ? Reflect.get(resource, name)
    : undefined;

/** Whether a resource shows everything that was asked for. */
export function shows(resource: unknown, wish: object): boolean {
  if (typeof resource !== 'object' || resource === null) return false;
  return Object.entries(wish).every(
    ([name, wished]) =>
      wished === undefined ||
      isSame(fieldOf(resource, name), wished) ||
      isMail(name, fieldOf(resource, name), wished),
  );
}

/** The same address: nothing says that the API keeps its case. */
const isMail = (name: string, given: unknown, wished: unknown): boolean =>
  name === 'email' && String(given).toLowerCase() === String(wished).toLowerCase();

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

/** The same value; numbers also where one of them is written as a string, as the API does. */
export function isSame(given: unknown, wished: unknown): boolean {
  if (typeof given === 'number' || typeof wished === 'number')
    return isNumeric(given) && isNumeric(wished) && Number(given) === Number(wished);
  if (typeof given === 'object' && given !== null && typeof wished === 'object' && wished !== null)
    return isSameObject(given, wished);
  return given === wished || (wished === '' && (given === undefined || given === null));
}

function isSameObject(given: object, wished: object): boolean {
  if (Array.isArray(given) && Array.isArray(wished))
    return given.length === wished.length && wished.every((each, at) => isSame(given[at], each));
  return shows(given, wished);
}
