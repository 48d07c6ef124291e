import { describe, expect, test } from 'vitest';
import { planInvoices, type UnknownColumn } from 'vtex-customer-credit/csv';
import { accountId, all, ended, invoiceId, short, sourceOf, storeWith } from './world.ts';

async function unknownIn(text: string): Promise<readonly UnknownColumn[]> {
  const { client } = storeWith([{}]);
  const plan = planInvoices(client, sourceOf(text));
  await all(plan);
  return plan.counts().unknownColumns;
}

const row = `${accountId};${invoiceId(0)};Aberto`;

describe('a column whose header is none that is known', () => {
  test.each([
    ['ObservaÃ§Ã£o', 'Observação'],
    ['Observ.', 'Observation'],
    ['Observtion', 'Observation'],
    ['Link de pagamneto', 'Link de pagamento'],
    ['Paymentlnk', 'Payment link'],
    ['Cliente', undefined],
    ['Observa??o', 'Observação'],
  ])('is named where it holds something: %s', async (title, meant) => {
    const header = `ID da conta;ID do título;Status;${title}`;
    expect(await unknownIn(`${header}\n${row};x\n`)).toEqual([{ title, ...(meant ? { meant } : {}) }]);
    expect(await unknownIn(`${header}\n${row};\n${row};\u00a0\n`)).toEqual([]);
  });

  test('is named by its place where it has no header', async () => {
    expect(await unknownIn(`ID da conta;ID do título;Status;;\n${row};;x\n`)).toEqual([
      { title: 'column 5' },
    ]);
  });

  test('is told of a run, too', async () => {
    const { client } = storeWith([{}]);
    const plan = planInvoices(client, sourceOf(`ID da conta;ID do título;Status;Kommentar\n${row};x\n`));
    expect((await all(plan.run())).map(ended)).toEqual(['unchanged']);
    expect(plan.counts().unknownColumns).toEqual([{ title: 'Kommentar' }]);
  });

  test('is none where the package itself writes it', async () => {
    expect(
      await unknownIn(`ID da conta;ID do título;Status;Valor;Criado em\n${row};9,63;2024-05-01\n`),
    ).toEqual([]);
  });
});

describe('the separator', () => {
  test.each([
    [
      'commas in the title of another column',
      `Account ID;Invoice ID;Status;a, b, c, d, e, f\n${row.replace('Aberto', 'Paid')};x\n`,
    ],
    ['tabs', `Account ID\tInvoice ID\tStatus\n${row.replace('Aberto', 'Paid').replaceAll(';', '\t')}\n`],
    [
      'semicolons in another column',
      `Account ID,Invoice ID,Status,a;b;c;d;e;f;g\n${row.replace('Aberto', 'Paid').replaceAll(';', ',')},x\n`,
    ],
    [
      'tabs, and commas in a title',
      `Account ID\tInvoice ID\tStatus\tx, y, z, u, v\n${row.replace('Aberto', 'Paid').replaceAll(';', '\t')}\t\n`,
    ],
  ])('is the one that finds the known columns: %s', async (_, text) => {
    const { client } = storeWith([{}]);
    expect((await all(planInvoices(client, sourceOf(text)))).map(short)).toEqual(['change pay']);
  });
});

describe('a status', () => {
  const planned = async (status: string): Promise<string[]> => {
    const { client } = storeWith([{}]);
    const text = `Account ID;Invoice ID;Status\n${accountId};${invoiceId(0)};"${status}"\n`;
    return (await all(planInvoices(client, sourceOf(text)))).map(short);
  };

  test.each([
    ...[
      'Pago?',
      'Pago ???',
      '!Pago',
      '~~Pago~~',
      'Pa-go',
      'Pago.',
      'não pago',
      'Paid/Open',
      'pago pago',
      '(paid)',
    ],
    ...['P\u0336a\u0336g\u0336o\u0336', 'Pag0', 'Paid 50%', '#REF!'],
  ])('is understood whole or not at all: %s', async (status) => {
    expect(await planned(status)).toEqual(['impossible not_understood']);
  });

  test.each([...['paid', 'PAGO', ' Pagado ', '\u00a0Pago\u00a0', '\u200bPago', 'Pa\u00adgo', 'págado']])(
    'is understood with what cannot be seen, in any case: %j',
    async (status) => {
      expect(await planned(status)).toEqual(['change pay']);
    },
  );

  test.each([
    ...[
      'Expired',
      'EXPIRED',
      'Overdue',
      'Vencido',
      'vencida',
      'Open',
      'Opened',
      'Aberto',
      'Abierta',
      'Em aberto',
    ],
  ])('that means opened changes nothing: %s', async (status) => {
    expect(await planned(status)).toEqual(['unchanged']);
  });
});

test('rows in which nothing can be seen are no rows', async () => {
  const { client } = storeWith([{}]);
  const text = `Account ID;Invoice ID;Status;;\r\n${row};;\r\n;;;;\r\n\r\n ; ; ; ;\r\n\u00a0;;\u200b;;\r\n"";;;;\r\n`;
  const plan = planInvoices(client, sourceOf(text));
  expect((await all(plan)).map(short)).toEqual(['unchanged']);
  expect(plan.counts().total).toBe(1);
});

test('an id with a character that cannot be seen is told as such', async () => {
  const { client } = storeWith([{}]);
  const text = `Account ID;Invoice ID;Status\n${accountId};${invoiceId(0)}\u200b;Paid\n`;
  const [found] = await all(planInvoices(client, sourceOf(text)));
  expect(found?.verdict).toBe('impossible');
  expect(found?.problems[0]?.message).toContain('U+200B');
});
