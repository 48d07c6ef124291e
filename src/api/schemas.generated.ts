// Written by `npm run shapes` from the files of types. Do not edit.

export { deletedHolder, holder, holderAddition } from './accounts/holder-types.ts';
export { purchaseConditions, purchaseConditionsQuery, purchaseDeadline } from './accounts/purchase-types.ts';
export { balanceDecrease, decreasedBalance, statement, statements } from './accounts/statement-types.ts';
export {
  account,
  accountClosing,
  accountOpening,
  accountPage,
  accountQuery,
  accountUpdate,
  creditLimitChange,
  toleranceChange,
} from './accounts/types.ts';
export {
  invoice,
  invoicePage,
  invoiceQuery,
  invoiceSummary,
  invoiceUpdate,
  pageRange,
  pageRangeShape,
  paidInvoice,
  postponement,
} from './invoices/types.ts';
export { storeConfig, storeConfigUpdate } from './store-config/types.ts';
export {
  amountInput,
  preAuthorization,
  preAuthorizationInput,
  refund,
  settlement,
} from './transactions/types.ts';
