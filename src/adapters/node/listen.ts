import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from '../../errors/index.ts';
import { unknownNames } from '../../errors/option-names.ts';
import { fail, lossOf } from '../emulator/answers.ts';
import { isPreflight } from '../emulator/cors.ts';
import type { Fetching } from '../emulator/fetch.ts';
import { type Handle, type HttpAnswer, type HttpRequest, withParts } from '../emulator/http.ts';
import { handleOf } from '../emulator/via-request.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { toHttp } from './incoming.ts';
import { send } from './outgoing.ts';

export interface ListenOptions {
  /** 0, the default, lets the system choose one. */
  readonly port?: number | undefined;
  /** `127.0.0.1` unless given: reachable from this machine only. */
  readonly host?: string | undefined;
  /**
   * Names under which the server may be reached besides this machine's own, addresses and stores' hosts, such as
   * `emulator` in a network of containers or `*.example.com`; pages of these hosts may use the API as well. Requests for
   * other hosts are refused with 403: a web page could have pointed its own name to this machine.
   */
  readonly allowedHosts?: readonly string[] | undefined;
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

/** What other servers call it. */
const optionHints = { hostname: 'host', allowHost: 'allowedHosts', address: 'host' };

/** How long requests in flight may take to end before their connections are cut, in milliseconds. */
const graceToClose = 250;

/** Connections that may wait to be taken. Node's own 511 turn callers away when thousands come at once. */
const mostWaiting = 16_384;

/** What a request gets that comes while the server closes: nothing was done, and it may be sent elsewhere. */
const tooLate = { connection: 'close', 'content-length': '0', 'retry-after': '1' };

/** What a request gets on which whoever answers fails: as VTEX says it, without a word of the inside. */
const failed = (): HttpAnswer =>
  fail({ status: 500, message: 'An error has occurred.' }, { connection: 'close' });

/** What is written about a host or an origin: only what can be one. */
const shown = (text: string): string => text.replace(/[^\w.:[\]/-]/g, '').slice(0, 200);

/** Refuses what is not meant for this server, and what pages of other hosts ask for in advance. */
function refusal(request: HttpRequest, hosts: Hosts): HttpAnswer | undefined {
  const { host, pageOrigin } = request;
  if (!hosts.allowsHost(host)) {
    const message = `The host ${shown(host)} is none of this emulator: allow it by the option allowedHosts, or by --allow-host.`;
    return fail({ status: 403, code: 403, message });
  }
  if (pageOrigin === undefined || hosts.allowsOrigin(pageOrigin) || !isPreflight(request)) return undefined;
  const message = `Pages of ${shown(pageOrigin)} may not use this emulator: allow their host by the option allowedHosts, or by --allow-host.`;
  return fail({ status: 403, code: 403, message });
}

/** A request as the emulator is to see it: of a page that may not read the answer, nothing is said. */
function guarded(handle: Handle, hosts: Hosts): Handle {
  return async (request) => {
    const refused = refusal(request, hosts);
    if (refused !== undefined) return refused;
    const { pageOrigin } = request;
    if (pageOrigin === undefined || hosts.allowsOrigin(pageOrigin)) return handle(request);
    return handle(withParts(request, { pageOrigin: undefined }));
  };
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
export async function listen(emulator: Fetching, options: ListenOptions = {}): Promise<Listening> {
  if (typeof options !== 'object' || options === null)
    throw new ConfigurationError([{ path: 'options', expected: 'an object, such as { port: 8787 }' }]);
  const { port = 0, host = '127.0.0.1', allowedHosts = [] } = options;
  const canAnswer = typeof emulator === 'object' && emulator !== null && typeof emulator.fetch === 'function';
  const issues = [
    ...unknownNames(options, ['port', 'host', 'allowedHosts'], optionHints),
    ...(canAnswer ? [] : [{ path: 'emulator', expected: 'what createEmulator or createStores gives' }]),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535
      ? []
      : [{ path: 'port', expected: 'a whole number from 0 to 65535' }]),
    ...(typeof host === 'string' && host !== ''
      ? []
      : [{ path: 'host', expected: 'the name or address of this machine to listen on' }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  const hosts = createHosts(allowedHosts, host);
  const handle = guarded(handleOf(emulator), hosts);
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = toHttp(incoming, outgoing, hostInUrl(host));
    if (request === undefined) {
      // What cannot even be a request: a method such as TRACE, or a target that is no path.
      outgoing.writeHead(400, { connection: 'close', 'content-length': '0' }).end();
      return;
    }
    let answered: HttpAnswer;
    try {
      answered = await handle(request);
    } catch (error) {
      const loss = lossOf(error);
      if (loss === 'ECONNRESET') incoming.socket.resetAndDestroy();
      else if (loss !== undefined || outgoing.destroyed) outgoing.destroy();
      else await send(failed(), incoming, outgoing);
      return;
    }
    try {
      await send(answered, incoming, outgoing);
    } catch (error) {
      if (lossOf(error) === 'ECONNRESET') incoming.socket.resetAndDestroy();
      else outgoing.destroy();
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
