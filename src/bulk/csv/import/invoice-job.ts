import type { Invoice, InvoiceRef, KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import type { InvoiceChangeKind, InvoicesClient, RowProblem } from '../../types.ts';
import { type InvoiceColumn, invoiceColumns } from '../format/columns.ts';
import { isBlank, visibleText } from '../format/invisible.ts';
import { lostBySpreadsheet } from '../format/retyped.ts';
import type { Titles } from '../format/sheet.ts';
import { storable, withOneLineEnd } from '../format/text.ts';
import { isIdentifier, isLink } from '../format/values.ts';
import { statusOf } from '../format/words.ts';
import { DecisionMaker } from './decision-maker.ts';
import { absent, invoiceCalls, obstacle, statusChanges } from './invoice-changes.ts';
import { type Found, impossibleRow, type Job, problem, type RowDecision, tooManyCells } from './job.ts';

type ReadColumn = 'creditAccountId' | 'id' | 'status' | 'observation' | 'paymentLink';

/** What a row wants of an invoice, and how the file names the columns. */
export interface InvoiceWish {
  readonly ref: InvoiceRef;
  readonly status: KnownInvoiceStatus | undefined;
  /** What the status column says where it is none of those: good only for an invoice that has just that. */
  readonly otherStatus?: string | undefined;
  /** What stays is `undefined`. */
  readonly observation: string | undefined;
  readonly paymentLink: string | undefined;
  readonly titles: Titles<ReadColumn>;
}

const statusExpected =
  'The status is none of Open, Overdue, Paid and Canceled, in English, Portuguese or Spanish.';

const readColumns = [
  'creditAccountId',
  'id',
  'status',
  'observation',
  'paymentLink',
] as const satisfies readonly InvoiceColumn[];

function decide(
  wish: InvoiceWish,
  { present }: Found<Invoice>,
  reopen: boolean,
): RowDecision<InvoiceChangeKind> {
  if (present === undefined) return absent(wish.ref, wish.titles.id);
  const { status, otherStatus, observation, paymentLink, titles } = wish;
  if (otherStatus !== undefined && otherStatus !== storable(present.status).trim())
    return impossibleRow(problem('not_understood', statusExpected, titles.status));
  const made = new DecisionMaker<InvoiceChangeKind>();
  if (status !== undefined && status !== present.status) {
    const found = obstacle(present.status, status, reopen, titles.status);
    if (found !== undefined) return impossibleRow(found);
    made.change(statusChanges[status], present.status, status);
  }
  const noted = present.observation ?? '';
  if (observation !== undefined && withOneLineEnd(observation) !== withOneLineEnd(storable(noted)))
    if (made.differs(observation, noted, titles.observation)) made.change('observation', noted, observation);
  const linked = present.paymentLink ?? '';
  if (made.differs(paymentLink, linked, titles.paymentLink)) {
    // Pasted text brings along what cannot be seen, and no address has that.
    const link = visibleText(paymentLink);
    if (isLink(link)) made.change('payment_link', linked, link);
    else
      made.problem(
        'not_understood',
        'The payment link is no absolute http or https URL.',
        titles.paymentLink,
      );
  }
  return made.decision();
}

const given = (text: string): string | undefined => (isBlank(text) ? undefined : text);

/** What a sheet of invoices means. */
export function invoiceJob(
  client: InvoicesClient,
  reopen: boolean,
): Job<ReadColumn, InvoiceChangeKind, InvoiceWish, Invoice> {
  return {
    kind: 'invoices',
    shape: {
      columns: readColumns.map((column) => [column, invoiceColumns[column]] as const),
      known: Object.entries(invoiceColumns),
      missing: (found) => {
        if (!found.has('id')) return 'a column with the id of the invoice, such as "Invoice ID"';
        if (!found.has('creditAccountId')) return 'a column with the id of the account, such as "Account ID"';
        const useful = found.has('status') || found.has('observation') || found.has('paymentLink');
        return useful ? undefined : 'a column "Status", "Observation" or "Payment link"';
      },
    },
    read: (row) => {
      const problems: RowProblem[] = [];
      const { titles } = row;
      const id = given(row.cell('id').trim()) ?? '';
      const creditAccountId = given(row.cell('creditAccountId').trim()) ?? '';
      const isAccount = isIdentifier(creditAccountId);
      const isInvoice = isIdentifier(id);
      const named = (column: 'id' | 'creditAccountId', text: string, sound: boolean, of: string): void => {
        const title = titles[column];
        const loss = lostBySpreadsheet(text);
        if (text === '') problems.push(problem('missing', `The id of the ${of} is missing.`, title));
        else if (loss !== undefined) problems.push(problem('not_understood', loss, title));
        else if (!sound)
          problems.push(problem('not_understood', `This cannot be the id of an ${of}.`, title));
      };
      named('creditAccountId', creditAccountId, isAccount, 'account');
      named('id', id, isInvoice, 'invoice');
      const statusText = row.cell('status');
      const status = statusOf(statusText);
      if (row.overfull) problems.push(tooManyCells);
      const whose = isAccount ? { creditAccountId } : {};
      const subject = isInvoice ? { ...whose, invoiceId: id } : whose;
      if (problems.length > 0) return { subject, wish: undefined, problems };
      const wish: InvoiceWish = {
        ref: { creditAccountId, id },
        status,
        otherStatus: status === undefined ? given(statusText.trim()) : undefined,
        observation: given(row.cell('observation')),
        paymentLink: given(row.cell('paymentLink').trim()),
        titles,
      };
      return { subject, wish, problems };
    },
    keyOf: ({ ref }) => `${ref.creditAccountId}\n${ref.id}`,
    ...invoiceCalls(client),
    decide: (wish, found) => decide(wish, found, reopen),
    paidBy: (present, changes) => (changes.some(({ kind }) => kind === 'pay') ? (present?.value ?? 0) : 0),
  };
}
