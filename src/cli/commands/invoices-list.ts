import { amountText } from '../../bulk/csv/format/amount.ts';
import { invoiceLabel } from '../../bulk/index.ts';
import { type Invoice, isOverdue } from '../../index.ts';
import { ExactSum } from '../../values/money.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { Session } from '../session.ts';
import { counted, oneLine } from '../terminal/text.ts';
import { showItems, type View } from '../terminal/view.ts';
import { type FilterOptions, listedInvoices } from './listed.ts';

const labelOf = (invoice: Invoice, { locale, now }: Session): string =>
  invoiceLabel(invoice, { locale, now: now() });

/** Invoices as they are listed: overdue in red, paid in green, canceled pale, where the terminal has colours. */
const invoiceView: View<Invoice> = {
  json: (invoice, { now }) => ({ ...invoice, overdue: isOverdue(invoice, now()) }),
  columns: [
    { head: 'account', cell: ({ creditAccountId }) => creditAccountId },
    { head: 'invoice', cell: ({ friendlyId, id }) => friendlyId || id, whole: ({ id }) => id },
    { head: 'friendlyId', cell: ({ friendlyId }) => friendlyId ?? '', pipeOnly: true },
    {
      head: 'status',
      cell: labelOf,
      colour: (invoice, { now }) => {
        if (isOverdue(invoice, now())) return 'red';
        if (invoice.status === 'Paid') return 'green';
        return invoice.status === 'Cancelled' ? 'gray' : undefined;
      },
    },
    { head: 'value', align: 'right', cell: ({ value }, { locale }) => amountText(value, locale) },
    { head: 'due', cell: ({ dueDate }) => dueDate.slice(0, 10), whole: ({ dueDate }) => dueDate },
    {
      head: 'installment',
      align: 'right',
      cell: ({ installment, numberOfInstallments }) =>
        numberOfInstallments ? `${installment}/${numberOfInstallments}` : String(installment),
    },
    { head: 'order', cell: ({ orderId }) => orderId ?? '' },
    { head: 'link', cell: ({ paymentLink }) => paymentLink ?? '', pipeOnly: true },
    { head: 'observation', cell: ({ observation }) => observation ?? '', pipeOnly: true },
  ],
};

/** The sums of what was listed, by status as it is shown. */
class Totals {
  readonly #sums = new Map<string, ExactSum>();

  add(label: string, value: number): void {
    const sum = this.#sums.get(label) ?? new ExactSum();
    sum.add(value);
    this.#sums.set(label, sum);
  }

  text({ locale }: Session): string {
    const parts = [...this.#sums].map(([label, sum]) => `${oneLine(label)} ${amountText(sum.value, locale)}`);
    return parts.join(', ');
  }
}

/** `invoices list`. */
export async function listInvoices(session: Session, options: FilterOptions): Promise<ExitCode> {
  const { output } = session;
  const totals = new Totals();
  let matches = 0;
  async function* added(): AsyncGenerator<Invoice> {
    const invoices = listedInvoices(session, options, ({ count }) => {
      matches = count;
    });
    for await (const invoice of invoices) {
      totals.add(labelOf(invoice, session), invoice.value);
      yield invoice;
    }
  }
  const count = await showItems(session, invoiceView, added());
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
