import type * as z from 'zod/mini';
import * as account from '../../src/api/accounts/schema.ts';
import * as invoice from '../../src/api/invoices/schema.ts';
import * as storeConfig from '../../src/api/store-config/schema.ts';
import type { OperationId } from '../../src/api/table.ts';
import * as transaction from '../../src/api/transactions/schema.ts';

/** The schemas of requests, by the names of their types. */
export const requestSchemas = {
  AccountClosing: account.accountClosing,
  AccountOpening: account.accountOpening,
  AccountUpdate: account.accountUpdate,
  AmountInput: transaction.amountInput,
  BalanceDecrease: account.balanceDecrease,
  CreditLimitChange: account.creditLimitChange,
  HolderAddition: account.holderAddition,
  InvoiceUpdate: invoice.anyInvoiceUpdate,
  Postponement: invoice.postponement,
  PreAuthorizationInput: transaction.preAuthorizationInput,
  StoreConfigUpdate: storeConfig.storeConfigUpdate,
  ToleranceChange: account.toleranceChange,
} as const;

/** The schemas of answers, by the names of their types. Strict, since only these know the names. */
export const answerSchemas = {
  Account: account.account.strict,
  AccountPage: account.accountPage.strict,
  DecreasedBalance: account.decreasedBalance.strict,
  DeletedHolder: account.deletedHolder.strict,
  Holder: account.holder.strict,
  Invoice: invoice.invoice.strict,
  InvoicePage: invoice.invoicePage.strict,
  InvoiceSummary: invoice.invoiceSummary.strict,
  PaidInvoice: invoice.paidInvoice.strict,
  PreAuthorization: transaction.preAuthorization.strict,
  Refund: transaction.refund.strict,
  Settlement: transaction.settlement.strict,
  Statement: account.statement.strict,
  Statements: account.statements.strict,
  StoreConfig: storeConfig.storeConfig.strict,
} as const;

type RequestName = keyof typeof requestSchemas;
type AnswerName = keyof typeof answerSchemas;

/** The parts of an operation that its codecs keep to themselves. */
export interface Parts {
  readonly query?: Readonly<Record<string, z.core.$ZodType>>;
  readonly body?: RequestName;
  /** Whether the body may be left out. */
  readonly optionalBody?: true;
  /** Nothing for an empty answer. */
  readonly answer?: AnswerName;
}

const changedAccount = { answer: 'Account' } as const;

export const parts: Readonly<Record<OperationId, Parts>> = {
  'invoices.list': { query: invoice.invoiceQueryShape, answer: 'InvoicePage' },
  'invoices.listByAccount': { query: invoice.pageRangeShape, answer: 'InvoicePage' },
  'invoices.get': { answer: 'Invoice' },
  'invoices.update': { body: 'InvoiceUpdate' },
  'invoices.cancel': {},
  'invoices.markAsPaid': { answer: 'PaidInvoice' },
  'invoices.postpone': { body: 'Postponement' },
  'accounts.list': { query: account.accountQueryShape, answer: 'AccountPage' },
  'accounts.open': { body: 'AccountOpening', ...changedAccount },
  'accounts.get': { answer: 'Account' },
  'accounts.update': { body: 'AccountUpdate', ...changedAccount },
  'accounts.close': { body: 'AccountClosing', optionalBody: true, ...changedAccount },
  'accounts.getStatements': { answer: 'Statements' },
  'accounts.changeCreditLimit': { body: 'CreditLimitChange', ...changedAccount },
  'accounts.changeTolerance': { body: 'ToleranceChange', ...changedAccount },
  'accounts.decreaseBalance': { body: 'BalanceDecrease', answer: 'DecreasedBalance' },
  'transactions.preAuthorize': { body: 'PreAuthorizationInput', answer: 'PreAuthorization' },
  'transactions.updatePreAuthorization': { body: 'PreAuthorizationInput', answer: 'PreAuthorization' },
  'transactions.cancelPreAuthorization': {},
  'transactions.settle': { body: 'AmountInput', answer: 'Settlement' },
  'transactions.refund': { body: 'AmountInput', answer: 'Refund' },
  'accounts.holders.add': { body: 'HolderAddition', answer: 'Holder' },
  'accounts.holders.delete': { answer: 'DeletedHolder' },
  'storeConfig.get': { answer: 'StoreConfig' },
  'storeConfig.update': { body: 'StoreConfigUpdate', answer: 'StoreConfig' },
};
