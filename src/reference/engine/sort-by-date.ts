import { dateOrder, epochOf } from '../../values/date-order.ts';
import { StoredInvoice } from './stored-invoice.ts';

/** By which date a list is ordered; invoices of the same date stay in the order they came. */
export type OrderKey = 'created' | 'due';

export const dateOf = {
  created: ({ invoice }: StoredInvoice): string => invoice.createdAt,
  due: ({ invoice }: StoredInvoice): string => invoice.dueDate,
} as const satisfies Readonly<Record<OrderKey, (invoice: StoredInvoice) => string>>;

const bySequence = (a: StoredInvoice, b: StoredInvoice): number =>
  StoredInvoice.sequenceOf(a) - StoredInvoice.sequenceOf(b);

/** No two invoices are equal by these. */
export const orders = {
  created: (a: StoredInvoice, b: StoredInvoice) =>
    dateOrder(a.invoice.createdAt, b.invoice.createdAt) || bySequence(a, b),
  due: (a: StoredInvoice, b: StoredInvoice) =>
    dateOrder(a.invoice.dueDate, b.invoice.dueDate) || bySequence(a, b),
} as const;

/** Epoch seconds as a number of 32 bits: dates before 1970 and after 2106 share the first and the last. */
const secondOf = (date: string): number =>
  Math.min(2 ** 32 - 1, Math.max(0, Math.floor((epochOf(date) ?? 0) / 1000)));

export const keys = {
  created: ({ invoice }: StoredInvoice) => secondOf(invoice.createdAt),
  due: ({ invoice }: StoredInvoice) => secondOf(invoice.dueDate),
} as const;

/** Many invoices in order: the dates are read once each, and most of them differ by the millisecond. */
export function sortedByDate(invoices: readonly StoredInvoice[], key: OrderKey): StoredInvoice[] {
  const order = orders[key];
  const times = Float64Array.from(invoices, (invoice) => epochOf(dateOf[key](invoice)) ?? -Infinity);
  const positions = Uint32Array.from(times, (_, at) => at);
  positions.sort((a, b) => {
    const difference = (times[a] ?? 0) - (times[b] ?? 0);
    if (difference < 0 || difference > 0) return difference;
    const [first, second] = [invoices[a], invoices[b]];
    return first === undefined || second === undefined ? 0 : order(first, second);
  });
  const sorted: StoredInvoice[] = [];
  for (const at of positions) {
    const invoice = invoices[at];
    if (invoice !== undefined) sorted.push(invoice);
  }
  return sorted;
}
