import type { Invoice } from '../../api/invoices/types.ts';
import type { InvoiceRecord } from '../../ledger/records.ts';
import type { PageTotals } from '../../ledger/summary.ts';
import { epochOf } from '../../values/date-order.ts';
import { exactCentsOf, toCents } from '../../values/money.ts';

/** Epoch seconds as a number of 32 bits with a sign: dates before 1970 and after 2106 share the first and the last. */
const secondOf = (date: string): number =>
  Math.min(2 ** 32 - 1, Math.max(0, Math.floor((epochOf(date) ?? 0) / 1000))) - 2 ** 31;

/**
 * An invoice in the store: a record that knows when it came. Frozen, and shared with snapshots as it is; to whoever gets
 * it there it is nothing but the record.
 */
export class StoredInvoice implements InvoiceRecord {
  readonly invoice: Invoice;
  readonly postponements: number;
  readonly postponedDays: number;
  readonly #sequence: number;
  // What lists are ordered, grouped and added up by. It stands here as well, since a million invoices lie all over the
  // memory: to look at one of them for each row takes longer than all else.
  readonly #createdSecond: number;
  readonly #dueSecond: number;
  readonly #status: Invoice['status'];
  readonly #cents: number | undefined;

  constructor({ invoice, postponements, postponedDays }: InvoiceRecord, sequence: number) {
    this.invoice = invoice;
    this.postponements = postponements;
    this.postponedDays = postponedDays;
    this.#sequence = sequence;
    this.#createdSecond = secondOf(invoice.createdAt);
    this.#dueSecond = secondOf(invoice.dueDate);
    this.#status = invoice.status;
    this.#cents = exactCentsOf(invoice.value);
    Object.freeze(this);
  }

  /** The order in which invoices came; kept when one changes. */
  static sequenceOf(invoice: StoredInvoice): number {
    return invoice.#sequence;
  }

  /** The second of its creation, a whole number of 32 bits that never falls from one date to a later one. */
  static createdSecondOf(invoice: StoredInvoice): number {
    return invoice.#createdSecond;
  }

  /** The same of its due date. */
  static dueSecondOf(invoice: StoredInvoice): number {
    return invoice.#dueSecond;
  }

  static statusOf(invoice: StoredInvoice): Invoice['status'] {
    return invoice.#status;
  }

  /** What it takes of the credit, in cents. */
  static openCentsOf(stored: StoredInvoice): bigint {
    if (stored.#status !== 'Opened') return 0n;
    return stored.#cents === undefined ? toCents(stored.invoice.value) : BigInt(stored.#cents);
  }

  /** Adds its value to the total of its status. */
  static addTo(totals: PageTotals, stored: StoredInvoice): void {
    const total = totals.of(stored.#status);
    if (stored.#cents === undefined) total?.add(stored.invoice.value);
    else total?.addCents(stored.#cents);
  }
}
