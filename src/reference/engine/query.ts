import type { InvoiceQuery } from '../../api/invoices/types.ts';
import { dateOrder, writtenDate } from '../../values/date-order.ts';
import { type Family, groupOf, type InvoiceIndex } from './invoice-index.ts';
import { dateOf, type OrderKey, orders } from './sort-by-date.ts';
import type { SortedList } from './sorted-list.ts';
import { StoredInvoice } from './stored-invoice.ts';

/** A page of what matches, and how many match in all. */
export interface FoundInvoices {
  readonly rows: readonly StoredInvoice[];
  readonly count: number;
}

interface Facet {
  readonly family: Family;
  readonly group: string;
  readonly matches: (invoice: StoredInvoice) => boolean;
}

interface Range {
  readonly order: OrderKey;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function facetsOf(query: InvoiceQuery): Facet[] {
  const { creditAccountId, status, value, friendlyId, observation } = query;
  const facets: Facet[] = [];
  const add = (family: Family, group: string | undefined, matches: Facet['matches']): void => {
    if (group !== undefined) facets.push({ family, group, matches });
  };
  add('account', creditAccountId, ({ invoice }) => invoice.creditAccountId === creditAccountId);
  add('status', status, (invoice) => StoredInvoice.statusOf(invoice) === status);
  add('value', value === undefined ? undefined : String(value), ({ invoice }) => invoice.value === value);
  add('friendlyId', friendlyId, ({ invoice }) => invoice.friendlyId === friendlyId);
  add('observation', observation, ({ invoice }) => invoice.observation === observation);
  return facets;
}

const written = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : writtenDate(date);

function rangesOf(query: InvoiceQuery): Range[] {
  const ranges: Range[] = [
    { order: 'created', from: written(query.createdDateFrom), to: written(query.createdDateTo) },
    { order: 'due', from: written(query.dueDateFrom), to: written(query.dueDateTo) },
  ];
  return ranges.filter(({ from, to }) => from !== undefined || to !== undefined);
}

/** Whether a date lies in a range; both ends are part of it, a bare date is its midnight in UTC (assumed). */
function inRange(invoice: StoredInvoice, { order, from, to }: Range): boolean {
  const at = dateOf[order](invoice);
  return (from === undefined || dateOrder(at, from) >= 0) && (to === undefined || dateOrder(at, to) <= 0);
}

/** A stretch of a sorted list. */
interface Stretch {
  readonly list: SortedList<StoredInvoice>;
  readonly from: number;
  readonly count: number;
}

function stretch(list: SortedList<StoredInvoice>, range: Range | undefined): Stretch {
  if (range === undefined) return { list, from: 0, count: list.size };
  const { order, from, to } = range;
  const date = dateOf[order];
  const start = from === undefined ? 0 : list.rank((invoice) => dateOrder(date(invoice), from) < 0);
  const end = to === undefined ? list.size : list.rank((invoice) => dateOrder(date(invoice), to) <= 0);
  return { list, from: start, count: Math.max(0, end - start) };
}

/** The groups that hold every match; account and status together make one of their own. */
function groupsFor(
  facets: readonly Facet[],
): Array<Pick<Facet, 'family' | 'group'> & { readonly covers: number }> {
  const account = facets.find(({ family }) => family === 'account');
  const status = facets.find(({ family }) => family === 'status');
  const single = facets.map(({ family, group }) => ({ family, group, covers: 1 }));
  if (account === undefined || status === undefined) return single;
  const both = {
    family: 'accountAndStatus' as const,
    group: groupOf(account.group, status.group),
    covers: 2,
  };
  return [both, ...single.filter(({ family }) => family !== 'account' && family !== 'status')];
}

/** Starts from the smallest stretch that holds every match; whether anything is left to test is `exact`. */
function plan(
  index: InvoiceIndex,
  facets: readonly Facet[],
  ranges: readonly Range[],
): Stretch & { exact: boolean } {
  const groups = groupsFor(facets);
  const sources = groups.length > 0 ? groups : [{ family: 'all' as const, group: '', covers: 0 }];
  const choices = sources.flatMap(({ family, group, covers }) =>
    (ranges.length > 0 ? ranges : [undefined]).map((range) => ({
      ...stretch(index.list(family, group, range?.order ?? 'created'), range),
      exact: covers === facets.length && ranges.length < 2,
    })),
  );
  return choices.reduce((best, choice) => (choice.count < best.count ? choice : best));
}

function all(index: InvoiceIndex, facets: readonly Facet[], ranges: readonly Range[]): StoredInvoice[] {
  const { list, from, count, exact } = plan(index, facets, ranges);
  const rows = list.slice(from, count);
  if (exact) return rows;
  return rows.filter(
    (invoice) =>
      facets.every(({ matches }) => matches(invoice)) && ranges.every((range) => inRange(invoice, range)),
  );
}

function any(index: InvoiceIndex, facets: readonly Facet[], ranges: readonly Range[]): StoredInvoice[] {
  const found = new Set<StoredInvoice>();
  for (const facet of facets) for (const invoice of all(index, [facet], [])) found.add(invoice);
  for (const range of ranges) for (const invoice of all(index, [], [range])) found.add(invoice);
  return [...found].sort(orders.created);
}

/**
 * The page at positions `from` to `to`, counted from 1, both included. In order of creation, or of the due date when
 * that is filtered by. With `op: 'or'` the two ends of a date count as one filter (assumed).
 */
export function findInvoices(
  index: InvoiceIndex,
  query: InvoiceQuery,
  from: number,
  to: number,
): FoundInvoices {
  const facets = facetsOf(query);
  const ranges = rangesOf(query);
  const take = to - from + 1;
  if (query.op === 'or' && facets.length + ranges.length > 1) {
    const rows = any(index, facets, ranges);
    return { rows: rows.slice(from - 1, to), count: rows.length };
  }
  const planned = plan(index, facets, ranges);
  if (planned.exact) {
    const { list, from: start, count } = planned;
    return { rows: list.slice(start + from - 1, Math.max(0, Math.min(take, count - from + 1))), count };
  }
  const rows = all(index, facets, ranges);
  return { rows: rows.slice(from - 1, to), count: rows.length };
}
