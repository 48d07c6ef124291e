import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../../errors/index.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { lossOf } from '../emulator/respond.ts';

export interface ListenOptions {
  /** 0, the default, lets the system choose one. */
  readonly port?: number | undefined;
  /** `127.0.0.1` unless given: reachable from this machine only. */
  readonly host?: string | undefined;
}

/** A server that is listening. */
export interface Listening {
  /** Where it listens, such as `http://127.0.0.1:8787`: a client's `baseUrl`. */
  readonly url: string;
  readonly port: number;
  /** Answers further requests with 503, lets those in flight end, and resolves when the port is free. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** How long requests in flight may take to end before their connections are cut, in milliseconds. */
const graceToClose = 250;

/** Connections that may wait to be taken. Node's own 511 turn callers away when thousands come at once. */
const mostWaiting = 16_384;

// One for all: making one for each of ten thousand requests takes longer than anything else in closing.
const callerGone = new DOMException('The caller is gone.', 'AbortError');

/** What a request gets that comes while the server closes: nothing was done, and it may be sent elsewhere. */
const tooLate = { connection: 'close', 'content-length': '0', 'retry-after': '1' };

/** What a request gets on which whoever answers fails: as VTEX says it, without a word of the inside. */
const failed = JSON.stringify({ message: 'An error has occurred.' });
const ofJson = { 'content-type': 'application/json; charset=utf-8' };

/** The body as it comes in; what the emulator does not want to read is let through, so that its answer arrives. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await chunks.return?.();
      incoming.resume();
    },
  });
}

function toRequest(incoming: IncomingMessage, origin: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
  }
  const { method = 'GET', url = '/' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url.startsWith('/') ? `${origin}${url}` : url), {
    method,
    headers,
    signal,
    ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' as const } : {}),
  });
}

async function write(response: Response, outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  outgoing.writeHead(response.status, [...response.headers].flat());
  for await (const chunk of response.body ?? []) {
    if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal: gone });
  }
  outgoing.end();
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Serves an emulator on this machine.
 *
 * ```ts
 * await using server = await listen(createEmulator(), { port: 8787 });
 * const client = new CustomerCreditClient({ accountName: 'mystore', appKey, appToken, baseUrl: server.url });
 * ```
 *
 * @throws ConfigurationError for a port or a host that is none. Rejects with the system's error when the port is taken.
 */
export async function listen(
  emulator: Pick<Emulator, 'fetch'>,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<Listening> {
  const issues = [
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535
      ? []
      : [{ path: 'port', expected: 'a whole number from 0 to 65535' }]),
    ...(typeof host === 'string' && host !== ''
      ? []
      : [{ path: 'host', expected: 'the name or address of this machine to listen on' }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort(callerGone));
    let request: Request;
    try {
      // The host as the caller wrote it: it may name a store.
      request = toRequest(incoming, `http://${incoming.headers.host ?? hostInUrl(host)}`, gone.signal);
    } catch {
      // What cannot even be a request: a method such as TRACE, or a target that is no URL.
      outgoing.writeHead(400, { connection: 'close' }).end();
      return;
    }
    try {
      await write(await emulator.fetch(request), outgoing, gone.signal);
    } catch (error) {
      const loss = lossOf(error);
      if (loss === 'ECONNRESET') incoming.socket.resetAndDestroy();
      else if (loss !== undefined || outgoing.headersSent || gone.signal.aborted) outgoing.destroy();
      else outgoing.writeHead(500, { ...ofJson, connection: 'close' }).end(failed);
    }
  };
  let closing: Promise<void> | undefined;
  const server = createServer((incoming, outgoing) => {
    if (closing === undefined) answer(incoming, outgoing).catch(() => outgoing.destroy());
    else outgoing.writeHead(503, tooLate).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: mostWaiting }, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), graceToClose);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      server.closeIdleConnections();
    });
    return closing;
  };
  return { url: `http://${hostInUrl(host)}:${bound}`, port: bound, close, [Symbol.asyncDispose]: close };
}
