import ky from 'ky';
import { type Incoming, isSuccess } from '../answer/error-of.ts';
import { connectionError, systemCodeOf } from '../errors/transport.ts';
import { TimeoutError } from '../errors.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string | undefined;
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  readonly timeout: number | false;
  readonly signal: AbortSignal | undefined;
  readonly operation: string;
  readonly path: string | undefined;
  /** Which request of its call this is, from 1. */
  readonly attempts: number;
}

/**
 * Makes one attempt: sends, and reads the answer to its end, within the time limit. Rejects with the caller's own
 * reason when the caller's signal ends it. Never follows a redirect, which could carry the credentials elsewhere.
 */
export async function attempt(outgoing: Outgoing): Promise<Incoming> {
  const { url, method, headers, body, timeout, signal, operation, path, attempts } = outgoing;
  const facts = { operation, path, attempts };
  signal?.throwIfAborted();
  const ending = new AbortController();
  const onAbort = (): void => ending.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let timedOut = false;
  let answered: Response | undefined;
  const timer =
    timeout === false
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          ending.abort();
        }, timeout);
  try {
    const fetch = outgoing.fetch ?? ((request: Request) => globalThis.fetch(request));
    const sent = ky(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(body === undefined ? {} : { body }),
      fetch: (input, init) => fetch(new Request(input, init)),
      redirect: 'manual',
      throwHttpErrors: false,
      retry: 0,
      timeout: false,
      signal: ending.signal,
    });
    answered = await endedBy(ending.signal, sent);
    const text = await endedBy(ending.signal, answered.text());
    return { status: answered.status, headers: answered.headers, text };
  } catch (error) {
    signal?.throwIfAborted();
    // An error status says enough without its body.
    if (answered !== undefined && !isSuccess(answered.status))
      return { status: answered.status, headers: answered.headers, text: '' };
    const done = { ...facts, answered: answered !== undefined };
    if (timedOut && timeout !== false) throw new TimeoutError(timeout, done);
    // The transport's own error is never kept as a cause: it holds the request, and with it the credentials.
    throw connectionError(systemCodeOf(error), done);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** A transport or a body that ignores the signal must not hold the caller. */
function endedBy<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
