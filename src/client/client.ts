import { BaseClient } from './base-client.ts';
import { type ClientOptions, checkedOptions } from './client-options.ts';
import { resolveAllOptions, type TransportMaker } from './http/all-options.ts';
import { systemNow } from './http/clock.ts';
import { rawHttpExecutor } from './http/raw-executor.ts';
import { fetchTransport } from './http/transport/fetch.ts';
import { type KyFunction, kyTransport } from './http/transport/ky.ts';

/** The client over HTTP, with whatever carries its requests. */
class HttpClient extends BaseClient {
  /** `more`: names of options beyond those of every client. */
  constructor(options: ClientOptions, makeTransport: TransportMaker, more: readonly string[]) {
    const now = options?.now ?? systemNow;
    const resolved = checkedOptions(options, more, (given) => resolveAllOptions(given, makeTransport));
    super(rawHttpExecutor(resolved, now), { now, onWarning: options.onWarning, redact: resolved.redact });
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
 * Account and credentials that are left out come from the environment: `VTEX_ACCOUNT`, `VTEX_APP_KEY` and
 * `VTEX_APP_TOKEN`, or `VTEX_USER_TOKEN` where there is no key pair. Its requests are carried by ky over the global
 * `fetch`; by the option `fetch`, `ky` or `transport` where one is given.
 *
 * @throws ConfigurationError naming every option, or variable of the environment, that is missing or cannot be used.
 */
export class CustomerCreditClient extends HttpClient {
  constructor(options: CustomerCreditClientOptions = {}) {
    const makeTransport: TransportMaker = (fetch) =>
      fetch === undefined ? kyTransport(options.ky) : fetchTransport(fetch);
    super(options, makeTransport, ['ky']);
  }

  /**
   * The client of the store that the environment names: `VTEX_ACCOUNT`, with `VTEX_APP_KEY` and `VTEX_APP_TOKEN`, or
   * `VTEX_USER_TOKEN`.
   * @throws ConfigurationError naming each variable that is missing or cannot be used.
   */
  static fromEnv(
    options: Omit<CustomerCreditClientOptions, 'accountName' | 'appKey' | 'appToken' | 'userToken'> = {},
  ): CustomerCreditClient {
    return new CustomerCreditClient(options);
  }
}

/**
 * The same client without ky, for bundles that are to be small: its requests are carried by `fetch`, or by `transport`.
 *
 * ```ts
 * const client = createClient({ accountName: 'mystore', appKey, appToken });
 * ```
 *
 * @throws ConfigurationError naming every option, or variable of the environment, that is missing or cannot be used.
 */
export function createClient(options: ClientOptions = {}): BaseClient {
  return new HttpClient(options, fetchTransport, []);
}
