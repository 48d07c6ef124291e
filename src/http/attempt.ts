import ky from 'ky';
import { NetworkError, TimeoutError } from '../errors.ts';

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
}

/** An answer read to its end. */
export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Failures after which it is certain that no request went out. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function systemCodeOf(error: unknown): string | undefined {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return undefined;
}

// The transport's own error is never kept as a cause: it holds the request, and with it the credentials.
function networkError(error: unknown, { operation, path }: Outgoing): NetworkError {
  const systemCode = systemCodeOf(error);
  const notSent = systemCode !== undefined && neverSent.has(systemCode);
  const lost = 'the connection was lost; the API may or may not have done the work';
  const what = notSent ? 'no connection could be made, nothing was sent' : lost;
  return new NetworkError(`${operation}: ${what}${systemCode === undefined ? '' : ` (${systemCode})`}.`, {
    outcome: notSent ? 'not-sent' : 'unknown',
    operation,
    path,
    systemCode,
  });
}

/**
 * Makes one attempt: sends, and reads the answer to its end, within the time limit. Rejects with the caller's own
 * reason when the caller's signal ends it. Never follows a redirect, which could carry the credentials elsewhere.
 */
export async function attempt(outgoing: Outgoing): Promise<Incoming> {
  const { url, method, headers, body, timeout, signal, operation, path } = outgoing;
  signal?.throwIfAborted();
  const ending = new AbortController();
  const onAbort = (): void => ending.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let timedOut = false;
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
    const response = await endedBy(ending.signal, sent);
    const text = await endedBy(ending.signal, response.text());
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    signal?.throwIfAborted();
    if (timedOut && timeout !== false) throw new TimeoutError(timeout, { operation, path });
    throw networkError(error, outgoing);
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
