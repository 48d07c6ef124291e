import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { type Adapter, inMemory, overHttp, overMsw, overSocket } from '../contract/adapters.ts';
import { creditAccountId, opened, paid, seed, start } from '../contract/store.ts';

const socket = await overSocket();
const msw = overMsw();
beforeAll(() => msw.server.listen({ onUnhandledFrame: 'bypass' }));
afterAll(async () => {
  msw.server.close();
  await socket.server.close();
});

const reader = { appKey: 'reader-key-1', appToken: 'reader-token-1' };
const adapters: readonly Adapter[] = [inMemory, overHttp, socket.adapter, msw.adapter];

describe.each(adapters)('the journal $name', (adapter) => {
  const open = () => adapter.open({ now: start, seed });
  const ignored = (promise: Promise<unknown>): Promise<unknown> => promise.catch(() => undefined);

  it('holds every call with its input, time, caller and status', async () => {
    const { client, control } = open();
    await client.storeConfig.merge({
      postponementEnabled: true,
      invoicePostponementLimit: 3,
      maxPostponementDays: 30,
    });
    control.clock.advance({ seconds: 5 });
    await client.invoices.postpone(opened, { dueDays: 5 });
    await ignored(client.invoices.postpone(paid, { dueDays: 7 }));
    const calls = control.journal.calls('invoices.postpone');
    expect(calls).toMatchObject([
      {
        number: 3,
        at: '2024-05-08T12:00:05Z',
        operation: 'invoices.postpone',
        method: 'PUT',
        path: '/accounts/{creditAccountId}/invoices/{invoiceId}/postponement',
        input: { path: { creditAccountId, invoiceId: opened.id }, body: { dueDays: 5 } },
        status: 200,
        done: true,
        fault: undefined,
      },
      { number: 4, input: { body: { dueDays: 7 } }, status: 409, done: false },
    ]);
    // Typed by the operation: no guessing at what is in it.
    expect(calls.map(({ input }) => input?.body.dueDays)).toEqual([5, 7]);
    expect(control.journal.calls().map(({ operation }) => operation)).toEqual([
      'storeConfig.get',
      'storeConfig.update',
      'invoices.postpone',
      'invoices.postpone',
    ]);
    expect(new Set(control.journal.calls().map(({ requestId }) => requestId)).size).toBe(4);
  });

  it('tells what a fault took away', async () => {
    const { client, control } = open();
    control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'drop' });
    control.faults.add({ operation: 'invoices.cancel', phase: 'before', effect: { status: 503 } });
    await ignored(client.invoices.markAsPaid(opened));
    await ignored(client.invoices.cancel(opened));
    expect(control.journal.calls()).toMatchObject([
      { operation: 'invoices.markAsPaid', status: undefined, done: true, fault: 'after drop' },
      { operation: 'invoices.cancel', status: 503, done: false, fault: 'before status 503' },
    ]);
  });

  it('names the near miss of a path that is none', async () => {
    const { client, control } = open();
    await ignored(client.request({ method: 'GET', path: '/invoice' }));
    await ignored(client.request({ method: 'DELETE', path: '/invoices' }));
    expect(control.journal.misses()).toMatchObject([
      { method: 'GET', path: '/api/creditcontrol/invoice', near: 'GET /invoices', status: 404 },
      { method: 'DELETE', path: '/api/creditcontrol/invoices', status: 405 },
    ]);
  });

  it('holds no credentials, not even where they were sent by mistake', async () => {
    const { clientAs, control } = adapter.open({
      now: start,
      seed: { ...seed, callers: [{ ...reader, name: 'Ana', permissions: ['Main Access'] }] },
    });
    const client = clientAs(reader);
    await client.invoices.update(opened, { observation: `token ${reader.appToken}, key ${reader.appKey}` });
    await ignored(client.invoices.get({ creditAccountId, id: reader.appToken }));
    await ignored(clientAs({ appKey: 'stranger-key', appToken: 'stranger-token' }).invoices.get(opened));
    const text = JSON.stringify(control.journal.calls());
    for (const secret of [reader.appKey, reader.appToken, 'stranger-key', 'stranger-token'])
      expect(text).not.toContain(secret);
    expect(control.journal.calls()).toMatchObject([
      { caller: 'Ana', input: { body: { observation: 'token [redacted], key [redacted]' } } },
      { caller: 'Ana', status: 404 },
      { caller: undefined, status: 401, input: undefined },
    ]);
  });

  it('is a copy of what was asked for, and begins anew after clear and reset', async () => {
    const { client, control } = open();
    const update = { observation: 'before' };
    await client.invoices.update(opened, update);
    update.observation = 'after';
    expect(control.journal.calls('invoices.update')[0]?.input?.body.observation).toBe('before');
    control.journal.clear();
    expect(control.journal.calls()).toEqual([]);
    await client.storeConfig.get();
    control.reset();
    expect(control.journal.calls()).toEqual([]);
  });
});

describe('the journal', () => {
  it('keeps the last requests up to its size, and counts what it let go', async () => {
    const { client, control } = createInMemoryCustomerCredit({ journalSize: 3 });
    for (let call = 0; call < 50; call += 1) await client.storeConfig.get();
    expect(control.journal.calls().map(({ number }) => number)).toEqual([48, 49, 50]);
    expect(control.journal.dropped).toBe(47);
    const none = createInMemoryCustomerCredit({ journalSize: 0 });
    await none.client.storeConfig.get();
    expect(none.control.journal.calls()).toEqual([]);
  });

  it('shows a call that is still going on', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now: start });
    control.faults.add({ phase: 'before', effect: 'hang' });
    const controller = new AbortController();
    const call = client.storeConfig.get({ signal: controller.signal }).catch((error: unknown) => error);
    expect(control.journal.calls()).toMatchObject([{ status: undefined, done: false, fault: 'before hang' }]);
    controller.abort('enough');
    expect(await call).toBe('enough');
  });

  it.each([-1, 1.5, Number.NaN])('of size %d cannot be', (journalSize) => {
    expect(() => createInMemoryCustomerCredit({ journalSize })).toThrow('journalSize: expected');
  });

  it('cuts long texts', async () => {
    const { client, control } = createInMemoryCustomerCredit({ seed });
    await client.invoices.update(opened, { observation: 'x'.repeat(100_000) });
    const [call] = control.journal.calls('invoices.update');
    expect(call?.input?.body.observation).toMatch(/^x{2000}… \(100000 characters\)$/);
  });

  it('of a fork is its own, as are its faults', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now: start });
    control.faults.add({ phase: 'before', effect: { status: 500 } });
    const fork = control.fork();
    await fork.client.storeConfig.get();
    expect(fork.control.journal.calls()).toHaveLength(1);
    expect(control.journal.calls()).toEqual([]);
    await expect(client.storeConfig.get()).rejects.toMatchObject({ status: 500 });
  });
});
