import { body, ignoredBody, json, query } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import { eachOf, withField } from '../fields.ts';
import { spelling, toNumber } from '../spelling.ts';
import { fractionAboveOne } from '../warning.ts';
import { anAccount, get, readAccount } from './account-operations.ts';
import { holdersOf } from './holder-operations.ts';
import * as names from './names.ts';
import * as recovery from './recovery.ts';
import * as shapes from './shapes.generated.ts';
import { decreaseBalance, getStatements } from './statement-operations.ts';
import type { AccountOpening, AccountPage, ClosedAccount } from './types.ts';

/**
 * Search all accounts
 *
 * Closed accounts are not listed (documented).
 */
const list = defineOperation({
  id: 'accounts.list',
  method: 'GET',
  path: '/accounts',
  retry: 'read',
  request: query({
    shape: shapes.accountQuery,
    spellings: { status: spelling(names.accountStatusFilters, { Opened: 'Open', Canceled: 'Cancelled' }) },
  }),
  response: json(shapes.accountPage, {
    normalize: (page) => withField<AccountPage>(page, 'data', (data) => eachOf(data, readAccount)),
  }),
});

/**
 * Open an account
 *
 * The id becomes `{document}_{documentType}` (documented). Numbers travel as strings here, and nowhere else.
 */
const open = defineOperation({
  id: 'accounts.open',
  method: 'POST',
  path: '/accounts',
  retry: 'once',
  request: body({
    shape: shapes.accountOpening,
    // The official file wants strings here, numbers everywhere else; the deprecated description is required.
    toWire: ({ creditLimit, tolerance, description, ...rest }) => ({
      ...rest,
      creditLimit: String(creditLimit),
      description: description ?? '',
      tolerance: String(tolerance ?? 0),
    }),
    fromWire: (opening) =>
      withField<AccountOpening>(opening, 'description', (given) => (typeof given === 'string' ? given : '')),
  }),
  response: anAccount,
  warningsOf: (input) => fractionAboveOne('tolerance', input.body.tolerance),
  recovery: recovery.opened(get),
});

const asNumber = (value: number | string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

/**
 * Update the information of an account
 *
 * Replaces: document fields that are left out are wiped (documented). An unknown id makes an account (observed).
 */
const update = defineOperation({
  id: 'accounts.update',
  method: 'PUT',
  path: '/accounts/{creditAccountId}',
  retry: 'idempotent',
  request: body({
    shape: shapes.accountUpdate,
    toWire: ({ creditLimit, tolerance, ...rest }) => ({
      ...rest,
      creditLimit: asNumber(creditLimit),
      tolerance: asNumber(tolerance),
    }),
  }),
  response: anAccount,
  warningsOf: (input) => fractionAboveOne('tolerance', input.body.tolerance),
  recovery: recovery.updated(get),
});

/**
 * Close an account
 *
 * Deletes its invoices, statements and holders (documented). A body is optional and ignored.
 */
const close = defineOperation({
  id: 'accounts.close',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}',
  retry: 'idempotent',
  request: ignoredBody(shapes.accountClosing),
  response: json<ClosedAccount>(shapes.account, { normalize: readAccount }),
  recovery: recovery.closed(get),
});

const value = (change: unknown): unknown => withField(change, 'value', toNumber);

/** Change the credit limit of an account */
const changeCreditLimit = defineOperation({
  id: 'accounts.changeCreditLimit',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/creditlimit',
  retry: 'idempotent',
  request: body({ shape: shapes.creditLimitChange, fromWire: value }),
  response: anAccount,
  recovery: recovery.hasValue(get, 'creditLimit'),
});

/** Change the tolerance of an account */
const changeTolerance = defineOperation({
  id: 'accounts.changeTolerance',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/tolerance',
  retry: 'idempotent',
  request: body({ shape: shapes.toleranceChange, fromWire: value }),
  response: anAccount,
  warningsOf: (input) => fractionAboveOne('value', input.body.value),
  recovery: recovery.hasValue(get, 'tolerance'),
});

/** Ask what a customer may buy on credit */
const getPurchaseConditions = defineOperation({
  id: 'accounts.getPurchaseConditions',
  method: 'GET',
  path: '/purchase-conditions',
  retry: 'read',
  request: query({ shape: shapes.purchaseConditionsQuery }),
  response: json(shapes.purchaseConditions),
});

export const accounts = {
  list,
  open,
  get,
  update,
  close,
  getStatements,
  changeCreditLimit,
  changeTolerance,
  decreaseBalance,
  getPurchaseConditions,
  holders: holdersOf(get),
} as const;

/** What servers, documents and tests need to know beside. */
export const accountFacts = {
  'accounts.list': {
    permission: 'Read Checking Accounts',
  },
  'accounts.open': {
    permission: 'Create Checking Accounts',
    sample: {
      body: { document: '11111111111', documentType: 'CPF', email: 'a@example.com', creditLimit: 1000 },
    },
  },
  'accounts.update': {
    permission: 'Create Checking Accounts',
    sample: { body: { email: 'a@example.com' } },
  },
  'accounts.close': {
    permission: 'Create Checking Accounts',
  },
  'accounts.changeCreditLimit': {
    permission: 'Edit credits',
    sample: { body: { value: 5500 } },
  },
  'accounts.changeTolerance': {
    permission: 'Create Checking Accounts',
    sample: { body: { value: 0.3 } },
  },
  'accounts.getPurchaseConditions': {
    permission: 'Read Checking Accounts',
    undocumented: {
      mark: 'assumed',
      says: 'GET /purchase-conditions finds the account by its own e-mail or that of a dependent, and answers with its available credit and the terms of instalments; 404 when there is no such account.',
      source:
        'our choice of permission, dependents, the 404 and what the terms say; the address and the form of the answer are in public storefront code',
    },
    sample: { query: { email: 'a@example.com', sc: 1, skus: '1,2' } },
  },
} as const satisfies Readonly<Record<string, Facts>>;
