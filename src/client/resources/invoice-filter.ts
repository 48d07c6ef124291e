import type { OpenUnion } from '../../api/common.ts';
import { type AskedStatus, askedStatusExpected, askedStatusOf } from '../../api/invoices/status-names.ts';
import type { Invoice, InvoiceWireFilter, KnownInvoiceStatus } from '../../api/invoices/types.ts';
import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { compareDates, formatInstant, lastTickBefore } from '../../values/instant.ts';
import type { PageOptions } from '../pagination.ts';

/** A date as an ISO 8601 string (sent as it is) or a `Date`. */
export type DateInput = string | Date;

/** Filters of `invoices.list`. Several are combined with AND unless `op` is `'or'`. */
export interface InvoiceFilter extends PageOptions {
  /**
   * A status of the API; `Overdue`: opened and past its due date by the client's clock; or `NotYetDue`: opened and not
   * overdue. The API knows neither: `Opened` with a due date before now, or from now on, is sent instead. Words of English,
   * Portuguese and Spanish mean the same, in any case: `Expired`, `Vencido`, `overdue`, `Pago`, `a vencer`.
   */
  readonly status?: OpenUnion<KnownInvoiceStatus | 'Overdue' | 'NotYetDue'> | undefined;
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

export const invoiceFilterNames = /* @__PURE__ */ Object.keys({
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

/** The status that is asked for; `unknown` for a word that is none. */
function askedFor(status: unknown): AskedStatus | 'unknown' | undefined {
  if (status === undefined) return undefined;
  return (typeof status === 'string' ? askedStatusOf(status) : undefined) ?? 'unknown';
}

/** What the filter asks for that cannot be: everything at once. */
function issuesOf({ status, orderId, op, ...filter }: InvoiceFilter): Issue[] {
  const asked = askedFor(status);
  const invalid = dates.filter((name) => {
    const date = filter[name];
    return date instanceof Date && Number.isNaN(date.getTime());
  });
  return [
    ...invalid.map((path) => ({ path, expected: 'a valid date' })),
    ...(orderId === undefined || (typeof orderId === 'string' && orderId.trim() !== '')
      ? []
      : [{ path: 'orderId', expected: 'a non-empty string' }]),
    ...(asked === 'unknown' ? [{ path: 'status', expected: askedStatusExpected }] : []),
    ...(op === 'or' && (asked === 'Overdue' || asked === 'NotYetDue')
      ? [
          {
            path: 'status',
            expected: `a status other than ${asked} beside op: 'or' (it is Opened AND a due date)`,
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

/** The end of what is overdue, or an earlier one that was asked for. */
function dueBefore(dueDateTo: string | undefined, now: number): string {
  const before = lastTickBefore(now);
  return dueDateTo !== undefined && compareDates(dueDateTo, before) < 0 ? dueDateTo : before;
}

/** The beginning of what is not overdue, or a later one that was asked for. */
function dueFrom(dueDateFrom: string | undefined, now: number): string {
  const first = formatInstant(now);
  return dueDateFrom !== undefined && compareDates(dueDateFrom, first) > 0 ? dueDateFrom : first;
}

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
  const asked = askedFor(status);
  if (asked === 'Overdue') return { ...wire, status: 'Opened', dueDateTo: dueBefore(wire.dueDateTo, now) };
  if (asked === 'NotYetDue')
    return { ...wire, status: 'Opened', dueDateFrom: dueFrom(wire.dueDateFrom, now) };
  return { ...wire, status: asked === 'unknown' ? undefined : asked };
}
