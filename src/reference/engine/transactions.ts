import { capturedFrom } from '../../ledger/captured.ts';
import { invoiceIdOf, isInvoiceIdOf } from '../../ledger/installment.ts';
import type { InvoiceRecord, TransactionRecord } from '../../ledger/records.ts';
import { mostInstallments } from '../../values/limits.ts';

/*
 * The transaction of seeded invoices follows from them. It is kept from the first change on; until then it takes no
 * memory, of which a million would take a third of the whole.
 */

/** Whether a transaction can be found again by the ids of its invoices. */
export function isNumbered({ id, transactionId, installment }: InvoiceRecord['invoice']): boolean {
  return isInvoiceIdOf(id, transactionId, installment);
}

/** The invoices of a transaction by the numbers in their ids, in their order. */
function numberedInvoices(
  invoices: ReadonlyMap<string, InvoiceRecord>,
  transactionId: string,
): InvoiceRecord[] {
  const found: InvoiceRecord[] = [];
  for (let number = 1; number <= mostInstallments; number += 1) {
    const record = invoices.get(invoiceIdOf(transactionId, number));
    if (record?.invoice.transactionId === transactionId) found.push(record);
  }
  return found;
}

/** A transaction of an account: the one that is kept, or that which its invoices must have come from. */
export function transactionOf(
  kept: ReadonlyMap<string, TransactionRecord>,
  invoices: ReadonlyMap<string, InvoiceRecord>,
  id: string,
): TransactionRecord | undefined {
  return kept.get(id) ?? capturedFrom(numberedInvoices(invoices, id));
}

/** All transactions of an account: those that are kept, and those which its invoices must have come from. */
export function allTransactions(
  kept: readonly TransactionRecord[],
  invoices: readonly InvoiceRecord[],
): TransactionRecord[] {
  const ids = new Set(kept.map(({ id }) => id));
  const others = invoices.filter(({ invoice }) => !ids.has(invoice.transactionId));
  const byTransaction = Map.groupBy(others, ({ invoice }) => invoice.transactionId);
  const captured = [...byTransaction.values()].map((records) =>
    capturedFrom([...records].sort((a, b) => a.invoice.installment - b.invoice.installment)),
  );
  return [...captured.filter((transaction) => transaction !== undefined), ...kept];
}
