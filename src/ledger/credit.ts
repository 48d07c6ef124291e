import type { Account } from '../api/accounts/types.ts';
import type { StoreConfig } from '../api/store-config/types.ts';
import { exceeds, fromCents, toCents } from '../values/money.ts';
import type { AccountView } from './records.ts';

/** What is left of the limit. Tolerance and manual debits are no part of it (19 of 20 official payloads). */
function availableCredit({ account, held, open }: AccountView): bigint {
  return toCents(account.creditLimit) - held - open;
}

/** Whether another amount fits under the spending cap: the limit, and the tolerance on top where it is enabled. */
export function fitsInto({ account, held, open }: AccountView, extra: bigint, config: StoreConfig): boolean {
  const rate = config.toleranceEnabled ? account.tolerance : 0;
  return !exceeds(held + open + extra, toCents(account.creditLimit), rate);
}

/** The account as the API shows it. */
export function toAccount(view: AccountView): Account {
  const { id, status, document, documentType, email, creditLimit, tolerance, balance, createdAt, updatedAt } =
    view.account;
  const available = fromCents(availableCredit(view));
  return Object.freeze({
    id,
    balance,
    ...(document === undefined ? {} : { document }),
    status,
    ...(documentType === undefined ? {} : { documentType }),
    creditLimit,
    updatedAt,
    createdAt,
    description: '',
    availableCredit: available,
    preAuthorizedCredit: fromCents(view.held),
    email,
    tolerance,
    availableBalance: available,
  });
}
