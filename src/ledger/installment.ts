import { addDays } from '../values/instant.ts';
import { mostInstallments } from '../values/limits.ts';

/**
 * Due days of a store's payment conditions: after how many days each instalment is due, counted from the creation of
 * the invoices. `[15, 30, 45]` is 15, 30 and 45 days. Instalments beyond the list go on with its last step: 60, 75.
 * `[28]` is every 28 days.
 */
export type DueDays = readonly number[];

/** Instalment k is due 30·k days after its creation. */
export const standardDueDays: DueDays = Object.freeze([30]);

/** A due date stays within the API's four digits of a year, whatever the clock says. */
const mostDays = 36_000;

/** What is expected of due days, for messages. */
export const dueDaysExpected = `a list of whole numbers from 0 that do not fall, with which the ${mostInstallments}th instalment is due within ${mostDays} days`;

function daysOf(installment: number, dueDays: DueDays): number {
  const listed = dueDays[installment - 1];
  if (listed !== undefined) return listed;
  const last = dueDays.at(-1) ?? 0;
  const step = last - (dueDays.at(-2) ?? 0);
  return last + step * (installment - dueDays.length);
}

export function isDueDays(value: unknown): value is DueDays {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostInstallments) return false;
  const days: readonly unknown[] = value;
  let before = 0;
  for (const each of days) {
    if (typeof each !== 'number' || !Number.isSafeInteger(each) || each < before) return false;
    before = each;
  }
  return daysOf(mostInstallments, value) <= mostDays;
}

const endOf = (installment: number): string => `-${String(installment).padStart(2, '0')}`;
const ends = Array.from({ length: mostInstallments + 1 }, (_, installment) => endOf(installment));

/** The id of a transaction's invoice: `{transactionId}-{NN}`, counted from 1. */
export function invoiceIdOf(transactionId: string, installment: number): string {
  return `${transactionId}${ends[installment] ?? endOf(installment)}`;
}

/** Whether an id is what `invoiceIdOf` gives, without making one. */
export function isInvoiceIdOf(id: string, transactionId: string, installment: number): boolean {
  const end = ends[installment] ?? endOf(installment);
  return id.length === transactionId.length + end.length && id.startsWith(transactionId) && id.endsWith(end);
}

/** When the so-many-th instalment from a creation on is due. */
export function dueDateOf(createdAt: string, installment: number, dueDays: DueDays): string {
  return addDays(createdAt, daysOf(installment, dueDays));
}
