import { expect, test } from 'vitest';
import type { Invoice, KnownInvoiceStatus } from 'vtex-customer-credit';
import { summarizePage } from '../../src/ledger/summary.ts';
import { InvoiceIndex } from '../../src/reference/engine/invoice-index.ts';
import { findInvoices } from '../../src/reference/engine/query.ts';
import { StoredInvoice } from '../../src/reference/engine/stored-invoice.ts';
import { printRatios } from '../ratios.ts';

const statuses: readonly KnownInvoiceStatus[] = ['Opened', 'Paid', 'Cancelled'];
const accounts = 20;
const pageSize = 300;
const query = { creditAccountId: 'account-7', status: 'Opened' } as const;

function invoices(count: number): StoredInvoice[] {
  return Array.from({ length: count }, (_, at) => {
    const creditAccountId = `account-${at % accounts}`;
    const invoice: Invoice = Object.freeze({
      id: `T${at}-01`,
      status: statuses[Math.floor(at / accounts) % 3] ?? 'Opened',
      value: (at % 10_000) / 100,
      accountId: creditAccountId,
      creditAccountId,
      createdAt: '2024-01-01T00:00:00Z',
      updatedAt: '2024-01-01T00:00:00Z',
      originalDueDate: '2024-02-01T00:00:00Z',
      dueDate: '2024-02-01T00:00:00Z',
      installment: 1,
      transactionId: `T${at}`,
    });
    return new StoredInvoice({ invoice, postponements: 0, postponedDays: 0 }, at);
  });
}

function page(index: InvoiceIndex, from: number): Invoice[] {
  const { rows, count } = findInvoices(index, query, from, from + pageSize - 1);
  const data = rows.map(({ invoice }) => invoice);
  summarizePage(data, count);
  return data;
}

function scan(all: readonly StoredInvoice[], from: number): Invoice[] {
  const found = all.filter(
    ({ invoice }) => invoice.creditAccountId === query.creditAccountId && invoice.status === query.status,
  );
  const data = found.slice(from - 1, from - 1 + pageSize).map(({ invoice }) => invoice);
  summarizePage(data, found.length);
  return data;
}

test('a page of invoices by account and status, with totals', async ({ bench }) => {
  const small = invoices(20_000);
  const large = invoices(1_000_000);
  const indexes = [small, large].map((all) => {
    const index = new InvoiceIndex();
    for (const invoice of all) index.add(invoice);
    return index;
  });
  const [smallIndex, largeIndex] = indexes;
  if (smallIndex === undefined || largeIndex === undefined) throw new Error('both indexes are needed');
  expect(page(smallIndex, 1)).toEqual(scan(small, 1));
  expect(page(largeIndex, 16_001)).toEqual(scan(large, 16_001));
  const result = await bench.compare(
    bench('by index, 20 thousand', () => page(smallIndex, 1)),
    bench('by index, 1 million', () => page(largeIndex, 1)),
    bench('by index, 1 million, the last page', () => page(largeIndex, 16_001)),
    bench('by looking at each, 20 thousand', () => scan(small, 1)),
    bench('by looking at each, 1 million', () => scan(large, 1)),
  );
  printRatios({
    'by index, 20 thousand': result.get('by index, 20 thousand'),
    'by index, 1 million': result.get('by index, 1 million'),
    'by index, 1 million, the last page': result.get('by index, 1 million, the last page'),
    'by looking at each, 20 thousand': result.get('by looking at each, 20 thousand'),
    'by looking at each, 1 million': result.get('by looking at each, 1 million'),
  });
}, 120_000);
