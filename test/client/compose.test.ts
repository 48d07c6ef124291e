import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  accountsResource,
  ConfigurationError,
  type CustomerCredit,
  composeClient,
  createLimiter,
  fetchTransport,
  invoiceActions,
  invoicesResource,
  storeConfigResource,
  transactionsResource,
} from 'vtex-customer-credit';
import { planAccounts, planInvoices } from 'vtex-customer-credit/csv';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { goodAnswer, operationIds } from './http/calls.ts';
import { type Connect, failures, lineOf, run } from './http/failure-table.ts';
import { json, keyPair, type Recording, recording, rejection, thrown } from './http/recording.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const store = { accountName: 'mystore', ...keyPair } as const;
const over = ({ fetch }: Recording) => ({ ...store, transport: fetchTransport(fetch) });
const config = json(goodAnswer('storeConfig.get'));

/** Callers without types can pass anything. */
const refusal = (options: unknown) => thrown(() => Reflect.apply(composeClient, undefined, [options]));

describe('a composed client', () => {
  test('has the resources that were named, under the names they were given, and nothing else', async () => {
    const network = recording(config);
    const client = composeClient({
      ...over(network),
      resources: { settings: storeConfigResource, invoices: invoicesResource },
    });
    expect(Object.keys(client)).toEqual(['settings', 'invoices']);
    expect(await client.settings.get()).toEqual(goodAnswer('storeConfig.get'));
    expect(network.sent[0]?.url.href).toBe(
      'https://mystore.vtexcommercestable.com.br/api/creditcontrol/storeconfig',
    );
    expect(network.sent[0]?.headers.get('x-vtex-api-apptoken')).toBe(keyPair.appToken);
  });

  test('is carried by the global fetch of the moment, unless a transport is given', async () => {
    const { settings } = composeClient({ ...store, resources: { settings: storeConfigResource } });
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json(goodAnswer('storeConfig.get')));
    vi.stubGlobal('fetch', fetch);
    await settings.get();
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' });
  });

  test('walks lists, adds them up, and tells of warnings by its own clock', async () => {
    const invoices = Array.from({ length: 7 }, (_, at) => ({
      creditAccountId: '11111111111_CPF',
      id: `AAAA-0${at + 1}`,
      value: 10.1,
      dueDate: '2024-05-20',
    }));
    const accounts = [{ id: '11111111111_CPF', email: 'a@example.com', creditLimit: 1000 }];
    const emulator = createEmulator({ now: '2024-05-21', seed: { accounts, invoices } });
    const warnings: unknown[] = [];
    const client = composeClient({
      ...store,
      transport: fetchTransport(emulator.fetch),
      now: () => Date.parse('2024-05-21'),
      onWarning: ({ code }) => warnings.push(code),
      resources: { invoices: invoicesResource, accounts: accountsResource },
    });
    expect(await client.invoices.list({ status: 'Overdue', pageSize: 2 }).toArray()).toHaveLength(7);
    expect(await client.invoices.summarize()).toMatchObject({ count: 7, total: 70.7, totalOverdue: 70.7 });
    await client.accounts.changeTolerance('11111111111_CPF', { value: 20 });
    expect(warnings).toEqual(['tolerance_above_one']);
  });

  test('of invoices alone pays by CSV; one of accounts alone changes limits by CSV', async () => {
    const [creditAccountId, id] = ['11111111111_CPF', 'AAAA-01'];
    const emulator = createEmulator({
      now: '2024-05-01',
      seed: {
        accounts: [{ id: creditAccountId, email: 'a@example.com', creditLimit: 1000 }],
        invoices: [{ creditAccountId, id, value: 10.1, dueDate: '2024-05-20' }],
      },
    });
    const options = { ...store, transport: fetchTransport(emulator.fetch) };
    const payer = composeClient({ ...options, resources: { invoices: invoicesResource } });
    const paid = planInvoices(payer, () => `Account ID,Invoice ID,Status\n${creditAccountId},${id},Paid\n`);
    const limiter = composeClient({ ...options, resources: { accounts: accountsResource } });
    const limited = planAccounts(limiter, () => `Account ID,Credit limit\n${creditAccountId},2000\n`);
    for (const plan of [paid, limited])
      for await (const { outcome } of plan.run()) expect(outcome).toBe('done');
    expect(await payer.invoices.get({ creditAccountId, id })).toMatchObject({ status: 'Paid' });
    expect(await limiter.accounts.get(creditAccountId)).toMatchObject({ creditLimit: 2000 });
    expect(emulator.control.journal.calls('invoices.update')).toHaveLength(1);
  });

  test('of single invoices settles and changes them, and lists none', async () => {
    const id = { creditAccountId: '11111111111_CPF', id: 'AAAA-01' };
    const emulator = createEmulator({
      now: '2024-05-08',
      seed: {
        accounts: [{ id: id.creditAccountId, email: 'a@example.com', creditLimit: 1000 }],
        invoices: [{ ...id, value: 10, dueDate: '2024-05-20' }],
        storeConfig: { postponementEnabled: true, invoicePostponementLimit: 9, maxPostponementDays: 90 },
      },
    });
    emulator.control.faults.add({
      operation: 'invoices.markAsPaid',
      phase: 'after',
      effect: 'reset',
      times: 1,
    });
    const { invoices } = composeClient({
      ...store,
      transport: fetchTransport(emulator.fetch),
      resources: { invoices: invoiceActions },
    });
    expect(Object.keys(invoices).toSorted()).toEqual(['cancel', 'get', 'markAsPaid', 'postpone', 'update']);
    await invoices.postpone(id, { dueDays: 5 });
    await invoices.update(id, { observation: 'wire' });
    // The answer is lost: the invoice is read back.
    expect(await invoices.markAsPaid(id)).toMatchObject({ status: 'Paid', observation: 'wire' });
    expect((await invoices.get(id)).dueDate).toMatch(/^2024-05-25/);
  });

  test('checks input and answers, and shows no secret', async () => {
    const echo = json({ code: 1, message: `no ${keyPair.appToken}` }, { status: 400 });
    const network = recording(echo, json({ dailyInterestRate: 'high' }));
    const client = composeClient({
      ...over(network),
      resources: { invoices: invoicesResource, settings: storeConfigResource },
    });
    expect(await rejection(Reflect.apply(client.invoices.get, undefined, [{}]))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'invoice' }],
    });
    expect(await rejection(client.settings.get({ retries: 11 }))).toMatchObject({
      issues: [{ path: 'retries' }],
    });
    expect(network.sent).toHaveLength(0);
    expect(await rejection(client.settings.get())).toMatchObject({ vtexMessage: 'no [redacted]' });
    expect(await rejection(client.settings.get())).toMatchObject({
      code: 'invalid_response',
      issues: expect.arrayContaining([{ path: 'dailyInterestRate', expected: 'a number' }]),
    });
  });

  test('takes hooks and a limiter', async () => {
    const told: string[] = [];
    const limiter = createLimiter({ concurrency: 1 });
    const acquire = vi.spyOn(limiter, 'acquire');
    const { settings } = composeClient({
      ...over(recording(config)),
      limiter,
      hooks: { onRequest: ({ operation }) => told.push(operation) },
      resources: { settings: storeConfigResource },
    });
    await settings.get();
    expect(told).toEqual(['storeConfig.get']);
    expect(acquire).toHaveBeenCalledOnce();
  });
});

describe('options of a composed client', () => {
  const resources = { settings: storeConfigResource };

  test.each([
    [null, ['options']],
    [{ ...store }, ['resources']],
    [{ ...store, resources: {} }, ['resources']],
    [{ ...store, resources: [storeConfigResource] }, ['resources']],
    [{ ...store, resources: { invoices: {} } }, ['resources']],
    [{ ...store, resources, logger: console }, ['logger']],
    [{ ...store, resources, fetch: () => undefined }, ['fetch']],
    [{ ...store, resources, retries: 11, now: 7, onWarning: {} }, ['retries', 'now', 'onWarning']],
    [{ ...store, resources, transport: {} }, ['transport']],
    [{ resources }, ['accountName', 'appKey', 'appToken']],
  ])('that cannot be used are named: %j', (options, paths) => {
    const error = refusal(options);
    expect(error).toBeInstanceOf(ConfigurationError);
    if (!(error instanceof ConfigurationError)) return;
    expect(error.issues.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
  });

  test('never come from the environment', () => {
    vi.stubEnv('VTEX_ACCOUNT', 'mystore');
    vi.stubEnv('VTEX_APP_KEY', keyPair.appKey);
    vi.stubEnv('VTEX_APP_TOKEN', keyPair.appToken);
    expect(refusal({ resources })).toBeInstanceOf(ConfigurationError);
  });
});

describe('each failure ends for a composed client as for the whole one', () => {
  const lines = new Set(readFileSync(new URL('http/failures.txt', import.meta.url), 'utf8').split('\n'));
  const composed: Connect = (emulator, lost): CustomerCredit => ({
    ...composeClient({
      ...store,
      timeout: 40,
      maxRetryDelay: 1,
      transport: fetchTransport(async (request) => {
        if (!lost()) return emulator.fetch(request);
        const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        throw new TypeError('fetch failed', { cause });
      }),
      resources: {
        accounts: accountsResource,
        invoices: invoicesResource,
        transactions: transactionsResource,
        storeConfig: storeConfigResource,
      },
    }),
    request: () => Promise.reject(new Error('not part of it')),
  });

  test.each(failures)('$name', async (failure) => {
    for (const times of [1, 'always'] as const) {
      for (const id of operationIds)
        expect(lines).toContain(lineOf(id, failure, times, await run(id, failure, times, composed)));
    }
  });
});
