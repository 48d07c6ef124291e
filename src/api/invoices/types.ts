import * as z from 'zod/mini';
import { longestPostponement } from '../../values/limits.ts';
import type { OpenUnion, Page, WireDate } from '../common.ts';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { amount, dateInput, filled, identifier, link, oneOf, text as string, whole } from '../primitives.ts';
import { invoiceStatuses } from './names.ts';

/** Addresses one invoice. Every `Invoice` is such a reference. */
export interface InvoiceRef {
  readonly creditAccountId: string;
  readonly id: string;
}

/** The three statuses that exist on the wire. Overdue is none of them: see `isOverdue`. */
export type KnownInvoiceStatus = 'Opened' | 'Paid' | 'Cancelled';

export type InvoiceStatus = OpenUnion<KnownInvoiceStatus>;

/** What a customer owes for one instalment of one order. Optional keys may be absent, `null` or `""`. */
export interface Invoice extends InvoiceRef {
  /** `{transactionId}-{NN}`, two digits. */
  readonly id: string;
  /** Eight letters or digits, `-` and the instalment, such as `u8KFsGDk-1`. */
  readonly friendlyId?: string | null;
  readonly status: InvoiceStatus;
  /** Amount in the store's currency. */
  readonly value: number;
  /** The same as `creditAccountId`. */
  readonly accountId: string;
  readonly creditAccountId: string;
  readonly creditValue?: number | null;
  readonly createdAt: WireDate;
  readonly updatedAt: WireDate;
  /** When it was paid or cancelled. */
  readonly resolvedAt?: WireDate | null;
  /** The first due date. Postponing never moves it. */
  readonly originalDueDate: WireDate;
  readonly dueDate: WireDate;
  /** Which instalment this is, from 1. */
  readonly installment: number;
  readonly numberOfInstallments?: number | null;
  readonly orderId?: string | null;
  /** The transaction (pre-authorization) it was settled from. */
  readonly transactionId: string;
  readonly paymentLink?: string | null;
  readonly observation?: string | null;
}

export const invoice: Strengths<Invoice> = inBoth((strength) =>
  strength.object({
    id: text,
    friendlyId: optional(text),
    status: strength.name(invoiceStatuses),
    value: number,
    accountId: text,
    creditAccountId: text,
    creditValue: optional(number),
    createdAt: strength.date,
    updatedAt: strength.date,
    resolvedAt: optional(strength.date),
    originalDueDate: strength.date,
    dueDate: strength.date,
    installment: number,
    numberOfInstallments: optional(number),
    orderId: optional(text),
    transactionId: text,
    paymentLink: optional(text),
    observation: optional(text),
  }),
);

/**
 * Totals of a list. `total` (Opened), `totalPaid` and `totalCancelled` are sums over the returned page, in the
 * store's currency; `count` is the number of all matches, on every page (observed).
 */
export interface InvoiceSummary {
  readonly total?: number | null;
  readonly count: number;
  readonly totalPaid?: number | null;
  readonly totalCancelled?: number | null;
}

export const invoiceSummary: Strengths<InvoiceSummary> = inBoth((strength) =>
  strength.object({
    total: optional(number),
    count: number,
    totalPaid: optional(number),
    totalCancelled: optional(number),
  }),
);

export type InvoicePage = Page<Invoice, InvoiceSummary>;

export const invoicePage: Strengths<InvoicePage> = inBoth((strength, name) =>
  strength.object({ data: z.array(invoice[name]), summary: invoiceSummary[name] }),
);

/** What old stores answer to a payment: the invoice's bare id. */
export const paidInvoice: Strengths<Invoice | string> = inBoth((_, name) => z.union([text, invoice[name]]));

const position = whole(1, Number.MAX_SAFE_INTEGER);

export const pageRangeShape = { from: z.optional(position), to: z.optional(position) };

/** Positions of a page: inclusive, counted from 1. */
export interface PageRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export const pageRange: z.ZodMiniType<PageRange> = z.strictObject(pageRangeShape);

/** The filters of `GET /invoices` as the API knows them. */
export interface InvoiceWireFilter {
  /** ISO 8601 date or date-time; inclusive. */
  readonly createdDateFrom?: string | undefined;
  readonly createdDateTo?: string | undefined;
  readonly dueDateFrom?: string | undefined;
  readonly dueDateTo?: string | undefined;
  /** Exact amount in the store's currency. */
  readonly value?: number | undefined;
  readonly status?: KnownInvoiceStatus | undefined;
  readonly friendlyId?: string | undefined;
  readonly observation?: string | undefined;
  readonly creditAccountId?: string | undefined;
  /** How several filters combine. The API's default is `and`. */
  readonly op?: 'and' | 'or' | undefined;
}

export interface InvoiceQuery extends InvoiceWireFilter, PageRange {}

export const invoiceQuery: z.ZodMiniType<InvoiceQuery> = z.strictObject({
  ...pageRangeShape,
  createdDateFrom: z.optional(dateInput),
  createdDateTo: z.optional(dateInput),
  dueDateFrom: z.optional(dateInput),
  dueDateTo: z.optional(dateInput),
  value: z.optional(amount),
  status: z.optional(oneOf(invoiceStatuses)),
  friendlyId: z.optional(filled),
  observation: z.optional(filled),
  creditAccountId: z.optional(identifier),
  op: z.optional(oneOf(['and', 'or'])),
});

/** What PUT invoice may change. Any subset; what is left out stays. */
export interface InvoiceUpdate {
  readonly status?: KnownInvoiceStatus | undefined;
  readonly observation?: string | undefined;
  /** An absolute URL; the customer's "Pay" button leads to it. `""` removes it. */
  readonly paymentLink?: string | undefined;
}

/** Any subset, also none: the client asks for at least one, the API does not. */
export const invoiceUpdate: z.ZodMiniType<InvoiceUpdate> = z.strictObject({
  status: z.optional(oneOf(invoiceStatuses)),
  observation: z.optional(string()),
  paymentLink: z.optional(link),
});

export interface Postponement {
  /** By how many days the due date moves: a whole number from 1. It is added to the present due date. */
  readonly dueDays: number;
}

export const postponement: z.ZodMiniType<Postponement> = z.strictObject({
  dueDays: whole(1, longestPostponement, ' of days'),
});
