// Written by `npm run shapes` from the files of types. Do not edit.

export type { DeletedHolder, Holder, HolderAddition } from './accounts/holder-types.ts';
export type {
  PurchaseConditions,
  PurchaseConditionsQuery,
  PurchaseDeadline,
} from './accounts/purchase-types.ts';
export type {
  BalanceDecrease,
  DecreasedBalance,
  KnownStatementOrigin,
  Statement,
  StatementMetadata,
  StatementOrigin,
  Statements,
} from './accounts/statement-types.ts';
export type {
  Account,
  AccountClosing,
  AccountOpening,
  AccountPage,
  AccountQuery,
  AccountStatus,
  AccountSummary,
  AccountUpdate,
  AccountWireFilter,
  ClosedAccount,
  DocumentType,
  KnownAccountStatus,
  KnownDocumentType,
} from './accounts/types.ts';
export type {
  Invoice,
  InvoicePage,
  InvoiceQuery,
  InvoiceRef,
  InvoiceStatus,
  InvoiceSummary,
  InvoiceUpdate,
  InvoiceWireFilter,
  KnownInvoiceStatus,
  PageRange,
  Postponement,
} from './invoices/types.ts';
export type {
  NotificationsSettings,
  NotificationTrigger,
  StoreConfig,
  StoreConfigUpdate,
} from './store-config/types.ts';
export type {
  AmountInput,
  PreAuthorization,
  PreAuthorizationInput,
  Refund,
  Settlement,
} from './transactions/types.ts';
