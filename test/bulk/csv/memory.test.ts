import { describe, expect, test } from 'vitest';
import type { CustomerCredit } from 'vtex-customer-credit';
import { exportInvoices, planInvoices } from 'vtex-customer-credit/csv';
import { bytesInUse, leastGrowth } from '../../leak.ts';
import { accountId, all, changing, line, refOf, storeWith } from './world.ts';

/** A store in which every invoice is open, however many there are, and nothing is kept. */
async function endlessStore(): Promise<CustomerCredit> {
  const { client } = storeWith([{}]);
  const one = await client.invoices.get(refOf(0));
  const still = changing(client, async () => undefined);
  return { ...still, invoices: { ...still.invoices, get: async (ref) => ({ ...one, ...ref }) } };
}

/** A file of so many rows, one a piece; how many were taken in the reading begun last, and how many are open. */
function fileOf(rows: number) {
  const taken = { rows: 0, open: 0 };
  function* source(): Generator<string, void, void> {
    taken.rows = 0;
    taken.open += 1;
    try {
      yield 'Account ID,Invoice ID,Status,Observation\n';
      for (let at = 0; at < rows; at += 1) {
        taken.rows += 1;
        yield `${line(at, 'Paid')}\n`;
      }
    } finally {
      taken.open -= 1;
    }
  }
  return { source, taken };
}

describe('the memory of a run', () => {
  test('does not grow with the number of rows', async () => {
    const client = await endlessStore();
    const { source } = fileOf(30_000);
    let logged = 0;
    const log = {
      append: () => {
        logged += 1;
      },
      lines: () => [],
    };
    const readings: number[] = [];
    for await (const { row } of planInvoices(client, source).run({ log }))
      if (row % 5000 === 0) readings.push(await bytesInUse());
    expect(logged).toBe(30_001);
    expect(readings).toHaveLength(6);
    // 5000 rows kept as shortly as may be would take as much, each time.
    expect(leastGrowth(readings)).toBeLessThan(300_000);
  }, 240_000);

  test('holds no more rows than are under way and wait for them', async () => {
    const client = await endlessStore();
    const { source, taken } = fileOf(5000);
    let read = 0;
    for await (const { row } of planInvoices(client, source).run({ concurrency: 4 })) {
      expect(row).toBe(read + 2);
      read += 1;
      // Time for a reading that ran ahead to do so.
      await new Promise((resolve) => setImmediate(resolve));
      expect(taken.rows).toBeLessThan(read + 4 * 4 + 3);
      if (read === 100) break;
    }
    expect(read).toBe(100);
    expect(taken.open).toBe(0);
  });

  test('leaves no file open, however it ends', async () => {
    const client = await endlessStore();
    const { source, taken } = fileOf(50);
    for await (const { row } of planInvoices(client, source)) if (row === 5) break;
    expect(taken.open).toBe(0);
    const damagedEnd = function* (): Generator<string, void, void> {
      yield* source();
      yield '"';
      yield 'x';
    };
    await expect(all(planInvoices(client, damagedEnd))).rejects.toThrow('row 52: expected a closing quote');
    const controller = new AbortController();
    const aborted = function* (): Generator<string, void, void> {
      for (const piece of source()) {
        if (taken.rows === 20) controller.abort(new Error('enough'));
        yield piece;
      }
    };
    const { signal } = controller;
    await expect(all(planInvoices(client, aborted, { signal }))).rejects.toThrow('enough');
    expect(taken).toEqual({ rows: 20, open: 0 });
    const bad = changing(client, () => Promise.reject(new TypeError('a bug')));
    await expect(all(planInvoices(bad, source).run())).rejects.toThrow('a bug');
    expect(taken.open).toBe(0);
  });
});

test('an export holds no more than a piece', async () => {
  const { client } = storeWith([{}]);
  const one = await client.invoices.get(refOf(0));
  let made = 0;
  function* many(): Generator<typeof one, void, void> {
    for (; made < 50_000; made += 1) yield { ...one, id: `${accountId}-${made}` };
  }
  const readings: number[] = [];
  let pieces = 0;
  for await (const piece of exportInvoices(many())) {
    pieces += 1;
    expect(piece.length).toBeLessThan(40_000);
    if (made > readings.length * 8000 + 2000) readings.push(await bytesInUse());
  }
  expect(pieces).toBeGreaterThan(100);
  expect(readings).toHaveLength(6);
  // 8000 lines of the file, or invoices, would take more each time.
  expect(leastGrowth(readings)).toBeLessThan(500_000);
}, 240_000);
