import { checkRawRequest, type RawRequest } from '../api/raw-request.ts';
import type { Warning } from '../api/warning.ts';
import type { CallOptions, Executor } from './executor.ts';
import { type AccountsResource, accountsResource } from './resources/accounts.ts';
import { checkCallOptions } from './resources/call-options.ts';
import type { ResourceContext } from './resources/context.ts';
import { type InvoicesResource, invoicesResource } from './resources/invoices.ts';
import { type StoreConfigResource, storeConfigResource } from './resources/store-config.ts';
import { type TransactionsResource, transactionsResource } from './resources/transactions.ts';
import { toldTo } from './warnings-told.ts';

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

export interface BaseClientOptions {
  /** The clock that decides what is overdue: epoch milliseconds. */
  readonly now: () => number;
  /**
   * Told of what is legal but probably a mistake, such as a tolerance of 20, and of a list that changes while it is walked.
   * Unless given, each kind of warning is written to the console once.
   */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** The resources over an executor, whichever it is. */
export class BaseClient implements CustomerCredit {
  readonly accounts: AccountsResource;
  readonly invoices: InvoicesResource;
  readonly transactions: TransactionsResource;
  readonly storeConfig: StoreConfigResource;
  readonly #executor: Executor;

  constructor(executor: Executor, { now, onWarning }: BaseClientOptions) {
    const warn = toldTo(onWarning);
    const context: ResourceContext = {
      // Async, so that bad input rejects like everything else.
      execute: async (operation, input, options = {}) => {
        const checked = operation.request.check(input);
        checkCallOptions(options, operation.id);
        for (const { code, message } of operation.warningsOf(checked))
          warn({ code, operation: operation.id, message });
        return executor.execute(operation, checked, options);
      },
      now,
      warn,
    };
    this.accounts = accountsResource(context);
    this.invoices = invoicesResource(context);
    this.transactions = transactionsResource(context);
    this.storeConfig = storeConfigResource(context);
    this.#executor = executor;
  }

  async request(request: RawRequest, options: CallOptions = {}): Promise<unknown> {
    checkCallOptions(options, 'request');
    return this.#executor.request(checkRawRequest(request), options);
  }
}
