import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { invoicesOf } from '../lib/data.mjs';

export const title =
  'Reading a CSV of 5,000 invoices; this package also understands each row and compares it with the store';
export const options = {};

const all = invoicesOf(5_000).map((each) => ({ ...each, status: 'Opened' }));
const text = `Account,Invoice,Status\r\n${all.map(({ creditAccountId, id }) => `${creditAccountId},${id},Paid\r\n`).join('')}`;
const pieces = () =>
  Array.from({ length: Math.ceil(text.length / 65_536) }, (_, at) =>
    text.slice(at * 65_536, (at + 1) * 65_536),
  );

const contestant = (run) => ({ run, check: async () => assert.equal(await run(), all.length) });

async function counted(rows) {
  let count = 0;
  for await (const _ of rows) count += 1;
  return count;
}

export const contestants = {
  papaparse: async () => {
    const { default: papa } = await import('papaparse');
    return contestant(() =>
      counted(Readable.from(pieces()).pipe(papa.parse(papa.NODE_STREAM_INPUT, { header: true }))),
    );
  },
  'csv-parse': async () => {
    const { parse } = await import('csv-parse');
    return contestant(() => counted(Readable.from(pieces()).pipe(parse({ columns: true }))));
  },
  'fast-csv': async () => {
    const { parse } = await import('fast-csv');
    return contestant(() => counted(Readable.from(pieces()).pipe(parse({ headers: true }))));
  },
  'this package, planInvoices over a store that answers at once': async () => {
    const { planInvoices } = await import('vtex-customer-credit/csv');
    const byId = new Map(all.map((each) => [each.id, each]));
    const client = { invoices: { get: async ({ id }) => byId.get(id) } };
    return contestant(() => counted(planInvoices(client, () => pieces())));
  },
};
