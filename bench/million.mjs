/**
 * A million invoices in the reference: `node --expose-gc --max-old-space-size=8000 bench/million.mjs [COUNT]`. Each figure
 * is that of one run, in seconds of the processor, which a busy machine does not stretch as it does those of the clock.
 */
import assert from 'node:assert/strict';
import { invoiceAt } from './lib/data.mjs';

const count = Number(process.argv[2] ?? 1_000_000);
const accountCount = Math.max(1, Math.floor(count / 1000));
const { createInMemoryCustomerCredit } = await import('vtex-customer-credit/memory');

const used = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const rows = [];
async function timed(what, act) {
  const before = processor();
  const result = await act();
  rows.push([what, processor() - before]);
  return result;
}

const empty = used();
// As they come out of a body of JSON: each text a text of its own.
let invoices = Array.from({ length: count }, (_, at) =>
  JSON.parse(JSON.stringify(invoiceAt(at, accountCount))),
);
const ids = [...new Set(invoices.map(({ creditAccountId }) => creditAccountId))];
const accounts = ids.map((id) => ({ id, email: `${id}@example.com`, creditLimit: 1e9 }));
const given = used();
const { client, control } = await timed('seed', () =>
  createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z', seed: { accounts, invoices } }),
);
const beside = (used() - given) / count;
invoices = undefined;
const whole = (used() - empty) / count;

const walked = async (filter) => {
  let found = 0;
  for await (const { data } of client.invoices.list({ ...filter, pageSize: 300 }).pages())
    found += data.length;
  return found;
};
await timed('the first list', () => client.invoices.list({ status: 'Opened', pageSize: 300 }));
assert.equal(await timed('a walk over all, 300 at a time', () => walked({})), count);
const page = (at) =>
  client.invoices.list({ creditAccountId: ids[(at * 7) % ids.length], status: 'Opened', pageSize: 300 });
for (let at = 0; at < 500; at += 1) await page(at);
await timed('a thousand pages of 300 of one account', async () => {
  for (let at = 0; at < 1000; at += 1) await page(at);
});
const snapshot = await timed('snapshot', () => control.snapshot());
await timed('restore of that snapshot', () => control.restore(snapshot));
await timed('reset', () => control.reset());
assert.equal(await client.invoices.list().then(({ summary }) => summary.count), count);

const memory = [
  ['bytes for each invoice, beside the seed', beside],
  ['bytes for each invoice, the seed let go', whole],
];
if (process.send === undefined)
  for (const [what, value] of [...rows, ...memory]) console.log(what, value.toFixed(3));
else process.send({ count, rows, memory }, () => process.exit());
