import {
  type CustomerCredit,
  type Invoice,
  type InvoiceSummary,
  isApiError,
  type Paginator,
  type WalkedPage,
} from 'vtex-customer-credit';

type Change = (invoice: Invoice) => Invoice;
type InvoicePage = WalkedPage<Invoice, InvoiceSummary>;
export type ChangePage = (page: InvoicePage) => Promise<InvoicePage>;

/** The same list, with every page changed. */
export function changedPages(
  list: Paginator<Invoice, InvoiceSummary>,
  change: ChangePage,
): Paginator<Invoice, InvoiceSummary> {
  async function* pages() {
    for await (const page of list.pages()) yield change(page);
  }
  async function* items() {
    for await (const { data } of pages()) yield* data;
  }
  return {
    ...list,
    pages,
    [Symbol.asyncIterator]: items,
    toArray: async ({ limit } = {}) => {
      const found: Invoice[] = [];
      for await (const item of items()) found.push(item);
      return found.slice(0, limit);
    },
  };
}

/** Every invoice that is handed out, changed. */
export function otherInvoices({ invoices }: CustomerCredit, change: Change): Partial<CustomerCredit> {
  const changed: ChangePage = async (page) => ({ ...page, data: page.data.map(change) });
  return {
    invoices: {
      ...invoices,
      get: async (...given) => change(await invoices.get(...given)),
      markAsPaid: async (...given) => change(await invoices.markAsPaid(...given)),
      list: (...given) => changedPages(invoices.list(...given), changed),
      listByAccount: (...given) => changedPages(invoices.listByAccount(...given), changed),
    },
  };
}

/** Turns the refusal by a rule into something else. */
export async function unless<Value>(act: Promise<Value>, otherwise: () => Promise<Value>): Promise<Value> {
  try {
    return await act;
  } catch (error) {
    if (isApiError(error) && error.code === 'conflict') return otherwise();
    throw error;
  }
}
