import type { Recovery, Verdict } from './operation.ts';

export const notDone = { verdict: 'not-done' } as const;
export const never = { verdict: 'never' } as const;
export const unknown = { verdict: 'unknown' } as const;
export const done = <Output>(output: Output): Verdict<Output> => ({ verdict: 'done', output });

/** Where the API lets one read nothing that would tell. */
export function nothingToRead(advice: string): Pick<Recovery<never, never>, 'advice'> {
  return { advice };
}

/** Whether a resource shows everything that was asked for. */
export function shows(resource: object, wish: object): boolean {
  const has = new Map<string, unknown>(Object.entries(resource));
  return Object.entries(wish).every(
    ([name, wished]) =>
      wished === undefined || same(has.get(name), wished) || isMail(name, has.get(name), wished),
  );
}

/** The same address: nothing says that the API keeps its case. */
const isMail = (name: string, given: unknown, wished: unknown): boolean =>
  name === 'email' && String(given).toLowerCase() === String(wished).toLowerCase();

function same(given: unknown, wished: unknown): boolean {
  if (typeof given === 'number') return given === Number(wished);
  if (typeof given === 'object' && given !== null && typeof wished === 'object' && wished !== null)
    return JSON.stringify(given) === JSON.stringify(wished);
  return given === wished || (wished === '' && (given === undefined || given === null));
}
