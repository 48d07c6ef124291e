import { addDays, DAY_IN_MILLISECONDS, formatInstant, toEpochMilliseconds } from '../values/instant.ts';
import { withInvoice } from './invoice.ts';
import type { InvoiceRecord, RuleContext, RuleResult } from './records.ts';
import { conflict, malformed, refused } from './refusal.ts';

/** Dates have four digits of a year; the last day of them is left out, so that no offset reaches beyond. */
const latestDueDate = Date.UTC(9999, 11, 31);

/**
 * Moves the due date of an open invoice, within the store's limits for one invoice: so many times, so many days in
 * total.
 */
export function postponeInvoice(
  record: InvoiceRecord,
  dueDays: number,
  context: RuleContext,
): RuleResult<undefined> {
  const { postponementEnabled, invoicePostponementLimit, maxPostponementDays } = context.config;
  if (!Number.isSafeInteger(dueDays) || dueDays < 1) {
    return refused(malformed('dueDays: expected a whole number of days from 1.'));
  }
  if (!postponementEnabled)
    return refused(conflict('Postponement is not enabled: postponementEnabled is false.'));
  if (invoicePostponementLimit < 1) {
    return refused(conflict('Postponement is not enabled: invoicePostponementLimit is 0.'));
  }
  const { invoice, postponements, postponedDays } = record;
  if (invoice.status !== 'Opened') {
    return refused(
      conflict(`Only an open invoice can be postponed; this one is ${invoice.status.toLowerCase()}.`),
    );
  }
  if (postponements >= invoicePostponementLimit) {
    return refused(
      conflict(
        `The invoice was postponed ${postponements} times; invoicePostponementLimit is ${invoicePostponementLimit}.`,
      ),
    );
  }
  if (postponedDays + dueDays > maxPostponementDays) {
    return refused(
      conflict(
        `dueDays: ${dueDays} on top of ${postponedDays} days is more than maxPostponementDays, which is ${maxPostponementDays}.`,
      ),
    );
  }
  const due = toEpochMilliseconds(invoice.dueDate);
  if (due === undefined || due + dueDays * DAY_IN_MILLISECONDS > latestDueDate) {
    return refused(conflict('dueDays: expected a due date before the last day of the year 9999.'));
  }
  const moved = withInvoice(record, {
    ...invoice,
    dueDate: addDays(invoice.dueDate, dueDays),
    updatedAt: formatInstant(context.now),
  });
  const counted = { ...moved, postponements: postponements + 1, postponedDays: postponedDays + dueDays };
  return { result: undefined, changes: { invoices: [Object.freeze(counted)] } };
}
