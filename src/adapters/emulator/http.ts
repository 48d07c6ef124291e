/** What arrives, whatever carried it: a `Request`, a socket, or another server. Only what is asked for is looked up. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as they stand on the first line of a request: `/api/creditcontrol/invoices?from=1`. */
  readonly target: string;
  /** The host that was asked, with its port if it has one. It may name a store. */
  readonly host: string;
  /** The origin under which the emulator itself is reached; `undefined` where its host may be a forged one. */
  readonly ownOrigin: string | undefined;
  /** The origin of the page that sends this and may read the answer. */
  readonly pageOrigin: string | undefined;
  /** Ends when the caller gives up. */
  readonly signal: AbortSignal | undefined;
  /** The value of a header; its name in lower case. */
  header(name: string): string | undefined;
  /** All of them, for whoever has to pass them on. */
  headers(): Array<[string, string]>;
  /** The body, piece by piece; `undefined` where there is none. To be called once. */
  body(): AsyncIterable<Uint8Array> | undefined;
}

/** What goes back. The length of a text is told by whoever sends it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
}

/** Answers requests, at once where nothing is to be waited for. Throws, or rejects, as `fetch` does where no answer comes. */
export type Handle = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

/** The same request for another path, or from no page. */
export function withParts(
  request: HttpRequest,
  change: { readonly target?: string; readonly pageOrigin?: undefined },
): HttpRequest {
  const { method, target, host, ownOrigin, pageOrigin } = request;
  return {
    ...{ method, target, host, ownOrigin, pageOrigin, ...change },
    get signal() {
      return request.signal;
    },
    header: (name) => request.header(name),
    headers: () => request.headers(),
    body: () => request.body(),
  };
}

/** The path of a target, and its query without the question mark. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** The parameters of a query, in their order. */
export function queryOf(query: string): Array<readonly [string, string]> {
  if (query === '') return [];
  if (/[%+]/.test(query)) return [...new URLSearchParams(query)];
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    });
}
