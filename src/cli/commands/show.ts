import { invoiceSummary } from '../../bulk/index.ts';
import { type Invoice, isOverdue } from '../../index.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { recordText } from '../terminal/view.ts';
import { heads } from '../terminal/words.ts';
import { findInvoice, type InvoiceChoice, nameOf } from './find.ts';

/** The invoice summary: a table of names and values, or plain lines. */
export function summaryText(invoice: Invoice, { locale, now }: Session, terminal: boolean): string {
  const lines = invoiceSummary(invoice, { locale, now: now() });
  return recordText(
    [[heads[locale].invoice, nameOf(invoice)], ...lines.map(({ label, value }) => [label, value] as const)],
    terminal,
  );
}

/** `invoices show`. */
export async function showInvoice(session: Session, choice: InvoiceChoice): Promise<ExitCode> {
  const { output, now } = session;
  const invoice = await findInvoice(session, choice);
  if (output.json) await output.record({ ...invoice, overdue: isOverdue(invoice, now()) });
  else await output.line(summaryText(invoice, session, output.terminal));
  return exitCodes.done;
}
