import { isMistake, markLate, markUnsent } from '../failure.ts';
import { discardBody, type ResponseLike, readBody } from './body.ts';
import { asText, type FetchContent, sentOnce } from './sent-once.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

/** What a `fetch` is given besides the address. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly redirect: 'manual';
  /** Where the runtime's `Request` knows it: what is read must be the present state. */
  readonly cache?: 'no-store';
}

/**
 * Any `fetch`: the global one, undici's from npm, node-fetch's, React Native's, which are called with an address and an
 * init; or a function of one `Request`.
 */
export type FetchFunction = (input: Request & string, init: FetchInit) => Promise<ResponseLike>;

type Init = Omit<FetchInit, 'headers' | 'body'> & FetchContent;
type OfRequest = (request: Request) => Promise<ResponseLike>;
type OfAddress = (url: string, init: Init) => Promise<ResponseLike>;

let knowsCache: boolean | undefined;

/** Whether this runtime's `Request` has a cache mode: some throw for a field that they do not know. */
export function hasCacheMode(): boolean {
  if (knowsCache === undefined) {
    try {
      knowsCache = new Request('https://example.com', { cache: 'no-store' }).cache === 'no-store';
    } catch {
      knowsCache = false;
    }
  }
  return knowsCache;
}

function initOf({ method, signal }: TransportRequest, content: FetchContent): Init {
  return {
    method,
    ...content,
    signal,
    redirect: 'manual',
    ...(hasCacheMode() ? { cache: 'no-store' } : {}),
  };
}

export function responseOf(response: ResponseLike): TransportResponse {
  if (response.type === 'error') throw new TypeError('no answer');
  return {
    status: response.status,
    headers: response.headers,
    read: (limit) => readBody(response, limit),
    discard: () => discardBody(response),
  };
}

export const missing = (what: string, instead: string): TypeError =>
  markUnsent(new TypeError(`this runtime has no ${what}: ${instead}`));

/** The global `fetch`, looked up at each call: a test or a framework may replace it. */
function globalFetch(url: string, init: Init): Promise<ResponseLike> {
  if (typeof globalThis.fetch !== 'function') throw missing('global fetch', 'pass one as the option fetch');
  return globalThis.fetch(url, init);
}

/** Carries requests by the global `fetch` alone. */
export const globalTransport: Transport = {
  send: async (request) => responseOf(await globalFetch(request.url, initOf(request, sentOnce(request)))),
};

/** Steps of a promise within which an async function has failed before it waited for anything: nested ones take more. */
const firstSteps = 6;

/**
 * Runs a `fetch` of somebody's own. What it throws at once, or by a mistake before it waited for anything, is known to
 * have sent nothing. Once it waited, an answer may have come: what it throws then may be about something else.
 */
async function guarded(run: () => Promise<ResponseLike>): Promise<ResponseLike> {
  let promise: Promise<ResponseLike>;
  try {
    promise = run();
  } catch (error) {
    throw markUnsent(error);
  }
  let ended = false;
  let waited = false;
  let waitedLong = false;
  const timer = setTimeout(() => {
    waitedLong = true;
  });
  const step = async (): Promise<void> => {
    for (let steps = 0; steps < firstSteps && !ended; steps += 1) await undefined;
    waited = true;
  };
  void step();
  try {
    return await promise;
  } catch (error) {
    if (waitedLong) throw markLate(error);
    throw !waited && isMistake(error) ? markUnsent(error) : error;
  } finally {
    ended = true;
    clearTimeout(timer);
  }
}

function requestOf(request: TransportRequest): Request {
  if (typeof Request !== 'function')
    throw missing('Request', 'pass a fetch that takes an address and an init, with two parameters');
  return new Request(request.url, initOf(request, sentOnce(request)));
}

/** An address that no fetch sends anything to, to see whether a function looks at its second argument. */
const probe = 'vtex-customer-credit-probe:';

/** Whether a function hands an init on. Nothing is sent for that. */
async function usesInit(fetch: OfAddress, request: TransportRequest): Promise<boolean> {
  let used = false;
  const { signal } = request;
  const init: FetchInit = {
    get method() {
      used = true;
      return 'GET';
    },
    headers: {},
    signal,
    redirect: 'manual',
  };
  await Promise.resolve(fetch(probe, init)).catch(() => undefined);
  return used;
}

const isForeignRequest = (error: unknown): boolean =>
  error instanceof TypeError &&
  /url/i.test(error.message) &&
  /\[object Request\]|invalid/i.test(error.message);

const takesRequest = (fetch: FetchFunction): fetch is FetchFunction & OfRequest =>
  typeof fetch === 'function';
const takesAddress = (fetch: FetchFunction): fetch is FetchFunction & OfAddress =>
  typeof fetch === 'function';

/** Calls a function in the way it wants to be called, which is found out by its parameters, or once it has refused. */
function ownFetch(fetch: FetchFunction): (request: TransportRequest) => Promise<ResponseLike> {
  const byRequest: OfRequest | undefined = takesRequest(fetch) ? fetch : undefined;
  const byAddress: OfAddress | undefined = takesAddress(fetch) ? fetch : undefined;
  // A function of two parameters may be node-fetch's, or one of a test that reads the text.
  let content = fetch.length >= 2 ? asText : undefined;
  const sendTo = (
    to: OfAddress,
    request: TransportRequest,
    of: (request: TransportRequest) => FetchContent,
  ) => guarded(async () => to(request.url, initOf(request, of(request))));
  return async (request) => {
    if (byAddress !== undefined && content !== undefined) return sendTo(byAddress, request, content);
    if (byRequest === undefined) return sendTo(globalFetch, request, sentOnce);
    const whole = requestOf(request);
    try {
      return await guarded(() => byRequest(whole));
    } catch (error) {
      // undici's from npm does not take the Request of Node.
      if (byAddress === undefined || !isForeignRequest(error) || !(await usesInit(byAddress, request)))
        throw error;
      content = sentOnce;
      return sendTo(byAddress, request, content);
    }
  };
}

/**
 * Carries requests by `fetch`: the global one, looked up at each call, unless another is given.
 *
 * ```ts
 * createClient({ accountName, appKey, appToken, transport: fetchTransport() });
 * ```
 */
export function fetchTransport(fetch?: FetchFunction): Transport {
  if (fetch === undefined || fetch === globalThis.fetch) return globalTransport;
  const call = ownFetch(fetch);
  return { send: async (request) => responseOf(await call(request)) };
}
