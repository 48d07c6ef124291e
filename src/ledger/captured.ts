import { fromCents, toCents } from '../values/money.ts';
import type { InvoiceRecord, TransactionRecord } from './records.ts';

/**
 * The settled transaction that invoices must have come from: what those that are not cancelled are worth together was
 * captured.
 */
export function capturedFrom(records: readonly InvoiceRecord[]): TransactionRecord | undefined {
  const first = records[0]?.invoice;
  if (first === undefined) return undefined;
  let cents = 0n;
  let issued = 0;
  for (const { invoice } of records) {
    if (invoice.status !== 'Cancelled') cents += toCents(invoice.value);
    issued = Math.max(issued, invoice.installment);
  }
  const worth = fromCents(cents);
  return Object.freeze({
    id: first.transactionId,
    creditAccountId: first.creditAccountId,
    state: 'captured',
    value: worth,
    originalValue: worth,
    settle: true,
    installments: records.length,
    expiresAt: first.createdAt,
    captured: worth,
    refunded: 0,
    issued,
    ...(first.orderId ? { orderId: first.orderId } : {}),
    createdAt: first.createdAt,
    updatedAt: first.updatedAt,
  });
}
