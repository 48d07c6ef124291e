import { styleText } from 'node:util';
import type { Invoice } from '../../api/invoices/types.ts';
import { amountText } from '../../bulk/csv/format/amount.ts';
import { invoiceLabel } from '../../bulk/index.ts';
import { isOverdue } from '../../ledger/invoice.ts';
import { ExactSum } from '../../values/money.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { type Column, tabbed, tableText } from '../terminal/table.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { heads } from '../terminal/words.ts';
import { type FilterOptions, listedInvoices } from './listed.ts';

// A long list is shown in tables of so many rows: the first ones at once, and never all of it in memory.
const rowsOfATable = 200;

interface Shown {
  readonly id: string;
  readonly value: string;
  readonly due: string;
}

function cellsOf(invoice: Invoice, { locale, now }: Session, { id, value, due }: Shown): string[] {
  const { installment, numberOfInstallments } = invoice;
  return [
    invoice.creditAccountId,
    id,
    invoiceLabel(invoice, { locale, now: now() }),
    value,
    due,
    numberOfInstallments ? `${installment}/${numberOfInstallments}` : String(installment),
    invoice.orderId ?? '',
  ].map(oneLine);
}

/** For people: the short id, and amounts as they are written. */
const forTable = (invoice: Invoice, session: Session): string[] =>
  cellsOf(invoice, session, {
    id: invoice.friendlyId || invoice.id,
    value: amountText(invoice.value, session.locale),
    due: invoice.dueDate.slice(0, 10),
  });

/** For other programs: everything as the API gave it. */
const forPipe = (invoice: Invoice, session: Session): string[] =>
  cellsOf(invoice, session, { id: invoice.id, value: String(invoice.value), due: invoice.dueDate });

const statusColumn = 2;

/** Overdue in red, paid in green, cancelled pale, where the terminal has colours. */
function coloured(cells: readonly string[], invoice: Invoice, overdue: boolean): string[] {
  const colour = overdue
    ? 'red'
    : invoice.status === 'Paid'
      ? 'green'
      : invoice.status === 'Cancelled'
        ? 'gray'
        : undefined;
  return cells.map((cell, at) =>
    at === statusColumn && colour !== undefined ? styleText(colour, cell, { stream: process.stdout }) : cell,
  );
}

function columnsOf({ locale }: Session): Column[] {
  const { account, invoice, status, value, due, installment, order } = heads[locale];
  return [
    { head: account },
    { head: invoice },
    { head: status },
    { head: value, align: 'right' },
    { head: due },
    { head: installment, align: 'right' },
    { head: order },
  ];
}

/** The sums of what was listed, by status as it is shown. */
class Totals {
  readonly #sums = new Map<string, ExactSum>();
  count = 0;

  add(label: string, value: number): void {
    this.count += 1;
    const sum = this.#sums.get(label) ?? new ExactSum();
    sum.add(value);
    this.#sums.set(label, sum);
  }

  text({ locale }: Session): string {
    const parts = [...this.#sums].map(([label, sum]) => `${oneLine(label)} ${amountText(sum.value, locale)}`);
    return parts.join(', ');
  }
}

/** `invoices list`: a table on a terminal, tabs in a pipe, JSON lines when asked. */
export async function listInvoices(session: Session, options: FilterOptions): Promise<ExitCode> {
  const { output, locale, now } = session;
  const totals = new Totals();
  let rows: string[][] = [];
  let matches = 0;
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await output.line(tableText(columnsOf(session), rows));
    rows = [];
  };
  const invoices = listedInvoices(session, options, ({ count }) => {
    matches = count;
  });
  for await (const invoice of invoices) {
    const overdue = isOverdue(invoice, now());
    totals.add(invoiceLabel(invoice, { locale, now: now() }), invoice.value);
    if (output.json) await output.record({ ...invoice, overdue });
    else if (!output.terminal) await output.line(tabbed(forPipe(invoice, session)));
    else {
      rows.push(coloured(forTable(invoice, session), invoice, overdue));
      if (rows.length >= rowsOfATable) await flush();
    }
  }
  await flush();
  const { count } = totals;
  // What another order has is among the matches: then only the end of the walk tells that there are no more.
  const whole = count < options.limit || (options.order === undefined && count >= matches);
  if (count === 0) output.note('No invoices.');
  else if (whole) output.note(`${counted(count, 'invoices')}: ${totals.text(session)}.`);
  else {
    const of = options.order === undefined ? ` of ${matches}` : '';
    output.note(`The first ${count}${of} invoices: ${totals.text(session)}. --limit all shows the rest.`);
  }
  return exitCodes.done;
}
