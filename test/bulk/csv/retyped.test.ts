import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportAccounts, exportInvoices, planAccounts, planInvoices } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { type Language, languages, retypedByExcel, retypedInFull } from './spreadsheets.ts';
import { accountId, all, invoiceId, moment, short, sourceOf, storeWith } from './world.ts';

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });
const small = fc.integer({ min: 0, max: 31 }).map(String);

/** Texts that a spreadsheet takes for something else. */
const retypable = fc.oneof(
  digits(1, 5),
  digits(8, 20),
  digits(44, 48),
  fc.tuple(digits(1, 4), fc.constantFrom('.', ','), digits(1, 4)).map((parts) => parts.join('')),
  fc.tuple(small, fc.constantFrom('/', '-'), small).map((parts) => parts.join('')),
  fc
    .tuple(
      small,
      fc.constant(':'),
      fc.integer({ min: 0, max: 59 }).map((n) => String(n).padStart(2, '0')),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('2024-05-20', '1999-12-31', 'true', 'FALSE', 'Verdadeiro', 'verdadero', 'falso'),
  fc.constantFrom('1E5', '12e3', '1234567E-1', '5%', '50%', '=1+1', '+55 11', '@x', '-5', '-15,50'),
);
const anyText = fc.oneof(
  retypable,
  retypable.map((text) => `'${text}`),
  retypable.map((text) => `x;${text}`),
  fc.constantFrom('São João', 'A1', 'jan 5', '5-jan', '1 de maio de 2024', 'SEPT2', 'R$ 10', '#N/A', '(5)'),
);

const cellsOf = (text: string, delimiter: string): string[][] =>
  parse(text, { delimiter, record_delimiter: '\r\n', bom: true });
const csvOf = (rows: readonly string[][], separator: string): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n');

const separatorOf = ({ locale }: Language): string => (locale === 'en' ? ',' : ';');

describe.each(languages)('a spreadsheet in $locale', (language) => {
  test.each([
    ['Excel', retypedByExcel],
    ['LibreOffice', retypedInFull],
  ])(
    'leaves what was exported as it is: %s',
    async (_, retyped) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 6 }), async (notes) => {
          const { client } = storeWith(notes.map((observation) => ({ observation, orderId: observation })));
          const text = await exportInvoices(client.invoices.list(), { locale: language.locale }).text();
          const separator = separatorOf(language);
          const saved = cellsOf(text, separator).map((row) => row.map((cell) => retyped(cell, language)));
          const rows = await all(planInvoices(client, sourceOf(csvOf(saved, separator))));
          expect(rows.map(short)).toEqual(notes.map(() => 'unchanged'));
          // Guarded on the way out: nothing had to be recognised.
          expect(rows.flatMap((row) => row.notes)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );

  test.each([
    ['Excel', retypedByExcel],
    ['LibreOffice', retypedInFull],
  ])(
    'is recognised where another program wrote the cells unguarded: %s',
    async (_, retyped) => {
      await fc.assert(
        fc.asyncProperty(retypable, async (observation) => {
          const { client } = storeWith([{ observation }]);
          const cell = retyped(observation, language);
          const source = sourceOf(
            csvOf(
              [
                ['Account ID', 'Invoice ID', 'Observation'],
                [accountId, invoiceId(0), cell],
              ],
              ';',
            ),
          );
          const rows = await all(planInvoices(client, source));
          expect([observation, cell, ...rows.map(short)]).toEqual([observation, cell, 'unchanged']);
          const told = rows.flatMap((row) => row.notes.map(({ code, column }) => [code, column]));
          expect(told).toEqual(cell === observation ? [] : [['retyped', 'Observation']]);
        }),
        { numRuns: 200 },
      );
    },
    60_000,
  );

  test.each([7011331499.5, 7011331499.55, 6999999999.95, 701133149.95])(
    'a limit of %d whose rounding ends in zeros is left as it is',
    async (creditLimit) => {
      const account = {
        id: '1_CPF',
        document: '1',
        documentType: 'CPF',
        email: 'a@example.com',
        creditLimit,
      };
      const { client } = createInMemoryCustomerCredit({ now: moment, seed: { accounts: [account] } });
      const text = await exportAccounts(client.accounts.list(), { locale: language.locale }).text();
      const separator = separatorOf(language);
      const saved = cellsOf(text, separator).map((row) => row.map((cell) => retypedByExcel(cell, language)));
      const rows = await all(planAccounts(client, sourceOf(csvOf(saved, separator))));
      expect(rows.map(short)).toEqual(['unchanged']);
    },
  );

  test('leaves accounts as they are: documents, types, e-mails and amounts', async () => {
    const account = fc.record({
      document: fc.oneof(digits(11, 11), digits(14, 14), fc.constantFrom('007', '1E5', '1/2', 'A1-2')),
      documentType: fc.constantFrom('CPF', 'CNPJ', 'Other', '12', '01', 'true'),
      email: fc.constantFrom('+55@example.com', 'a@example.com', '=1@example.com'),
      creditLimit: fc.integer({ min: 0, max: 99_999_999_999_999 }).map((cents) => cents / 100),
      tolerance: fc.integer({ min: 0, max: 4000 }).map((part) => part / 1000),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(account, {
          selector: ({ document, documentType }) => document + documentType,
          maxLength: 5,
        }),
        fc.constantFrom(retypedByExcel, retypedInFull),
        async (accounts, retyped) => {
          const seed = {
            accounts: accounts.map((facts) => ({ ...facts, id: `${facts.document}_${facts.documentType}` })),
          };
          const { client } = createInMemoryCustomerCredit({ now: moment, seed });
          const text = await exportAccounts(client.accounts.list(), { locale: language.locale }).text();
          const separator = separatorOf(language);
          const saved = cellsOf(text, separator).map((row) => row.map((cell) => retyped(cell, language)));
          const rows = await all(planAccounts(client, sourceOf(csvOf(saved, separator))));
          expect(rows.map(short)).toEqual(accounts.map(() => 'unchanged'));
        },
      ),
      { numRuns: 150 },
    );
  }, 240_000);
});

describe('a cell that is what a spreadsheet makes of the present value', () => {
  const planned = async (observation: string, cell: string): Promise<string> => {
    const { client } = storeWith([{ observation }]);
    const source = sourceOf(
      csvOf(
        [
          ['Account ID', 'Invoice ID', 'Observation'],
          [accountId, invoiceId(0), cell],
        ],
        ';',
      ),
    );
    const [row] = await all(planInvoices(client, source));
    return [row === undefined ? '' : short(row), ...(row?.notes ?? []).map(({ code }) => code)].join(' ');
  };

  test.each([
    ['007', '7'],
    ['00', '0'],
    ['1.50', '1,5'],
    ['1.000', '1000'],
    ['23793381286000782713695000063305975520000370000', '2,37933E+46'],
    ['23793381286000782713695000063305975520000370000', '2.37933812860008E+46'],
    ['23793381286000782713695000063305975520000370000', '23793381286000700000000000000000000000000000000'],
    ['123456789012', '1,23457E+11'],
    ['3.14159265358979', '3,141592654'],
    ['1E5', '100000'],
    ['1234567E-1', '123456,7'],
    ['1/2', '01/fev'],
    ['1/2', '2-Jan'],
    ['1/2', '01/02/2026'],
    ['1/2', '0,5'],
    ['3-4', '03/abr'],
    ['2024-05-20', '20/05/2024'],
    ['2024-05-20', '5/20/24'],
    ['2024-05-20', '45432'],
    ['20/05/2024 10:30', '2024-05-20 10:30:00'],
    ['12-2024', 'dez/24'],
    ['MARCH1', '1-Mar'],
    ['5 de maio de 2024', '05/05/2024'],
    ['10:30', '10:30:00'],
    ['10:30', '0,4375'],
    ['3 PM', '15:00'],
    ['true', 'VERDADEIRO'],
    ['VERDADERO', 'TRUE'],
    ['5%', '0,05'],
    ['R$ 10', 'R$ 10,00'],
    ['$5', '5'],
    ['(5)', '-5'],
    ['1 1/2', '1,5'],
    ['=1+1', '#NOME?'],
    ['a\u00a0b', 'a b'],
    ['ab', 'a\u200bb'],
    ["'7", '7'],
    ['São 🎉', 'São ??'],
    ['São João', 'SÃ£o JoÃ£o'],
    [`${'x'.repeat(40_000)}`, 'x'.repeat(32_767)],
  ])('changes nothing, and is noted: %j as %j', async (observation, cell) => {
    expect(await planned(observation, cell)).toBe('unchanged retyped');
  });

  test.each([
    ['abc', 'abd'],
    ['7', '8'],
    ['1.5', '15'],
    ['1.50', '150'],
    ['1/2', '03/fev'],
    ['2024-05-20', '21/05/2024'],
    ['2024-05-20', '20/05/2025'],
    ['true', 'FALSO'],
    ['10:30', '10:31'],
    ['5%', '5'],
    ['11111111111', '1'],
    ['', '7'],
    ['São', 'Sao'],
    ['a\nb', 'a\n\nb'],
  ])('is told from one that somebody typed: %j to %j', async (observation, cell) => {
    expect(await planned(observation, cell)).toBe('change observation');
  });

  test.each([
    ['old', '2,37933E+46'],
    ['', '1.12E+13'],
    ['old', '#REF!'],
    ['old', '#NOME?'],
    ['old', '########'],
  ])('is a problem where a spreadsheet has lost the value: %j to %j', async (observation, cell) => {
    expect(await planned(observation, cell)).toBe('impossible not_understood');
  });
});

describe('a formula', () => {
  const attack = "=cmd|'/C calc'!A0";

  test.each([
    [`x;${attack};y`],
    [`x,${attack},y`],
    [`x\t${attack}\ty`],
    [`x\n${attack}\ny`],
    [`x;"${attack}`],
    [`x;'${attack}`],
    [`x;+1+${attack}`],
    [`x;-1+${attack}`],
    [`x,@SUM(A1)`],
    ['＝1+1'],
    [attack],
  ])('begins no cell, at whichever separator the file is split: %j', async (observation) => {
    const { client } = storeWith([{ observation, paymentLink: observation, orderId: observation }]);
    for (const locale of ['en', 'pt', 'es'] as const) {
      const text = await exportInvoices(client.invoices.list(), { locale, bom: false }).text();
      // A reader that splits at another separator sees quotes only where its own cells begin.
      for (const cell of text.split(/[,;\t\r\n]/)) expect(cell).not.toMatch(/^"*[=+@＝-](?!\d+$)/);
      expect((await all(planInvoices(client, sourceOf(text)))).map(short)).toEqual(['unchanged']);
    }
  });

  test.each(['="0123"', '"=""0123"""', '=" 0123"'])(
    'that is a text is read as that text: %s',
    async (cell) => {
      const { client } = storeWith([{ observation: '0123' }]);
      const text = `Account ID,Invoice ID,Observation\n="${accountId}",${invoiceId(0)},${cell}\n`;
      expect((await all(planInvoices(client, sourceOf(text)))).map(short)).toEqual(['unchanged']);
    },
  );
});
