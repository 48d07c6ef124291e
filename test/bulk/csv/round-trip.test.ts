import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CsvSource,
  exportAccounts,
  exportInvoices,
  type Locale,
  planAccounts,
  planInvoices,
  type Separator,
  type WriteOptions,
} from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { all, type InvoiceFacts, moment, now, sourceOf, storeWith } from './world.ts';

const alphabet = [
  ...['=', '+', '-', '@', '\t', '\r', '\n', '\r\n', "'", '"', '""', ',', ';', '\0', '\uFEFF', '\ud800'],
  ...['a', '1', '.', ' ', 'ã', '漢', '😀', '__proto__', '\u2028', 'sep=;'],
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const maybe = fc.option(hostile, { nil: null });

const facts: fc.Arbitrary<InvoiceFacts> = fc.record({
  status: fc.constantFrom('Opened' as const, 'Paid' as const, 'Cancelled' as const),
  value: fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100),
  observation: maybe,
  paymentLink: maybe,
  orderId: maybe,
  dueDate: fc.constantFrom('2024-05-01T00:00:00.1234567Z', '2024-06-01T00:00:00Z'),
});

const written: fc.Arbitrary<WriteOptions> = fc.record({
  locale: fc.constantFrom<Locale>('en', 'pt', 'es'),
  separator: fc.constantFrom<Separator | undefined>(',', ';', undefined),
  decimalMark: fc.constantFrom('.' as const, ',' as const, undefined),
  bom: fc.boolean(),
});

/** The same content in pieces of a length. */
const inPieces = (bytes: Uint8Array, length: number): CsvSource =>
  async function* () {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  };

describe('what was exported', () => {
  test('leaves nothing to do, whatever stands in its cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(facts, { maxLength: 6 }),
        written,
        fc.integer({ min: 1, max: 40 }),
        async (invoices, options, length) => {
          const { client } = storeWith(invoices);
          const text = await exportInvoices(client.invoices.list(), { ...options, now }).text();
          const plan = planInvoices(client, inPieces(new TextEncoder().encode(text), length));
          const verdicts = (await all(plan)).map(({ verdict, changes }) => ({ verdict, changes }));
          expect(verdicts).toEqual(invoices.map(() => ({ verdict: 'unchanged', changes: [] })));
        },
      ),
      { numRuns: 150 },
    );
  }, 240_000);

  test('brings a text to another store as it was', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, written, async (observation, options) => {
        const { client } = storeWith([{ observation }]);
        const text = await exportInvoices(client.invoices.list(), options).text();
        const other = storeWith([{}]).client;
        await all(planInvoices(other, sourceOf(text)).run());
        const [invoice] = await other.invoices.list().toArray();
        // UTF-8 has no half characters, and readers stop at NUL.
        const stored = observation.toWellFormed().replaceAll('\0', '\u2400');
        // A cell in which nothing can be seen leaves things as they are.
        expect(invoice?.observation ?? '').toBe(/[^\s\p{Cf}\p{Cc}]/u.test(stored) ? stored : '');
      }),
      { numRuns: 150 },
    );
  }, 240_000);

  test('is read by another reader of CSV as it is by this one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(facts, { minLength: 1, maxLength: 4 }),
        written,
        async (invoices, options) => {
          const { client } = storeWith(invoices);
          const text = await exportInvoices(client.invoices.list(), { ...options, bom: false }).text();
          const delimiter = options.separator ?? (options.locale === 'en' ? ',' : ';');
          const rows: string[][] = parse(text, { delimiter, record_delimiter: '\r\n' });
          expect(rows.map((row) => row.length)).toEqual(
            Array.from({ length: invoices.length + 1 }, () => 16),
          );
        },
      ),
      { numRuns: 100 },
    );
  }, 240_000);
});

describe('exported accounts', () => {
  const account = fc.record({
    email: fc.constantFrom('a@example.com', 'b+c_d@example.com', '=1@example.com', "'@example.com"),
    document: fc.option(fc.constantFrom('01234567890', '-15', '=1', '11222333000181'), { nil: undefined }),
    documentType: fc.option(fc.constantFrom('CPF', 'cnpj', 'Other', 'RUT; chile'), { nil: undefined }),
    creditLimit: fc.integer({ min: 0, max: 100_000_000_000 }).map((cents) => cents / 100),
    tolerance: fc.oneof(
      fc.integer({ min: 0, max: 9_000_000 }).map((fraction) => fraction / 1_000_000),
      fc.constantFrom(1.234, 12.345, 0.055, 0.00001234, 0),
    ),
  });

  test('leave nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(account, { maxLength: 5 }), written, async (accounts, options) => {
        const seed = { accounts: accounts.map((facts, at) => ({ ...facts, id: `account-${at}` })) };
        const { client } = createInMemoryCustomerCredit({ now: moment, seed });
        const text = await exportAccounts(client.accounts.list(), options).text();
        const rows = await all(planAccounts(client, sourceOf(text)));
        expect(rows.map(({ verdict, problems }) => ({ verdict, problems }))).toEqual(
          accounts.map(() => ({ verdict: 'unchanged', problems: [] })),
        );
      }),
      { numRuns: 150 },
    );
  }, 240_000);
});
