import {
  account,
  accountPage,
  decreasedBalance,
  deletedHolder,
  holder,
  statement,
  statements,
} from './accounts/schema.ts';
import { invoice, invoicePage, invoiceSummary, paidInvoice } from './invoices/schema.ts';
import { storeConfig } from './store-config/schema.ts';
import { preAuthorization, refund, settlement } from './transactions/schema.ts';

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
  paidInvoice,
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
} from './accounts/schema.ts';
export type { Strengths } from './dto.ts';
export { invoiceQuery, invoiceUpdate, pageRange, postponement } from './invoices/schema.ts';
export { storeConfigUpdate } from './store-config/schema.ts';
export { amountInput, preAuthorizationInput } from './transactions/schema.ts';
