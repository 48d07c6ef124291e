import type { Invoice, InvoiceSummary } from '../api/invoices/types.ts';
import { ExactSum } from '../values/money.ts';

/** The totals of a page over the page itself (documented by known issue 432587). */
export class PageTotals {
  readonly #opened = new ExactSum();
  readonly #paid = new ExactSum();
  readonly #cancelled = new ExactSum();

  /** The total that an invoice of this status belongs to; `undefined` for a status that there is no total of. */
  of(status: Invoice['status']): ExactSum | undefined {
    if (status === 'Opened') return this.#opened;
    if (status === 'Paid') return this.#paid;
    return status === 'Cancelled' ? this.#cancelled : undefined;
  }

  /** `count` is of all matches. */
  summary(count: number): InvoiceSummary {
    return {
      total: this.#opened.value,
      count,
      totalPaid: this.#paid.value,
      totalCancelled: this.#cancelled.value,
    };
  }
}

/** The totals of a page over the page itself; `count` is of all matches. */
export function summarizePage(invoices: readonly Invoice[], count: number): InvoiceSummary {
  const totals = new PageTotals();
  for (const { status, value } of invoices) totals.of(status)?.add(value);
  return totals.summary(count);
}
