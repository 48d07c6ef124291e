import { addDays, compareDates, toInstant } from '../../values/instant.ts';
import { fieldOf } from '../../values/record.ts';
import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation } from '../operation.ts';
import {
  done,
  impossible,
  isSame,
  notDone,
  type Recovery,
  shows,
  undecided,
  unlessChanged,
} from '../recovery.ts';
import type { Invoice, InvoiceUpdate, Postponement } from './types.ts';

type InvoicePath = PathOnly<'creditAccountId' | 'invoiceId'>;
type Get = Operation<InvoicePath, Invoice>;

/** The invoice that was asked for, and no other. */
export const isInvoice = ({ path }: InvoicePath, answer: unknown): boolean =>
  shows<Invoice>(answer, { id: path.invoiceId });

/**
 * Done: the invoice is paid. Not done: it is open; paying again cannot pay twice, since a paid invoice is refused
 * (assumed). Impossible: it is cancelled.
 * @proves-done the invoice is Paid
 * @proves-not-done the invoice is Opened, and `updatedAt` is from before the call; so Cancelled makes it impossible
 * @undecided the invoice was changed to another status since, cannot be read, or there is none
 */
export const paid = /* @__NO_SIDE_EFFECTS__ */ (get: Get): Recovery<InvoicePath, Invoice | string> => ({
  advice: 'Read the invoice: if it is Paid, the payment is recorded.',
  repeatable: true,
  // Old stores answer with the bare id.
  confirms: (input, answer) =>
    isSame(answer, input.path.invoiceId) ||
    (isInvoice(input, answer) && shows<Invoice>(answer, { status: 'Paid' })),
  async recover({ path }, { find, began }) {
    const invoice = await find(get, { path });
    if (invoice === undefined) return undecided;
    if (invoice.status === 'Paid') return done(invoice);
    return unlessChanged(invoice.status === 'Cancelled' ? impossible : notDone, invoice, began);
  },
});

/**
 * Done: the invoice is cancelled. Impossible: it is paid.
 * @proves-done the invoice is Cancelled
 * @proves-not-done the invoice is Opened, and `updatedAt` is from before the call; so Paid makes it impossible
 * @undecided the invoice was changed to another status since, cannot be read, or there is none
 */
export const cancelled = /* @__NO_SIDE_EFFECTS__ */ (get: Get): Recovery<InvoicePath, undefined> => ({
  advice: 'Read the invoice: if it is Cancelled, it was done.',
  async recover({ path }, { find, began }) {
    const invoice = await find(get, { path });
    if (invoice === undefined) return undecided;
    if (invoice.status === 'Cancelled') return done(undefined);
    return unlessChanged(invoice.status === 'Paid' ? impossible : notDone, invoice, began);
  },
});

/**
 * Done: the invoice shows every field that was sent.
 * @proves-done the invoice shows every field that was sent
 * @proves-not-done a field differs, and `updatedAt` is from before the call
 * @undecided the invoice was changed since, cannot be read, or there is none
 */
export const changed = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
): Recovery<InvoicePath & WithBody<InvoiceUpdate>, undefined> => ({
  advice: 'Read the invoice and compare.',
  async recover({ path, body }, { find, began }) {
    const invoice = await find(get, { path });
    if (invoice === undefined) return undecided;
    return shows<Invoice>(invoice, body) ? done(undefined) : unlessChanged(notDone, invoice, began);
  },
});

const dueDateOf = (before: unknown): string | undefined => {
  const name: keyof Invoice = 'dueDate';
  const dueDate = fieldOf(before, name);
  return typeof dueDate === 'string' && toInstant(dueDate) !== undefined ? dueDate : undefined;
};

/**
 * A postponement is relative, and a copy of the invoice may be old: so the invoice is read just before. Done: its due
 * date is as many days later than it was then. Not done: it is as it was then. Anything else proves nothing. Somebody
 * else's equal postponement between the two readings is taken for this one.
 * @proves-done the due date is as many days later as when it was read just before sending
 * @proves-not-done the due date is as it was then
 * @undecided any other due date, or the invoice could not be read before or after
 */
export const postponed = /* @__NO_SIDE_EFFECTS__ */ (
  get: Get,
): Recovery<InvoicePath & WithBody<Postponement>, undefined> => ({
  advice: 'Read the invoice and compare its dueDate with the one before.',
  before: ({ path }, find) => find(get, { path }),
  async recover({ path, body }, { find, before }) {
    const dueDate = dueDateOf(before);
    if (dueDate === undefined) return undecided;
    const invoice = await find(get, { path });
    if (invoice === undefined) return undecided;
    if (compareDates(invoice.dueDate, addDays(dueDate, body.dueDays)) === 0) return done(undefined);
    return compareDates(invoice.dueDate, dueDate) === 0 ? notDone : undecided;
  },
});
