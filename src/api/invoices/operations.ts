import { body, empty, json, pathOnly, query } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import { eachOf, withField } from '../fields.ts';
import { spelling } from '../spelling.ts';
import * as names from './names.ts';
import * as recovery from './recovery.ts';
import * as shapes from './shapes.generated.ts';
import type { Invoice, InvoicePage } from './types.ts';

const status = spelling(names.invoiceStatuses, { Open: 'Opened', Canceled: 'Cancelled' });

const spellInvoice = (invoice: unknown): unknown => withField<Invoice>(invoice, 'status', status.read);
const anInvoice = { normalize: spellInvoice };
const aPage = {
  normalize: (page: unknown): unknown =>
    withField<InvoicePage>(page, 'data', (data) => eachOf(data, spellInvoice)),
};

/**
 * Search all invoices
 *
 * Filters combine with AND; `op=or` combines them with OR (documented). No order is promised: page by position and drop
 * repeated ids.
 */
const list = defineOperation({
  id: 'invoices.list',
  method: 'GET',
  path: '/invoices',
  retry: 'read',
  request: query({
    shape: shapes.invoiceQuery,
    spellings: { status, op: spelling(['and', 'or']) },
    // The official file declares createdDateTo, its text says createDateTo.
    otherNames: { createDateFrom: 'createdDateFrom', createDateTo: 'createdDateTo' },
  }),
  response: json(shapes.invoicePage, aPage),
});

/**
 * Retrieve the invoices of an account
 *
 * Every invoice of the account; positions as in the search of all invoices (assumed).
 */
const listByAccount = defineOperation({
  id: 'invoices.listByAccount',
  method: 'GET',
  path: '/accounts/{creditAccountId}/invoices',
  retry: 'read',
  request: query({ shape: shapes.pageRange }),
  response: json(shapes.invoicePage, aPage),
});

/** Retrieve an invoice by id */
const get = defineOperation({
  id: 'invoices.get',
  method: 'GET',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  retry: 'read',
  request: pathOnly,
  response: json(shapes.invoice, anInvoice),
  confirms: recovery.isInvoice,
});

/**
 * Change the status, observation or payment link of an invoice
 *
 * Any subset of the three fields; what is left out stays (documented).
 */
const update = defineOperation({
  id: 'invoices.update',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  retry: 'idempotent',
  request: body({
    shape: shapes.invoiceUpdate,
    spellings: { status },
    ofCaller: {
      expected: 'at least one of status, observation, paymentLink',
      holds: (update) => Object.values(update).some((value) => value !== undefined),
    },
  }),
  response: empty,
  recovery: recovery.changed(get),
});

/**
 * Cancel an invoice
 *
 * A paid invoice cannot be cancelled (documented).
 */
const cancel = defineOperation({
  id: 'invoices.cancel',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  retry: 'idempotent',
  request: pathOnly,
  response: empty,
  recovery: recovery.cancelled(get),
});

/**
 * Mark an invoice as paid
 *
 * Gives the credit back (documented). The request has no body.
 */
const markAsPaid = defineOperation({
  id: 'invoices.markAsPaid',
  method: 'POST',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}/payments',
  retry: 'once',
  request: pathOnly,
  response: json(shapes.paidInvoice, anInvoice),
  recovery: recovery.paid(get),
});

/**
 * Postpone an invoice
 *
 * Moves the due date from where it is now. Needs `postponementEnabled` and `invoicePostponementLimit` above 0
 * (documented).
 */
const postpone = defineOperation({
  id: 'invoices.postpone',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}/postponement',
  // Relative: the same request twice postpones twice.
  retry: 'once',
  request: body({ shape: shapes.postponement }),
  response: empty,
  recovery: recovery.postponed(get),
});

export const invoices = { list, listByAccount, get, update, cancel, markAsPaid, postpone } as const;

/** What servers, documents and tests need to know beside. */
export const invoiceFacts = {
  'invoices.list': {
    permission: 'Read Invoices',
  },
  'invoices.listByAccount': {
    permission: 'Read Invoices',
  },
  'invoices.get': {
    permission: 'Read Invoices',
  },
  'invoices.update': {
    permission: 'Create Invoices',
    sample: { body: { status: 'Paid' } },
  },
  'invoices.cancel': {
    permission: 'Create Invoices',
  },
  'invoices.markAsPaid': {
    permission: 'Pay Invoice',
  },
  'invoices.postpone': {
    permission: 'Create Invoices',
    sample: { body: { dueDays: 5 } },
  },
} as const satisfies Readonly<Record<string, Facts>>;
