import { invoices as operations } from '../../api/invoices/operations.ts';
import type { Invoice, InvoiceSummary } from '../../api/invoices/types.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { CallOptions } from '../executor.ts';
import type { PageOptions, Paginator } from '../pagination.ts';
import { type Listed, paginate } from '../paginator.ts';
import type { ResourceContext } from './context.ts';
import { type InvoiceActions, invoiceActions } from './invoice-actions.ts';
import { type InvoiceFilter, invoiceFilterNames, keptBy, wireFilter } from './invoice-filter.ts';
import { listed } from './list.ts';
import { type InvoiceTotals, totalsOf } from './totals.ts';

export interface InvoicesResource extends InvoiceActions {
  /**
   * Lists the invoices of the whole store. A loop may change what it is given: each invoice comes once, though paying it
   * takes it out of `list({ status: 'Opened' })`. See `Paginator` for what that costs.
   * @throws InvalidInputError when a filter cannot be sent; raised when the list is read.
   */
  list(filter?: InvoiceFilter, options?: CallOptions): Paginator<Invoice, InvoiceSummary>;
  /**
   * Finds the invoices of one order, first instalment first. The API cannot filter by order: all invoices that the
   * other filters leave are read, a request for each hundred. In a large store give at least `creditAccountId`, or
   * `createdDateFrom`.
   */
  findByOrder(
    orderId: string,
    filter?: Omit<InvoiceFilter, 'orderId' | 'op' | 'from' | 'to'>,
    options?: CallOptions,
  ): Promise<Invoice[]>;
  /**
   * Finds the invoice with a friendly id, such as `u8KFsGDk-1`, by the API's own filter; `undefined` when there is none.
   * @throws InvalidInputError when several have it.
   */
  findByFriendlyId(friendlyId: string, options?: CallOptions): Promise<Invoice | undefined>;
  /** Lists the invoices of one account. For filters use `list({ creditAccountId, … })`. */
  listByAccount(
    creditAccountId: string,
    pages?: PageOptions,
    options?: CallOptions,
  ): Paginator<Invoice, InvoiceSummary>;
  /**
   * Adds up all invoices of a filter, over all pages: the API's own totals cover one page only (known issue 432587).
   * Amounts are exact decimal sums in the store's currency. Where the list changed meanwhile, `changed` says so, and
   * `onWarning` is told.
   */
  summarize(filter?: InvoiceFilter, options?: CallOptions): Promise<InvoiceTotals>;
}

export function invoicesResource(context: ResourceContext): InvoicesResource {
  const listing = (filter: InvoiceFilter = {}, options?: CallOptions): Listed<Invoice, InvoiceSummary> =>
    listed(context, {
      operation: operations.list.id,
      options: filter,
      names: invoiceFilterNames,
      call: options,
      keeps: keptBy(filter ?? {}),
      begin: () => {
        // One moment for the whole walk, else the pages could shift under it.
        const wire = wireFilter(filter, context.now(), operations.list.id);
        return (range) =>
          context.execute(operations.list, { path: {}, query: { ...wire, ...range } }, options);
      },
    });
  const list: InvoicesResource['list'] = (filter, options) => paginate(listing(filter, options));
  return {
    ...invoiceActions(context),
    list,
    findByOrder: async (orderId, filter, options) => {
      const found = await list({ ...filter, orderId }, options).toArray();
      return found.sort((a, b) => a.installment - b.installment);
    },
    findByFriendlyId: async (friendlyId, options) => {
      const found = await list({ friendlyId }, options).toArray();
      const [only, another] = found.filter((invoice) => invoice.friendlyId === friendlyId);
      if (another === undefined) return only;
      const expected = 'the friendly id of one invoice; several have it: get one by { creditAccountId, id }';
      throw new InvalidInputError([{ path: 'friendlyId', expected }], {
        operation: 'invoices.findByFriendlyId',
      });
    },
    listByAccount: (creditAccountId, pages = {}, options) =>
      paginate(
        listed<Invoice, InvoiceSummary>(context, {
          operation: operations.listByAccount.id,
          options: pages,
          names: [],
          call: options,
          begin: () => (range) =>
            context.execute(operations.listByAccount, { path: { creditAccountId }, query: range }, options),
        }),
      ),
    summarize: (filter, options) => totalsOf(listing(filter, options), context.now()),
  };
}
