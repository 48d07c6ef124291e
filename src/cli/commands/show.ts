import type { Invoice } from '../../api/invoices/types.ts';
import { invoiceSummary } from '../../bulk/index.ts';
import { isOverdue } from '../../ledger/invoice.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { tableText } from '../terminal/table.ts';
import { oneLine } from '../terminal/text.ts';
import { heads } from '../terminal/words.ts';
import { findInvoice, type InvoiceChoice, nameOf } from './find.ts';

/** The invoice summary: a table of names and values, or plain lines. */
export function summaryText(invoice: Invoice, { locale, now }: Session, terminal: boolean): string {
  const lines = [
    { label: heads[locale].invoice, value: nameOf(invoice) },
    ...invoiceSummary(invoice, { locale, now: now() }),
  ];
  if (terminal)
    return tableText(
      [{ head: '' }, { head: '' }],
      lines.map(({ label, value }) => [label, value]),
    );
  return lines.map(({ label, value }) => `${label}: ${oneLine(value)}`).join('\n');
}

/** `invoices show`. */
export async function showInvoice(session: Session, choice: InvoiceChoice): Promise<ExitCode> {
  const { output, now } = session;
  const invoice = await findInvoice(session, choice);
  if (output.json) await output.record({ ...invoice, overdue: isOverdue(invoice, now()) });
  else await output.line(summaryText(invoice, session, output.terminal));
  return exitCodes.done;
}
