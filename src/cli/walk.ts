import type { InvoiceFilter } from '../resources/invoices.ts';
import type { Invoice } from '../types/invoice.ts';
import type { Session } from './session.ts';

/** The filters of invoices, as they were given. */
export interface FilterOptions {
  readonly status?: 'open' | 'paid' | 'overdue' | 'canceled' | undefined;
  readonly account?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly order?: string | undefined;
  /** How many there are to be at most; may be infinite. */
  readonly limit: number;
}

const statuses = { open: 'Opened', paid: 'Paid', overdue: 'Overdue', canceled: 'Cancelled' } as const;
const usualPageSize = 100;

function filterOf({ status, account, dueFrom, dueTo, order, limit }: FilterOptions): InvoiceFilter {
  return {
    ...(status === undefined ? {} : { status: statuses[status] }),
    ...(account === undefined ? {} : { creditAccountId: account }),
    ...(dueFrom === undefined ? {} : { dueDateFrom: dueFrom }),
    ...(dueTo === undefined ? {} : { dueDateTo: dueTo }),
    pageSize: order === undefined ? Math.min(limit, usualPageSize) : usualPageSize,
  };
}

/** How far a walk has come. */
export interface Walked {
  /** How many invoices were read. */
  readonly read: number;
  /** How many the API says there are, before `--order` is looked at. */
  readonly count: number;
}

/** The invoices of a filter, page by page; the order is looked at here, since the API cannot. */
export async function* walkInvoices(
  { client, signal }: Session,
  options: FilterOptions,
  onPage: (walked: Walked) => void,
): AsyncGenerator<Invoice, void, void> {
  const { order, limit } = options;
  let read = 0;
  let given = 0;
  for await (const page of client.invoices.list(filterOf(options), { signal }).pages()) {
    read += page.data.length;
    onPage({ read, count: page.summary.count });
    for (const invoice of page.data) {
      if (order !== undefined && invoice.orderId !== order) continue;
      signal.throwIfAborted();
      yield invoice;
      given += 1;
      if (given >= limit) return;
    }
  }
}
