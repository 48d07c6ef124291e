import ky from 'ky';
import type { CallFacts } from '../../errors/base.ts';
import { type Incoming, isSuccess } from '../../errors/error-of.ts';
import { TimeoutError } from '../../errors/index.ts';
import { connectionError, type SystemFailure, systemFailureOf } from '../../errors/transport.ts';
import { bounded, endedBy, expired } from './bounded.ts';
import { redirectOf } from './redirect.ts';
import { textOf } from './text-of.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string | undefined;
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
}

/** Within what an attempt is made. */
export interface Bounds {
  readonly limit: number | false;
  /** What the limit is one of, and how long that was allowed to be in all. */
  readonly scope: 'attempt' | 'call';
  readonly allowed: number | false;
  readonly signal: AbortSignal | undefined;
}

const originalHeaders = (headers: Outgoing['headers']): Array<[string, string]> =>
  headers.map(([name, value]) => [name, value]);

/** The system's own word, unless a `fetch` of one's own put a credential there. */
function withoutSecrets(failure: SystemFailure, { headers }: Outgoing): SystemFailure {
  const { code = '' } = failure;
  const shows = headers.some(([, value]) => code.includes(value) || value.includes(code));
  return shows ? { ...failure, code: undefined } : failure;
}

/** Sends, and follows redirects that stay within the origin. The credentials go nowhere else. */
async function send(outgoing: Outgoing, signal: AbortSignal): Promise<Response> {
  const { method, headers, body } = outgoing;
  const fetch = outgoing.fetch ?? ((request: Request) => globalThis.fetch(request));
  let { url } = outgoing;
  for (let hops = 0; ; hops += 1) {
    const response = await endedBy(
      signal,
      ky(url, {
        method,
        headers: originalHeaders(headers),
        ...(body === undefined ? {} : { body }),
        fetch: (input, init) => fetch(new Request(input, init)),
        redirect: 'manual',
        throwHttpErrors: false,
        retry: 0,
        timeout: false,
        signal,
      }),
    );
    const to = redirectOf(response, method, url, hops);
    if (to === undefined) return response;
    await response.body?.cancel();
    url = to;
  }
}

/**
 * Makes one attempt: sends, and reads the answer to its end, within the time limit. Rejects with the caller's own
 * reason when the caller's signal ends it.
 */
export function attempt(outgoing: Outgoing, bounds: Bounds, facts: CallFacts): Promise<Incoming> {
  const { limit, scope, allowed, signal } = bounds;
  let answered: Response | undefined;
  const run = async (ending: AbortSignal): Promise<Incoming> => {
    answered = await send(outgoing, ending);
    if (answered.type === 'error') throw new TypeError('no answer');
    const text = await endedBy(ending, textOf(answered));
    return { status: answered.status, headers: answered.headers, text };
  };
  return bounded(signal, limit, run).catch((error: unknown) => {
    signal?.throwIfAborted();
    const { status = 0, headers } = answered ?? {};
    // An error status says enough without its body.
    if (headers !== undefined && status !== 0 && !isSuccess(status)) return { status, headers, text: '' };
    const lost = { ...facts, answered: isSuccess(status) };
    if (error === expired && allowed !== false) throw new TimeoutError(allowed, { ...lost, scope });
    // The transport's own error is never kept as a cause: it holds the request, and with it the credentials.
    throw connectionError(withoutSecrets(systemFailureOf(error), outgoing), lost);
  });
}
