import { discardBody, type ResponseLike, readBody } from './body.ts';
import { noted, ownTransport } from './guard.ts';
import { type FetchContent, sentOnce } from './sent-once.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';
import { markUnsent } from './unsent.ts';

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

export type Init = Omit<FetchInit, 'headers' | 'body'> & FetchContent;
export type OfRequest = (request: Request) => Promise<ResponseLike>;
export type OfAddress = (url: string, init: Init) => Promise<ResponseLike>;

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

export function initOf({ method, signal }: TransportRequest, content: FetchContent): Init {
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

export const sendByGlobal = (request: TransportRequest): Promise<ResponseLike> =>
  noted({ request, source: 'global' }, async () =>
    globalFetch(request.url, initOf(request, sentOnce(request))),
  );

/** Carries requests by the global `fetch` alone. */
export const globalTransport: Transport = /* @__PURE__ */ ownTransport({
  send: async (request) => responseOf(await sendByGlobal(request)),
});
