import type { InvoiceRecord } from '../../ledger/records.ts';
import { type Moment, toMoment } from '../../values/instant.ts';
import { SortedList } from './sorted-list.ts';

/** An invoice in the store, with the keys it is found by. */
export interface StoredInvoice {
  readonly record: InvoiceRecord;
  /** The order in which invoices came; kept when one changes. */
  readonly sequence: number;
  readonly created: Moment;
  readonly due: Moment;
}

const never: Moment = { milliseconds: 0, ticks: 0 };

export function stored(record: InvoiceRecord, sequence: number): StoredInvoice {
  const { createdAt, dueDate } = record.invoice;
  return { record, sequence, created: toMoment(createdAt) ?? never, due: toMoment(dueDate) ?? never };
}

export function compareMoments(a: Moment, b: Moment): number {
  return a.milliseconds - b.milliseconds || a.ticks - b.ticks;
}

/** By which date a list is ordered; invoices of the same date stay in the order they came. */
export type OrderKey = 'created' | 'due';

const orders = {
  created: (a: StoredInvoice, b: StoredInvoice) =>
    compareMoments(a.created, b.created) || a.sequence - b.sequence,
  due: (a: StoredInvoice, b: StoredInvoice) => compareMoments(a.due, b.due) || a.sequence - b.sequence,
} as const;

/** What invoices are grouped by; each family gives an invoice its group, or none. */
const families = {
  all: () => '',
  account: ({ record }: StoredInvoice) => record.invoice.creditAccountId,
  status: ({ record }: StoredInvoice) => record.invoice.status,
  accountAndStatus: ({ record }: StoredInvoice) =>
    groupOf(record.invoice.creditAccountId, record.invoice.status),
  value: ({ record }: StoredInvoice) => String(record.invoice.value),
  friendlyId: ({ record }: StoredInvoice) => record.invoice.friendlyId ?? undefined,
  observation: ({ record }: StoredInvoice) => record.invoice.observation ?? undefined,
} as const satisfies Record<string, (invoice: StoredInvoice) => string | undefined>;

export type Family = keyof typeof families;

/** The group of two values together. */
export function groupOf(first: string, second: string): string {
  return JSON.stringify([first, second]);
}

type Groups = Map<string, SortedList<StoredInvoice>>;

interface ActiveFamily {
  readonly family: Family;
  readonly order: OrderKey;
  readonly groups: Groups;
}

/**
 * Finds invoices without looking at all of them. A family is grouped and sorted the first time it is asked for, and
 * kept up to date from then on, so that a store nobody searches costs nothing.
 */
export class InvoiceIndex {
  readonly #invoices = new Set<StoredInvoice>();
  readonly #active = new Map<string, ActiveFamily>();

  get size(): number {
    return this.#invoices.size;
  }

  add(invoice: StoredInvoice): void {
    this.#invoices.add(invoice);
    for (const { family, order, groups } of this.#active.values()) {
      const group = families[family](invoice);
      if (group === undefined) continue;
      const list = groups.get(group);
      if (list === undefined) groups.set(group, new SortedList(orders[order], [invoice]));
      else list.insert(invoice);
    }
  }

  delete(invoice: StoredInvoice): void {
    if (!this.#invoices.delete(invoice)) return;
    for (const { family, groups } of this.#active.values()) {
      const group = families[family](invoice);
      const list = group === undefined ? undefined : groups.get(group);
      if (group === undefined || list === undefined) continue;
      list.delete(invoice);
      if (list.size === 0) groups.delete(group);
    }
  }

  /** The invoices of one group in one order. */
  list(family: Family, group: string, order: OrderKey): SortedList<StoredInvoice> {
    return this.#groups(family, order).get(group) ?? new SortedList(orders[order]);
  }

  #groups(family: Family, order: OrderKey): Groups {
    const key = `${family} ${order}`;
    const active = this.#active.get(key);
    if (active !== undefined) return active.groups;
    const members = new Map<string, StoredInvoice[]>();
    for (const invoice of this.#invoices) {
      const group = families[family](invoice);
      if (group === undefined) continue;
      const list = members.get(group);
      if (list === undefined) members.set(group, [invoice]);
      else list.push(invoice);
    }
    const groups: Groups = new Map();
    for (const [group, list] of members) groups.set(group, new SortedList(orders[order], list));
    this.#active.set(key, { family, order, groups });
    return groups;
  }
}
