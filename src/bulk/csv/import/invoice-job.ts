import type { Invoice, InvoiceRef, KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import { isCustomerCreditError } from '../../../errors/index.ts';
import type { InvoiceChangeKind, RowChange, RowProblem } from '../../types.ts';
import { storable, withOneLineEnd } from '../format/cell.ts';
import { type InvoiceColumn, invoiceColumns } from '../format/columns.ts';
import { isIdentifier, isLink } from '../format/values.ts';
import { statusOf } from '../format/words.ts';
import { decisionOf, impossible, type Job, problem, type RowDecision, tooManyCells } from './job.ts';

/** What a row wants of an invoice, and how the file names the columns. */
export interface InvoiceWish {
  readonly ref: InvoiceRef;
  readonly status: KnownInvoiceStatus | undefined;
  /** What the status column says where it is none of those: good only for an invoice that has just that. */
  readonly otherStatus?: string | undefined;
  /** What stays is `undefined`. */
  readonly observation: string | undefined;
  readonly paymentLink: string | undefined;
  readonly titles: { readonly status?: string | undefined; readonly paymentLink?: string | undefined };
}

type Change = RowChange<InvoiceChangeKind>;
type ReadColumn = 'creditAccountId' | 'id' | 'status' | 'observation' | 'paymentLink';

const statusExpected =
  'The status is none of Open, Overdue, Paid and Canceled, in English, Portuguese or Spanish.';

const readColumns = [
  'creditAccountId',
  'id',
  'status',
  'observation',
  'paymentLink',
] as const satisfies readonly InvoiceColumn[];

const statusChanges: Readonly<Record<KnownInvoiceStatus, InvoiceChangeKind>> = {
  Opened: 'reopen',
  Paid: 'pay',
  Cancelled: 'cancel',
};

/** Why an invoice cannot go from one status to another; `undefined` when it can. */
function obstacle(
  from: string,
  to: KnownInvoiceStatus,
  reopen: boolean,
  column?: string,
): RowProblem | undefined {
  if (from === 'Opened') return undefined;
  if (from === 'Cancelled') return problem('cancelled', 'The invoice is cancelled, and stays so.', column);
  if (from !== 'Paid')
    return problem('unknown_status', 'The invoice has a status that this version does not know.', column);
  if (to === 'Cancelled')
    return problem('paid', 'The invoice is paid: it can no longer be cancelled.', column);
  if (reopen) return undefined;
  return problem(
    'reopening_not_asked',
    'The invoice is paid: it is opened again only when the plan is asked to.',
    column,
  );
}

function decide(
  wish: InvoiceWish,
  present: Invoice | undefined,
  reopen: boolean,
): RowDecision<InvoiceChangeKind> {
  if (present === undefined) return impossible(problem('not_found', 'The account has no such invoice.'));
  const { status, otherStatus, observation, paymentLink, titles } = wish;
  if (otherStatus !== undefined && otherStatus !== storable(present.status).trim())
    return impossible(problem('not_understood', statusExpected, titles.status));
  const changes: Change[] = [];
  if (status !== undefined && status !== present.status) {
    const found = obstacle(present.status, status, reopen, titles.status);
    if (found !== undefined) return impossible(found);
    changes.push({ kind: statusChanges[status], from: present.status, to: status });
  }
  const note = (kind: 'observation' | 'payment_link', from: string, to: string | undefined): void => {
    if (to === undefined) return;
    const same =
      kind === 'observation'
        ? withOneLineEnd(to) === withOneLineEnd(storable(from))
        : to === storable(from).trim();
    if (!same) changes.push({ kind, from, to });
  };
  note('observation', present.observation ?? '', observation);
  note('payment_link', present.paymentLink ?? '', paymentLink);
  if (changes.some(({ kind }) => kind === 'payment_link') && !isLink(paymentLink ?? '')) {
    const message = 'The payment link is no absolute http or https URL.';
    return impossible(problem('not_understood', message, titles.paymentLink));
  }
  return decisionOf(changes);
}

const given = (text: string): string | undefined => (text === '' ? undefined : text);

/** What a sheet of invoices means. */
export function invoiceJob(reopen: boolean): Job<ReadColumn, InvoiceChangeKind, InvoiceWish, Invoice> {
  return {
    kind: 'invoices',
    shape: {
      columns: readColumns.map((column) => [column, invoiceColumns[column]] as const),
      missing: (found) => {
        if (!found.has('id')) return 'a column with the id of the invoice, such as "Invoice ID"';
        if (!found.has('creditAccountId')) return 'a column with the id of the account, such as "Account ID"';
        const useful = found.has('status') || found.has('observation') || found.has('paymentLink');
        return useful ? undefined : 'a column "Status", "Observation" or "Payment link"';
      },
    },
    read: (row) => {
      const problems: RowProblem[] = [];
      const id = row.cell('id').trim();
      const creditAccountId = row.cell('creditAccountId').trim();
      const named = (column: 'id' | 'creditAccountId', text: string, of: string): void => {
        if (text === '')
          problems.push(problem('missing', `The id of the ${of} is missing.`, row.title(column)));
        else if (!isIdentifier(text))
          problems.push(problem('not_understood', `This cannot be the id of an ${of}.`, row.title(column)));
      };
      named('creditAccountId', creditAccountId, 'account');
      named('id', id, 'invoice');
      const statusText = row.cell('status').trim();
      const status = statusOf(statusText);
      if (row.overfull) problems.push(tooManyCells);
      const whose = isIdentifier(creditAccountId) ? { creditAccountId } : {};
      const subject = isIdentifier(id) ? { ...whose, invoiceId: id } : whose;
      if (problems.length > 0) return { subject, wish: undefined, problems };
      const wish: InvoiceWish = {
        ref: { creditAccountId, id },
        status,
        otherStatus: status === undefined ? given(statusText) : undefined,
        observation: given(row.cell('observation')),
        paymentLink: given(row.cell('paymentLink').trim()),
        titles: { status: row.title('status'), paymentLink: row.title('paymentLink') },
      };
      return { subject, wish, problems };
    },
    keyOf: ({ ref }) => JSON.stringify([ref.creditAccountId, ref.id]),
    async look(client, { ref }, call) {
      try {
        return await client.invoices.get(ref, call);
      } catch (error) {
        if (isCustomerCreditError(error) && error.code === 'not_found') return undefined;
        throw error;
      }
    },
    decide: (wish, present) => decide(wish, present, reopen),
    send: (client, { ref, status, observation, paymentLink }, _present, changes, call) => {
      const kinds = new Set(changes.map(({ kind }) => kind));
      const turns = kinds.has('pay') || kinds.has('cancel') || kinds.has('reopen');
      return client.invoices.update(
        ref,
        {
          ...(turns ? { status } : {}),
          ...(kinds.has('observation') ? { observation } : {}),
          ...(kinds.has('payment_link') ? { paymentLink } : {}),
        },
        call,
      );
    },
    paidBy: (present, changes) => (changes.some(({ kind }) => kind === 'pay') ? (present?.value ?? 0) : 0),
  };
}
