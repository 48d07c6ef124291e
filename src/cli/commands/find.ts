import type { Invoice, InvoiceRef } from '../../index.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';

/** Which invoice is meant: by its id together with the account's, or by its friendly id alone. */
export interface InvoiceChoice {
  readonly invoice: string;
  readonly account?: string | undefined;
}

export const nameOf = ({ friendlyId, id }: Pick<Invoice, 'friendlyId' | 'id'>): string =>
  oneLine(friendlyId || id);

export const refOf = ({ creditAccountId, id }: InvoiceRef): InvoiceRef => ({ creditAccountId, id });

/**
 * Reads the invoice that is meant.
 * @throws UsageError when a friendly id fits none, or several.
 */
export async function findInvoice(
  { client, signal }: Session,
  { invoice, account }: InvoiceChoice,
): Promise<Invoice> {
  if (account !== undefined)
    return client.invoices.get({ creditAccountId: account, id: invoice }, { signal });
  const found: Invoice[] = [];
  for await (const each of client.invoices.list({ friendlyId: invoice }, { signal }))
    if (each.friendlyId === invoice) found.push(each);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  throw new UsageError(
    only === undefined
      ? `No invoice has the friendly id ${oneLine(invoice)}. To name one by its id, add --account.`
      : `Several invoices have the friendly id ${oneLine(invoice)}: name one by its id and --account.`,
  );
}
