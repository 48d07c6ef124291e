import type { Handle, HttpAnswer, HttpRequest } from './http.ts';
import { isLoopback } from './loopback.ts';

/** Takes what `fetch` takes: a URL with or without its init, or a `Request`, also one of another library or realm. */
export type EmulatorFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** As much of a `Request` as there is in node-fetch, React Native and other realms. */
interface RequestLike {
  readonly url: string;
  readonly method?: string;
  readonly headers: { get(name: string): string | null };
  readonly signal?: AbortSignal | null;
  readonly body?: unknown;
  readonly bodyUsed?: boolean;
  arrayBuffer?(): Promise<ArrayBuffer>;
  text?(): Promise<string>;
}

/** Whatever has a URL and headers: a class says nothing of those of another realm. */
function isRequestLike(value: unknown): value is RequestLike {
  if (typeof value !== 'object' || value === null || !('url' in value) || !('headers' in value)) return false;
  const { url, headers } = value;
  return typeof url === 'string' && typeof headers === 'object' && headers !== null && 'get' in headers;
}

const isStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && body !== null && 'getReader' in body;

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** The bytes of a stream. Who stops reading them cancels it. */
export async function* readStream(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  let isWhole = false;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
    isWhole = true;
  } finally {
    if (!isWhole) await reader.cancel().catch(() => undefined);
  }
}

async function* readWhole(request: RequestLike): AsyncGenerator<Uint8Array, void, void> {
  if (request.arrayBuffer !== undefined) yield new Uint8Array(await request.arrayBuffer());
  else if (request.text !== undefined) yield new TextEncoder().encode(await request.text());
}

function bodyOf(request: RequestLike): AsyncIterable<Uint8Array> | undefined {
  const { body, method = 'GET' } = request;
  if (body === null || method === 'GET' || method === 'HEAD') return undefined;
  if (isStream(body)) return readStream(body);
  return isIterable(body) ? body : readWhole(request);
}

function pairsOf(headers: object): Array<[string, string]> {
  const isPairs = (value: object): value is Iterable<[string, string]> => Symbol.iterator in value;
  return isPairs(headers) ? [...headers] : [];
}

/** A serialised URL in its parts: its path begins with the first slash behind its host. */
function partsOf(url: string): { readonly origin: string; readonly host: string; readonly target: string } {
  const start = url.indexOf('://') + 3;
  const slash = url.indexOf('/', start);
  // A request of another library may leave out the path, and have a query all the same.
  const first = url.slice(start, slash < 0 ? url.length : slash).search(/[?#]/);
  const end = first < 0 ? (slash < 0 ? url.length : slash) : start + first;
  const hash = url.indexOf('#', end);
  const rest = url.slice(end, hash < 0 ? url.length : hash);
  return {
    origin: url.slice(0, end),
    host: url.slice(start, end),
    target: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

function toHttp(request: RequestLike): HttpRequest {
  const { origin, host, target } = partsOf(request.url);
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  return {
    method: request.method ?? 'GET',
    target,
    host,
    ownOrigin: isLoopback(host) ? origin : undefined,
    pageOrigin: header('origin'),
    get signal() {
      return request.signal ?? undefined;
    },
    header,
    headers: () => pairsOf(request.headers),
    body: () => bodyOf(request),
  };
}

/** What `fetch` was called with as a request. Throws `TypeError` as `fetch` does. */
function requestOf(input: unknown, init: RequestInit | undefined): RequestLike {
  if (typeof input === 'string' || input instanceof URL) return new Request(input, init);
  if (isRequestLike(input)) {
    if (init === undefined) return input;
    if (input instanceof Request) return new Request(input, init);
    return new Request(input.url, { ...initOf(input), ...init });
  }
  // A URL of another realm, or whatever else says where to go.
  if (typeof input === 'object' && input !== null && 'href' in input)
    return new Request(String(input.href), init);
  throw new TypeError('fetch: expected a URL or a Request, such as new Request(url)');
}

/** What a request of another realm is made of. */
function initOf({ method = 'GET', headers, signal, body }: RequestLike): RequestInit {
  const common = { method, headers: pairsOf(headers), ...(signal ? { signal } : {}) };
  return isStream(body) ? { ...common, body: streamOf(readStream(body)), ...{ duplex: 'half' } } : common;
}

/** A stream of what comes out of an iterator. Whoever cancels it does not wait for the iterator. */
export function streamOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel() {
      void iterator.return?.();
    },
  });
}

// Made when it is used: Jest's jsdom has none, and may import this.
let encoder: TextEncoder | undefined;
/** Where short texts are written to for their length. A character takes three bytes at most. */
const scratch = new Uint8Array(3 * 16_384);

function byteLength(text: string): number {
  encoder ??= new TextEncoder();
  if (text.length * 3 <= scratch.length) return encoder.encodeInto(text, scratch).written;
  return encoder.encode(text).byteLength;
}

function toResponse({ status, headers, body }: HttpAnswer): Response {
  if (typeof body !== 'string') return new Response(body ?? null, { status, headers });
  headers['content-length'] = String(byteLength(body));
  return new Response(body, { status, headers });
}

/** Whatever answers a `Request`: an emulator, many stores, or a function around them. */
export interface Fetching {
  readonly fetch: (request: Request) => Promise<Response>;
}

const handles = new WeakMap<Fetching['fetch'], Handle>();

/** The `fetch` of whatever answers. It rejects with the signal's reason where the caller has given up already. */
export function fetchOver(handle: Handle): EmulatorFetch {
  const fetch: EmulatorFetch = async (input, init) => {
    const request = requestOf(input, init);
    if (request.bodyUsed === true) throw new TypeError('fetch: the body of the request was read already');
    if (request.signal?.aborted === true) throw request.signal.reason;
    const answered = handle(toHttp(request));
    return toResponse('then' in answered ? await answered : answered);
  };
  handles.set(fetch, handle);
  return fetch;
}

/** What answers behind a `fetch` of `fetchOver`, for whoever has something else than a `Request`. */
export function handleBehind(fetch: Fetching['fetch']): Handle | undefined {
  return handles.get(fetch);
}
