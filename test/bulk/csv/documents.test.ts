import { describe, expect, test } from 'vitest';
import { exportAccounts, planAccounts } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit, type InMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { all, moment, short, sourceOf } from './world.ts';

const storeOf = (...documents: ReadonlyArray<readonly [string, string]>): InMemoryCustomerCredit =>
  createInMemoryCustomerCredit({
    now: moment,
    seed: {
      accounts: documents.map(([document, documentType]) => ({
        id: `${document}_${documentType}`,
        document,
        documentType,
        email: 'buyer@example.com',
        creditLimit: 1000,
      })),
    },
  });

/** What a plan says of a row with a document alone: verdict, changes, problems and notes. */
async function planned(
  store: InMemoryCustomerCredit,
  document: string,
  documentType: string,
  id = '',
): Promise<string> {
  const text = `Account ID;Document;Document Type;Email;Credit limit\n${id};${document};${documentType};buyer@example.com;2000\n`;
  const [row] = await all(planAccounts(store.client, sourceOf(text)));
  return [row === undefined ? '' : short(row), ...(row?.notes ?? []).map(({ code }) => code)].join(' ');
}

describe('an account that a row would open', () => {
  test.each([
    ['1234567890', 'CPF', 'a CPF without its zero'],
    ['123456789012', 'CPF', 'a CPF of twelve digits'],
    ['12345678901a', 'CPF', 'a CPF with a letter'],
    ['1222333000181', 'CNPJ', 'a CNPJ without its zero'],
    ['11222333000181', 'CPF', 'a CNPJ as a CPF'],
    ['52998224725', 'CNPJ', 'a CPF as a CNPJ'],
    ['12ABC34501DE3X', 'CNPJ', 'a CNPJ that ends in a letter'],
    ['529.982.247-25', 'CPF', 'a mask'],
    ['11.222.333/0001-81', 'CNPJ', 'a mask'],
    ['529 982 247 25', 'cpf', 'spaces'],
    ['52998224725\u200b', 'CPF', 'a character that cannot be seen'],
    ['1,23457E+10', 'CPF', 'a number that a spreadsheet shortened'],
    ['#REF!', 'CPF', 'an error of a spreadsheet'],
    ['00\u20607', 'Other', 'a character that cannot be seen'],
  ])('with the document %s of a %s is a problem of that row: %s', async (document, type) => {
    expect(await planned(storeOf(), document, type)).toMatch(/^impossible .*not_understood$/);
  });

  test.each([
    ['52998224725', 'CPF', 'change open'],
    ['01234567890', 'CPF', 'change open'],
    ['11222333000181', 'CNPJ', 'change open'],
    // A CNPJ of the new kind, with letters.
    ['12ABC34501DE35', 'CNPJ', 'change open'],
    ['="01234567890"', 'CPF', 'change open'],
    ['11111111111', 'CPF', 'change open check_digits'],
    ['52998224726', 'CPF', 'change open check_digits'],
    ['11222333000182', 'CNPJ', 'change open check_digits'],
    ['12ABC34501DE36', 'CNPJ', 'change open check_digits'],
    ['7', 'Other', 'change open'],
    ['12.345-6', 'RUT', 'change open'],
  ])('with the document %s of a %s: %s', async (document, type, expected) => {
    expect(await planned(storeOf(), document, type)).toBe(expected);
  });

  test.each([
    ['01234567890', 'CPF', ['1234567890', '012.345.678-90', '0012345678-90', '01234567890\u200b']],
    [
      '11111111111',
      'CPF',
      [
        '111.111.111-11',
        '111 111 111 11',
        '\u202d11111111111',
        '1111111\u00ad1111',
        '11111111111\u00a0\u200e',
      ],
    ],
    ['00222333000181', 'CNPJ', ['222333000181', '00.222.333/0001-81']],
    ['222333000181', 'CNPJ', ['00222333000181']],
    ['111.111.111-11', 'CPF', ['11111111111']],
    ['1234567890', 'CPF', ['01234567890']],
    ['007', 'Other', ['7', '0007', '00\u200b7']],
    ['7', 'Other', ['007', '07']],
    ['123456', 'RUT', ['12.345-6', '12 3456']],
  ])('beside %s of a %s is a problem where the document differs only in form', async (has, type, others) => {
    for (const other of others) {
      const store = storeOf([has, type]);
      expect([other, await planned(store, other, type)]).toEqual([other, 'impossible same_document']);
      const text = `Document;Document Type;Email;Credit limit\n${other};${type};buyer@example.com;2000\n`;
      await all(planAccounts(store.client, sourceOf(text)).run());
      expect(await store.client.accounts.list().toArray()).toHaveLength(1);
    }
  });
});

describe('the document of an account that is there', () => {
  test.each([
    ['01234567890', 'CPF', '1234567890'],
    ['01234567890', 'CPF', '012.345.678-90'],
    ['52998224725', 'CPF', '5,29982E+10'],
    ['11222333000181', 'CNPJ', '1,12223E+13'],
    ['12ABC34501DE35', 'CNPJ', '12abc34501de35'],
    ['52998224725', 'CPF', '52998224725\u200b'],
    ['007', 'Other', '7'],
    ['1/2', 'Other', '01/fev'],
  ])('stays, %s of a %s, where a cell has %s, and the limit changes', async (document, type, cell) => {
    const id = `${document}_${type}`;
    const store = storeOf([document, type]);
    expect(await planned(store, cell, type, id)).toBe('change credit_limit retyped');
    const text = `Account ID;Document;Document Type;Email;Credit limit\n${id};${cell};${type};new@example.com;2000\n`;
    await all(planAccounts(store.client, sourceOf(text)).run());
    expect(await store.client.accounts.get(id)).toMatchObject({
      document,
      documentType: type,
      email: 'new@example.com',
      creditLimit: 2000,
    });
  });

  test.each([
    ['another one', '52998224725', 'CPF', 'change document credit_limit'],
    ['one of another length', '123', 'CPF', 'impossible not_understood'],
    ['another one with a mask', '529.982.247-25', 'CPF', 'impossible not_understood'],
    ['one whose check digits do not fit', '52998224724', 'CPF', 'change document credit_limit check_digits'],
    ['a type that it does not fit', '', 'CNPJ', 'impossible not_understood'],
    ['a type of any form', '', 'Other', 'change document credit_limit'],
  ])('becomes %s: %s', async (_, document, type, expected) => {
    expect(await planned(storeOf(['11111111111', 'CPF']), document, type, '11111111111_CPF')).toBe(expected);
  });
});

test.each([
  ['1000,00', 'unchanged'],
  ['R$ 1.000,00', 'unchanged retyped'],
  ['1.000', 'unchanged retyped'],
  ['1,00E+03', 'unchanged retyped'],
  ['R$ 2.000,00', 'impossible not_understood'],
  ['2000', 'change credit_limit'],
])('a limit of 1000 and a cell of %s: %s', async (cell, expected) => {
  const store = storeOf(['11111111111', 'CPF']);
  const text = `Account ID;Credit limit\n11111111111_CPF;${cell}\n`;
  const [row] = await all(planAccounts(store.client, sourceOf(text)));
  const told = [row === undefined ? '' : short(row), ...(row?.notes ?? []).map(({ code }) => code)];
  expect(told.join(' ')).toBe(expected);
});

test('a tolerance that is shown in percent is known again', async () => {
  const { client } = createInMemoryCustomerCredit({
    now: moment,
    seed: { accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1, tolerance: 0.05 }] },
  });
  const plan = async (cell: string): Promise<string[]> =>
    (await all(planAccounts(client, sourceOf(`Account ID;Tolerance rate\na;${cell}\n`)))).map(short);
  expect(await plan('5%')).toEqual(['unchanged']);
  expect(await plan('6%')).toEqual(['impossible not_understood']);
  const text = await exportAccounts(client.accounts.list(), { locale: 'es', bom: false }).text();
  expect(text).toContain(';0,05;');
});
