import { shownStatusOf, statusNames } from '../api/invoices/status-names.ts';
import type { Invoice } from '../api/invoices/types.ts';
import { isOverdue } from '../ledger/overdue.ts';
import { type Locale, locales } from '../text/locale.ts';
import { printable } from '../text/printable.ts';
import { amountText } from './csv/format/amount.ts';
import { oneOf } from './options.ts';

export interface LabelOptions {
  readonly locale: Locale;
  /** Epoch milliseconds: what is opened and due before is overdue. */
  readonly now: number;
}

/** The status as it is shown; without a moment nothing is overdue. A status nobody knows stays as it is. */
export function shownStatus(
  invoice: Pick<Invoice, 'status' | 'dueDate'>,
  locale: Locale,
  now: number | undefined,
): string {
  if (now !== undefined && isOverdue(invoice, now)) return statusNames[locale].Overdue;
  const status = shownStatusOf(invoice.status);
  return status === undefined ? invoice.status : statusNames[locale][status];
}

/**
 * An invoice's status as VTEX shows it: Open, Paid, Overdue or Canceled; Aberto, Pago, Vencido or Cancelado; Abierto,
 * Pagado, Vencido or Cancelado. A status that this version does not know stays as it is.
 * @throws InvalidInputError for another locale.
 */
export function invoiceLabel(
  invoice: Pick<Invoice, 'status' | 'dueDate'>,
  { locale, now }: LabelOptions,
): string {
  oneOf('locale', locale, locales);
  return shownStatus(invoice, locale, now);
}

/** The lines of an invoice summary, by name. */
export type SummaryField =
  | 'value'
  | 'status'
  | 'dueDate'
  | 'installment'
  | 'paymentLink'
  | 'account'
  | 'order'
  | 'observations';

export interface SummaryLine {
  readonly field: SummaryField;
  /** In the language asked for. */
  readonly label: string;
  /** Without control characters, so that it can be printed. */
  readonly value: string;
}

const labels: Readonly<Record<Locale, Readonly<Record<SummaryField, string>>>> = {
  en: {
    value: 'Value',
    status: 'Status',
    dueDate: 'Due date',
    installment: 'Installment',
    paymentLink: 'Payment link',
    account: 'Account',
    order: 'Order',
    observations: 'Observations',
  },
  pt: {
    value: 'Valor',
    status: 'Status',
    dueDate: 'Data de vencimento',
    installment: 'Parcela',
    paymentLink: 'Link de pagamento',
    account: 'Conta',
    order: 'Pedido',
    observations: 'Observações',
  },
  es: {
    value: 'Valor',
    status: 'Estado',
    dueDate: 'Fecha de vencimiento',
    installment: 'Cuota',
    paymentLink: 'Link de pago',
    account: 'Cuenta',
    order: 'Pedido',
    observations: 'Observaciones',
  },
};

const of = { en: 'of', pt: 'de', es: 'de' } as const satisfies Record<Locale, string>;

/**
 * The invoice summary of the Admin as lines to print: value, status, due date (its day), instalment as in
 * "1 of 3", payment link, account, order and observations. What an invoice does not have is left out.
 * @throws InvalidInputError for another locale.
 */
export function invoiceSummary(invoice: Invoice, { locale, now }: LabelOptions): SummaryLine[] {
  const status = invoiceLabel(invoice, { locale, now });
  const { installment, numberOfInstallments } = invoice;
  const values: Readonly<Record<SummaryField, string | null | undefined>> = {
    value: amountText(invoice.value, locale),
    status,
    dueDate: invoice.dueDate.slice(0, 10),
    installment: numberOfInstallments
      ? `${installment} ${of[locale]} ${numberOfInstallments}`
      : String(installment),
    paymentLink: invoice.paymentLink,
    account: invoice.creditAccountId,
    order: invoice.orderId,
    observations: invoice.observation,
  };
  const fields: readonly SummaryField[] = [
    ...(['value', 'status', 'dueDate', 'installment'] as const),
    ...(['paymentLink', 'account', 'order', 'observations'] as const),
  ];
  return fields.flatMap((field) => {
    const value = printable(values[field] ?? '');
    return value === '' ? [] : [{ field, label: labels[locale][field], value }];
  });
}
