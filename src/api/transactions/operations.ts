import { accounts } from '../accounts/operations.ts';
import { held } from '../accounts/recovery.ts';
import {
  bodyRequest,
  emptyResponse,
  jsonResponse,
  only,
  type PathOnly,
  pathRequest,
  type WithBody,
} from '../codec.ts';
import type { Operation } from '../operation.ts';
import { nothingToRead } from '../recovery.ts';
import * as schema from './schema.ts';
import type { AmountInput, PreAuthorization, PreAuthorizationInput, Refund, Settlement } from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;
type TransactionPath = PathOnly<'creditAccountId' | 'transactionId'>;

/** `settle` and `installments` are always sent; an expiration date has no meaning beside `settle: true`. */
function completed(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const whole: Readonly<Record<string, unknown>> = { ...given };
  const { value, settle = false, installments = 1, expirationDate, ...others } = whole;
  const dated = settle === true || expirationDate === undefined ? {} : { expirationDate };
  return { value, settle, installments, ...dated, ...others };
}

const holdBody = {
  schema: schema.preAuthorizationInput,
  normalize: completed,
  fromWire: (body: unknown) => only(Object.keys(schema.preAuthorizationInputShape), body),
};

const amountBody = { schema: schema.amountInput, fromWire: (body: unknown) => only(['value'], body) };

const preAuthorize: Operation<AccountPath & WithBody<PreAuthorizationInput>, PreAuthorization> = {
  id: 'transactions.preAuthorize',
  method: 'POST',
  path: '/accounts/{creditAccountId}/transactions',
  permission: 'Create Statements',
  retry: 'once',
  summary: 'Create a pre-authorization',
  request: bodyRequest('transactions.preAuthorize', ['creditAccountId'], holdBody),
  response: jsonResponse('transactions.preAuthorize', schema.preAuthorization),
  recovery: held(accounts.get),
};

const updatePreAuthorization: Operation<TransactionPath & WithBody<PreAuthorizationInput>, PreAuthorization> =
  {
    id: 'transactions.updatePreAuthorization',
    method: 'PUT',
    path: '/accounts/{creditAccountId}/transactions/{transactionId}',
    permission: 'Create Statements',
    retry: 'idempotent',
    summary: 'Update a pre-authorization, or create it under an id of your choice',
    request: bodyRequest(
      'transactions.updatePreAuthorization',
      ['creditAccountId', 'transactionId'],
      holdBody,
    ),
    response: jsonResponse('transactions.updatePreAuthorization', schema.preAuthorization),
    recovery: nothingToRead('Compare preAuthorizedCredit of the account with what it was before.'),
  };

const cancelPreAuthorization: Operation<TransactionPath, undefined> = {
  id: 'transactions.cancelPreAuthorization',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}',
  permission: 'Create Statements',
  retry: 'idempotent',
  summary: 'Cancel a pre-authorization',
  request: pathRequest('transactions.cancelPreAuthorization', ['creditAccountId', 'transactionId']),
  response: emptyResponse,
  recovery: nothingToRead('Compare preAuthorizedCredit of the account with what it was before.'),
};

const settle: Operation<TransactionPath & WithBody<AmountInput>, Settlement> = {
  id: 'transactions.settle',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}/settlement',
  permission: 'Create Statements',
  retry: 'idempotent',
  summary: 'Create or update a settlement',
  request: bodyRequest('transactions.settle', ['creditAccountId', 'transactionId'], amountBody),
  response: jsonResponse('transactions.settle', schema.settlement),
  recovery: nothingToRead('Read the invoices of the account: a settlement made some of this transaction.'),
};

const refund: Operation<TransactionPath & WithBody<AmountInput>, Refund> = {
  id: 'transactions.refund',
  method: 'POST',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}/refunds',
  permission: 'Create Statements',
  retry: 'once',
  summary: 'Refund a settlement, in part or whole',
  request: bodyRequest('transactions.refund', ['creditAccountId', 'transactionId'], amountBody),
  response: jsonResponse('transactions.refund', schema.refund),
  recovery: nothingToRead(
    'Read the invoices and statements of the account, and compare them with what they were before.',
  ),
};

export const transactions = {
  preAuthorize,
  updatePreAuthorization,
  cancelPreAuthorization,
  settle,
  refund,
} as const;
