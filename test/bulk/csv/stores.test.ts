import { describe, expect, test } from 'vitest';
import {
  accountsResource,
  type CustomerCredit,
  CustomerCreditClient,
  composeClient,
  invoicesResource,
} from 'vtex-customer-credit';
import { planAccounts, planInvoices, type RowOutcome, type RunOptions } from 'vtex-customer-credit/csv';
import { createEmulator, createStores, type Emulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import {
  accountId,
  all,
  ended,
  failing,
  line,
  MemoryLog,
  manyOf,
  moment,
  payments,
  sheet,
  sheetOf,
  sourceOf,
  storeSeed,
  storeWith,
} from './world.ts';

const count = 6;
const open = () => createEmulator({ now: moment, seed: storeSeed(manyOf(count)) });

/** A client whose requests go through a function of one's own: it cannot see what is behind. */
const behind = ({ fetch }: Pick<Emulator, 'fetch'>, accountName = 'mystore'): CustomerCredit =>
  new CustomerCreditClient({
    accountName,
    appKey: 'any',
    appToken: 'any',
    fetch: (request) => fetch(request),
  });

const resume = (
  client: Pick<CustomerCredit, 'invoices'>,
  log: MemoryLog,
  options: RunOptions = {},
): Promise<RowOutcome[]> =>
  all(planInvoices(client, sheetOf(count)).run({ log, concurrency: 1, ...options }));

/** The log of a run that was stopped when a few rows were done. */
async function stoppedOn(
  client: Pick<CustomerCredit, 'invoices'>,
  options: RunOptions = {},
): Promise<MemoryLog> {
  const log = new MemoryLog();
  for await (const { row } of planInvoices(client, sheetOf(count)).run({ log, concurrency: 1, ...options }))
    if (row === 3) break;
  return log;
}

const otherData = 'log: expected the log of a run on these very data';

describe('the log of a run', () => {
  test.each<[string, () => { readonly first: CustomerCredit; readonly second: CustomerCredit }]>([
    [
      'another store in memory',
      () => ({ first: storeWith(manyOf(count)).client, second: storeWith(manyOf(count)).client }),
    ],
    [
      'a fork',
      () => {
        const { client, control } = storeWith(manyOf(count));
        return { first: client, second: control.fork().client };
      },
    ],
    [
      'another emulator',
      () => ({
        first: new CustomerCreditClient(open().clientOptions()),
        second: new CustomerCreditClient(open().clientOptions()),
      }),
    ],
    [
      'another emulator behind a fetch of one’s own',
      () => ({ first: behind(open()), second: behind(open()) }),
    ],
    [
      'another emulator with the ids of the first',
      () => {
        const [first, second] = [open(), open()];
        return { first: behind(first), second: new CustomerCreditClient(second.clientOptions()) };
      },
    ],
  ])('is refused for %s, which is left as it is', async (_, stores) => {
    const { first, second } = stores();
    const log = await stoppedOn(first);
    const before = log.text;
    await expect(resume(second, log)).rejects.toThrow(otherData);
    expect(await payments(second)).toEqual(new Map());
    expect(log.text).toBe(before);
    // Where it belongs it is taken.
    expect((await resume(first, log)).map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
      ...Array.from({ length: count - 2 }, () => expect.stringMatching(/^(?:done|unchanged)$/)),
    ]);
    expect((await payments(first)).size).toBe(count);
  });

  test.each<[string, (emulator: Emulator) => void]>([
    ['reset', ({ control }) => control.reset()],
    [
      'restored',
      ({ control }) => {
        const snapshot = control.snapshot();
        control.restore(JSON.parse(JSON.stringify(snapshot)));
      },
    ],
  ])('is refused once its emulator was %s', async (_, change) => {
    const emulator = open();
    const clients = [behind(emulator), new CustomerCreditClient(emulator.clientOptions())];
    const logs = await Promise.all(clients.map((client) => stoppedOn(client)));
    change(emulator);
    for (const [at, client] of clients.entries())
      await expect(resume(client, logs[at] ?? new MemoryLog())).rejects.toThrow(otherData);
  });

  test('names its store, and is refused for another address or account', async () => {
    const stores = createStores({ now: moment, seed: storeSeed(manyOf(count)) });
    const log = await stoppedOn(behind(stores, 'first'));
    expect(log.text).toContain('"store":"https://first.vtexcommercestable.com.br, account first"');
    await expect(resume(behind(stores, 'second'), log)).rejects.toThrow(
      'log: expected the log of a run on https://second.vtexcommercestable.com.br, account second; this one is of https://first.vtexcommercestable.com.br, account first: give another log, or delete this one',
    );
    expect((await payments(behind(stores, 'second'))).size).toBe(0);
    expect((await resume(behind(stores, 'first'), log))[0]?.outcome).toBe('done');
  });

  test('of one version that did not name it is refused', async () => {
    const { client } = storeWith(manyOf(count));
    const log = new MemoryLog();
    log.text = `${JSON.stringify({ v: 1, kind: 'invoices', fingerprint: 'x', window: 14, sum: '0123456789abcdef' })}\n`;
    await expect(resume(client, log)).rejects.toThrow('log: expected a log of a run by this version');
  });

  test('is taken by what is made of the parts of its client', async () => {
    const { client } = storeWith(manyOf(count));
    const log = await stoppedOn(client);
    const get: CustomerCredit['invoices']['get'] = (ref, options) => client.invoices.get(ref, options);
    expect((await resume({ invoices: { ...client.invoices, get } }, log))[0]?.outcome).toBe('done');
    expect(
      (
        await resume(
          failing(client, () => undefined),
          log,
        )
      )[0]?.outcome,
    ).toBe('done');
  });

  test('is taken by a composed client of the same store', async () => {
    const emulator = open();
    const log = await stoppedOn(behind(emulator));
    const composed = composeClient({
      accountName: 'mystore',
      appKey: 'any',
      appToken: 'any',
      baseUrl: 'https://mystore.vtexcommercestable.com.br',
      resources: { invoices: invoicesResource, accounts: accountsResource },
      transport: {
        send: async ({ url, method, headers, body }) => {
          const response = await emulator.fetch(url, {
            method,
            headers,
            ...(body === undefined ? {} : { body }),
          });
          const text = await response.text();
          const read = async () => ({ text, whole: true });
          return { status: response.status, headers: response.headers, read, discard: async () => undefined };
        },
      },
    });
    expect((await resume(composed, log))[0]?.outcome).toBe('done');
  });

  test('needs the name of the store from a client that does not tell', async () => {
    const { client } = storeWith(manyOf(count));
    const invoices = new Proxy(client.invoices, {
      get: (target, name) => (typeof name === 'symbol' ? undefined : Reflect.get(target, name)),
    });
    await expect(stoppedOn({ invoices })).rejects.toThrow('store: expected a name of the store for its log');
    expect((await payments(client)).size).toBe(0);
    const log = await stoppedOn({ invoices }, { store: 'ours' });
    await expect(resume({ invoices }, log, { store: 'theirs' })).rejects.toThrow(
      'log: expected the log of a run on theirs; this one is of ours',
    );
    expect((await resume({ invoices }, log, { store: 'ours' }))[0]?.outcome).toBe('done');
  });

  test('of an emulator that does not answer tells of no row as done, and does so once it answers', async () => {
    const emulator = open();
    const log = await stoppedOn(behind(emulator));
    const dead = async (): Promise<Response> => {
      throw Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      });
    };
    const offline = new CustomerCreditClient({ ...emulator.clientOptions(), fetch: dead, retries: 0 });
    const ends = (await resume(offline, log)).map(ended);
    const logged = log.text.match(/"row":/g)?.length ?? 0;
    expect(logged).toBeGreaterThan(1);
    expect(ends).toEqual([
      ...Array.from({ length: logged }, () => 'unknown store_not_asked'),
      ...Array.from({ length: count - logged }, () => 'unknown network'),
    ]);
    expect((await resume(behind(emulator), log)).slice(0, 2).map(ended)).toEqual(['done', 'done']);
  });

  test('that was begun while nobody answered is bound to the emulator that answers first', async () => {
    const [first, second] = [open(), open()];
    let calls = 0;
    const waking = new CustomerCreditClient({
      ...first.clientOptions(),
      retries: 0,
      fetch: async (request: Request) => {
        calls += 1;
        if (calls <= 4) throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' });
        return first.fetch(request);
      },
    });
    const log = await stoppedOn(waking);
    await expect(resume(behind(second), log)).rejects.toThrow(otherData);
    expect((await resume(behind(first), log))[0]?.outcome).toBe('done');
  });

  test('is refused where the cells of the same file mean something else', async () => {
    const { client } = createInMemoryCustomerCredit({ now: moment, seed: storeSeed([]) });
    const source = sourceOf(`Account ID;Credit limit\n${accountId};1.500\nnone;2.500\n`);
    const log = new MemoryLog();
    await all(planAccounts(client, source, { decimalMark: ',' }).run({ log }));
    await expect(all(planAccounts(client, source, { decimalMark: '.' }).run({ log }))).rejects.toThrow(
      'log: expected the log of a run with the same separator, decimalMark, encoding and reopen',
    );
    expect((await client.accounts.get(accountId)).creditLimit).toBe(1500);
    expect((await all(planAccounts(client, source, { decimalMark: ',' }).run({ log }))).map(ended)).toEqual([
      'done',
      expect.stringContaining('refused'),
    ]);
  });

  test('is refused for a run that reopens, where the first did not', async () => {
    const { client } = storeWith(manyOf(1, { status: 'Paid' }));
    const source = sheet(line(0, 'Open'));
    const log = new MemoryLog();
    expect((await all(planInvoices(client, source).run({ log }))).map(ended)).toEqual([
      'refused reopening_not_asked',
    ]);
    await expect(all(planInvoices(client, source, { reopen: true }).run({ log }))).rejects.toThrow(
      'log: expected the log of a run with the same',
    );
  });
});
