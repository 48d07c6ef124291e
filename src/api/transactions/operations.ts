import { isRecord } from '../../values/record.ts';
import { get as getAccount } from '../accounts/account-operations.ts';
import { body, empty, json, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import * as recovery from './recovery.ts';
import * as shapes from './shapes.generated.ts';

/** `settle` and `installments` are always sent; an expiration date has no meaning beside `settle: true`. */
function completed(given: unknown): unknown {
  if (!isRecord(given)) return given;
  const { value, settle = false, installments = 1, expirationDate, ...others } = given;
  const dated = settle === true || expirationDate === undefined ? {} : { expirationDate };
  return { value, settle, installments, ...dated, ...others };
}

const hold = body({ shape: shapes.preAuthorizationInput, complete: completed });
const amount = body({ shape: shapes.amountInput });

/**
 * Create a pre-authorization
 *
 * With `settle: true` it can be tied to an order for 30 days; with `false` it ends at `expirationDate`, which is sent
 * with `false` only (documented).
 */
const preAuthorize = defineOperation({
  id: 'transactions.preAuthorize',
  method: 'POST',
  path: '/accounts/{creditAccountId}/transactions',
  retry: 'once',
  request: hold,
  response: json(shapes.preAuthorization),
  recovery: recovery.held(getAccount),
});

/**
 * Update a pre-authorization, or create it under an id of your choice
 *
 * Only while it is neither captured nor cancelled nor expired (documented). An unknown id makes a hold under it
 * (assumed).
 */
const updatePreAuthorization = defineOperation({
  id: 'transactions.updatePreAuthorization',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}',
  retry: 'idempotent',
  request: hold,
  response: json(shapes.preAuthorization),
  recovery: recovery.holdUpdated,
});

/**
 * Cancel a pre-authorization
 *
 * Only holds with `settle: false` (documented).
 */
const cancelPreAuthorization = defineOperation({
  id: 'transactions.cancelPreAuthorization',
  method: 'DELETE',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}',
  retry: 'idempotent',
  request: pathOnly,
  response: empty,
  recovery: recovery.holdCancelled,
});

/**
 * Create or update a settlement
 *
 * Makes one invoice for each instalment, due in 30, 60 … days (documented). Settling again with less shrinks the
 * invoices, with more adds some for the difference (documented).
 */
const settle = defineOperation({
  id: 'transactions.settle',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}/settlement',
  retry: 'idempotent',
  request: amount,
  response: json(shapes.settlement),
  recovery: recovery.settled,
});

/**
 * Refund a settlement, in part or whole
 *
 * At most what was captured and not refunded yet (documented).
 */
const refund = defineOperation({
  id: 'transactions.refund',
  method: 'POST',
  path: '/accounts/{creditAccountId}/transactions/{transactionId}/refunds',
  retry: 'once',
  request: amount,
  response: json(shapes.refund),
  recovery: recovery.refunded,
});

export const transactions = {
  preAuthorize,
  updatePreAuthorization,
  cancelPreAuthorization,
  settle,
  refund,
} as const;

/** What servers, documents and tests need to know beside. */
export const transactionFacts = {
  'transactions.preAuthorize': {
    permission: 'Create Statements',
    sample: { body: { value: 49.7 } },
  },
  'transactions.updatePreAuthorization': {
    permission: 'Create Statements',
    sample: { body: { value: 55 } },
  },
  'transactions.cancelPreAuthorization': {
    permission: 'Create Statements',
  },
  'transactions.settle': {
    permission: 'Create Statements',
    sample: { body: { value: 49.95 } },
  },
  'transactions.refund': {
    permission: 'Create Statements',
    sample: { body: { value: 30 } },
  },
} as const satisfies Readonly<Record<string, Facts>>;
