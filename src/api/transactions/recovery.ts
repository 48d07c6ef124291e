import type { Account } from '../accounts/types.ts';
import type { PathOnly, WithBody } from '../codec.ts';
import type { Operation } from '../operation.ts';
import { notDone, type Recovery, shows, undecided } from '../recovery.ts';
import type { AmountInput, PreAuthorization, PreAuthorizationInput, Refund, Settlement } from './types.ts';

type AccountPath = PathOnly<'creditAccountId'>;
type TransactionPath = PathOnly<'creditAccountId' | 'transactionId'>;
type HoldInput = AccountPath & WithBody<PreAuthorizationInput>;

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';

/**
 * No operation lists holds. Not done: all the holds of the account together are less than this one. Nothing that can be
 * read proves that it was done.
 * @proves-done nothing that can be read
 * @proves-not-done preAuthorizedCredit of the account is less than the hold
 * @undecided everything else: no operation lists holds
 */
export const held = /* @__NO_SIDE_EFFECTS__ */ (
  get: Operation<AccountPath, Account>,
): Recovery<HoldInput, PreAuthorization> => ({
  advice:
    'Compare preAuthorizedCredit of the account with what it was before. A hold made by updatePreAuthorization, under an id of your choice, can be repeated safely.',
  confirms: ({ body }, answer) =>
    isFilled(Reflect.get(Object(answer), 'id')) &&
    shows<PreAuthorization>(answer, { value: body.value, installments: body.installments }),
  async recover({ path, body }, { find }) {
    const account = await find(get, { path });
    if (account === undefined) return undecided;
    // Half a cent less, since sums that were added up elsewhere need not be exact.
    return account.preAuthorizedCredit < Number(body.value) - 0.005 ? notDone : undecided;
  },
});

/**
 * No operation lists holds; the caller's own id makes a repetition harmless.
 * @proves-done nothing that can be read
 * @proves-not-done nothing that can be read
 * @undecided always: no operation lists holds
 */
export const holdUpdated: Recovery<TransactionPath & WithBody<PreAuthorizationInput>, PreAuthorization> = {
  advice: 'Compare preAuthorizedCredit of the account with what it was before.',
  confirms: ({ path, body }, answer) =>
    shows<PreAuthorization>(answer, {
      id: path.transactionId,
      value: body.value,
      installments: body.installments,
    }),
};

/**
 * No operation lists holds.
 * @proves-done nothing that can be read
 * @proves-not-done nothing that can be read
 * @undecided always: no operation lists holds
 */
export const holdCancelled: Recovery<TransactionPath, undefined> = {
  advice: 'Compare preAuthorizedCredit of the account with what it was before.',
};

/**
 * The value is absolute: settling again with the same one changes nothing.
 * @proves-done nothing that is read; the request is repeated
 * @proves-not-done nothing that is read; the request is repeated
 * @undecided always
 */
export const settled: Recovery<TransactionPath & WithBody<AmountInput>, Settlement> = {
  advice: 'Read the invoices of the account: a settlement made some of this transaction.',
  confirms: ({ path, body }, answer) =>
    shows<Settlement>(answer, { id: path.transactionId, value: body.value }),
};

/**
 * Nothing that can be read tells one refund from another.
 * @proves-done nothing that can be read
 * @proves-not-done nothing that can be read
 * @undecided always: nothing tells one refund from another
 */
export const refunded: Recovery<TransactionPath & WithBody<AmountInput>, Refund> = {
  advice: 'Read the invoices and statements of the account, and compare them with what they were before.',
  confirms: ({ body }, answer) => shows<Refund>(answer, { value: body.value }),
};
