import * as z from 'zod/mini';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { amount, dateInput, filled, identifier, link, oneOf, text as string, whole } from '../primitives.ts';
import { invoiceStatuses } from './names.ts';
import type {
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceSummary,
  InvoiceUpdate,
  PageRange,
  Postponement,
} from './types.ts';

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

export const invoiceSummary: Strengths<InvoiceSummary> = inBoth((strength) =>
  strength.object({
    total: optional(number),
    count: number,
    totalPaid: optional(number),
    totalCancelled: optional(number),
  }),
);

export const invoicePage: Strengths<InvoicePage> = inBoth((strength, name) =>
  strength.object({ data: z.array(invoice[name]), summary: invoiceSummary[name] }),
);

/** What old stores answer to a payment: the invoice's bare id. */
export const paidInvoice: Strengths<Invoice | string> = inBoth((_, name) => z.union([text, invoice[name]]));

const position = whole(1, Number.MAX_SAFE_INTEGER);

export const pageRangeShape = { from: z.optional(position), to: z.optional(position) };
export const pageRange: z.ZodMiniType<PageRange> = z.strictObject(pageRangeShape);

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

/** Any subset, also none: the client asks for at least one, the API does not. */
export const invoiceUpdate: z.ZodMiniType<InvoiceUpdate> = z.strictObject({
  status: z.optional(oneOf(invoiceStatuses)),
  observation: z.optional(string()),
  paymentLink: z.optional(link),
});

/** A century: what is beyond it is a mistake, and a date would run out of digits. */
const longestPostponement = 36_500;

export const postponement: z.ZodMiniType<Postponement> = z.strictObject({
  dueDays: whole(1, longestPostponement, ' of days'),
});
