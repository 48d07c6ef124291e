import { describe, expect, test } from 'vitest';
import type { InvoiceRef } from 'vtex-customer-credit';
import { type Progress, settleMany } from 'vtex-customer-credit/csv';
import { all, changing, manyOf, payments, refOf, rejection, storeWith } from './world.ts';

const refs = (count: number): InvoiceRef[] => Array.from({ length: count }, (_, at) => refOf(at));

describe('settleMany', () => {
  test('settles what is open, and tells how each ended, in order', async () => {
    const { client } = storeWith([{}, { status: 'Paid' }, { status: 'Cancelled' }]);
    const outcomes = await all(settleMany(client, refs(4)));
    expect(outcomes.map(({ invoice, outcome, problem }) => [invoice.id, outcome, problem?.code])).toEqual([
      [refOf(0).id, 'done', undefined],
      [refOf(1).id, 'already', undefined],
      [refOf(2).id, 'refused', 'cancelled'],
      [refOf(3).id, 'refused', 'not_found'],
    ]);
    expect(outcomes[0]?.invoice).toEqual(refOf(0));
  });

  test('takes invoices as a list gives them', async () => {
    const { client } = storeWith(manyOf(150));
    const outcomes = await all(
      settleMany(client, await client.invoices.list({ status: 'Opened' }).toArray()),
    );
    expect(outcomes.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect((await client.invoices.summarize()).totalPaid).toBe(1500);
  });

  test('settles one that is there twice once', async () => {
    const { client } = storeWith(manyOf(1));
    let sent = 0;
    const slow = changing(client, async (ref, update, options) => {
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return client.invoices.update(ref, update, options);
    });
    const outcomes = await all(settleMany(slow, [refOf(0), refOf(0), refOf(0)]));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'already', 'already']);
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
    for await (const { outcome } of settleMany(slow, endless(), { concurrency: 2 })) {
      expect(outcome).toBe('done');
      read += 1;
      // Gives a settling that ran ahead the time to do so.
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
    for await (const { outcome } of settleMany(client, slow())) {
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
    await all(settleMany(client, refs(3), { ...options, onProgress: (progress) => told.push(progress) }));
    expect(told.map(({ processed, done, already, rate }) => [processed, done, already, rate])).toEqual([
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
    const settling = settleMany(client, refs(10), {
      signal: controller.signal,
      concurrency: 1,
      onProgress: () => controller.abort(reason),
    });
    expect(await rejection(all(settling))).toBe(reason);
    expect((await payments(client)).size).toBeLessThan(10);
  });

  test('does not stop at what is no reference', async () => {
    const { client } = storeWith(manyOf(1));
    const given: InvoiceRef[] = [{ creditAccountId: '', id: 'a\nb' }, refOf(0)];
    const outcomes = await all(settleMany(client, given));
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
    const settling = async (): Promise<void> => {
      for await (const { outcome } of settleMany(client, broken())) seen.push(outcome);
    };
    await expect(settling()).rejects.toThrow('no more');
    expect(seen).toEqual(['done']);
  });
});
