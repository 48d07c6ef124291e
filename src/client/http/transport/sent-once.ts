import { hasMockedNetwork } from './dispatcher.ts';
import type { TransportRequest } from './transport.ts';

/** The headers and the body of a request for `fetch`. */
export interface FetchContent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | ReadableStream<Uint8Array>;
  /** What `fetch` asks for beside a stream. */
  readonly duplex?: 'half';
}

/**
 * Whether this is Node, whose `fetch` is undici's. Browsers send streams by HTTP/2 alone, other runtimes send them in
 * chunks; what stands for a browser within Node (jsdom, Electron's windows) has a document.
 */
function isNode(): boolean {
  if (typeof process !== 'object' || typeof document !== 'undefined') return false;
  const { undici, bun, deno } = process.versions ?? {};
  // Workers with the API of Node have a version of undici as well: an empty one.
  return Boolean(undici) && bun === undefined && deno === undefined;
}

export const asText = ({ headers, body }: TransportRequest): FetchContent =>
  body === undefined ? { headers } : { headers, body };

/**
 * By the standard, `fetch` itself sends a request again that was answered with 421 over a connection in use, unless its
 * body is a stream, which can be read only once. A change must not be made twice: in Node its body is a stream, an
 * empty one where it has none. The length is told, so that it goes out as the text would. A network that undici mocks
 * gets the text, which its matchers compare.
 */
export function sentOnce(request: TransportRequest): FetchContent {
  if (request.method === 'GET' || !isNode() || hasMockedNetwork()) return asText(request);
  const { headers, body } = request;
  const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
  return {
    headers: bytes === undefined ? headers : { ...headers, 'content-length': String(bytes.byteLength) },
    body: new ReadableStream({
      start(controller) {
        if (bytes !== undefined) controller.enqueue(bytes);
        controller.close();
      },
    }),
    duplex: 'half',
  };
}
