import type { BaseExpect } from 'expect';
import { ConfigurationError } from '../errors/index.ts';
import { matchers as own } from './matchers.ts';
import { type ResetOptions, type Resettable, resetting } from './reset.ts';
import type { CustomerCreditMatchers } from './types.ts';

// For `@jest/globals`, and for the globals that `@types/jest` describes.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T> extends CustomerCreditMatchers<R, T> {}
}
declare global {
  namespace jest {
    interface Matchers<R, T> extends CustomerCreditMatchers<R, T> {}
  }
}

/** How a runner registers what is to be done after each test. */
export type Register = (act: () => Promise<void>) => unknown;

function isCallable(value: unknown): value is Register {
  return typeof value === 'function';
}

/**
 * The matchers, for `expect.extend(matchers)` where Jest has no globals (`injectGlobals: false`). This entry has added
 * them to the global `expect`.
 */
export const matchers: Parameters<BaseExpect['extend']>[0] = own;

const expectOf: unknown = Reflect.get(globalThis, 'expect');
const extend: unknown = typeof expectOf === 'function' ? Reflect.get(expectOf, 'extend') : undefined;
if (typeof extend === 'function') extend(matchers);

export interface JestResetOptions extends ResetOptions {
  /** Where Jest has no globals (`injectGlobals: false`): its own, from `@jest/globals`. */
  readonly afterEach?: Register | undefined;
}

/**
 * After each test of this file: fails the test when a fault that it added never struck, and goes back to the beginning
 * or to the last `control.checkpoint()`. Gives back what it was given.
 *
 * ```ts
 * const { client, control } = resetAfterEach(createInMemoryCustomerCredit({ seed }));
 * ```
 *
 * @throws InvalidInputError for what has no control; ConfigurationError where Jest has no globals and none are given.
 */
export function resetAfterEach<Store extends Resettable>(
  store: Store,
  { afterEach = Reflect.get(globalThis, 'afterEach'), ...options }: JestResetOptions = {},
): Store {
  const act = resetting(store, options);
  if (!isCallable(afterEach))
    throw new ConfigurationError([{ path: 'afterEach', expected: "Jest's own, from @jest/globals" }]);
  afterEach(act);
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
