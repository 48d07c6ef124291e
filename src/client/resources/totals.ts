import type { Invoice, InvoiceSummary } from '../../api/invoices/types.ts';
import { isOverdue } from '../../ledger/overdue.ts';
import { compareDates } from '../../values/instant.ts';
import { ExactSum } from '../../values/money.ts';
import { everyItem, type Listed } from '../paginator.ts';
import { identityOf } from '../walk.ts';

/** Totals of a whole result, in the store's currency. */
export interface InvoiceTotals {
  readonly count: number;
  /** Of the opened invoices, overdue ones included. */
  readonly total: number;
  readonly totalPaid: number;
  readonly totalCancelled: number;
  /** The part of `total` that is past its due date by the client's clock. */
  readonly totalOverdue: number;
  /** Whether the list changed while it was read: then the sums mix moments. Read again for exact ones. */
  readonly changed: boolean;
}

/** One list may name an invoice twice, before and after a change (documented example): the later state counts. */
function latest(invoices: readonly Invoice[]): Iterable<Invoice> {
  const byId = new Map<string, Invoice>();
  for (const invoice of invoices) {
    const identity = identityOf(invoice);
    const other = byId.get(identity);
    if (other === undefined || compareDates(other.updatedAt, invoice.updatedAt) <= 0)
      byId.set(identity, invoice);
  }
  return byId.values();
}

export async function totalsOf(list: Listed<Invoice, InvoiceSummary>, now: number): Promise<InvoiceTotals> {
  const opened = new ExactSum();
  const paid = new ExactSum();
  const cancelled = new ExactSum();
  const overdue = new ExactSum();
  let count = 0;
  let changed = false;
  const onChanged: typeof list.onChanged = (counts) => {
    changed = true;
    list.onChanged(counts);
  };
  for await (const page of everyItem(list, onChanged)) {
    for (const invoice of latest(page.data)) {
      count += 1;
      if (invoice.status === 'Paid') paid.add(invoice.value);
      else if (invoice.status === 'Cancelled') cancelled.add(invoice.value);
      else if (invoice.status === 'Opened') {
        opened.add(invoice.value);
        if (isOverdue(invoice, now)) overdue.add(invoice.value);
      }
    }
  }
  return {
    count,
    total: opened.value,
    totalPaid: paid.value,
    totalCancelled: cancelled.value,
    totalOverdue: overdue.value,
    changed,
  };
}
