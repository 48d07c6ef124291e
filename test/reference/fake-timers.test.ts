import { afterEach, describe, expect, it, vi } from 'vitest';
import { isOverdue } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { creditAccountId, opened, seed } from '../contract/store.ts';

afterEach(() => {
  vi.useRealTimers();
});

const everything = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'Date',
  'performance',
  'queueMicrotask',
] as const;

describe('the reference in memory under fake timers', () => {
  it.each([
    ['the standard ones', undefined],
    ['all of them, queueMicrotask too', [...everything]],
    ['Date alone', ['Date' as const]],
  ])('answers with %s faked', async (_, toFake) => {
    vi.useFakeTimers(toFake === undefined ? {} : { toFake });
    vi.setSystemTime('2024-05-08T12:00:00Z');
    const { client, control } = createInMemoryCustomerCredit({ seed });
    const invoice = await client.invoices.get(opened);
    expect(isOverdue(invoice, control.clock.now())).toBe(false);
    // Without a time of its own the reference goes by the clock that is faked.
    vi.setSystemTime('2024-05-21T00:00:00Z');
    expect(await client.invoices.list({ status: 'Overdue' }).toArray()).toHaveLength(1);
    control.clock.advance({ days: 1 });
    await client.invoices.markAsPaid(opened);
    expect(await client.invoices.get(opened)).toMatchObject({
      status: 'Paid',
      resolvedAt: '2024-05-22T00:00:00Z',
    });
    const hold = await client.transactions.preAuthorize(creditAccountId, { value: 10 });
    vi.setSystemTime('2024-05-23T00:00:00Z');
    expect(await client.accounts.get(creditAccountId)).toMatchObject({ preAuthorizedCredit: 0 });
    expect(hold.value).toBe(10);
    // Nothing can wait for a timer here: what hangs is told at once, and a lost answer is lost at once.
    control.faults.add({ phase: 'before', effect: 'hang' });
    await expect(client.storeConfig.get()).rejects.toMatchObject({ code: 'timeout' });
    control.faults.add({ phase: 'after', effect: 'drop' });
    await expect(client.storeConfig.get()).rejects.toMatchObject({ code: 'network' });
  });

  it('answers where nextTick never ticks', async () => {
    vi.useFakeTimers({ toFake: [...everything] });
    const ticks = vi.spyOn(process, 'nextTick').mockImplementation(() => {});
    try {
      const { client } = createInMemoryCustomerCredit({ seed });
      await client.invoices.markAsPaid(opened);
      expect(await client.invoices.get(opened)).toMatchObject({ status: 'Paid' });
      expect(await client.invoices.list().toArray()).toHaveLength(3);
    } finally {
      ticks.mockRestore();
    }
  });

  it('a latency needs no timer: it passes at once, or is too long at once', async () => {
    vi.useFakeTimers();
    const { client, control } = createInMemoryCustomerCredit({ seed });
    for (const phase of ['before', 'after', 'body'] as const) {
      control.faults.add({ phase, effect: { latency: 1000 }, times: 3 });
      expect(await client.storeConfig.get()).toMatchObject({ taxRate: 0 });
      const { signal } = new AbortController();
      expect(await client.storeConfig.get({ signal })).toMatchObject({ taxRate: 0 });
      await expect(client.storeConfig.get({ timeout: 1000 })).rejects.toMatchObject({
        code: 'timeout',
        timeout: 1000,
        scope: 'attempt',
      });
      control.faults.clear();
    }
  });

  it('the total time limit counts too, the shorter of both is named, also with a signal', async () => {
    vi.useFakeTimers();
    const { client, control } = createInMemoryCustomerCredit({ seed });
    control.faults.add({ phase: 'before', effect: 'hang', times: 'always' });
    const { signal } = new AbortController();
    const inAll = { code: 'timeout', timeout: 50, scope: 'call' };
    for (const options of [
      { totalTimeout: 50 },
      { totalTimeout: 50, signal },
      { totalTimeout: 50, timeout: 60 },
      { totalTimeout: 50, timeout: false as const },
    ])
      await expect(client.storeConfig.get(options)).rejects.toMatchObject(inAll);
    await expect(client.storeConfig.get({ totalTimeout: 50, timeout: 40, signal })).rejects.toMatchObject({
      timeout: 40,
      scope: 'attempt',
      message: expect.stringContaining('within 40 ms.'),
    });
    await expect(client.storeConfig.get({ totalTimeout: -1 })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'totalTimeout' }],
    });
  });
});
