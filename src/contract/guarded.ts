import { accountIdOf } from '../api/accounts/id.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import { ContractFailure } from './assert.ts';

/** Which accounts of a store are the suite's own. */
export interface Own {
  /** Told of an account before it is opened or changed; whether the suite may do that. */
  mayChange(creditAccountId: string): boolean;
}

/**
 * The same client, able to change the suite's own accounts and nothing else of the store: a mistake in a case must
 * not cost anyone money. Reading is allowed.
 */
export function guarded(client: CustomerCredit, own: Own): CustomerCredit {
  const { accounts, invoices, transactions, storeConfig } = client;
  const checked = (creditAccountId: string): string => {
    if (own.mayChange(creditAccountId)) return creditAccountId;
    throw new ContractFailure('a case was about to change an account that is not its own');
  };
  const mine = <Ref extends { readonly creditAccountId: string }>(ref: Ref): Ref => {
    checked(ref.creditAccountId);
    return ref;
  };
  const never = async (): Promise<never> => {
    throw new ContractFailure('a case was about to change the store itself');
  };
  return {
    accounts: {
      list: accounts.list,
      get: accounts.get,
      getStatements: accounts.getStatements,
      open: async (opening, options) => {
        checked(accountIdOf(opening.document, opening.documentType));
        return accounts.open(opening, options);
      },
      update: async (id, update, options) => accounts.update(checked(id), update, options),
      close: async (id, details, options) => accounts.close(checked(id), details, options),
      changeCreditLimit: async (id, change, options) =>
        accounts.changeCreditLimit(checked(id), change, options),
      changeTolerance: async (id, change, options) => accounts.changeTolerance(checked(id), change, options),
      decreaseBalance: async (id, decrease, options) =>
        accounts.decreaseBalance(checked(id), decrease, options),
      holders: {
        add: async (id, holder, options) => accounts.holders.add(checked(id), holder, options),
        delete: async (holder, options) => accounts.holders.delete(mine(holder), options),
      },
    },
    invoices: {
      list: invoices.list,
      listByAccount: invoices.listByAccount,
      findByOrder: invoices.findByOrder,
      findByFriendlyId: invoices.findByFriendlyId,
      get: invoices.get,
      summarize: invoices.summarize,
      update: async (invoice, update, options) => invoices.update(mine(invoice), update, options),
      cancel: async (invoice, options) => invoices.cancel(mine(invoice), options),
      markAsPaid: async (invoice, options) => invoices.markAsPaid(mine(invoice), options),
      postpone: async (invoice, days, options) => invoices.postpone(mine(invoice), days, options),
    },
    transactions: {
      preAuthorize: async (id, hold, options) => transactions.preAuthorize(checked(id), hold, options),
      updatePreAuthorization: async (transaction, hold, options) =>
        transactions.updatePreAuthorization(mine(transaction), hold, options),
      cancelPreAuthorization: async (transaction, options) =>
        transactions.cancelPreAuthorization(mine(transaction), options),
      settle: async (transaction, settlement, options) =>
        transactions.settle(mine(transaction), settlement, options),
      refund: async (transaction, refund, options) => transactions.refund(mine(transaction), refund, options),
    },
    storeConfig: { get: storeConfig.get, update: never, merge: never },
    request: async (request, options) =>
      request.method === 'GET' ? client.request(request, options) : never(),
  };
}
