import { accounts } from './accounts/operations.ts';
import { invoices } from './invoices/operations.ts';
import { storeConfig } from './store-config/operations.ts';
import { transactions } from './transactions/operations.ts';

/** The 25 operations by id. Client, reference, emulator and documents are read off this table. */
export const operationsById = {
  'invoices.list': invoices.list,
  'invoices.listByAccount': invoices.listByAccount,
  'invoices.get': invoices.get,
  'invoices.update': invoices.update,
  'invoices.cancel': invoices.cancel,
  'invoices.markAsPaid': invoices.markAsPaid,
  'invoices.postpone': invoices.postpone,
  'accounts.list': accounts.list,
  'accounts.open': accounts.open,
  'accounts.get': accounts.get,
  'accounts.update': accounts.update,
  'accounts.close': accounts.close,
  'accounts.getStatements': accounts.getStatements,
  'accounts.changeCreditLimit': accounts.changeCreditLimit,
  'accounts.changeTolerance': accounts.changeTolerance,
  'accounts.decreaseBalance': accounts.decreaseBalance,
  'transactions.preAuthorize': transactions.preAuthorize,
  'transactions.updatePreAuthorization': transactions.updatePreAuthorization,
  'transactions.cancelPreAuthorization': transactions.cancelPreAuthorization,
  'transactions.settle': transactions.settle,
  'transactions.refund': transactions.refund,
  'accounts.holders.add': accounts.holders.add,
  'accounts.holders.delete': accounts.holders.delete,
  'storeConfig.get': storeConfig.get,
  'storeConfig.update': storeConfig.update,
} as const;

export type OperationId = keyof typeof operationsById;
export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operationsById, id);
}
