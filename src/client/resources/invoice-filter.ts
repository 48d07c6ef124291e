import type { Invoice, InvoiceWireFilter, KnownInvoiceStatus } from '../../api/invoices/types.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { compareDates, lastTickBefore } from '../../values/instant.ts';
import type { PageOptions } from '../pagination.ts';

/** A date as an ISO 8601 string (sent as it is) or a `Date`. */
export type DateInput = string | Date;

/** Filters of `invoices.list`. Several are combined with AND unless `op` is `'or'`. */
export interface InvoiceFilter extends PageOptions {
  /**
   * A status of the API, or `Overdue`: opened and past its due date by the client's clock. The API has no such
   * status; `Opened` with a due date before now is sent instead.
   */
  readonly status?: KnownInvoiceStatus | 'Overdue' | undefined;
  readonly creditAccountId?: string | undefined;
  readonly friendlyId?: string | undefined;
  readonly observation?: string | undefined;
  /**
   * Only those of one order. The API has no such filter: all invoices that the other filters leave are read, a request for
   * each `pageSize` of them, and those of other orders are left out here. Give the account where you know it.
   */
  readonly orderId?: string | undefined;
  /** Exact amount in the store's currency. */
  readonly value?: number | undefined;
  /** Inclusive. */
  readonly createdDateFrom?: DateInput | undefined;
  readonly createdDateTo?: DateInput | undefined;
  readonly dueDateFrom?: DateInput | undefined;
  readonly dueDateTo?: DateInput | undefined;
  readonly op?: 'and' | 'or' | undefined;
}

export const invoiceFilterNames = Object.keys({
  status: true,
  creditAccountId: true,
  friendlyId: true,
  observation: true,
  orderId: true,
  value: true,
  createdDateFrom: true,
  createdDateTo: true,
  dueDateFrom: true,
  dueDateTo: true,
  op: true,
} satisfies Record<Exclude<keyof InvoiceFilter, keyof PageOptions>, true>);

const dates = ['createdDateFrom', 'createdDateTo', 'dueDateFrom', 'dueDateTo'] as const;

/** What the filter asks for that cannot be: everything at once. */
function issuesOf({ status, orderId, op, ...filter }: InvoiceFilter): Issue[] {
  const invalid = dates.filter((name) => {
    const date = filter[name];
    return date instanceof Date && Number.isNaN(date.getTime());
  });
  return [
    ...invalid.map((path) => ({ path, expected: 'a valid date' })),
    ...(orderId === undefined || (typeof orderId === 'string' && orderId.trim() !== '')
      ? []
      : [{ path: 'orderId', expected: 'a non-empty string' }]),
    ...(op === 'or' && status === 'Overdue'
      ? [
          {
            path: 'status',
            expected: "a status other than Overdue beside op: 'or' (overdue is Opened AND a due date)",
          },
        ]
      : []),
    ...(op === 'or' && orderId !== undefined
      ? [{ path: 'orderId', expected: "no orderId beside op: 'or': it is looked at after all others" }]
      : []),
  ];
}

const toText = (date: DateInput | undefined): string | undefined =>
  date instanceof Date ? date.toISOString() : date;

/** Only those of an order, if one is named. */
export function keptBy({ orderId }: InvoiceFilter): ((invoice: Invoice) => boolean) | undefined {
  return orderId === undefined ? undefined : (invoice) => invoice.orderId === orderId;
}

/** The filter as the API knows it. Throws `InvalidInputError` for what cannot be asked for. */
export function wireFilter(filter: InvoiceFilter, now: number, operation: string): InvoiceWireFilter {
  const issues = issuesOf(filter);
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
  const { from, to, pageSize, pageRetries, orderId, status, ...rest } = filter;
  const wire = {
    ...rest,
    createdDateFrom: toText(filter.createdDateFrom),
    createdDateTo: toText(filter.createdDateTo),
    dueDateFrom: toText(filter.dueDateFrom),
    dueDateTo: toText(filter.dueDateTo),
  };
  if (status !== 'Overdue') return { ...wire, status };
  const beforeNow = lastTickBefore(now);
  const { dueDateTo } = wire;
  const earlier = dueDateTo !== undefined && compareDates(dueDateTo, beforeNow) < 0;
  return { ...wire, status: 'Opened', dueDateTo: earlier ? dueDateTo : beforeNow };
}
