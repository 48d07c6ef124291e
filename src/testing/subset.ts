import { isRecord } from '../values/record.ts';
import type { Asymmetric } from './types.ts';

function isAsymmetric(value: unknown): value is Asymmetric {
  return isRecord(value) && typeof value['asymmetricMatch'] === 'function';
}

/**
 * Whether a value has everything that is expected: of an object the expected keys, of a list all items in order, and of
 * the rest the same value. A key expected to be `undefined` must be missing or `undefined`.
 */
export function hasSubset(value: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(value);
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((each, at) => hasSubset(value[at], each))
    );
  if (isRecord(expected))
    return isRecord(value) && Object.entries(expected).every(([key, each]) => hasSubset(value[key], each));
  return Object.is(value, expected);
}
