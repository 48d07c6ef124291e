import * as z from 'zod/mini';
import {
  bodyRequest,
  emptyResponse,
  jsonResponse,
  only,
  type PathOnly,
  pathRequest,
  queryRequest,
  type WithBody,
  type WithQuery,
  withField,
} from '../codec.ts';
import type { Operation } from '../operation.ts';
import { eachOf, queryFields, spelling } from '../spelling.ts';
import * as recovery from './recovery.ts';
import * as schema from './schema.ts';
import type { Invoice, InvoicePage, InvoiceQuery, InvoiceUpdate, PageRange, Postponement } from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;
type InvoicePath = PathOnly<'creditAccountId' | 'invoiceId'>;

const spellStatus = spelling(schema.invoiceStatuses, { open: 'Opened', canceled: 'Cancelled' });

const spellInvoice = (invoice: unknown): unknown => withField(invoice, 'status', spellStatus);

const spellPage = (page: unknown): unknown => withField(page, 'data', (data) => eachOf(data, spellInvoice));

// The official file declares createdDateTo, its text says createDateTo.
const otherNames = { createdateto: 'createdDateTo', createdatefrom: 'createdDateFrom' };

const lowerCase = (given: unknown): unknown => (typeof given === 'string' ? given.toLowerCase() : given);

const list: Operation<PathOnly<never> & WithQuery<InvoiceQuery>, InvoicePage> = {
  id: 'invoices.list',
  method: 'GET',
  path: '/invoices',
  permission: 'Read Invoices',
  retry: 'read',
  summary: 'Search all invoices',
  request: queryRequest('invoices.list', [], {
    schema: schema.invoiceQuery,
    normalize: (query) => withField(withField(query, 'status', spellStatus), 'op', lowerCase),
    fromWire: (query) =>
      queryFields(query, Object.keys(schema.invoiceQueryShape), otherNames, ['from', 'to', 'value']),
  }),
  response: jsonResponse('invoices.list', schema.invoicePage, { normalize: spellPage }),
};

const pageRange: z.ZodMiniType<PageRange> = z.strictObject(schema.pageRangeShape);

const listByAccount: Operation<AccountPath & WithQuery<PageRange>, InvoicePage> = {
  id: 'invoices.listByAccount',
  method: 'GET',
  path: '/accounts/{creditAccountId}/invoices',
  permission: 'Read Invoices',
  retry: 'read',
  summary: 'Retrieve the invoices of an account',
  request: queryRequest('invoices.listByAccount', ['creditAccountId'], {
    schema: pageRange,
    fromWire: (query) => queryFields(query, ['from', 'to'], {}, ['from', 'to']),
  }),
  response: jsonResponse('invoices.listByAccount', schema.invoicePage, { normalize: spellPage }),
};

const get: Operation<InvoicePath, Invoice> = {
  id: 'invoices.get',
  method: 'GET',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  permission: 'Read Invoices',
  retry: 'read',
  summary: 'Retrieve an invoice by id',
  request: pathRequest('invoices.get', ['creditAccountId', 'invoiceId']),
  response: jsonResponse('invoices.get', schema.invoice, { normalize: spellInvoice }),
};

const update: Operation<InvoicePath & WithBody<InvoiceUpdate>, undefined> = {
  id: 'invoices.update',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  permission: 'Create Invoices',
  retry: 'idempotent',
  summary: 'Change the status, observation or payment link of an invoice',
  request: bodyRequest('invoices.update', ['creditAccountId', 'invoiceId'], {
    schema: schema.invoiceUpdate,
    arriving: schema.anyInvoiceUpdate,
    normalize: spellInvoice,
    fromWire: (body) => only(Object.keys(schema.invoiceUpdateShape), body),
  }),
  response: emptyResponse,
  recovery: recovery.changed(get),
};

const cancel: Operation<InvoicePath, undefined> = {
  id: 'invoices.cancel',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
  permission: 'Create Invoices',
  retry: 'idempotent',
  summary: 'Cancel an invoice',
  request: pathRequest('invoices.cancel', ['creditAccountId', 'invoiceId']),
  response: emptyResponse,
  recovery: recovery.cancelled(get),
};

const markAsPaid: Operation<InvoicePath, Invoice | string> = {
  id: 'invoices.markAsPaid',
  method: 'POST',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}/payments',
  permission: 'Pay Invoice',
  retry: 'once',
  summary: 'Mark an invoice as paid',
  request: pathRequest('invoices.markAsPaid', ['creditAccountId', 'invoiceId']),
  response: jsonResponse('invoices.markAsPaid', schema.paidInvoice, { normalize: spellInvoice }),
  recovery: recovery.paid(get),
};

const postpone: Operation<InvoicePath & WithBody<Postponement>, undefined> = {
  id: 'invoices.postpone',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/invoices/{invoiceId}/postponement',
  permission: 'Create Invoices',
  // Relative: the same request twice postpones twice.
  retry: 'once',
  summary: 'Postpone an invoice',
  request: bodyRequest('invoices.postpone', ['creditAccountId', 'invoiceId'], {
    schema: schema.postponement,
    fromWire: (body) => only(Object.keys(schema.postponementShape), body),
  }),
  response: emptyResponse,
  recovery: recovery.postponed(get),
};

export const invoices = { list, listByAccount, get, update, cancel, markAsPaid, postpone } as const;
