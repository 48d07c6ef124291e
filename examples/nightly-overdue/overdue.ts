import type { CustomerCredit, Invoice } from 'vtex-customer-credit';

export interface Reminder {
  readonly email: string;
  readonly invoices: readonly Invoice[];
  /** What the account owes, in cents: sums of floats are not exact. */
  readonly cents: number;
}

export interface Job {
  readonly client: CustomerCredit;
  /** An ISO day, such as `2024-06-10`. */
  readonly today: string;
  /** Sends one reminder. What it throws ends the job; the next run goes on there. */
  readonly send: (reminder: Reminder) => Promise<void>;
}

const cents = (value: number): number => Math.round(value * 100);

/** Reminds each account with overdue invoices once a day, and says how many accounts that were. */
export async function remindOverdue({ client, today, send }: Job): Promise<number> {
  const note = `Reminded on ${today}`;
  const perAccount = new Map<string, Invoice[]>();
  for await (const invoice of client.invoices.list({ status: 'Overdue' })) {
    if (invoice.observation === note) continue;
    const others = perAccount.get(invoice.creditAccountId) ?? [];
    perAccount.set(invoice.creditAccountId, [...others, invoice]);
  }
  for (const [id, invoices] of perAccount) {
    const { email } = await client.accounts.get(id);
    await send({ email, invoices, cents: invoices.reduce((sum, { value }) => sum + cents(value), 0) });
    for (const invoice of invoices) await client.invoices.update(invoice, { observation: note });
  }
  return perAccount.size;
}
