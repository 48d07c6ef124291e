import type { Invoice, InvoiceSummary } from '../api/invoices/types.ts';
import { ExactSum } from '../values/money.ts';

/** The totals of a page over the page itself; `count` is of all matches. */
export function summarizePage(invoices: readonly Invoice[], count: number): InvoiceSummary {
  const opened = new ExactSum();
  const paid = new ExactSum();
  const cancelled = new ExactSum();
  for (const { status, value } of invoices) {
    if (status === 'Opened') opened.add(value);
    else if (status === 'Paid') paid.add(value);
    else if (status === 'Cancelled') cancelled.add(value);
  }
  return { total: opened.value, count, totalPaid: paid.value, totalCancelled: cancelled.value };
}
