import ky from 'ky';
import type { ResponseLike } from './body.ts';
import { hasCacheMode, missing, responseOf } from './global-fetch.ts';
import { guarded, noted, ownTransport } from './guard.ts';
import { sentOnce } from './sent-once.ts';
import type { Transport } from './transport.ts';

/** What ky would do by itself is done by the client, which knows what may be repeated and where to. */
const switchedOff = {
  retry: { limit: 0 },
  timeout: false,
  totalTimeout: false,
  throwHttpErrors: false,
  redirect: 'manual',
  prefix: '',
  baseUrl: '',
} as const;

interface KyOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly body?: string | ReadableStream<Uint8Array>;
  readonly duplex?: 'half';
  readonly cache?: 'no-store';
}

/** An instance of ky 2, such as `ky` itself, or what `ky.create` and `ky.extend` make. */
export interface KyFunction {
  (url: string, options: KyOptions): Promise<ResponseLike>;
  extend(options: typeof switchedOff): KyFunction;
}

/** The global `fetch`, looked up at each call. */
async function fetchNow(request: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (typeof globalThis.fetch !== 'function') throw missing('global fetch', 'pass one as the option fetch');
  return globalThis.fetch(request, init);
}

/** Carries requests by ky: an instance of your own, or the plain one. */
export function kyTransport(instance?: KyFunction): Transport {
  const send: KyFunction = instance?.extend(switchedOff) ?? ky.create({ ...switchedOff, fetch: fetchNow });
  return ownTransport({
    send: async (request) => {
      if (typeof Request !== 'function')
        throw missing('Request', 'pass a fetch that takes an address and an init, with two parameters');
      const { url, method, signal } = request;
      const sending = async (): Promise<ResponseLike> =>
        send(url, {
          method,
          ...sentOnce(request),
          signal,
          ...(hasCacheMode() ? { cache: 'no-store' } : {}),
        });
      if (instance === undefined) return responseOf(await noted({ request, source: 'global' }, sending));
      // Its hooks are somebody's own code, and may fail before and after.
      return responseOf(await guarded(request, sending));
    },
  });
}
