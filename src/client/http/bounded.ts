/** The reason of a signal that ended because its time was over. */
export const expired: unique symbol = Symbol('expired');

/**
 * Runs something with a signal that ends with the caller's own signal, for its reason, or when the time is over. What
 * ignores that signal does not hold the caller. Leaves no timer and no listener behind.
 */
export function bounded<Value>(
  signal: AbortSignal | undefined,
  limit: number | false,
  run: (ending: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const ending = new AbortController();
    const end = (reason: unknown): void => {
      leave();
      reject(reason);
      ending.abort(reason);
    };
    const onAbort = (): void => end(signal?.reason);
    const timer = limit === false ? undefined : setTimeout(end, limit, expired);
    const leave = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    run(ending.signal).then(
      (value) => {
        leave();
        resolve(value);
      },
      (error: unknown) => {
        leave();
        reject(error);
      },
    );
  });
}
