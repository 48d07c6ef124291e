import { type Invoice, isApiError, isOverdue } from 'vtex-customer-credit';

/** Tells a story: where its lines go, and what time it is in it. */
export interface Teller {
  readonly say: (line?: string) => void;
  readonly now: () => number;
}

const money = (value: number): string => value.toFixed(2).padStart(8);

export const day = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** One invoice on one line. */
export function row(invoice: Invoice, { now }: Teller): string {
  const status = isOverdue(invoice, now()) ? `${invoice.status}, overdue` : invoice.status;
  return `     ${(invoice.friendlyId ?? invoice.id).padEnd(36)} ${status.padEnd(16)} ${money(invoice.value)}   due ${day(invoice.dueDate)}`;
}

/** Tells that a call was refused. Throws when it went through. */
export async function refused(what: string, call: Promise<unknown>, { say }: Teller): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isApiError(error)) throw error;
    say(`     ${what}: refused, as it should be`);
    say(`       ${error.name}: ${error.message}`);
    return;
  }
  throw new Error(`${what} went through, although the rules forbid it`);
}
