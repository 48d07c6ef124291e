import { addDays, compareDates, toInstant } from '../../values/instant.ts';
import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation, Recovery } from '../operation.ts';
import { done, never, notDone, shows, unknown } from '../recovery.ts';
import type { Invoice, InvoiceUpdate, Postponement } from './types.ts';

type InvoicePath = PathOnly<'creditAccountId' | 'invoiceId'>;
type Get = Operation<InvoicePath, Invoice>;

/**
 * Paid: done. Cancelled: it can no longer be paid. Open: paying again cannot pay twice, since a paid invoice is refused
 * (assumed).
 */
export const paid = (get: Get): Recovery<InvoicePath, Invoice | string> => ({
  advice: 'Read the invoice: if it is Paid, the payment is recorded.',
  repeatable: true,
  async settle({ path }, { find }) {
    const invoice = await find(get, { path });
    if (invoice?.status === 'Paid') return done(invoice);
    return invoice?.status === 'Cancelled' ? never : notDone;
  },
});

export const cancelled = (get: Get): Recovery<InvoicePath, undefined> => ({
  advice: 'Read the invoice: if it is Cancelled, it was done.',
  async settle({ path }, { find }) {
    const invoice = await find(get, { path });
    if (invoice?.status === 'Cancelled') return done(undefined);
    return invoice?.status === 'Paid' ? never : notDone;
  },
});

export const changed = (get: Get): Recovery<InvoicePath & WithBody<InvoiceUpdate>, undefined> => ({
  advice: 'Read the invoice and compare.',
  async settle({ path, body }, { find }) {
    const invoice = await find(get, { path });
    return invoice !== undefined && shows(invoice, body) ? done(undefined) : notDone;
  },
});

/**
 * The due date moved by just as many days: done. It did not move: not done by now. Anything else, or no due date to
 * compare with: nobody can tell. Somebody else's equal postponement at the same time is taken for this one.
 */
export const postponed = (get: Get): Recovery<InvoicePath & WithBody<Postponement>, undefined> => ({
  advice:
    'Read the invoice and compare its dueDate with the one before. Pass the whole invoice to postpone, then this is done for you.',
  async settle({ path, body }, { find, known: { dueDate } }) {
    if (dueDate === undefined || toInstant(dueDate) === undefined) return unknown;
    const invoice = await find(get, { path });
    if (invoice === undefined) return unknown;
    if (compareDates(invoice.dueDate, addDays(dueDate, body.dueDays)) === 0) return done(undefined);
    return compareDates(invoice.dueDate, dueDate) === 0 ? notDone : unknown;
  },
});
