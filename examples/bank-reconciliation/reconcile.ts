import { parse } from 'csv-parse/sync';
import type { CustomerCredit, Invoice } from 'vtex-customer-credit';

/** One credit on the account, its amount in cents. */
export interface Credit {
  readonly line: number;
  readonly date: string;
  readonly cents: number;
  readonly text: string;
}

export interface Match {
  readonly credit: Credit;
  readonly invoice: Invoice;
}

export interface Reconciliation {
  readonly matches: readonly Match[];
  readonly unmatched: ReadonlyArray<{ readonly credit: Credit; readonly reason: string }>;
}

/** `1.200,00` is 120000 cents: by text alone, since a float would not always be exact. */
function centsOf(amount: string): number {
  const found = /^(-?)(\d{1,3}(?:\.\d{3})*|\d+),(\d{2})$/.exec(amount.trim());
  if (found === null) throw new Error(`expected an amount such as 1.200,00, not ${amount}`);
  const [, sign, whole = '', fraction = ''] = found;
  return Number(`${sign}${whole.replaceAll('.', '')}${fraction}`);
}

/** What came in; what went out is none of ours. */
export function readBankFile(text: string): Credit[] {
  const rows: Array<{ Date: string; Amount: string; Text: string }> = parse(text, {
    columns: true,
    delimiter: ';',
    bom: true,
    skip_empty_lines: true,
  });
  return rows
    .map(({ Date: date, Amount, Text }, at) => ({ line: at + 2, date, cents: centsOf(Amount), text: Text }))
    .filter(({ cents }) => cents > 0);
}

const friendlyId = /\b[0-9A-Z]{8}-\d{1,2}\b/;

/** Finds the invoice of each credit. Nothing is changed. */
export async function reconcile(client: CustomerCredit, credits: readonly Credit[]): Promise<Reconciliation> {
  const matches: Match[] = [];
  const unmatched: Array<{ credit: Credit; reason: string }> = [];
  for (const credit of credits) {
    const name = friendlyId.exec(credit.text)?.[0];
    const invoices =
      name === undefined ? [] : await client.invoices.list({ friendlyId: name }).toArray({ limit: 2 });
    const [invoice, other] = invoices;
    const refuse = (reason: string): void => void unmatched.push({ credit, reason });
    if (name === undefined) refuse('names no invoice');
    else if (invoice === undefined) refuse(`there is no invoice ${name}`);
    else if (other !== undefined) refuse(`there is more than one invoice ${name}`);
    else if (invoice.status !== 'Opened') refuse(`${name} is ${invoice.status}`);
    else if (matches.some((match) => match.invoice.id === invoice.id)) refuse(`${name} is credited twice`);
    else if (Math.round(invoice.value * 100) !== credit.cents)
      refuse(`${name} is about ${invoice.value.toFixed(2)}`);
    else matches.push({ credit, invoice });
  }
  return { matches, unmatched };
}
