import { BaseClient } from './base-client.ts';
import { type CustomerCreditClientOptions, checkedOptions } from './client-options.ts';
import { systemNow } from './http/clock.ts';
import { HttpExecutor } from './http/executor.ts';
import { resolveOptions } from './http/options.ts';

/**
 * The client of VTEX Customer Credit.
 *
 * ```ts
 * const client = new CustomerCreditClient({ accountName: 'mystore', appKey, appToken });
 * for await (const invoice of client.invoices.list({ status: 'Overdue' })) console.log(invoice.id);
 * ```
 *
 * Account and credentials that are left out come from the environment: `VTEX_ACCOUNT`, `VTEX_APP_KEY` and
 * `VTEX_APP_TOKEN`, or `VTEX_USER_TOKEN` where there is no key pair.
 *
 * @throws ConfigurationError naming every option, or variable of the environment, that is missing or cannot be used.
 */
export class CustomerCreditClient extends BaseClient {
  constructor(options: CustomerCreditClientOptions = {}) {
    const now = options?.now ?? systemNow;
    const resolved = checkedOptions(options, resolveOptions);
    super(new HttpExecutor(resolved, now), { now, onWarning: options.onWarning });
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
