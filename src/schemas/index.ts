import {
  account,
  accountPage,
  decreasedBalance,
  deletedHolder,
  holder,
  statement,
  statements,
} from './account.ts';
import { invoice, invoicePage, invoiceSummary } from './invoice.ts';
import { storeConfig } from './store-config.ts';
import { preAuthorization, refund, settlement } from './transaction.ts';

/** What answers look like: each in `tolerant` and `strict` strength. */
export const answers = {
  account,
  accountPage,
  decreasedBalance,
  deletedHolder,
  holder,
  invoice,
  invoicePage,
  invoiceSummary,
  preAuthorization,
  refund,
  settlement,
  statement,
  statements,
  storeConfig,
} as const;

export {
  accountClosing,
  accountOpening,
  accountQuery,
  accountUpdate,
  balanceDecrease,
  creditLimitChange,
  holderAddition,
  toleranceChange,
} from './account.ts';
export type { Strengths } from './dto.ts';
export { invoiceQuery, invoiceUpdate, postponement } from './invoice.ts';
export { storeConfigUpdate } from './store-config.ts';
export { amountInput, preAuthorizationInput } from './transaction.ts';
