import { checkRawRequest, type RawRequest } from '../api/raw-request.ts';
import type { CallOptions, RawExecutor } from './executor.ts';
import { type AccountsResource, accountsResource } from './resources/accounts.ts';
import { checkCallOptions } from './resources/call-options.ts';
import type { ResourceContext } from './resources/context.ts';
import { type ContextOptions, contextOver } from './resources/context-over.ts';
import { type InvoicesResource, invoicesResource } from './resources/invoices.ts';
import { type StoreConfigResource, storeConfigResource } from './resources/store-config.ts';
import { type TransactionsResource, transactionsResource } from './resources/transactions.ts';
import { telling } from './store-identity.ts';

/** Everything VTEX Customer Credit can do. The HTTP client and the in-memory reference both are one. */
export interface CustomerCredit {
  readonly accounts: AccountsResource;
  readonly invoices: InvoicesResource;
  readonly transactions: TransactionsResource;
  readonly storeConfig: StoreConfigResource;
  /**
   * Sends a request of your own below `/api/creditcontrol`, with the same credentials, limits and errors. Answers with
   * the parsed JSON, the text when it is none, or `undefined` when there is no body. Throws `InvalidInputError` for a
   * path that would leave the API.
   */
  request(request: RawRequest, options?: CallOptions): Promise<unknown>;
}

/** The resources over an executor, whichever it is. */
export class BaseClient implements CustomerCredit {
  readonly accounts: AccountsResource;
  readonly invoices: InvoicesResource;
  readonly transactions: TransactionsResource;
  readonly storeConfig: StoreConfigResource;
  readonly #executor: RawExecutor;
  readonly #check: ResourceContext['check'];

  constructor(executor: RawExecutor, options: ContextOptions) {
    const context = contextOver(executor, options);
    this.accounts = telling(accountsResource(context), executor.store);
    this.invoices = telling(invoicesResource(context), executor.store);
    this.transactions = transactionsResource(context);
    this.storeConfig = storeConfigResource(context);
    this.#executor = executor;
    this.#check = context.check;
  }

  async request(request: RawRequest, options: CallOptions = {}): Promise<unknown> {
    const checked = this.#check(() => {
      checkCallOptions(options, 'request');
      return checkRawRequest(request);
    });
    return this.#executor.request(checked, options);
  }
}
