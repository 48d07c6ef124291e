export type { BaseClient, BaseClientOptions, CustomerCredit } from './base-client.ts';
export { CustomerCreditClient, type CustomerCreditClientOptions } from './client.ts';
export * from './errors.ts';
export type { CallOptions, QueryValue, RawRequest } from './executor.ts';
export type * from './http/hooks.ts';
export {
  createLimiter,
  type Limiter,
  type LimiterOptions,
  type Permit,
  type PermitEnd,
} from './http/limiter.ts';
export type { Logger } from './http/logger.ts';
export type { Credentials, HttpOptions } from './http/options.ts';
export {
  isKnownAccountStatus,
  isKnownDocumentType,
  isKnownInvoiceStatus,
  isKnownStatementOrigin,
} from './known.ts';
export { compareDates, toDate, toEpochMilliseconds } from './ledger/instant.ts';
export { isOverdue } from './ledger/invoice.ts';
export type { HttpMethod, Permission, RetryClass } from './operations/operation.ts';
export type { AccountFilter, AccountsResource, BalanceDecreaseInput } from './resources/accounts.ts';
export type { HolderRef, HoldersResource } from './resources/holders.ts';
export type { DateInput, InvoiceFilter, InvoicesResource } from './resources/invoices.ts';
export type { StoreConfigResource } from './resources/store-config.ts';
export type { InvoiceTotals } from './resources/totals.ts';
export type { TransactionRef, TransactionsResource } from './resources/transactions.ts';
export type { Warning } from './resources/warnings.ts';
export type * from './types/account.ts';
export type * from './types/common.ts';
export type * from './types/invoice.ts';
export type * from './types/issue.ts';
export type { PageOptions, Paginator } from './types/pagination.ts';
export type * from './types/store-config.ts';
export type * from './types/transaction.ts';
