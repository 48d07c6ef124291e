import { toEpochMilliseconds } from '../values/instant.ts';
import type { Finding } from './operation.ts';

export type { Find, Finding, Recovery, RecoveryContext } from './operation.ts';

export const notDone = { finding: 'not-done' } as const;
export const impossible = { finding: 'impossible' } as const;
export const undecided = { finding: 'undecided' } as const;
export const done = <Output>(output: Output): Finding<Output> => ({ finding: 'done', output });

/**
 * What is found of a resource that does not show what was asked for. When something changed it since the call began, it
 * proves nothing: that may have been this request, and another one after it.
 */
export function unlessChanged<Found extends Finding<never>>(
  finding: Found,
  { updatedAt }: { readonly updatedAt: string },
  began: number,
): Found | typeof undecided {
  const at = toEpochMilliseconds(updatedAt);
  return at !== undefined && at > began ? undecided : finding;
}

const fieldOf = (resource: object, name: string): unknown =>
  Object.hasOwn(resource, name) ? Reflect.get(resource, name) : undefined;

/** What was asked for, by the names that a resource has for it. */
export type Wish<Resource> = { readonly [Name in keyof Resource]?: unknown };

/** Whether a resource shows everything that was asked for. */
export const shows = <Resource>(resource: unknown, wish: Wish<Resource>): boolean => showsAll(resource, wish);

function showsAll(resource: unknown, wish: object): boolean {
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
  if (Array.isArray(wished)) return Array.isArray(given) && isSameList(given, wished);
  if (typeof wished === 'object' && wished !== null) return showsAll(given, wished);
  return given === wished || (wished === '' && (given === undefined || given === null));
}

const isSameList = (given: readonly unknown[], wished: readonly unknown[]): boolean =>
  given.length === wished.length && wished.every((each, at) => isSame(given[at], each));
