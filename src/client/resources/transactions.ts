import { transactions as operations } from '../../api/transactions/operations.ts';
import type {
  AmountInput,
  PreAuthorization,
  PreAuthorizationInput,
  Refund,
  Settlement,
} from '../../api/transactions/types.ts';
import type { CallOptions } from '../executor.ts';
import type { ResourceContext } from './context.ts';

/** Addresses one transaction. An invoice is such a reference, to the transaction it came from. */
export interface TransactionRef {
  readonly creditAccountId: string;
  readonly transactionId: string;
}

export interface TransactionsResource {
  /**
   * Puts an amount of an account's credit on hold. It must fit into limit, tolerance, holds and open invoices. With
   * `settle: true` it may be tied to an order for at most 30 days (documented); with `false` it falls off at its
   * expiration date, after one day unless given (observed).
   *
   * No operation lists holds. After a 500 or 503 the account is read: only where all its holds together are less than
   * this one, it is tried again. Else, and after a lost connection or a timeout, throws `UnknownOutcomeError`. A hold under an id of your choice, by
   * `updatePreAuthorization`, can be repeated safely (assumed).
   */
  preAuthorize(
    creditAccountId: string,
    hold: PreAuthorizationInput,
    options?: CallOptions,
  ): Promise<PreAuthorization>;
  /**
   * Changes a hold that is neither settled nor cancelled nor expired (documented). It may grow over its first value
   * by the store's `maxPreAuthorizationGrowthRate`. An unknown id creates the hold (assumed). Safe to repeat.
   */
  updatePreAuthorization(
    transaction: TransactionRef,
    hold: PreAuthorizationInput,
    options?: CallOptions,
  ): Promise<PreAuthorization>;
  /** Releases a hold that was made with `settle: false`; others are refused (documented). */
  cancelPreAuthorization(transaction: TransactionRef, options?: CallOptions): Promise<void>;
  /**
   * Turns a hold into invoices, one per instalment, due 30, 60, 90 … days after their creation (documented). Settling
   * again with less shrinks the invoices, with more adds invoices for the difference (documented). Safe to repeat.
   */
  settle(transaction: TransactionRef, settlement: AmountInput, options?: CallOptions): Promise<Settlement>;
  /**
   * Gives back part or all of what was settled and not yet refunded (documented). Never repeated after
   * an ambiguous failure: nothing that can be read proves a refund, so a lost answer throws `UnknownOutcomeError`.
   */
  refund(transaction: TransactionRef, refund: AmountInput, options?: CallOptions): Promise<Refund>;
}

const pathOf = (transaction: TransactionRef | undefined): object => ({ ...transaction });

export function transactionsResource(context: ResourceContext): TransactionsResource {
  return {
    preAuthorize: (creditAccountId, hold, options) =>
      context.execute(operations.preAuthorize, { path: { creditAccountId }, body: hold }, options),
    updatePreAuthorization: (transaction, hold, options) =>
      context.execute(operations.updatePreAuthorization, { path: pathOf(transaction), body: hold }, options),
    cancelPreAuthorization: (transaction, options) =>
      context.execute(operations.cancelPreAuthorization, { path: pathOf(transaction) }, options),
    settle: (transaction, settlement, options) =>
      context.execute(operations.settle, { path: pathOf(transaction), body: settlement }, options),
    refund: (transaction, refund, options) =>
      context.execute(operations.refund, { path: pathOf(transaction), body: refund }, options),
  };
}
