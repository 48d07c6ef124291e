import type { OpenUnion } from '../../api/common.ts';
import { withField } from '../../api/fields.ts';
import { invoices as operations } from '../../api/invoices/operations.ts';
import { shownStatusOf } from '../../api/invoices/status-names.ts';
import type {
  Invoice,
  InvoiceRef,
  InvoiceUpdate,
  KnownInvoiceStatus,
  Postponement,
} from '../../api/invoices/types.ts';
import { CustomerCreditError, InvalidResponseError } from '../../errors/index.ts';
import type { CallOptions } from '../executor.ts';
import type { ResourceContext } from './context.ts';

/** What `update` changes of an invoice. Any subset; what is left out stays. */
export interface InvoiceChange extends Omit<InvoiceUpdate, 'status'> {
  /** A status of the API, or a word for it in English, Portuguese or Spanish, in any case: `Pago`, `canceled`, `Abierto`. */
  readonly status?: OpenUnion<KnownInvoiceStatus> | undefined;
}

/** A change as the API takes it; a word for what no invoice can be set to, such as overdue, stays and is refused. */
function wireChange(change: InvoiceChange | undefined): unknown {
  return withField(change, 'status', (asked) => {
    const status = typeof asked === 'string' ? shownStatusOf(asked) : asked;
    return status === 'Overdue' ? asked : (status ?? asked);
  });
}

/** What can be done with one invoice. */
export interface InvoiceActions {
  /** Retrieves one invoice. Throws `NotFoundError` when the account has no such invoice. */
  get(invoice: InvoiceRef, options?: CallOptions): Promise<Invoice>;
  /**
   * Changes status, observation or payment link; what is left out stays (documented in the guide). The API's answer
   * is empty: read the invoice to see the outcome. A paid invoice cannot be cancelled (documented); `Opened` reopens
   * a paid one (observed). Repeated after an ambiguous failure, and then read. A first attempt that arrives late can undo
   * a later change of the same fields.
   */
  update(invoice: InvoiceRef, change: InvoiceChange, options?: CallOptions): Promise<void>;
  /**
   * Cancels an invoice that is not paid and gives its credit back. A paid one is refused (documented). Repeated after an
   * ambiguous failure; a refusal that follows is a success when the invoice is then cancelled.
   */
  cancel(invoice: InvoiceRef, options?: CallOptions): Promise<void>;
  /**
   * Records the payment of an open invoice and gives its credit back. Never pays twice: after an ambiguous failure the
   * invoice is read. Paid: that is the result. Still open: it is sent again (a second payment is refused, assumed). When
   * reading fails as well, throws `UnknownOutcomeError`. An answer counts only when it is this invoice, and paid. Old
   * stores answer with the bare id (observed); the invoice is then read, and when that fails the error's `outcome` is
   * `done`.
   */
  markAsPaid(invoice: InvoiceRef, options?: CallOptions): Promise<Invoice>;
  /**
   * Moves the due date by `dueDays` days from where it is; `originalDueDate` stays. Within the store's limits for one
   * invoice: `invoicePostponementLimit` times, `maxPostponementDays` days in total, and only with
   * `postponementEnabled` (documented). The API's answer is empty.
   *
   * A repetition would postpone twice. So the invoice is read before the request (one GET more), and after an ambiguous
   * failure again. As many days later: done. As before, after the API's own 500 or 503: sent again. As before after
   * anything else: the API may still do it. Then, and whenever reading proves nothing, throws `UnknownOutcomeError` and
   * repeats nothing. Somebody else's equal postponement between the two readings is taken for this one: no answer tells
   * them apart. With `retries: 0` nothing is read.
   */
  postpone(invoice: InvoiceRef, postponement: Postponement, options?: CallOptions): Promise<void>;
}

// Callers without types may pass nothing at all; the check names what is missing.
const pathOf = (invoice: InvoiceRef | undefined): object => ({
  creditAccountId: invoice?.creditAccountId,
  invoiceId: invoice?.id,
});

/** The store said that the payment is recorded, but the invoice could not be read. */
function paidButUnread(error: unknown): never {
  if (!(error instanceof CustomerCreditError)) throw error;
  const { id: operation, path } = operations.markAsPaid;
  const expected = 'the paid invoice; the payment is recorded, only reading the invoice failed';
  throw new InvalidResponseError([{ path: 'body', expected }], {
    operation,
    path,
    attempts: 1,
    cause: error,
  });
}

/** The store said that the payment is recorded, and then that it is not. */
function notPaid({ status }: Invoice): never {
  const { id: operation, path } = operations.markAsPaid;
  const expected = `an invoice that is Paid; it was answered that it is, and reading it shows ${status}`;
  const facts = { operation, path, attempts: 1 };
  throw new InvalidResponseError([{ path: 'body.status', expected }], facts, 'unknown');
}

/** The invoices of a client, one at a time, without lists. */
export function invoiceActions(context: ResourceContext): InvoiceActions {
  const get: InvoiceActions['get'] = (invoice, options) =>
    context.execute(operations.get, { path: pathOf(invoice) }, options);
  return {
    get,
    update: (invoice, change, options) =>
      context.execute(operations.update, { path: pathOf(invoice), body: wireChange(change) }, options),
    cancel: (invoice, options) => context.execute(operations.cancel, { path: pathOf(invoice) }, options),
    async markAsPaid(invoice, options) {
      const paid = await context.execute(operations.markAsPaid, { path: pathOf(invoice) }, options);
      if (typeof paid !== 'string') return paid;
      const read = await get(invoice, options).catch(paidButUnread);
      return read.status === 'Paid' ? read : notPaid(read);
    },
    postpone: (invoice, postponement, options) =>
      context.execute(operations.postpone, { path: pathOf(invoice), body: postponement }, options),
  };
}
