import { dateOrder } from '../../values/date-order.ts';
import { stableOrder } from './stable-order.ts';
import { StoredInvoice } from './stored-invoice.ts';

/** By which date a list is ordered; invoices of the same date stay in the order they came. */
export type OrderKey = 'created' | 'due';

export const dateOf = {
  created: ({ invoice }: StoredInvoice): string => invoice.createdAt,
  due: ({ invoice }: StoredInvoice): string => invoice.dueDate,
} as const satisfies Readonly<Record<OrderKey, (invoice: StoredInvoice) => string>>;

/** What tells most invoices apart at a glance: see `SortedList`. */
export const keys = {
  created: StoredInvoice.createdSecondOf,
  due: StoredInvoice.dueSecondOf,
} as const satisfies Readonly<Record<OrderKey, (invoice: StoredInvoice) => number>>;

const bySequence = (a: StoredInvoice, b: StoredInvoice): number =>
  StoredInvoice.sequenceOf(a) - StoredInvoice.sequenceOf(b);

const orderBy =
  (order: OrderKey) =>
  (a: StoredInvoice, b: StoredInvoice): number =>
    keys[order](a) - keys[order](b) || dateOrder(dateOf[order](a), dateOf[order](b)) || bySequence(a, b);

/** No two invoices are equal by these. */
export const orders = { created: orderBy('created'), due: orderBy('due') } as const;

/** Many invoices in order: by the second without comparing, and those of one second among themselves. */
export function sortedByDate(invoices: readonly StoredInvoice[], key: OrderKey): StoredInvoice[] {
  const seconds = Int32Array.from(invoices, keys[key]);
  const positions = stableOrder(seconds);
  const sorted: StoredInvoice[] = [];
  let from = 0;
  while (from < positions.length) {
    const second = seconds[positions[from] ?? 0];
    let to = from + 1;
    while (to < positions.length && seconds[positions[to] ?? 0] === second) to += 1;
    const first = invoices[positions[from] ?? 0];
    if (to === from + 1 && first !== undefined) sorted.push(first);
    else for (const each of ofOneSecond(invoices, positions.subarray(from, to), key)) sorted.push(each);
    from = to;
  }
  return sorted;
}

function ofOneSecond(
  invoices: readonly StoredInvoice[],
  positions: Uint32Array,
  key: OrderKey,
): StoredInvoice[] {
  const rows = Array.from(positions).flatMap((at) => invoices[at] ?? []);
  const dates = new Set(rows.map(dateOf[key]));
  // Many of one date, as those of one batch are, need not be looked at again and again.
  return rows.sort(dates.size > 1 ? orders[key] : bySequence);
}
