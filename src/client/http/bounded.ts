/** The reason of a signal that ended because its time was over. */
export const expired: unique symbol = Symbol('expired');

/**
 * Runs something with a signal that ends with the caller's own signal, for its reason, or when the time is over. Leaves
 * no timer and no listener behind.
 */
export async function bounded<Value>(
  signal: AbortSignal | undefined,
  limit: number | false,
  run: (ending: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  const onAbort = (): void => ending.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = limit === false ? undefined : setTimeout(() => ending.abort(expired), limit);
  try {
    return await endedBy(ending.signal, run(ending.signal));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** What ignores the signal must not hold the caller. */
export function endedBy<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
