import { describe, expect, test } from 'vitest';
import {
  AuthenticationError,
  type CustomerCredit,
  CustomerCreditClient,
  NetworkError,
  NotFoundError,
  PermissionError,
} from 'vtex-customer-credit';
import { type Progress, payMany, planInvoices } from 'vtex-customer-credit/csv';
import { createEmulator } from 'vtex-customer-credit/emulator';
import {
  all,
  changing,
  ended,
  line,
  MemoryLog,
  manyOf,
  payments,
  refOf,
  sheet,
  sheetOf,
  short,
  storeSeed,
  storeWith,
} from './world.ts';

const count = 120;
const gone = (): NetworkError => new NetworkError('gone', { outcome: 'not-sent', retryable: true });

/** A client whose reads fail from the so-many-th one on; tells how many were asked for. */
function failingReads(
  client: CustomerCredit,
  from: number,
  error: () => Error,
): { readonly client: CustomerCredit; readonly asked: () => number } {
  let asked = 0;
  const broken: CustomerCredit = {
    ...changing(client, client.invoices.update),
    invoices: {
      ...client.invoices,
      get: async (ref, options) => {
        asked += 1;
        if (asked >= from) throw error();
        return client.invoices.get(ref, options);
      },
    },
  };
  return { client: broken, asked: () => asked };
}

const tally = (words: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const word of words) found[word] = (found[word] ?? 0) + 1;
  return found;
};

describe('a store that cannot be reached', () => {
  test('stops a run after a few rows, which are not sent, and the log lets it be resumed', async () => {
    const { client } = storeWith(manyOf(count));
    const dead = failingReads(client, 51, gone);
    const log = new MemoryLog();
    const told: Progress[] = [];
    const run = planInvoices(dead.client, sheetOf(count)).run({
      log,
      concurrency: 4,
      attempts: 2,
      onProgress: (progress) => told.push(progress),
    });
    expect(tally((await all(run)).map(ended))).toEqual({ done: 50, 'not-sent network': 70 });
    // Three rows that were tried, and those under way beside them.
    expect(dead.asked()).toBeLessThanOrEqual(57);
    expect(told.at(-1)).toMatchObject({
      total: count,
      done: 50,
      notSent: 70,
      refused: 0,
      stopped: { code: 'network', message: 'gone' },
    });
    expect(log.text).not.toContain('not-sent');

    const resumed = await all(planInvoices(client, sheetOf(count)).run({ log }));
    expect(tally(resumed.map(ended))).toEqual({ done: count });
    expect([...(await payments(client)).values()]).toEqual(Array.from({ length: count }, () => 1));
  });

  test('takes one that fails now and then for alive', async () => {
    const { client } = storeWith(manyOf(40));
    let asked = 0;
    const flaky = failingReads(client, 1, gone).client;
    const get: CustomerCredit['invoices']['get'] = (ref, options) => {
      asked += 1;
      return asked % 3 === 0 ? flaky.invoices.get(ref, options) : client.invoices.get(ref, options);
    };
    const sometimes = { ...changing(client, client.invoices.update), invoices: { ...client.invoices, get } };
    const log = new MemoryLog();
    const run = planInvoices(sometimes, sheetOf(40)).run({ attempts: 1, concurrency: 1, log });
    expect(tally((await all(run)).map(ended))).toEqual({ done: 27, 'not-sent network': 13 });
    // Nothing stopped: the log has them all.
    expect(log.text.match(/"not-sent"/g)).toHaveLength(13);
  });

  test('leaves the rows of a plan unread, and asks no more', async () => {
    const { client } = storeWith(manyOf(count));
    const dead = failingReads(client, 11, gone);
    const plan = planInvoices(dead.client, sheetOf(count), { concurrency: 2, attempts: 1 });
    const rows = await all(plan);
    expect(tally(rows.map(short))).toEqual({ 'change pay': 10, 'unread network': 110 });
    expect(plan.counts()).toMatchObject({ total: count, change: 10, impossible: 0, unread: 110 });
    expect(dead.asked()).toBeLessThanOrEqual(16);
  });

  test('stops a run whose changes all get lost, and says that it does not know', async () => {
    const { client } = storeWith(manyOf(count));
    let sent = 0;
    const lossy = changing(client, async () => {
      sent += 1;
      throw new NetworkError('lost', { outcome: 'unknown', retryable: true });
    });
    const log = new MemoryLog();
    const run = planInvoices(lossy, sheetOf(count)).run({ attempts: 1, concurrency: 1, log });
    expect(tally((await all(run)).map(ended))).toEqual({ 'unknown network': 9, 'not-sent network': 111 });
    expect(sent).toBe(9);
    const resumed = await all(planInvoices(client, sheetOf(count)).run({ log }));
    expect(tally(resumed.map(ended))).toEqual({ done: count });
  });

  test('stops payMany, too', async () => {
    const { client } = storeWith(manyOf(count));
    const dead = failingReads(client, 1, gone);
    const refs = Array.from({ length: count }, (_, at) => refOf(at));
    const outcomes = await all(payMany(dead.client, refs, { attempts: 1, concurrency: 2 }));
    expect(tally(outcomes.map(({ outcome }) => outcome))).toEqual({ 'not-sent': count });
    expect(dead.asked()).toBeLessThanOrEqual(5);
  });
});

describe('a store that lets nobody in', () => {
  test('is asked by as many rows as are under way, over HTTP with wrong credentials', async () => {
    const emulator = createEmulator({
      now: '2024-05-08T12:00:00Z',
      seed: {
        ...storeSeed(manyOf(count)),
        callers: [{ appKey: 'the-right-key', appToken: 'the-right-token', permissions: ['Main Access'] }],
      },
    });
    const clientOf = (appToken: string): CustomerCreditClient =>
      new CustomerCreditClient({
        accountName: 'store',
        appKey: 'the-right-key',
        appToken,
        fetch: emulator.fetch,
      });
    const log = new MemoryLog();
    const run = planInvoices(clientOf('another-token'), sheetOf(count)).run({ log, concurrency: 3 });
    expect(tally((await all(run)).map(ended))).toEqual({ 'not-sent authentication': count });
    expect(emulator.control.journal.calls().length).toBeLessThanOrEqual(3);
    const resumed = planInvoices(clientOf('the-right-token'), sheetOf(count)).run({ log });
    expect(tally((await all(resumed)).map(ended))).toEqual({ done: count });
  });

  test.each([
    ['the credentials are wrong', new AuthenticationError({ status: 401 }), 1],
    ['the right to change is missing', new PermissionError({ status: 403 }), 3],
  ])('is sent few changes where %s', async (_, error, most) => {
    const { client } = storeWith(manyOf(count));
    let sent = 0;
    const closed = changing(client, async () => {
      sent += 1;
      throw error;
    });
    const log = new MemoryLog();
    const run = planInvoices(closed, sheetOf(count)).run({ concurrency: 1, log });
    const ends = tally((await all(run)).map(ended));
    expect(ends).toEqual({ [`refused ${error.code}`]: most, [`not-sent ${error.code}`]: count - most });
    expect(sent).toBe(most);
    // With other credentials those rows are tried as well.
    const resumed = await all(planInvoices(client, sheetOf(count)).run({ log }));
    expect(tally(resumed.map(ended))).toEqual({ done: count });
  });
});

describe('a change whose answer was lost', () => {
  test.each([
    ['there is no such invoice', () => Promise.reject(new NotFoundError({ status: 404 }))],
    ['the connection is lost', () => Promise.reject(gone())],
  ])('is unknown, never refused, where reading back says that %s', async (_, then) => {
    const { client } = storeWith([{}]);
    let asked = 0;
    const changed = changing(client, async (ref, update, options) => {
      await client.invoices.update(ref, update, options);
      throw new NetworkError('lost', { outcome: 'unknown', retryable: true });
    });
    const odd: CustomerCredit = {
      ...changed,
      invoices: {
        ...changed.invoices,
        get: (ref, options) => {
          asked += 1;
          return asked === 1 ? client.invoices.get(ref, options) : then();
        },
      },
    };
    const [outcome] = await all(planInvoices(odd, sheet(line(0, 'Paid'))).run());
    expect(outcome?.outcome).toBe('unknown');
  });

  test('is not told absent by a 404 that may not be the API’s', async () => {
    const { client } = storeWith([{}]);
    const doubtful: CustomerCredit = {
      ...changing(client, client.invoices.update),
      invoices: {
        ...client.invoices,
        get: () =>
          Promise.reject(
            Object.create(new NotFoundError({ status: 404 }), { outcome: { value: 'unknown' } }),
          ),
      },
    };
    expect((await all(planInvoices(doubtful, sheet(line(0, 'Paid'))))).map(short)).toEqual([
      'unread not_found',
    ]);
  });
});
