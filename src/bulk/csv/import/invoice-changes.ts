import type { Invoice, InvoiceRef, KnownInvoiceStatus } from '../../../api/invoices/types.ts';
import type { InvoiceChangeKind, InvoicesClient, RowProblem } from '../../types.ts';
import { invisibleNames } from '../format/invisible.ts';
import { impossibleRow, problem, type RowDecision, type WishHandler } from './job.ts';
import { orAbsent } from './or-absent.ts';

/** What a change to a status is called. */
export const statusChanges: Readonly<Record<KnownInvoiceStatus, InvoiceChangeKind>> = {
  Opened: 'reopen',
  Paid: 'pay',
  Cancelled: 'cancel',
};

/** Why an invoice cannot go from one status to another, or be postponed; `undefined` when it can. */
export function obstacle(
  from: string,
  to: KnownInvoiceStatus | 'Postponed',
  reopen: boolean,
  column?: string,
): RowProblem | undefined {
  if (from === 'Opened') return undefined;
  if (from === 'Cancelled') return problem('cancelled', 'The invoice is cancelled, and stays so.', column);
  if (from !== 'Paid')
    return problem('unknown_status', 'The invoice has a status that this version does not know.', column);
  if (to !== 'Opened')
    return problem('paid', `The invoice is paid: it can no longer be ${to.toLowerCase()}.`, column);
  if (reopen) return undefined;
  return problem(
    'reopening_not_asked',
    'The invoice is paid: it is opened again only when the plan is asked to.',
    column,
  );
}

/** What is to be done where there is no such invoice: nothing. */
export function absent(ref: InvoiceRef, column?: string): RowDecision<never> {
  const names = invisibleNames(`${ref.creditAccountId} ${ref.id}`);
  const why = names === '' ? '' : ` The ids have characters that cannot be seen: ${names}.`;
  return impossibleRow(problem('not_found', `The account has no such invoice.${why}`, column));
}

/** A wish about an invoice, from a sheet or from code. */
interface AnyWish {
  readonly ref: InvoiceRef;
  readonly status?: KnownInvoiceStatus | undefined;
}

/** How a client looks for an invoice, and changes it. */
export const invoiceCalls = ({
  invoices,
}: InvoicesClient): Pick<WishHandler<InvoiceChangeKind, AnyWish, Invoice>, 'find' | 'send'> => ({
  find: async ({ ref }, call) => ({ present: await orAbsent(invoices.get(ref, call)) }),
  send: ({ ref, status }, _present, changes, call) => {
    const to = new Map(changes.map((change) => [change.kind, change.to] as const));
    const turns = to.has('pay') || to.has('cancel') || to.has('reopen');
    return invoices.update(
      ref,
      {
        status: turns ? status : undefined,
        observation: to.get('observation'),
        paymentLink: to.get('payment_link'),
      },
      call,
    );
  },
});
