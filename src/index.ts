export type * from './api/common.ts';
export {
  isKnownAccountStatus,
  isKnownDocumentType,
  isKnownInvoiceStatus,
  isKnownStatementOrigin,
} from './api/known.ts';
export type { HttpMethod, RetryClass } from './api/operation.ts';
export type { Permission } from './api/permissions.ts';
export type { QueryValue, RawRequest } from './api/raw-request.ts';
export type * from './api/types.generated.ts';
export type { Warning } from './api/warning.ts';
export type { BaseClient, CustomerCredit } from './client/base-client.ts';
export { CustomerCreditClient, type CustomerCreditClientOptions, createClient } from './client/client.ts';
export type { ClientOptions } from './client/client-options.ts';
export {
  type ComposedClient,
  type ComposeOptions,
  composeClient,
  type ResourceMaker,
  type ResourceMakers,
} from './client/compose.ts';
export type { CallOptions } from './client/executor.ts';
export type * from './client/http/hooks.ts';
export {
  createLimiter,
  type Limiter,
  type LimiterOptions,
  type Permit,
  type PermitEnd,
} from './client/http/limiter.ts';
export type { Logger } from './client/http/logger.ts';
export type { CommonOptions, Credentials, HttpOptions } from './client/http/options.ts';
export { fetchTransport } from './client/http/transport/fetch.ts';
export type { FetchFunction, FetchInit } from './client/http/transport/global-fetch.ts';
export { type KyFunction, kyTransport } from './client/http/transport/ky.ts';
export type { Transport, TransportRequest, TransportResponse } from './client/http/transport/transport.ts';
export {
  type MyCredits,
  type MyCreditsIssue,
  type MyCreditsOptions,
  type MyInvoice,
  myCredits,
  myCreditsIssues,
} from './client/my-credits.ts';
export type { ListPage, PageOptions, Paginator, WalkedPage } from './client/pagination.ts';
export {
  type AccountFilter,
  type AccountsResource,
  accountsResource,
  type BalanceDecreaseInput,
} from './client/resources/accounts.ts';
export type { ResourceContext } from './client/resources/context.ts';
export type { BaseClientOptions, ContextOptions } from './client/resources/context-over.ts';
export type { HolderRef, HoldersResource } from './client/resources/holders.ts';
export {
  type InvoiceActions,
  type InvoiceChange,
  invoiceActions,
} from './client/resources/invoice-actions.ts';
export type { DateInput, InvoiceFilter } from './client/resources/invoice-filter.ts';
export { type InvoicesResource, invoicesResource } from './client/resources/invoices.ts';
export { type StoreConfigResource, storeConfigResource } from './client/resources/store-config.ts';
export type { InvoiceTotals } from './client/resources/totals.ts';
export {
  type TransactionRef,
  type TransactionsResource,
  transactionsResource,
} from './client/resources/transactions.ts';
export type { Sequence } from './client/sequence.ts';
export * from './errors/index.ts';
export type * from './errors/issue.ts';
export { isOverdue } from './ledger/overdue.ts';
export type { Locale } from './text/locale.ts';
export { compareDates, toDate, toEpochMilliseconds } from './values/instant.ts';
