import { afterEach, expect, type MatchersObject } from 'vitest';
import { matchers as own } from './matchers.ts';
import { type ResetOptions, type Resettable, resetting } from './reset.ts';
import type { CustomerCreditMatchers } from './types.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void>, T> extends CustomerCreditMatchers<R, T> {}
}

/** The matchers, for an `expect` of one's own, such as that of a concurrent test. This entry has added them to the usual one. */
export const matchers: MatchersObject = own;

expect.extend(matchers);

/**
 * After each test of this file: fails the test when a fault that it added never struck, and goes back to the beginning
 * or to the last `control.checkpoint()`. Gives back what it was given.
 *
 * ```ts
 * const { client, control } = resetAfterEach(createInMemoryCustomerCredit({ seed }));
 * ```
 *
 * @throws InvalidInputError for what has no control.
 */
export function resetAfterEach<Store extends Resettable>(store: Store, options: ResetOptions = {}): Store {
  afterEach(resetting(store, options));
  return store;
}

export type { Awaitable } from './context.ts';
export type { ResetOptions, Resettable, ResettableControl } from './reset.ts';
export type {
  Asymmetric,
  CustomerCreditMatchers,
  Outcome,
  PartOf,
  Remote,
  RemoteJournal,
  TimeOwner,
} from './types.ts';
