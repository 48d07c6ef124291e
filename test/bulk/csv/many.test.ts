import { describe, expect, test } from 'vitest';
import type { InvoiceRef } from 'vtex-customer-credit';
import { type Progress, payMany } from 'vtex-customer-credit/csv';
import { all, changing, manyOf, payments, refOf, rejection, storeWith } from './world.ts';

const refs = (count: number): InvoiceRef[] => Array.from({ length: count }, (_, at) => refOf(at));

describe('payMany', () => {
  test('pays what is open, and tells how each ended, in order', async () => {
    const { client } = storeWith([{}, { status: 'Paid' }, { status: 'Cancelled' }]);
    const outcomes = await all(payMany(client, refs(4)));
    expect(outcomes.map(({ invoice, outcome, problem }) => [invoice.id, outcome, problem?.code])).toEqual([
      [refOf(0).id, 'done', undefined],
      [refOf(1).id, 'unchanged', undefined],
      [refOf(2).id, 'refused', 'cancelled'],
      [refOf(3).id, 'refused', 'not_found'],
    ]);
    expect(outcomes[0]?.invoice).toEqual(refOf(0));
  });

  test('takes invoices as a list gives them', async () => {
    const { client } = storeWith(manyOf(150));
    const outcomes = await all(payMany(client, await client.invoices.list({ status: 'Opened' }).toArray()));
    expect(outcomes.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect((await client.invoices.summarize()).totalPaid).toBe(1500);
  });

  test('pays one that is there twice once', async () => {
    const { client } = storeWith(manyOf(1));
    let sent = 0;
    const slow = changing(client, async (ref, update, options) => {
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return client.invoices.update(ref, update, options);
    });
    const outcomes = await all(payMany(slow, [refOf(0), refOf(0), refOf(0)]));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'unchanged', 'unchanged']);
    expect(sent).toBe(1);
    expect([...(await payments(client)).values()]).toEqual([1]);
  });

  test('takes references as outcomes are read, and none after a break', async () => {
    const { client } = storeWith(manyOf(100));
    let under = 0;
    const slow = changing(client, async (ref, update, options) => {
      under += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
      await client.invoices.update(ref, update, options);
      under -= 1;
    });
    let taken = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<InvoiceRef, void, void> {
      try {
        while (true) {
          yield refOf(taken);
          taken += 1;
        }
      } finally {
        closed = true;
      }
    }
    let read = 0;
    let atBreak = 0;
    for await (const { outcome } of payMany(slow, endless(), { concurrency: 2 })) {
      expect(outcome).toBe('done');
      read += 1;
      // Gives a payment that ran ahead the time to do so.
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (read < 3) continue;
      atBreak = taken;
      break;
    }
    expect(closed).toBe(true);
    expect(taken).toBe(atBreak);
    expect(taken).toBeLessThanOrEqual(3 + 2 * 4);
    // What was under way came to its end before the loop was left.
    expect(under).toBe(0);
    expect((await payments(client)).size).toBeGreaterThanOrEqual(3);
  });

  test('begins nothing that comes after a break', async () => {
    const { client } = storeWith(manyOf(2));
    const { promise, resolve } = Promise.withResolvers<void>();
    let closed = false;
    async function* slow(): AsyncGenerator<InvoiceRef, void, void> {
      try {
        yield refOf(0);
        await promise;
        yield refOf(1);
      } finally {
        closed = true;
      }
    }
    for await (const { outcome } of payMany(client, slow())) {
      expect(outcome).toBe('done');
      setTimeout(resolve, 5);
      break;
    }
    expect(closed).toBe(true);
    expect([...(await payments(client)).keys()]).toEqual(['T0']);
  });

  test('tells how far it is', async () => {
    const { client } = storeWith([{}, {}, { status: 'Paid' }]);
    const told: Progress[] = [];
    let time = 0;
    const options = {
      total: 3,
      now: () => {
        time += 1000;
        return time;
      },
    };
    await all(payMany(client, refs(3), { ...options, onProgress: (progress) => told.push(progress) }));
    expect(told.map(({ processed, done, unchanged, rate }) => [processed, done, unchanged, rate])).toEqual([
      [1, 1, 0, 1],
      [2, 2, 0, 1],
      [3, 2, 1, 1],
    ]);
    expect(told.at(-1)?.timeLeft).toBe(0);
  });

  test('ends by its signal', async () => {
    const { client } = storeWith(manyOf(10));
    const controller = new AbortController();
    const reason = new Error('enough');
    const paying = payMany(client, refs(10), {
      signal: controller.signal,
      concurrency: 1,
      onProgress: () => controller.abort(reason),
    });
    expect(await rejection(all(paying))).toBe(reason);
    expect((await payments(client)).size).toBeLessThan(10);
  });

  test('does not stop at what is no reference', async () => {
    const { client } = storeWith(manyOf(1));
    const given: InvoiceRef[] = [{ creditAccountId: '', id: 'a\nb' }, refOf(0)];
    const outcomes = await all(payMany(client, given));
    expect(outcomes.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['refused', 'not_understood'],
      ['done', undefined],
    ]);
  });

  test('passes on what its source throws, after what came before', async () => {
    const { client } = storeWith(manyOf(2));
    function* broken(): Generator<InvoiceRef, void, void> {
      yield refOf(0);
      throw new Error('no more');
    }
    const seen: string[] = [];
    const paying = async (): Promise<void> => {
      for await (const { outcome } of payMany(client, broken())) seen.push(outcome);
    };
    await expect(paying()).rejects.toThrow('no more');
    expect(seen).toEqual(['done']);
  });
});
