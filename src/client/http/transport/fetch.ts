import type { ResponseLike } from './body.ts';
import {
  type FetchFunction,
  type FetchInit,
  globalTransport,
  initOf,
  missing,
  type OfAddress,
  type OfRequest,
  responseOf,
  sendByGlobal,
} from './global-fetch.ts';
import { guarded, ownTransport } from './guard.ts';
import { asText, type FetchContent, sentOnce } from './sent-once.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { isMistake, markUnsent } from './unsent.ts';

/** Steps of a promise within which an async function has failed before it waited for anything: nested ones take more. */
const firstSteps = 6;

/**
 * Runs a `fetch` of somebody's own. What it throws at once, or by a mistake before it waited for anything, is known to
 * have sent nothing, unless it had begun to.
 */
function observed(
  request: TransportRequest,
  isUntouched: () => boolean,
  run: () => Promise<ResponseLike>,
): Promise<ResponseLike> {
  const { signal } = request;
  const running = async (): Promise<ResponseLike> => {
    let promise: Promise<ResponseLike>;
    try {
      promise = run();
    } catch (error) {
      throw isUntouched() ? markUnsent(error, signal) : error;
    }
    let ended = false;
    let waited = false;
    const step = async (): Promise<void> => {
      for (let steps = 0; steps < firstSteps && !ended; steps += 1) await undefined;
      waited = true;
    };
    void step();
    try {
      return await promise;
    } catch (error) {
      throw !waited && isUntouched() && isMistake(error) ? markUnsent(error, signal) : error;
    } finally {
      ended = true;
    }
  };
  return guarded(request, running, isUntouched);
}

function requestOf(request: TransportRequest): Request {
  if (typeof Request !== 'function')
    throw missing('Request', 'pass a fetch that takes an address and an init, with two parameters');
  return new Request(request.url, initOf(request, sentOnce(request)));
}

/** Whether nothing has begun to send a request: that takes its body, which a change has in Node even where it is empty. */
const isUntouched = ({ method, body, bodyUsed }: Request): boolean =>
  !bodyUsed && (method === 'GET' || body !== null);

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
  ) => {
    const init = initOf(request, of(request));
    const { headers, signal } = init;
    let isTaken = false;
    const take = <Field>(field: Field): Field => {
      isTaken = true;
      return field;
    };
    // Whatever sends asks for these, or for one of them.
    Object.defineProperties(init, {
      headers: { get: () => take(headers), enumerable: true },
      signal: { get: () => take(signal), enumerable: true },
    });
    return observed(
      request,
      () => !isTaken,
      async () => to(request.url, init),
    );
  };
  return async (request) => {
    if (byAddress !== undefined && content !== undefined) return sendTo(byAddress, request, content);
    if (byRequest === undefined) return sendByGlobal(request);
    const whole = requestOf(request);
    try {
      return await observed(
        request,
        () => isUntouched(whole),
        () => byRequest(whole),
      );
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
  return ownTransport({ send: async (request) => responseOf(await call(request)) });
}
