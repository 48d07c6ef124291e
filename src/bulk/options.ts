import { InvalidInputError } from '../errors/index.ts';

/** Throws `InvalidInputError` for what is none of the allowed values. */
export function oneOf<Value extends string>(
  path: string,
  given: Value | undefined,
  allowed: readonly Value[],
): void {
  if (given !== undefined && !allowed.includes(given))
    throw new InvalidInputError([
      { path, expected: `one of ${allowed.map((value) => `'${value}'`).join(', ')}` },
    ]);
}

/** The given whole number, or the usual one. Throws `InvalidInputError` for one out of its bounds. */
export function whole(path: string, given: number | undefined, usual: number, most: number): number {
  const value = given ?? usual;
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  throw new InvalidInputError([{ path, expected: `a whole number from 1 to ${most}` }]);
}

const mostConcurrent = 256;
const mostAttempts = 100;

export const concurrencyOf = (given: number | undefined, usual = 8): number =>
  whole('concurrency', given, usual, mostConcurrent);

export const attemptsOf = (given: number | undefined, usual = 3): number =>
  whole('attempts', given, usual, mostAttempts);
