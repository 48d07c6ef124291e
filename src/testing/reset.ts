import { InvalidInputError } from '../errors/index.ts';
import { fieldOf, isRecord } from '../values/record.ts';
import type { Awaitable } from './context.ts';

/** The controls that are needed between two tests: `Control` and `AsyncControl` both have them. */
export interface ResettableControl {
  readonly faults: { verifyAll(): Awaitable<void> };
  reset(): Awaitable<void>;
}

/** A control, or a store or an emulator that has one. */
export type Resettable = ResettableControl | { readonly control: ResettableControl };

export interface ResetOptions {
  /** `'fail'` unless given: a test that added a fault which never struck fails with `UnusedFaultError`. */
  readonly unusedFaults?: 'fail' | 'allow' | undefined;
}

function isControl(value: unknown): value is ResettableControl {
  if (!isRecord(value) || typeof value['reset'] !== 'function') return false;
  const { faults } = value;
  return isRecord(faults) && typeof faults['verifyAll'] === 'function';
}

/** What is to be done after each test. Throws `InvalidInputError` for what cannot be reset. */
export function resetting(of: unknown, { unusedFaults = 'fail' }: ResetOptions): () => Promise<void> {
  const control = isControl(of) ? of : fieldOf(of, 'control');
  if (!isControl(control))
    throw new InvalidInputError([
      { path: 'of', expected: 'a control, or a store or an emulator that has one' },
    ]);
  return async () => {
    try {
      if (unusedFaults === 'fail') await control.faults.verifyAll();
    } finally {
      await control.reset();
    }
  };
}
