import { BaseClient, type BaseClientOptions } from './base-client.ts';
import { systemNow } from './http/clock.ts';
import { HttpExecutor } from './http/executor.ts';
import { type Credentials, type HttpOptions, resolveOptions, type TransportMaker } from './http/options.ts';
import { fetchTransport } from './http/transport/fetch.ts';
import { type KyFunction, kyTransport } from './http/transport/ky.ts';
import type { Transport } from './http/transport/transport.ts';

/** The options of every client over HTTP. */
export type ClientOptions = HttpOptions &
  Credentials &
  Omit<BaseClientOptions, 'now'> & {
    /** The clock that decides what is overdue, epoch milliseconds: the machine's unless given. */
    readonly now?: (() => number) | undefined;
  };

/** The client over HTTP, with whatever carries its requests. */
class HttpClient extends BaseClient {
  constructor(options: ClientOptions, makeTransport: TransportMaker) {
    const now = options.now ?? systemNow;
    super(new HttpExecutor(resolveOptions(options, makeTransport), now), {
      now,
      onWarning: options.onWarning,
    });
  }
}

export type CustomerCreditClientOptions = ClientOptions & {
  /**
   * An instance of ky of your own, with its hooks, that carries the requests. Its retries, time limits, redirects and
   * prefix are switched off: the client does what is to be done.
   */
  readonly ky?: KyFunction | undefined;
};

/**
 * The client of VTEX Customer Credit.
 *
 * ```ts
 * const client = new CustomerCreditClient({ accountName: 'mystore', appKey, appToken });
 * for await (const invoice of client.invoices.list({ status: 'Overdue' })) console.log(invoice.id);
 * ```
 *
 * Its requests are carried by ky over the global `fetch`; by the option `fetch`, `ky` or `transport` where one is given.
 *
 * @throws ConfigurationError naming every option that cannot be used.
 */
export class CustomerCreditClient extends HttpClient {
  constructor(options: CustomerCreditClientOptions) {
    super(options, (fetch) => (fetch === undefined ? kyTransport(options.ky) : fetchTransport(fetch)));
  }
}

/**
 * The same client without ky, for bundles that are to be small: its requests are carried by `fetch`, or by `transport`.
 *
 * ```ts
 * const client = createClient({ accountName: 'mystore', appKey, appToken });
 * ```
 *
 * @throws ConfigurationError naming every option that cannot be used.
 */
export function createClient(
  options: ClientOptions & { readonly transport?: Transport | undefined },
): BaseClient {
  return new HttpClient(options, fetchTransport);
}
