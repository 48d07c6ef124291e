import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Invoice } from 'vtex-customer-credit';
import { exportAccounts, exportInvoices } from 'vtex-customer-credit/csv';
import { all, now, refOf, storeWith } from './world.ts';

const plain = { bom: false } as const;

async function exported(observation: string): Promise<string> {
  const { client } = storeWith([{ observation }]);
  const text = await exportInvoices(client.invoices.list(), plain).text();
  const rows: string[][] = parse(text);
  return rows[1]?.[11] ?? 'no such cell';
}

describe('exported invoices', () => {
  const facts = [
    { status: 'Opened', dueDate: '2024-05-01T00:00:00Z', value: 1234.5, orderId: 'v1-01' },
    { status: 'Opened', dueDate: '2024-06-01T00:00:00Z' },
    { status: 'Paid', value: 8.01 },
    { status: 'Cancelled', paymentLink: 'https://pay.example.com/1' },
  ] as const;

  test.each([
    [
      'en',
      'Account ID,Invoice ID,Friendly ID,Status,Value,Due date,Original due date,Installment,Number of installments,Order ID,Payment link,Observation,Transaction ID,Created at,Updated at,Resolved at',
      ['Overdue', 'Open', 'Paid', 'Canceled'],
      '1234.5',
    ],
    [
      'pt',
      'ID da conta;ID do título;Código;Status;Valor;Data de vencimento;Data de vencimento original;Parcela;Número de parcelas;ID do pedido;Link de pagamento;Observação;ID da transação;Criado em;Atualizado em;Resolvido em',
      ['Vencido', 'Aberto', 'Pago', 'Cancelado'],
      '1234,5',
    ],
    [
      'es',
      'ID de la cuenta;ID de la factura;Código de la factura;Estado;Valor;Fecha de vencimiento;Fecha de vencimiento original;Cuota;Número de cuotas;ID del pedido;Link de pago;Observación;ID de la transacción;Creado en;Actualizado en;Resuelto en',
      ['Vencido', 'Abierto', 'Pagado', 'Cancelado'],
      '1234,5',
    ],
  ] as const)('in %s have its headers, statuses and decimals', async (locale, header, statuses, value) => {
    const { client } = storeWith(facts);
    const text = await exportInvoices(client.invoices.list(), { locale, now }).text();
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [first, ...lines] = text.slice(1).trimEnd().split('\r\n');
    expect(first).toBe(header);
    const separator = locale === 'en' ? ',' : ';';
    const cells = lines.map((line) => line.split(separator));
    expect(cells.map((row) => row[3])).toEqual(statuses);
    expect(cells[0]?.[4]).toBe(value);
    expect(cells[0]?.[9]).toBe('v1-01');
  });

  test('have nothing overdue without a moment', async () => {
    const { client } = storeWith(facts);
    const text = await exportInvoices(client.invoices.list()).text();
    expect(text).not.toContain('Overdue');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['-2+3', "'-2+3"],
    ["'=1", "''=1"],
    ['-15', '-15'],
    ['-15,50', "'-15,50"],
    ["it's", "it's"],
    ['a=b', 'a=b'],
    ['a\0b', 'a\u2400b'],
    ['\ud800', '\ufffd'],
  ])('have %j as the cell %j', async (given, written) => {
    expect(await exported(given)).toBe(written);
  });

  test('have spaces at the edges in quotes, where some readers would drop them', async () => {
    const { client } = storeWith([{ observation: ' a ' }]);
    expect(await exportInvoices(client.invoices.list()).text()).toContain('," a ",');
  });

  test('are read no faster than they are asked for', async () => {
    const { client } = storeWith([{}]);
    const one = await client.invoices.get(refOf(0));
    let taken = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<Invoice, void, void> {
      try {
        while (true) {
          taken += 1;
          yield one;
        }
      } finally {
        closed = true;
      }
    }
    const reader = exportInvoices(endless()).stream().getReader();
    const { value } = await reader.read();
    expect(value?.length).toBeGreaterThan(1000);
    await reader.cancel();
    expect(closed).toBe(true);
    // A piece or two, not an endless file.
    expect(taken).toBeLessThan(1000);
  });

  test('come as a stream and as bytes alike', async () => {
    const { client } = storeWith(facts);
    const output = exportInvoices(client.invoices.list());
    const streamed = await new Response(output.stream()).bytes();
    const pieces = await all(output);
    expect(Buffer.concat(pieces).equals(streamed)).toBe(true);
  });

  test('refuse options that cannot be used', () => {
    const options: object = { locale: 'fr' };
    expect(() => exportInvoices([], options)).toThrow(/locale: expected one of 'en', 'pt', 'es'/);
  });
});

test('exported accounts have the columns of the documents, and negative amounts as numbers', async () => {
  const { client } = storeWith([]);
  const id = '11111111111_CPF';
  await client.accounts.decreaseBalance(id, { statementId: 'fee', value: -15.5 });
  await client.accounts.changeTolerance(id, { value: 0.05 });
  const text = await exportAccounts(client.accounts.list(), { locale: 'es', bom: false }).text();
  const [header, row] = text.split('\r\n');
  expect(header).toBe(
    'ID de la cuenta;Estado;Correo electrónico;Documento;Tipo de documento;Límite de crédito;Tasa de tolerancia;Saldo;Crédito disponible;Crédito preautorizado;Creado en;Actualizado en',
  );
  expect(row?.split(';').slice(0, 8)).toEqual([
    id,
    'Abierta',
    'buyer@example.com',
    '',
    '',
    '100000000',
    '0,05',
    '-15,5',
  ]);
});
