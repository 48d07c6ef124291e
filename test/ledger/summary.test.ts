import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summarizePage } from '../../src/ledger/summary.ts';
import { guideInvoice } from './test-ledger.ts';

const invoiceOf = (status: string, value: number) => guideInvoice({ status, value }).invoice;

test("the guide's account: 8.01 paid and 9.63 open", () => {
  expect(summarizePage([invoiceOf('Paid', 8.01), invoiceOf('Opened', 9.63)], 2)).toEqual({
    total: 9.63,
    count: 2,
    totalPaid: 8.01,
    totalCancelled: 0,
  });
});

test('an empty page has all four keys', () => {
  expect(summarizePage([], 194)).toEqual({ total: 0, count: 194, totalPaid: 0, totalCancelled: 0 });
});

test('totals are exact, over the page alone, and take in only the three statuses', () => {
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom('Opened', 'Paid', 'Cancelled', 'Invented'),
      fc.integer({ min: 0, max: 10 ** 9 }),
    ),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(rows, (page) => {
      const fold = (wanted: string): number =>
        Number(page.reduce((sum, [status, cents]) => (status === wanted ? sum + BigInt(cents) : sum), 0n)) /
        100;
      const invoices = page.map(([status, cents]) => invoiceOf(status, cents / 100));
      expect(summarizePage(invoices, 1000)).toEqual({
        total: fold('Opened'),
        count: 1000,
        totalPaid: fold('Paid'),
        totalCancelled: fold('Cancelled'),
      });
    }),
  );
});
