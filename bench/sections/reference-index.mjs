import assert from 'node:assert/strict';
import { PageTotals } from '../../src/ledger/summary.ts';
import { InvoiceIndex } from '../../src/reference/engine/invoice-index.ts';
import { findInvoices } from '../../src/reference/engine/query.ts';
import { StoredInvoice } from '../../src/reference/engine/stored-invoice.ts';
import { invoiceAt } from '../lib/data.mjs';

export const title = 'The same page by the index of the reference alone, in stores of two sizes';
export const options = {};

const { creditAccountId } = invoiceAt(7);
const query = { creditAccountId, status: 'Opened' };

const contestant = (count, from) => () => {
  const index = new InvoiceIndex();
  const invoices = Array.from(
    { length: count },
    (_, at) =>
      new StoredInvoice({ invoice: Object.freeze(invoiceAt(at)), postponements: 0, postponedDays: 0 }, at),
  );
  index.addAll(invoices);
  const run = () => {
    const { rows, count: found } = findInvoices(index, query, from, from + 299);
    const totals = new PageTotals();
    for (const row of rows) StoredInvoice.addTo(totals, row);
    return { data: rows.map(({ invoice }) => invoice), summary: totals.summary(found) };
  };
  return {
    run,
    check: () => {
      const { data } = findInvoices(index, query, from, from + 299).rows.reduce(
        ({ data: list }, { invoice }) => ({ data: [...list, invoice] }),
        { data: [] },
      );
      assert.equal(data.length, 300);
      assert.ok(data.every((each) => each.creditAccountId === creditAccountId && each.status === 'Opened'));
    },
  };
};

export const contestants = {
  'of 20,000': contestant(20_000, 1),
  'of 500,000': contestant(500_000, 1),
  'of 500,000, a late page': contestant(500_000, 12_001),
};
