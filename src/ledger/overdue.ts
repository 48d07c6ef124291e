import type { Invoice } from '../api/invoices/types.ts';
import { toEpochMilliseconds } from '../values/instant.ts';

/**
 * Whether an invoice is overdue (Expired, Vencido) at `now`, epoch milliseconds: opened, with its due date in the
 * past. VTEX shows it as a status of its own; on the wire there is none. A due date that cannot be read
 * is never in the past.
 */
export function isOverdue(invoice: Pick<Invoice, 'status' | 'dueDate'>, now: number): boolean {
  if (invoice.status.toLowerCase() !== 'opened') return false;
  const due = toEpochMilliseconds(invoice.dueDate);
  return due !== undefined && due < now;
}
