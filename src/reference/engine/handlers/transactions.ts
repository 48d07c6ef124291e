import { transactions as operations } from '../../../api/transactions/operations.ts';
import {
  cancelPreAuthorization,
  preAuthorize,
  toPreAuthorization,
  updatePreAuthorization,
} from '../../../ledger/pre-authorization.ts';
import type { TransactionRecord } from '../../../ledger/records.ts';
import { unknownTransaction } from '../../../ledger/refusal.ts';
import { refund, settle } from '../../../ledger/settlement.ts';
import { entry } from '../entry.ts';
import { findAccount, type Handled, handled, type OpenAccount, onAccount, type Scope } from './handler.ts';

interface TransactionPath {
  readonly creditAccountId: string;
  readonly transactionId: string;
}

interface OpenTransaction extends OpenAccount {
  readonly transaction: TransactionRecord;
}

function onTransaction<Output>(
  { creditAccountId, transactionId }: TransactionPath,
  scope: Scope,
  act: (open: OpenTransaction) => Handled<Output>,
): Handled<Output> {
  return onAccount(creditAccountId, scope, (account) => {
    const transaction = scope.store.transaction(account.state, transactionId);
    if (transaction === undefined) return { refusal: unknownTransaction(transactionId) };
    return act({ ...account, transaction });
  });
}

export const transactions = {
  'transactions.preAuthorize': entry(operations.preAuthorize, ({ path, body }, scope) => {
    const { creditAccountId } = path;
    const view = findAccount(creditAccountId, scope)?.view;
    return handled(
      creditAccountId,
      preAuthorize(view, creditAccountId, body, scope.context),
      toPreAuthorization,
    );
  }),
  'transactions.updatePreAuthorization': entry(operations.updatePreAuthorization, ({ path, body }, scope) => {
    const { creditAccountId, transactionId } = path;
    const account = findAccount(creditAccountId, scope);
    const existing = account && scope.store.transaction(account.state, transactionId);
    const { context } = scope;
    const ruled = updatePreAuthorization(
      account?.view,
      existing,
      creditAccountId,
      transactionId,
      body,
      context,
    );
    return handled(creditAccountId, ruled, toPreAuthorization);
  }),
  'transactions.cancelPreAuthorization': entry(operations.cancelPreAuthorization, ({ path }, scope) =>
    onTransaction(path, scope, ({ transaction }) =>
      handled(path.creditAccountId, cancelPreAuthorization(transaction, scope.context), () => undefined),
    ),
  ),
  'transactions.settle': entry(operations.settle, ({ path, body }, scope) =>
    onTransaction(path, scope, ({ state, view, transaction }) => {
      const invoices = scope.store.invoicesOf(state, transaction);
      const ruled = settle(view, transaction, invoices, body.value, scope.context);
      return handled(path.creditAccountId, ruled, (settlement) => settlement);
    }),
  ),
  'transactions.refund': entry(operations.refund, ({ path, body }, scope) =>
    onTransaction(path, scope, ({ state, transaction }) => {
      const invoices = scope.store.invoicesOf(state, transaction);
      const ruled = refund(transaction, invoices, body.value, scope.context);
      return handled(path.creditAccountId, ruled, (refunded) => refunded);
    }),
  ),
} as const;
