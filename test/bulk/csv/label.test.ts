import { describe, expect, test } from 'vitest';
import type { Invoice } from 'vtex-customer-credit';
import { invoiceLabel, invoiceSummary, type Locale } from 'vtex-customer-credit/csv';
import { now } from './world.ts';

const past = '2024-05-01T00:00:00Z';
const future = '2024-06-01T00:00:00Z';

const invoice: Invoice = {
  id: 'T-01',
  friendlyId: 'u8KFsGDk-1',
  status: 'Opened',
  value: 9.6,
  accountId: '11111111111_CPF',
  creditAccountId: '11111111111_CPF',
  createdAt: past,
  updatedAt: past,
  originalDueDate: future,
  dueDate: future,
  installment: 1,
  numberOfInstallments: 3,
  orderId: 'v1-01',
  transactionId: 'T',
  paymentLink: 'https://pay.example.com/1',
  observation: 'by wire',
};

describe('the label of an invoice', () => {
  test.each([
    ['en', ['Open', 'Overdue', 'Paid', 'Paid', 'Canceled']],
    ['pt', ['Aberto', 'Vencido', 'Pago', 'Pago', 'Cancelado']],
    ['es', ['Abierto', 'Vencido', 'Pagado', 'Pagado', 'Cancelado']],
  ] as const)('in %s', (locale: Locale, labels) => {
    const given = [
      { status: 'Opened', dueDate: future },
      { status: 'Opened', dueDate: past },
      { status: 'Paid', dueDate: future },
      { status: 'Paid', dueDate: past },
      { status: 'Cancelled', dueDate: past },
    ];
    expect(given.map((one) => invoiceLabel(one, { locale, now }))).toEqual(labels);
  });

  test('of a status that nobody knows is the status', () => {
    expect(invoiceLabel({ status: 'Frozen', dueDate: past }, { locale: 'pt', now })).toBe('Frozen');
  });

  test('turns with the clock, a tick after the due date', () => {
    const due = { status: 'Opened', dueDate: '2024-05-08T12:00:00Z' };
    expect(invoiceLabel(due, { locale: 'en', now })).toBe('Open');
    expect(invoiceLabel(due, { locale: 'en', now: now + 1 })).toBe('Overdue');
  });
});

describe('the summary of an invoice', () => {
  test.each([
    [
      'en',
      [
        'Value: 9.60',
        'Status: Open',
        'Due date: 2024-06-01',
        'Installment: 1 of 3',
        'Payment link: https://pay.example.com/1',
        'Account: 11111111111_CPF',
        'Order: v1-01',
        'Observations: by wire',
      ],
    ],
    [
      'pt',
      [
        'Valor: 9,60',
        'Status: Aberto',
        'Data de vencimento: 2024-06-01',
        'Parcela: 1 de 3',
        'Link de pagamento: https://pay.example.com/1',
        'Conta: 11111111111_CPF',
        'Pedido: v1-01',
        'Observações: by wire',
      ],
    ],
    [
      'es',
      [
        'Valor: 9,60',
        'Estado: Abierto',
        'Fecha de vencimiento: 2024-06-01',
        'Cuota: 1 de 3',
        'Link de pago: https://pay.example.com/1',
        'Cuenta: 11111111111_CPF',
        'Pedido: v1-01',
        'Observaciones: by wire',
      ],
    ],
  ] as const)('in %s', (locale: Locale, lines) => {
    expect(invoiceSummary(invoice, { locale, now }).map(({ label, value }) => `${label}: ${value}`)).toEqual(
      lines,
    );
  });

  test.each([
    ['en', '1,208.01'],
    ['pt', '1.208,01'],
    ['es', '1.208,01'],
  ] as const)('has amounts as they are written in %s', (locale, value) => {
    expect(invoiceSummary({ ...invoice, value: 1208.01 }, { locale, now })[0]?.value).toBe(value);
    expect(invoiceSummary({ ...invoice, value: Number.NaN }, { locale, now })[0]?.field).toBe('status');
  });

  test('leaves out what an invoice does not have', () => {
    const { paymentLink, observation, orderId, numberOfInstallments, ...rest } = invoice;
    const lines = invoiceSummary({ ...rest, paymentLink: '', observation: null }, { locale: 'en', now });
    expect(lines.map(({ field }) => field)).toEqual(['value', 'status', 'dueDate', 'installment', 'account']);
    expect(lines[3]?.value).toBe('1');
  });

  test('has nothing in it that a terminal would obey', () => {
    const observation = 'a\u001b[2Jb\r\nc\u202Ed\ud800e 👨‍👩‍👧';
    const lines = invoiceSummary({ ...invoice, observation }, { locale: 'en', now });
    expect(lines.at(-1)?.value).toBe('a [2Jb c d e 👨‍👩‍👧');
  });

  test('refuses another language', () => {
    const options: object = { locale: 'toString', now };
    expect(() => Reflect.apply(invoiceSummary, undefined, [invoice, options])).toThrow(
      'locale: expected one of',
    );
  });
});
