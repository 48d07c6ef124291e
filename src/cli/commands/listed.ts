import type { Account, Invoice, InvoiceFilter } from '../../index.ts';
import type { Session } from '../session.ts';

/** The filters of invoices, as they were given. */
export interface FilterOptions {
  /** In any language, as `--status` takes it. */
  readonly status?: string | undefined;
  readonly account?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly order?: string | undefined;
  /** How many there are to be at most; may be infinite. */
  readonly limit: number;
}

const usualPageSize = 100;

/** On top of what the client repeats: one call in five may fail for hours. */
const pageRetries = 4;

function filterOf({ status, account, dueFrom, dueTo, order, limit }: FilterOptions): InvoiceFilter {
  return {
    status,
    creditAccountId: account,
    dueDateFrom: dueFrom,
    dueDateTo: dueTo,
    orderId: order,
    pageSize: order === undefined ? Math.min(limit, usualPageSize) : usualPageSize,
    pageRetries,
  };
}

/** How far a walk has come. */
export interface Walked {
  /** How many items were read. */
  readonly read: number;
  /** How many the API says there are, before `--order` is looked at. */
  readonly count: number;
}

/** The invoices of a filter, no more than its limit. */
export async function* listedInvoices(
  { client, signal }: Session,
  options: FilterOptions,
  onPage: (walked: Walked) => void,
): AsyncGenerator<Invoice, void, void> {
  let given = 0;
  for await (const { data, summary, read } of client.invoices.list(filterOf(options), { signal }).pages()) {
    onPage({ read, count: summary.count });
    for (const invoice of data) {
      signal.throwIfAborted();
      yield invoice;
      given += 1;
      if (given >= options.limit) return;
    }
  }
}

/** The filters of accounts, as they were given. */
export interface AccountFilterOptions {
  readonly email?: string | undefined;
  readonly document?: string | undefined;
  /** How many there are to be at most; may be infinite. */
  readonly limit: number;
}

/** The accounts of a filter, no more than its limit. */
export async function* listedAccounts(
  { client, signal }: Session,
  { email, document, limit }: AccountFilterOptions,
  onPage: (walked: Walked) => void,
): AsyncGenerator<Account, void, void> {
  const filter = { email, document, pageSize: Math.min(limit, usualPageSize), pageRetries };
  let given = 0;
  for await (const { data, summary, read } of client.accounts.list(filter, { signal }).pages()) {
    onPage({ read, count: summary.count });
    for (const account of data) {
      signal.throwIfAborted();
      yield account;
      given += 1;
      if (given >= limit) return;
    }
  }
}
