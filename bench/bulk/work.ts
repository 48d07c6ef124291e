/**
 * One way of doing it, in a process of its own, so that its memory is its own: `node work.ts WAY URL COUNT`. Prints what
 * it measured as a line of JSON.
 */

import { exportInvoices } from '../../src/bulk/csv/export/export.ts';
import { planInvoices } from '../../src/bulk/csv/import/plan.ts';
import { payMany } from '../../src/bulk/run/many.ts';
import { CustomerCreditClient } from '../../src/client/client.ts';

const [, , way = '', url = '', countText = ''] = process.argv;
const count = Number(countText);
const concurrency = 16;
const newLine = 10;
const accounts = 1000;
const client = new CustomerCreditClient({
  accountName: 'mystore',
  appKey: 'any',
  appToken: 'any',
  baseUrl: url,
});
const refOf = (at: number) => ({
  creditAccountId: `account-${at % accounts}`,
  id: `T${String(at).padStart(8, '0')}-01`,
});

/** The sheet that somebody changed, made while it is read. */
async function* sheet(): AsyncGenerator<string> {
  yield 'Account,Invoice,Status\r\n';
  for (let at = 0; at < count; at += 1) {
    const { creditAccountId, id } = refOf(at);
    yield `${creditAccountId},${id},Paid\r\n`;
  }
}

async function* refs() {
  for (let at = 0; at < count; at += 1) yield refOf(at);
}

/** So many requests at a time, and nothing else. */
async function bare(request: (at: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next; at < count; at = next) {
      next += 1;
      await request(at);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return next;
}

const headers = {
  'X-VTEX-API-AppKey': 'any',
  'X-VTEX-API-AppToken': 'any',
  'content-type': 'application/json',
  accept: 'application/json',
};

async function asked(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${url}/api/creditcontrol${path}`, { headers, ...init });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

const pathOf = (at: number): string => {
  const { creditAccountId, id } = refOf(at);
  return `/accounts/${creditAccountId}/invoices/${id}`;
};

const ways: Readonly<Record<string, () => Promise<number>>> = {
  export: async () => {
    let rows = -1;
    for await (const bytes of exportInvoices(client.invoices.list({ pageSize: 1000 })))
      for (const byte of bytes) if (byte === newLine) rows += 1;
    return rows;
  },
  'bare pages': async () => {
    let rows = 0;
    for (let from = 1; from <= count; from += 1000) {
      const page: unknown = await asked(`/invoices?from=${from}&to=${from + 999}`);
      rows += Array.isArray(Object(page).data) ? Object(page).data.length : 0;
    }
    return rows;
  },
  'plan and run': async () => {
    let done = 0;
    for await (const { outcome } of planInvoices(client, sheet).run({ concurrency }))
      if (outcome === 'done') done += 1;
    return done;
  },
  payMany: async () => {
    let done = 0;
    for await (const { outcome } of payMany(client, refs(), { concurrency }))
      if (outcome === 'done') done += 1;
    return done;
  },
  'bare PUT': () => bare((at) => asked(pathOf(at), { method: 'PUT', body: '{"status":"Paid"}' })),
  'bare GET and PUT': () =>
    bare(async (at) => {
      await asked(pathOf(at));
      await asked(pathOf(at), { method: 'PUT', body: '{"status":"Paid"}' });
    }),
};

const began = performance.now();
const rows = (await ways[way]?.()) ?? 0;
const seconds = (performance.now() - began) / 1000;
if (rows !== count) throw new Error(`${way}: ${rows} of ${count}`);
console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS * 1024 }));
