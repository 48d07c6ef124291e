import type { Locale } from '../../bulk/index.ts';

/** The heads of the tables. */
export interface Heads {
  readonly account: string;
  readonly invoice: string;
  readonly status: string;
  readonly value: string;
  readonly due: string;
  readonly installment: string;
  readonly order: string;
}

export const heads: Readonly<Record<Locale, Heads>> = {
  en: {
    account: 'Account',
    invoice: 'Invoice',
    status: 'Status',
    value: 'Value',
    due: 'Due date',
    installment: 'Installment',
    order: 'Order',
  },
  pt: {
    account: 'Conta',
    invoice: 'Título',
    status: 'Status',
    value: 'Valor',
    due: 'Vencimento',
    installment: 'Parcela',
    order: 'Pedido',
  },
  es: {
    account: 'Cuenta',
    invoice: 'Factura',
    status: 'Estado',
    value: 'Valor',
    due: 'Vencimiento',
    installment: 'Cuota',
    order: 'Pedido',
  },
};
