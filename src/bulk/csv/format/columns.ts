import type { Locale } from '../../../text/locale.ts';
import { fold } from './words.ts';

/** A column: its header in each language, and other names it is known by when a file is read. */
export interface ColumnNames {
  readonly en: string;
  readonly pt: string;
  readonly es: string;
  readonly also?: readonly string[];
}

export type Columns<Column extends string> = Readonly<Record<Column, ColumnNames>>;

/** The columns of invoices, in the order in which they are written. */
export const invoiceColumns = {
  creditAccountId: {
    en: 'Account ID',
    pt: 'ID da conta',
    es: 'ID de la cuenta',
    also: ['creditAccountId', 'Credit Account ID', 'Account', 'Conta', 'Cuenta'],
  },
  id: {
    en: 'Invoice ID',
    pt: 'ID do título',
    es: 'ID de la factura',
    also: ['ID', 'Invoice', 'Título', 'Factura', 'ID da fatura', 'ID del título'],
  },
  friendlyId: { en: 'Friendly ID', pt: 'Código', es: 'Código de la factura' },
  status: { en: 'Status', pt: 'Status', es: 'Estado', also: ['Estado do título', 'Situação', 'Situación'] },
  value: { en: 'Value', pt: 'Valor', es: 'Valor' },
  dueDate: { en: 'Due date', pt: 'Data de vencimento', es: 'Fecha de vencimiento' },
  originalDueDate: {
    en: 'Original due date',
    pt: 'Data de vencimento original',
    es: 'Fecha de vencimiento original',
  },
  installment: { en: 'Installment', pt: 'Parcela', es: 'Cuota' },
  numberOfInstallments: {
    en: 'Number of installments',
    pt: 'Número de parcelas',
    es: 'Número de cuotas',
  },
  orderId: { en: 'Order ID', pt: 'ID do pedido', es: 'ID del pedido' },
  paymentLink: {
    en: 'Payment link',
    pt: 'Link de pagamento',
    es: 'Link de pago',
    also: ['Enlace de pago', 'Payment URL'],
  },
  observation: {
    en: 'Observation',
    pt: 'Observação',
    es: 'Observación',
    also: ['Observations', 'Observações', 'Observaciones', 'Notes'],
  },
  transactionId: { en: 'Transaction ID', pt: 'ID da transação', es: 'ID de la transacción' },
  createdAt: { en: 'Created at', pt: 'Criado em', es: 'Creado en' },
  updatedAt: { en: 'Updated at', pt: 'Atualizado em', es: 'Actualizado en' },
  resolvedAt: { en: 'Resolved at', pt: 'Resolvido em', es: 'Resuelto en' },
} as const satisfies Columns<string>;
export type InvoiceColumn = keyof typeof invoiceColumns;

/** The columns of accounts, in the order in which they are written. */
export const accountColumns = {
  id: {
    en: 'Account ID',
    pt: 'ID da conta',
    es: 'ID de la cuenta',
    also: ['ID', 'creditAccountId', 'Credit Account ID', 'Account', 'Conta', 'Cuenta'],
  },
  status: { en: 'Status', pt: 'Status', es: 'Estado' },
  email: {
    en: 'Email',
    pt: 'E-mail',
    es: 'Correo electrónico',
    also: ['Correio eletrônico', 'Correo'],
  },
  document: { en: 'Document', pt: 'Documento', es: 'Documento' },
  documentType: { en: 'Document Type', pt: 'Tipo de documento', es: 'Tipo de documento' },
  creditLimit: { en: 'Credit limit', pt: 'Limite de crédito', es: 'Límite de crédito' },
  tolerance: {
    en: 'Tolerance rate',
    pt: 'Taxa de tolerância',
    es: 'Tasa de tolerancia',
    also: ['Tolerance', 'Tolerância', 'Tolerancia'],
  },
  balance: { en: 'Balance', pt: 'Saldo', es: 'Saldo' },
  availableCredit: { en: 'Available credit', pt: 'Crédito disponível', es: 'Crédito disponible' },
  preAuthorizedCredit: {
    en: 'Pre-authorized credit',
    pt: 'Crédito pré-autorizado',
    es: 'Crédito preautorizado',
  },
  createdAt: { en: 'Created at', pt: 'Criado em', es: 'Creado en' },
  updatedAt: { en: 'Updated at', pt: 'Atualizado em', es: 'Actualizado en' },
} as const satisfies Columns<string>;
export type AccountColumn = keyof typeof accountColumns;

/** The columns of a report, in the order in which they are written. */
export const reportColumns = {
  row: { en: 'Row', pt: 'Linha', es: 'Fila' },
  creditAccountId: { en: 'Account ID', pt: 'ID da conta', es: 'ID de la cuenta' },
  invoiceId: { en: 'Invoice ID', pt: 'ID do título', es: 'ID de la factura' },
  outcome: { en: 'Outcome', pt: 'Resultado', es: 'Resultado' },
  changes: { en: 'Changes', pt: 'Alterações', es: 'Cambios' },
  code: { en: 'Code', pt: 'Código', es: 'Código' },
  column: { en: 'Column', pt: 'Coluna', es: 'Columna' },
  message: { en: 'Message', pt: 'Mensagem', es: 'Mensaje' },
} as const satisfies Columns<string>;

export const headersOf = (columns: Columns<string>, locale: Locale): string[] =>
  Object.values(columns).map((names) => names[locale]);

/** Finds the columns a header may mean. */
export function finderOf<Column extends string>(
  columns: ReadonlyArray<readonly [Column, ColumnNames]>,
): (title: string) => Column | undefined {
  const byWord = new Map<string, Column>();
  for (const [column, { en, pt, es, also = [] }] of columns)
    for (const name of [column, en, pt, es, ...also]) byWord.set(fold(name), column);
  return (title) => byWord.get(fold(title));
}

/** Every name of a column. */
export const namesOf = ({ en, pt, es, also = [] }: ColumnNames): string[] => [en, pt, es, ...also];
