import type { Page } from '../../api/common.ts';
import type { Invoice, InvoiceSummary } from '../../api/invoices/types.ts';
import type { Paginator } from '../../client/pagination.ts';
import { identityOf } from '../../client/paginator.ts';
import { RecentIds } from '../../client/recent-ids.ts';
import type { InvoiceFilter } from '../../client/resources/invoices.ts';
import { isCustomerCreditError } from '../../errors/index.ts';
import { compareDates, lastTickBefore } from '../../values/instant.ts';
import type { Session } from '../session.ts';

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
export const usualPageSize = 100;

/** The end of what is overdue: one moment for the whole walk, else the pages could shift under it. */
function dueBefore(now: number, dueTo: string | undefined): string {
  const before = lastTickBefore(now);
  return dueTo !== undefined && compareDates(dueTo, before) < 0 ? dueTo : before;
}

function filterOf(
  { status, account, dueFrom, dueTo, order, limit }: FilterOptions,
  now: number,
): InvoiceFilter & { readonly pageSize: number } {
  return {
    ...(status === undefined ? {} : { status: statuses[status] }),
    ...(account === undefined ? {} : { creditAccountId: account }),
    ...(dueFrom === undefined ? {} : { dueDateFrom: dueFrom }),
    ...(status === 'overdue'
      ? { dueDateTo: dueBefore(now, dueTo) }
      : dueTo === undefined
        ? {}
        : { dueDateTo: dueTo }),
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

/** How often a page is asked for, on top of what the client repeats: one call in five may fail for hours. */
const attempts = 5;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly pageSize: number;
}

/** One page of a list; asked for again after a failure that may pass. */
async function pageOf<Item, Summary>(
  list: () => Paginator<Item, Summary>,
  signal: AbortSignal,
): Promise<Page<Item, Summary> | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const page of list().pages()) return page;
      return undefined;
    } catch (error) {
      const mayPass = isCustomerCreditError(error) && error.retryable && !signal.aborted;
      if (!mayPass || attempt >= attempts) throw error;
    }
  }
}

/**
 * The pages of a list, each of them asked for by itself, so that one that fails can be asked for again. As in the
 * client's own walk, what stood on an earlier page is dropped, and a page that brings nothing new is the last one.
 */
export async function* walkPages<
  Item extends { readonly id: string; readonly creditAccountId?: string },
  Summary extends { readonly count: number },
>(
  list: (range: Range) => Paginator<Item, Summary>,
  pageSize: number,
  signal: AbortSignal,
): AsyncGenerator<Page<Item, Summary>, void, void> {
  const seen = new RecentIds();
  for (let from = 1; ; ) {
    const range = { from, to: from + pageSize - 1, pageSize };
    const page = await pageOf(() => list(range), signal);
    if (page === undefined) return;
    const fresh = page.data.filter((item) => !seen.has(identityOf(item)));
    if (fresh.length === 0) return;
    for (const item of fresh) seen.add(identityOf(item));
    yield { ...page, data: fresh };
    const received = page.data.length;
    const { count } = page.summary;
    from += received;
    // A count no larger than the page may be the page's own: only a short page confirms it.
    if (from > count && (received < pageSize || count > received)) return;
  }
}

/** The invoices of a filter, page by page; the order is looked at here, since the API cannot. */
export async function* walkInvoices(
  { client, signal, now }: Session,
  options: FilterOptions,
  onPage: (walked: Walked) => void,
): AsyncGenerator<Invoice, void, void> {
  const { order, limit } = options;
  const { pageSize, ...filter } = filterOf(options, now());
  let read = 0;
  let given = 0;
  const list = (range: Range): Paginator<Invoice, InvoiceSummary> =>
    client.invoices.list({ ...filter, ...range }, { signal });
  for await (const page of walkPages(list, pageSize, signal)) {
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
