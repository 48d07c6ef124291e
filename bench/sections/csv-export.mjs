import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { invoicesOf } from '../lib/data.mjs';

export const title = 'Writing 5,000 invoices as CSV, as a stream';
export const options = {};

const all = invoicesOf(5_000);
const columns = Object.keys(all[0]);
const rowOf = (invoice) => columns.map((column) => invoice[column] ?? '');

const contestant = (run) => ({
  run,
  check: async () => {
    const text = await run();
    const lines = text.trim().split(/\r?\n/);
    assert.ok(lines.length === all.length + 1, `${lines.length} lines`);
    assert.ok(text.includes(all[4_999].id));
  },
});

async function textOf(chunks) {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

export const contestants = {
  'papaparse, unparse row by row': async () => {
    const { default: papa } = await import('papaparse');
    return contestant(async () => {
      let text = `${columns.join()}\r\n`;
      for await (const each of all) text += `${papa.unparse([rowOf(each)])}\r\n`;
      return text;
    });
  },
  'csv-stringify': async () => {
    const { stringify } = await import('csv-stringify');
    return contestant(() => textOf(Readable.from(all).pipe(stringify({ header: true, columns }))));
  },
  'fast-csv': async () => {
    const { format } = await import('fast-csv');
    return contestant(() => textOf(Readable.from(all).pipe(format({ headers: columns }))));
  },
  'this package, exportInvoices': async () => {
    const { exportInvoices } = await import('vtex-customer-credit/csv');
    return contestant(() => exportInvoices(all).text());
  },
};
