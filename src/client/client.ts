import { BaseClient, type BaseClientOptions } from './base-client.ts';
import { systemNow } from './http/clock.ts';
import { HttpExecutor } from './http/executor.ts';
import { type Credentials, type HttpOptions, resolveOptions } from './http/options.ts';

export type CustomerCreditClientOptions = HttpOptions &
  Credentials &
  Omit<BaseClientOptions, 'now'> & {
    /** The clock that decides what is overdue, epoch milliseconds: the machine's unless given. */
    readonly now?: (() => number) | undefined;
  };

/**
 * The client of VTEX Customer Credit.
 *
 * ```ts
 * const client = new CustomerCreditClient({ accountName: 'mystore', appKey, appToken });
 * for await (const invoice of client.invoices.list({ status: 'Overdue' })) console.log(invoice.id);
 * ```
 *
 * @throws ConfigurationError naming every option that cannot be used.
 */
export class CustomerCreditClient extends BaseClient {
  constructor(options: CustomerCreditClientOptions) {
    const now = options.now ?? systemNow;
    super(new HttpExecutor(resolveOptions(options), now), { now, onWarning: options.onWarning });
  }
}
