import { describe, expect, test } from 'vitest';
import { type CustomerCredit, type InvoiceRef, NetworkError } from 'vtex-customer-credit';
import { cancelMany, noteMany, type Progress, payMany, postponeMany } from 'vtex-customer-credit/csv';
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

  test('misses none of a list that it shortens while it is read', async () => {
    const { client } = storeWith(manyOf(250));
    const open = client.invoices.list({ status: 'Opened', pageSize: 50 });
    const outcomes = await all(payMany(client, open, { concurrency: 4 }));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 250 }, () => 'done'));
    expect((await client.invoices.summarize({ status: 'Opened' })).count).toBe(0);
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

describe('cancelMany', () => {
  test('cancels what is open, and tells how each ended', async () => {
    const { client } = storeWith([{}, { status: 'Paid' }, { status: 'Cancelled' }]);
    const outcomes = await all(cancelMany(client, refs(4)));
    expect(outcomes.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['done', undefined],
      ['refused', 'paid'],
      ['unchanged', undefined],
      ['refused', 'not_found'],
    ]);
    expect((await client.invoices.get(refOf(0))).status).toBe('Cancelled');
  });
});

describe('noteMany', () => {
  test('notes the same on all, or one for each, exactly', async () => {
    const { client } = storeWith([{ observation: '007' }, { observation: 'old' }, { observation: 'new' }]);
    const same = await all(noteMany(client, refs(3), 'new'));
    expect(same.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'unchanged']);
    const each = await all(noteMany(client, refs(3), ({ id }) => (id === refOf(0).id ? '' : `for ${id}`)));
    expect(each.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    const notes = (await client.invoices.list().toArray()).map(({ observation }) => observation);
    expect(notes).toEqual(['', `for ${refOf(1).id}`, `for ${refOf(2).id}`]);
  });

  test('takes a text that a spreadsheet could have made for what it is', async () => {
    const { client } = storeWith([{ observation: '007' }]);
    const outcomes = await all(noteMany(client, refs(1), '7'));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done']);
    expect((await client.invoices.get(refOf(0))).observation).toBe('7');
  });
});

describe('postponeMany', () => {
  const store = () => {
    const made = storeWith([
      { dueDate: '2024-05-20T00:00:00Z' },
      { status: 'Paid' },
      { status: 'Cancelled' },
    ]);
    return made;
  };
  const allowed = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };
  const dueDate = async (client: CustomerCredit): Promise<string> =>
    (await client.invoices.get(refOf(0))).dueDate;

  test('moves what is open, once for each invoice, and tells how each ended', async () => {
    const { client } = store();
    await client.storeConfig.merge(allowed);
    const outcomes = await all(postponeMany(client, [...refs(4), refOf(0)], { dueDays: 5 }));
    expect(outcomes.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['done', undefined],
      ['refused', 'paid'],
      ['refused', 'cancelled'],
      ['refused', 'not_found'],
      ['unchanged', 'repeated'],
    ]);
    expect(await dueDate(client)).toBe('2024-05-25T00:00:00Z');
  });

  test('tells what the store refuses', async () => {
    const { client } = store();
    const [first] = await all(postponeMany(client, refs(1), { dueDays: 5 }));
    expect([first?.outcome, first?.problem?.code]).toEqual(['refused', 'conflict']);
    expect(await dueDate(client)).toBe('2024-05-20T00:00:00Z');
  });

  test.each([
    ['unknown', 1],
    ['not-sent', 3],
  ] as const)('sends %s again only where nothing was sent: %i', async (outcome, times) => {
    const { client } = store();
    let sent = 0;
    const lossy: CustomerCredit = {
      ...changing(client, client.invoices.update),
      invoices: {
        ...client.invoices,
        postpone: async () => {
          sent += 1;
          throw new NetworkError('lost', { outcome, retryable: true });
        },
      },
    };
    const outcomes = await all(postponeMany(lossy, refs(1), { dueDays: 5 }, { attempts: 3 }));
    expect(outcomes.map(({ outcome: end }) => end)).toEqual([outcome]);
    expect(sent).toBe(times);
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses %d days', (dueDays) => {
    const { client } = store();
    expect(() => postponeMany(client, refs(1), { dueDays })).toThrow(
      'dueDays: expected a whole number of days from 1',
    );
  });
});
