import type { Invoice } from '../../api/invoices/types.ts';
import type { InvoiceRecord } from '../../ledger/records.ts';

/**
 * An invoice in the store: a record that knows when it came. Frozen, and shared with snapshots as it is; to whoever gets
 * it there it is nothing but the record.
 */
export class StoredInvoice implements InvoiceRecord {
  readonly invoice: Invoice;
  readonly postponements: number;
  readonly postponedDays: number;
  readonly #sequence: number;

  constructor({ invoice, postponements, postponedDays }: InvoiceRecord, sequence: number) {
    this.invoice = invoice;
    this.postponements = postponements;
    this.postponedDays = postponedDays;
    this.#sequence = sequence;
    Object.freeze(this);
  }

  /** The order in which invoices came; kept when one changes. */
  static sequenceOf(invoice: StoredInvoice): number {
    return invoice.#sequence;
  }
}
