import type { Account } from '../../../api/accounts/types.ts';
import type { Invoice } from '../../../api/invoices/types.ts';
import { shownStatus } from '../../label.ts';
import {
  type AccountColumn,
  accountColumns,
  headersOf,
  type InvoiceColumn,
  invoiceColumns,
} from '../format/columns.ts';
import { decimalText } from '../format/decimal.ts';
import { accountStatus } from '../format/words.ts';
import { csvOf, type TextOutput, type WriteOptions, type WrittenForm, writtenForm } from './output.ts';

export interface ExportInvoicesOptions extends WriteOptions {
  /**
   * Epoch milliseconds: what is opened and due before is written as overdue. Without it, nothing is. Read back,
   * overdue means opened.
   */
  readonly now?: number | undefined;
}

type Form = WrittenForm & { readonly now: number | undefined };
type Cell = string | number | null | undefined;

const invoiceCells: Readonly<Record<InvoiceColumn, (invoice: Invoice, form: Form) => Cell>> = {
  creditAccountId: ({ creditAccountId }) => creditAccountId,
  id: ({ id }) => id,
  friendlyId: ({ friendlyId }) => friendlyId,
  status: (invoice, { locale, now }) => shownStatus(invoice, locale, now),
  value: ({ value }) => value,
  dueDate: ({ dueDate }) => dueDate,
  originalDueDate: ({ originalDueDate }) => originalDueDate,
  installment: ({ installment }) => installment,
  numberOfInstallments: ({ numberOfInstallments }) => numberOfInstallments,
  orderId: ({ orderId }) => orderId,
  paymentLink: ({ paymentLink }) => paymentLink,
  observation: ({ observation }) => observation,
  transactionId: ({ transactionId }) => transactionId,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  resolvedAt: ({ resolvedAt }) => resolvedAt,
};

const accountCells: Readonly<Record<AccountColumn, (account: Account, form: WrittenForm) => Cell>> = {
  id: ({ id }) => id,
  status: ({ status }, { locale }) => accountStatus(status, locale),
  email: ({ email }) => email,
  document: ({ document }) => document,
  documentType: ({ documentType }) => documentType,
  creditLimit: ({ creditLimit }) => creditLimit,
  tolerance: ({ tolerance }) => tolerance,
  balance: ({ balance }) => balance,
  availableCredit: ({ availableCredit }) => availableCredit,
  preAuthorizedCredit: ({ preAuthorizedCredit }) => preAuthorizedCredit,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};

const written = (cell: Cell, { decimalMark }: WrittenForm): string =>
  typeof cell === 'number' ? decimalText(cell, decimalMark) : (cell ?? '');

/**
 * Invoices as a CSV, one row each, in constant memory: `exportInvoices(client.invoices.list({ status: 'Overdue' }))`.
 * Read by `planInvoices` it changes nothing until somebody edits it.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function exportInvoices(
  invoices: AsyncIterable<Invoice> | Iterable<Invoice>,
  options: ExportInvoicesOptions = {},
): TextOutput {
  const form: Form = { ...writtenForm(options), now: options.now };
  const cells = Object.values(invoiceCells);
  return csvOf(form, headersOf(invoiceColumns, form.locale), invoices, (invoice) =>
    cells.map((cell) => written(cell(invoice, form), form)),
  );
}

/**
 * Accounts as a CSV, one row each, in constant memory: `exportAccounts(client.accounts.list())`. Read by
 * `planAccounts` it changes nothing until somebody edits it.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function exportAccounts(
  accounts: AsyncIterable<Account> | Iterable<Account>,
  options: WriteOptions = {},
): TextOutput {
  const form = writtenForm(options);
  const cells = Object.values(accountCells);
  return csvOf(form, headersOf(accountColumns, form.locale), accounts, (account) =>
    cells.map((cell) => written(cell(account, form), form)),
  );
}
