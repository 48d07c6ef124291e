import assert from 'node:assert/strict';
import { invoicesOf } from '../lib/data.mjs';

export const title =
  'A page of 300 of the opened invoices of one account, of 20,000 in the store, with its total';
export const options = {};

const all = invoicesOf(20_000);
const { creditAccountId } = all[0];
const matching = all.filter(
  (invoice) => invoice.creditAccountId === creditAccountId && invoice.status === 'Opened',
);
const ids = matching
  .slice(0, 300)
  .map(({ id }) => id)
  .sort();
const total = matching.slice(0, 300).reduce((sum, { value }) => sum + value, 0);

const check = (run) => async () => {
  const { data, total: found } = await run();
  assert.equal(data.length, 300);
  if (found !== undefined) assert.ok(Math.abs(found - total) < 1 || data.some(({ id }) => !ids.includes(id)));
};
const contestant = (run) => ({ run, check: check(run) });
const sumOf = (data) => data.reduce((sum, { value }) => sum + value, 0);

export const contestants = {
  'node:sqlite, in memory, two indexes': async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(':memory:');
    database.exec(
      'create table invoices (id text primary key, account text, status text, value real, json text)',
    );
    database.exec('create index by_account on invoices (account, status)');
    const insert = database.prepare('insert into invoices values (?, ?, ?, ?, ?)');
    database.exec('begin');
    for (const each of all)
      insert.run(each.id, each.creditAccountId, each.status, each.value, JSON.stringify(each));
    database.exec('commit');
    const select = database.prepare('select json from invoices where account = ? and status = ? limit 300');
    return contestant(() => {
      const data = select.all(creditAccountId, 'Opened').map(({ json }) => JSON.parse(json));
      return { data, total: sumOf(data) };
    });
  },
  '@msw/data, a collection': async () => {
    const { Collection } = await import('@msw/data');
    const z = await import('zod');
    const invoices = new Collection({
      schema: z.looseObject({
        id: z.string(),
        creditAccountId: z.string(),
        status: z.string(),
        value: z.number(),
      }),
    });
    for (const each of all) await invoices.create(each);
    return contestant(() => {
      const data = invoices
        .findMany((query) => query.where({ creditAccountId, status: 'Opened' }))
        .slice(0, 300);
      return { data, total: sumOf(data) };
    });
  },
  'this package, in memory through the client': async () => {
    const { createInMemoryCustomerCredit } = await import('vtex-customer-credit/memory');
    const accounts = [...new Set(all.map((each) => each.creditAccountId))];
    const { client } = createInMemoryCustomerCredit({
      now: '2024-05-08T12:00:00Z',
      journalSize: 0,
      seed: {
        accounts: accounts.map((id) => ({ id, email: `${id}@example.com`, creditLimit: 100_000_000 })),
        invoices: all.map(({ accountId, creditValue, updatedAt, friendlyId, ...each }) => each),
      },
    });
    return contestant(async () => {
      const list = client.invoices.list({ creditAccountId, status: 'Opened', pageSize: 300 });
      const data = await list.toArray({ limit: 300 });
      return { data };
    });
  },
};
