/** What a matcher answers, in Vitest and in Jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What both runners give a matcher as `this`. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined;
  readonly utils: {
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
  };
}

/** What may come now or later. */
export type Awaitable<Value> = Value | Promise<Value>;

/** Goes on with a value, at once when it is there. */
export function after<Value, Result>(
  value: Awaitable<Value>,
  use: (value: Value) => Result,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}
