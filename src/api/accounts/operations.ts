import {
  bodyRequest,
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
import { nothingToRead } from '../recovery.ts';
import { eachOf, queryFields, spelling, toNumber } from '../spelling.ts';
import { holdersOf } from './holder-operations.ts';
import * as recovery from './recovery.ts';
import * as schema from './schema.ts';
import type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountPage,
  AccountQuery,
  AccountUpdate,
  BalanceDecrease,
  ClosedAccount,
  DecreasedBalance,
  Statements,
} from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;

const spellStatus = spelling(schema.accountStatuses, { opened: 'Open' });
const spellStatusFilter = spelling(schema.accountStatusFilters, { opened: 'Open', canceled: 'Cancelled' });
const spellOrigin = spelling(schema.statementOrigins);

/** Status in one spelling; limit and tolerance, which some answers write as strings, as numbers. */
function readAccount(account: unknown): unknown {
  const spelled = withField(account, 'status', spellStatus);
  return withField(withField(spelled, 'creditLimit', toNumber), 'tolerance', toNumber);
}

const answer = { normalize: readAccount };

const list: Operation<PathOnly<never> & WithQuery<AccountQuery>, AccountPage> = {
  id: 'accounts.list',
  method: 'GET',
  path: '/accounts',
  permission: 'Read Checking Accounts',
  retry: 'read',
  summary: 'Search all accounts',
  request: queryRequest('accounts.list', [], {
    schema: schema.accountQuery,
    normalize: (query) => withField(query, 'status', spellStatusFilter),
    fromWire: (query) => queryFields(query, Object.keys(schema.accountQueryShape), {}, ['from', 'to']),
  }),
  response: jsonResponse('accounts.list', schema.accountPage, {
    normalize: (page) => withField(page, 'data', (data) => eachOf(data, readAccount)),
  }),
};

const get: Operation<AccountPath, Account> = {
  id: 'accounts.get',
  method: 'GET',
  path: '/accounts/{creditAccountId}',
  permission: 'Read Checking Accounts',
  retry: 'read',
  summary: 'Retrieve an account by id',
  request: pathRequest('accounts.get', ['creditAccountId']),
  response: jsonResponse('accounts.get', schema.account, answer),
};

const open: Operation<PathOnly<never> & WithBody<AccountOpening>, Account> = {
  id: 'accounts.open',
  method: 'POST',
  path: '/accounts',
  permission: 'Create Checking Accounts',
  retry: 'once',
  summary: 'Open an account',
  request: bodyRequest('accounts.open', [], {
    schema: schema.accountOpening,
    // The official file wants strings here, numbers everywhere else; the deprecated description is required.
    toWire: ({ creditLimit, tolerance, description, ...rest }) => ({
      ...rest,
      creditLimit: String(creditLimit),
      description: description ?? '',
      tolerance: String(tolerance ?? 0),
    }),
    fromWire: (body) => {
      const known = only(Object.keys(schema.accountOpeningShape), body);
      return withField(known, 'description', (given) => (typeof given === 'string' ? given : ''));
    },
  }),
  response: jsonResponse('accounts.open', schema.account, answer),
  recovery: recovery.opened(get),
};

const asNumber = (value: number | string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

const update: Operation<AccountPath & WithBody<AccountUpdate>, Account> = {
  id: 'accounts.update',
  method: 'PUT',
  path: '/accounts/{creditAccountId}',
  permission: 'Create Checking Accounts',
  retry: 'idempotent',
  summary: 'Update the information of an account',
  request: bodyRequest('accounts.update', ['creditAccountId'], {
    schema: schema.accountUpdate,
    toWire: ({ creditLimit, tolerance, ...rest }) => ({
      ...rest,
      creditLimit: asNumber(creditLimit),
      tolerance: asNumber(tolerance),
    }),
    fromWire: (body) => only(Object.keys(schema.accountUpdateShape), body),
  }),
  response: jsonResponse('accounts.update', schema.account, answer),
  recovery: recovery.updated(get),
};

const close: Operation<AccountPath & WithBody<AccountClosing | undefined>, ClosedAccount> = {
  id: 'accounts.close',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}',
  permission: 'Create Checking Accounts',
  retry: 'idempotent',
  summary: 'Close an account',
  request: bodyRequest('accounts.close', ['creditAccountId'], {
    schema: schema.optionalAccountClosing,
    // Whatever comes with it is ignored.
    fromWire: () => undefined,
  }),
  response: jsonResponse<ClosedAccount>('accounts.close', schema.account, answer),
  recovery: recovery.closed(get),
};

const readStatement = (row: unknown): unknown => {
  const spelled = withField(row, 'origin', spellOrigin);
  if (typeof spelled !== 'object' || spelled === null || !('doneby' in spelled) || 'doneBy' in spelled)
    return spelled;
  const { doneby, ...rest } = spelled;
  return { ...rest, doneBy: doneby };
};

const getStatements: Operation<AccountPath, Statements> = {
  id: 'accounts.getStatements',
  method: 'GET',
  path: '/accounts/{creditAccountId}/statements',
  permission: 'Read Statements',
  retry: 'read',
  summary: 'Get the statements of an account',
  request: pathRequest('accounts.getStatements', ['creditAccountId']),
  response: jsonResponse('accounts.getStatements', schema.statements, {
    normalize: (body) => withField(body, 'statements', (rows) => eachOf(rows, readStatement)),
  }),
};

type ValueBody = WithBody<{ readonly value: number }>;

const valueFromWire = (body: unknown): unknown => withField(only(['value'], body), 'value', toNumber);

const changeCreditLimit: Operation<AccountPath & ValueBody, Account> = {
  id: 'accounts.changeCreditLimit',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/creditlimit',
  permission: 'Edit credits',
  retry: 'idempotent',
  summary: 'Change the credit limit of an account',
  request: bodyRequest('accounts.changeCreditLimit', ['creditAccountId'], {
    schema: schema.creditLimitChange,
    fromWire: valueFromWire,
  }),
  response: jsonResponse('accounts.changeCreditLimit', schema.account, answer),
  recovery: recovery.hasValue(get, 'creditLimit'),
};

const changeTolerance: Operation<AccountPath & ValueBody, Account> = {
  id: 'accounts.changeTolerance',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/tolerance',
  permission: 'Create Checking Accounts',
  retry: 'idempotent',
  summary: 'Change the tolerance of an account',
  request: bodyRequest('accounts.changeTolerance', ['creditAccountId'], {
    schema: schema.toleranceChange,
    fromWire: valueFromWire,
  }),
  response: jsonResponse('accounts.changeTolerance', schema.account, answer),
  recovery: recovery.hasValue(get, 'tolerance'),
};

const decreaseBalance: Operation<
  PathOnly<'creditAccountId' | 'statementId'> & WithBody<BalanceDecrease>,
  DecreasedBalance
> = {
  id: 'accounts.decreaseBalance',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/statements/{statementId}',
  permission: 'Edit credits',
  retry: 'idempotent',
  summary: 'Decrease the balance of an account',
  request: bodyRequest('accounts.decreaseBalance', ['creditAccountId', 'statementId'], {
    schema: schema.balanceDecrease,
    toWire: ({ value }) => ({ value: String(value) }),
    fromWire: (body) => only(['value'], body),
  }),
  response: jsonResponse('accounts.decreaseBalance', schema.decreasedBalance, {
    // Answers come as an object or bare, with a string or a number.
    normalize: (body) => {
      const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
      return typeof body === 'object' ? withField(body, 'value', text) : { value: text(body) };
    },
  }),
  recovery: nothingToRead(
    'Read the statements of the account, and compare its balance with what it was before.',
  ),
};

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
  holders: holdersOf(get),
} as const;
