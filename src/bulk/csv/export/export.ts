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
import { lineWriter, type WrittenColumn } from '../format/line.ts';
import { accountStatus } from '../format/words.ts';
import { csvOf, type TextOutput, type WriteOptions, type WrittenForm, writtenForm } from './output.ts';

export interface ExportInvoicesOptions extends WriteOptions {
  /**
   * Epoch milliseconds: what is opened and due before is written as overdue. Without it, nothing is. Read back,
   * overdue means opened.
   */
  readonly now?: number | undefined;
}

interface Form extends WrittenForm {
  readonly now: number | undefined;
}

const text = <Item>(of: WrittenColumn<Item>['of']): WrittenColumn<Item> => ({ kind: 'text', of });
const instant = <Item>(of: WrittenColumn<Item>['of']): WrittenColumn<Item> => ({ kind: 'instant', of });
const number = <Item>(of: WrittenColumn<Item>['of']): WrittenColumn<Item> => ({ kind: 'number', of });

const invoiceCells = ({ locale, now }: Form): Readonly<Record<InvoiceColumn, WrittenColumn<Invoice>>> => ({
  creditAccountId: text(({ creditAccountId }) => creditAccountId),
  id: text(({ id }) => id),
  friendlyId: text(({ friendlyId }) => friendlyId),
  status: text((invoice) => shownStatus(invoice, locale, now)),
  value: number(({ value }) => value),
  dueDate: instant(({ dueDate }) => dueDate),
  originalDueDate: instant(({ originalDueDate }) => originalDueDate),
  installment: number(({ installment }) => installment),
  numberOfInstallments: number(({ numberOfInstallments }) => numberOfInstallments),
  orderId: text(({ orderId }) => orderId),
  paymentLink: text(({ paymentLink }) => paymentLink),
  observation: text(({ observation }) => observation),
  transactionId: text(({ transactionId }) => transactionId),
  createdAt: instant(({ createdAt }) => createdAt),
  updatedAt: instant(({ updatedAt }) => updatedAt),
  resolvedAt: instant(({ resolvedAt }) => resolvedAt),
});

const accountCells = ({ locale }: WrittenForm): Readonly<Record<AccountColumn, WrittenColumn<Account>>> => ({
  id: text(({ id }) => id),
  status: text(({ status }) => accountStatus(status, locale)),
  email: text(({ email }) => email),
  document: text(({ document }) => document),
  documentType: text(({ documentType }) => documentType),
  creditLimit: number(({ creditLimit }) => creditLimit),
  tolerance: number(({ tolerance }) => tolerance),
  balance: number(({ balance }) => balance),
  availableCredit: number(({ availableCredit }) => availableCredit),
  preAuthorizedCredit: number(({ preAuthorizedCredit }) => preAuthorizedCredit),
  createdAt: instant(({ createdAt }) => createdAt),
  updatedAt: instant(({ updatedAt }) => updatedAt),
});

/**
 * Invoices as a CSV, one row each, in constant memory: `exportInvoices(client.invoices.list({ status: 'Overdue' }))`.
 * Read by `planInvoices` it changes nothing until somebody edits it.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function exportInvoices(
  invoices: AsyncIterable<Invoice> | Iterable<Invoice>,
  options: ExportInvoicesOptions = {},
): TextOutput {
  const form: Form = { ...writtenForm(options, 'exportInvoices', ['now']), now: options.now };
  const columns = Object.values(invoiceCells(form));
  return csvOf(form, headersOf(invoiceColumns, form.locale), invoices, lineWriter(columns, form));
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
  const form = writtenForm(options, 'exportAccounts');
  const columns = Object.values(accountCells(form));
  return csvOf(form, headersOf(accountColumns, form.locale), accounts, lineWriter(columns, form));
}
