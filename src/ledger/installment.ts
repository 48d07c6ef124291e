import { addDays } from '../values/instant.ts';

/** Each instalment is due so many days after the one before (documented). */
const daysBetweenInstallments = 30;

/** The id of a transaction's invoice: `{transactionId}-{NN}`, counted from 1 (documented). */
export function invoiceIdOf(transactionId: string, installment: number): string {
  return `${transactionId}-${String(installment).padStart(2, '0')}`;
}

/** When the so-many-th instalment from a creation on is due. */
export function dueDateOf(createdAt: string, installment: number): string {
  return addDays(createdAt, daysBetweenInstallments * installment);
}
