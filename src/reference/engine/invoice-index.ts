import { keys, type OrderKey, orders, sortedByDate } from './sort-by-date.ts';
import { SortedList } from './sorted-list.ts';
import { StoredInvoice } from './stored-invoice.ts';

/** What invoices are grouped by; each family gives an invoice its group, or none. */
const families = {
  all: () => '',
  account: ({ invoice }: StoredInvoice) => invoice.creditAccountId,
  status: StoredInvoice.statusOf,
  accountAndStatus: (invoice: StoredInvoice) =>
    groupOf(invoice.invoice.creditAccountId, StoredInvoice.statusOf(invoice)),
  value: ({ invoice }: StoredInvoice) => String(invoice.value),
  friendlyId: ({ invoice }: StoredInvoice) => invoice.friendlyId ?? undefined,
  observation: ({ invoice }: StoredInvoice) => invoice.observation ?? undefined,
} as const satisfies Record<string, (invoice: StoredInvoice) => string | undefined>;

export type Family = keyof typeof families;

/** The group of two values together: no id has a line break in it. */
export function groupOf(first: string, second: string): string {
  return `${first}\n${second}`;
}

/** A list of invoices that are in order already. */
const sortedList = (order: OrderKey, invoices: readonly StoredInvoice[]): SortedList<StoredInvoice> =>
  SortedList.of(orders[order], invoices, keys[order]);

type Groups = Map<string, SortedList<StoredInvoice>>;

interface Grouping {
  readonly family: Family;
  readonly order: OrderKey;
  readonly groups: Groups;
}

const grouping = (family: Family, order: OrderKey): Grouping => ({ family, order, groups: new Map() });

/** A part of a batch from which on it is cheaper to sort everything anew than to insert one by one. */
const largePart = 1 / 4;
const smallBatch = 64;

/**
 * Finds invoices without looking at all of them. What every list needs (all, by account, by status) is grouped and sorted
 * while invoices come. What only some filters need is grouped the first time it is asked for, and kept up to date from
 * then on: an account by due date, and exact values.
 */
export class InvoiceIndex {
  readonly #all = {
    created: sortedList('created', []),
    due: sortedList('due', []),
  };
  readonly #byAccount = grouping('account', 'created');
  readonly #byAccountAndStatus = grouping('accountAndStatus', 'created');
  readonly #byStatus = [grouping('status', 'created'), grouping('status', 'due')] as const;
  readonly #standing: readonly Grouping[] = [this.#byAccount, this.#byAccountAndStatus, ...this.#byStatus];
  readonly #onDemand: Grouping[] = [];
  /** Single groups, each made of one that stands. */
  readonly #byDue: readonly Grouping[] = [grouping('account', 'due'), grouping('accountAndStatus', 'due')];

  get size(): number {
    return this.#all.created.size;
  }

  add(invoice: StoredInvoice): void {
    this.#all.created.insert(invoice);
    this.#all.due.insert(invoice);
    for (const { family, order, groups } of [...this.#standing, ...this.#onDemand]) {
      const group = families[family](invoice);
      if (group === undefined) continue;
      const list = groups.get(group);
      if (list === undefined) groups.set(group, sortedList(order, [invoice]));
      else list.insert(invoice);
    }
    for (const { family, groups } of this.#byDue)
      groups.get(families[family](invoice) ?? '')?.insert(invoice);
  }

  /** Adds many; as fast as sorting them when they are a large part of the whole. */
  addAll(invoices: readonly StoredInvoice[]): void {
    if (invoices.length < smallBatch || invoices.length < this.size * largePart) {
      for (const invoice of invoices) this.add(invoice);
      return;
    }
    const all = this.size === 0 ? invoices : [...this.#all.created, ...invoices];
    const sorted = { created: sortedByDate(all, 'created'), due: sortedByDate(all, 'due') };
    for (const order of ['created', 'due'] as const) this.#all[order] = sortedList(order, sorted[order]);
    const [byStatus, byStatusAndDue] = this.#byStatus;
    fill([this.#byAccount, byStatus], sorted.created);
    fill([byStatusAndDue], sorted.due);
    fillWithin(this.#byAccountAndStatus, this.#byAccount.groups);
    // Made again when somebody asks.
    this.#onDemand.length = 0;
    for (const { groups } of this.#byDue) groups.clear();
  }

  delete(invoice: StoredInvoice): void {
    if (!this.#all.created.delete(invoice)) return;
    this.#all.due.delete(invoice);
    for (const { family, groups } of [...this.#standing, ...this.#onDemand, ...this.#byDue]) {
      const group = families[family](invoice);
      const list = group === undefined ? undefined : groups.get(group);
      if (group === undefined || list === undefined) continue;
      list.delete(invoice);
      if (list.size === 0) groups.delete(group);
    }
  }

  /** The invoices of one group in one order. */
  list(family: Family, group: string, order: OrderKey): SortedList<StoredInvoice> {
    if (family === 'all') return this.#all[order];
    return this.#group(family, group, order) ?? sortedList(order, []);
  }

  #group(family: Family, group: string, order: OrderKey): SortedList<StoredInvoice> | undefined {
    const standing = find(this.#standing, family, order);
    if (standing !== undefined) return standing.groups.get(group);
    const byDue = find(this.#byDue, family, order);
    if (byDue !== undefined) return byDue.groups.get(group) ?? this.#makeByDue(byDue, group);
    return (find(this.#onDemand, family, order) ?? this.#make(family, order)).groups.get(group);
  }

  #makeByDue({ family, groups }: Grouping, group: string): SortedList<StoredInvoice> | undefined {
    const source = find(this.#standing, family, 'created')?.groups.get(group);
    if (source === undefined) return undefined;
    const list = sortedList('due', sortedByDate([...source], 'due'));
    groups.set(group, list);
    return list;
  }

  #make(family: Family, order: OrderKey): Grouping {
    const made = grouping(family, order);
    fill([made], this.#all[order]);
    this.#onDemand.push(made);
    return made;
  }
}

function find(groupings: readonly Grouping[], family: Family, order: OrderKey): Grouping | undefined {
  return groupings.find((each) => each.family === family && each.order === order);
}

/** Groups the invoices of each account by their status, without a look at the account of each once more. */
function fillWithin({ order, groups }: Grouping, accounts: Groups): void {
  groups.clear();
  for (const [account, invoices] of accounts)
    for (const [status, list] of Map.groupBy(invoices, StoredInvoice.statusOf))
      groups.set(groupOf(account, status), sortedList(order, list));
}

/** Groups invoices that are in order, so that nothing has to be sorted once more; in one look at each of them. */
function fill(groupings: readonly Grouping[], sorted: Iterable<StoredInvoice>): void {
  const fillings = groupings.map(({ family }) => ({
    groupIn: families[family],
    members: new Map<string, StoredInvoice[]>(),
  }));
  for (const invoice of sorted) {
    for (const { groupIn, members } of fillings) {
      const group = groupIn(invoice);
      if (group === undefined) continue;
      const list = members.get(group);
      if (list === undefined) members.set(group, [invoice]);
      else list.push(invoice);
    }
  }
  for (const [at, { order, groups }] of groupings.entries()) {
    groups.clear();
    for (const [group, list] of fillings[at]?.members ?? []) groups.set(group, sortedList(order, list));
  }
}
