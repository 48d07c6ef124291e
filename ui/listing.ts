import { compareDates, type Invoice, type InvoiceFilter, isOverdue } from 'vtex-customer-credit';
import type { ScreensClient } from './client.ts';
import { sum } from './format.ts';

/** The tabs of the screen: the four statuses of the documents, and all of them. */
export const tabs = ['Opened', 'Paid', 'Overdue', 'Cancelled', 'all'] as const;
export type Tab = (typeof tabs)[number];

export const isTab = (value: unknown): value is Tab => tabs.some((tab) => tab === value);

export const keyOf = ({ creditAccountId, id }: Pick<Invoice, 'creditAccountId' | 'id'>): string =>
  JSON.stringify([creditAccountId, id]);

export const nameOf = ({
  friendlyId,
  id,
}: {
  readonly friendlyId?: string | null | undefined;
  readonly id: string;
}): string => friendlyId || id;

/** The filter of a tab. Open means not yet due, so that each invoice stands in one tab only, as it does in the Admin. */
export function tabFilter(tab: Tab): InvoiceFilter {
  if (tab === 'all') return {};
  return { status: tab === 'Opened' ? 'NotYetDue' : tab };
}

export function isOfTab(invoice: Invoice, tab: Tab, now: number): boolean {
  if (tab === 'all') return true;
  if (tab === 'Overdue') return isOverdue(invoice, now);
  return invoice.status === tab && !isOverdue(invoice, now);
}

/** How many invoices are read whole to be sorted: one page of the API. */
const mostSorted = 1000;

const sortings = ['dueDate', 'value', 'orderId', 'creditAccountId', 'installment'] as const;
export type Sorting = (typeof sortings)[number];
export const isSorting = (value: unknown): value is Sorting => sortings.some((name) => name === value);

const orders: Readonly<Record<Sorting, (a: Invoice, b: Invoice) => number>> = {
  dueDate: (a, b) => compareDates(a.dueDate, b.dueDate),
  value: (a, b) => a.value - b.value,
  orderId: (a, b) => (a.orderId ?? '').localeCompare(b.orderId ?? '', undefined, { numeric: true }),
  creditAccountId: (a, b) => a.creditAccountId.localeCompare(b.creditAccountId, undefined, { numeric: true }),
  installment: (a, b) => a.installment - b.installment,
};

export interface Sort {
  readonly by: Sorting;
  readonly descending: boolean;
}

export function sorted(invoices: readonly Invoice[], sort: Sort | undefined): readonly Invoice[] {
  if (sort === undefined) return invoices;
  const order = orders[sort.by];
  return invoices.toSorted((a, b) => (sort.descending ? order(b, a) : order(a, b)));
}

export interface ListPage {
  readonly invoices: readonly Invoice[];
  readonly count: number;
  /** Whether only the rows of the page could be sorted. */
  readonly isSortedInPage: boolean;
}

async function readRange(
  client: ScreensClient,
  filter: InvoiceFilter,
  from: number,
  size: number,
  signal: AbortSignal,
): Promise<{ readonly data: readonly Invoice[]; readonly count: number }> {
  const range = { from, to: from + size - 1, pageSize: size };
  for await (const { data, summary } of client.invoices.list({ ...filter, ...range }, { signal }).pages())
    return { data, count: summary.count };
  return { data: [], count: 0 };
}

/** One page of a list, and how many match in all. */
export async function readPage(
  client: ScreensClient,
  filter: InvoiceFilter,
  { page, size, sort }: { readonly page: number; readonly size: number; readonly sort: Sort | undefined },
  signal: AbortSignal,
): Promise<ListPage> {
  const from = (page - 1) * size + 1;
  if (sort !== undefined) {
    const whole = await readRange(client, filter, 1, mostSorted, signal);
    if (whole.count <= mostSorted) {
      const invoices = sorted(whole.data, sort).slice(from - 1, from - 1 + size);
      return { invoices, count: whole.count, isSortedInPage: false };
    }
  }
  const { data, count } = await readRange(client, filter, from, size, signal);
  return { invoices: sorted(data, sort), count, isSortedInPage: sort !== undefined };
}

export type Counts = Readonly<Record<Tab, number>>;

/** How many invoices there are in each tab: the API says it with every page, so one row of each is enough. */
export async function readCounts(
  client: ScreensClient,
  filter: InvoiceFilter,
  signal: AbortSignal,
): Promise<Counts> {
  const read = async (tab: Tab): Promise<number> =>
    (await readRange(client, { ...filter, ...tabFilter(tab) }, 1, 1, signal)).count;
  const [Opened, Paid, Overdue, Cancelled, all] = await Promise.all([
    read('Opened'),
    read('Paid'),
    read('Overdue'),
    read('Cancelled'),
    read('all'),
  ]);
  return { Opened, Paid, Overdue, Cancelled, all };
}

export type Totals = Readonly<Record<Tab, number>>;

const noTotals: Totals = { Opened: 0, Paid: 0, Overdue: 0, Cancelled: 0, all: 0 };

function added(before: Totals, total: number, overdue: number, paid: number, cancelled: number): Totals {
  return {
    Opened: sum(before.Opened, total, -overdue),
    Paid: sum(before.Paid, paid),
    Overdue: sum(before.Overdue, overdue),
    Cancelled: sum(before.Cancelled, cancelled),
    all: sum(before.all, total, paid, cancelled),
  };
}

/** The totals of a list that is at hand. */
export function totalsOf(invoices: readonly Invoice[], now: number): Totals {
  let totals = noTotals;
  for (const invoice of invoices) {
    const { status, value } = invoice;
    const open = status === 'Opened' ? value : 0;
    totals = added(
      totals,
      open,
      isOverdue(invoice, now) ? value : 0,
      status === 'Paid' ? value : 0,
      status === 'Cancelled' ? value : 0,
    );
  }
  return totals;
}

/** How many invoices are asked for at a time where all of them have to be read. */
const stride = 1000;

/** True totals of all tabs: a walk over all pages, since the API adds up a page only. */
export async function addUp(
  client: ScreensClient,
  filter: InvoiceFilter,
  count: number,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Totals> {
  let totals = noTotals;
  for (let from = 1; from <= count; from += stride) {
    const range = { from, to: from + stride - 1, pageSize: stride };
    const part = await client.invoices.summarize({ ...filter, ...range }, { signal });
    totals = added(totals, part.total, part.totalOverdue, part.totalPaid, part.totalCancelled);
    onProgress(Math.min(count, from + stride - 1));
  }
  return totals;
}

export interface Search {
  readonly by: 'order' | 'invoice' | 'account';
  readonly text: string;
}

/** How many results of a search are kept. */
export const mostFound = 2000;

export interface Found {
  readonly invoices: readonly Invoice[];
  /** How many invoices were looked at, of how many. */
  readonly read: number;
  readonly count: number;
  readonly isEnded: boolean;
}

/** Whether an invoice is the one that is looked for, by order or by one of its own ids. */
function fits(invoice: Invoice, { by, text }: Search): boolean {
  const wanted = text.toLowerCase();
  if (by === 'invoice')
    return [invoice.id, invoice.friendlyId ?? ''].some((id) => id.toLowerCase() === wanted);
  const order = (invoice.orderId ?? '').toLowerCase();
  return order === wanted || order.startsWith(`${wanted}-`);
}

/** Looks through all invoices: the API has no filter for orders. What is found is told while it goes on. */
export async function scan(
  client: ScreensClient,
  search: Search,
  signal: AbortSignal,
  onFound: (found: Found) => void,
): Promise<void> {
  const invoices: Invoice[] = [];
  let read = 0;
  let count = 0;
  for await (const { data, summary } of client.invoices.list({ pageSize: stride }, { signal }).pages()) {
    for (const invoice of data)
      if (fits(invoice, search) && invoices.length < mostFound) invoices.push(invoice);
    read += data.length;
    count = Math.max(summary.count, read);
    onFound({ invoices: [...invoices], read, count, isEnded: false });
  }
  onFound({ invoices: [...invoices], read, count, isEnded: true });
}
