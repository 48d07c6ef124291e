import { type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici';
import { ConfigurationError } from '../../../errors/index.ts';
import { unknownNames } from '../../../errors/option-names.ts';
import { readIterable } from './body.ts';
import { guarded, noted, ownTransport } from './guard.ts';
import type { Transport } from './transport.ts';

export interface UndiciTransportOptions {
  /**
   * Your own pool, agent or proxy. Unless given, one with keep-alive is made that goes through the proxies named by
   * `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`.
   */
  readonly dispatcher?: Dispatcher | undefined;
  /** The most connections to one host: 128 unless given. Not for a dispatcher of your own. */
  readonly connections?: number | undefined;
}

/** A transport that has connections to close. */
export interface UndiciTransport extends Transport {
  /** Closes what was made here, when all that is under way has ended; leaves a dispatcher of your own open. */
  close(): Promise<void>;
}

const standardConnections = 128;

/** The time limits are those of the client. */
const withoutLimits = { headersTimeout: 0, bodyTimeout: 0 };

const textOf = (value: string | readonly string[] | undefined): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : value.join(', ');

/**
 * Carries requests by undici's own `request`: faster than `fetch`, with a pool of connections. For Node only; needs
 * `undici` 7 or newer installed beside this package.
 *
 * ```ts
 * const transport = undiciTransport();
 * const client = createClient({ accountName, appKey, appToken, transport });
 * ```
 *
 * @throws ConfigurationError for an option that is none.
 */
export function undiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  const issues = unknownNames(options, ['dispatcher', 'connections'], { agent: 'dispatcher' });
  if (issues.length > 0) throw new ConfigurationError(issues);
  const { dispatcher, connections = standardConnections } = options;
  const own = dispatcher === undefined ? new EnvHttpProxyAgent({ connections, ...withoutLimits }) : undefined;
  const used = dispatcher ?? own;
  return ownTransport({
    async send(request) {
      const { url, method, headers, body, signal } = request;
      const sending = async () =>
        send(url, {
          method,
          // What is read must be the present state: fetch says so by its option `cache`.
          headers: { ...headers, 'cache-control': 'no-cache', pragma: 'no-cache' },
          body: body ?? null,
          signal,
          ...withoutLimits,
          ...(used === undefined ? {} : { dispatcher: used }),
        });
      const answer = await (dispatcher === undefined
        ? noted({ request, source: 'runtime' }, sending)
        : guarded(request, sending));
      return {
        status: answer.statusCode,
        headers: { get: (name) => textOf(answer.headers[name]) },
        read: (limit) => readIterable(answer.body, limit),
        discard: () => {
          answer.body.on('error', () => undefined).destroy();
        },
      };
    },
    close: async () => own?.close(),
  });
}
