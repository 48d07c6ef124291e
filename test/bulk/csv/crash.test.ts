import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planInvoices, type RowOutcome } from 'vtex-customer-credit/csv';
import { all, invoiceId, MemoryLog, manyOf, payments, sheetOf, storeWith } from './world.ts';

const count = 300;

/** A log whose lines outlast a crash of the machine only once they were synced. */
class SyncedLog extends MemoryLog {
  synced = '';

  sync(): void {
    this.synced = this.text;
  }
}

/** What a crash leaves of a log: what was synced, and so large a part of what was not. */
function leftOf(log: MemoryLog, part: number): string {
  const kept = log instanceof SyncedLog ? log.synced : '';
  return kept + log.text.slice(kept.length, kept.length + Math.round(part * (log.text.length - kept.length)));
}

interface Crash {
  readonly synced: boolean;
  /** Behind which row the machine crashes. */
  readonly at: number;
  readonly part: number;
  readonly concurrency: number;
}

/**
 * Pays invoices until the machine crashes, and resumes while nothing can be read, or nothing changed. Answers with the
 * outcomes, and what the first run paid.
 */
async function crashed(
  { synced, at, part, concurrency }: Crash,
  failing: 'invoices.get' | 'invoices.update',
): Promise<{ readonly rows: RowOutcome[]; readonly paid: ReadonlySet<string> }> {
  const { client, control } = storeWith(manyOf(count));
  const log = synced ? new SyncedLog() : new MemoryLog();
  const first = planInvoices(client, sheetOf(count)).run({ log, concurrency });
  let left = '';
  for await (const { row } of first) {
    if (row < at) continue;
    left = leftOf(log, part);
    break;
  }
  const paid = new Set((await payments(client)).keys());
  control.faults.add({ operation: failing, phase: 'before', effect: { status: 403 }, times: 'always' });
  const again = synced ? new SyncedLog() : new MemoryLog();
  again.text = left;
  const rows = await all(planInvoices(client, sheetOf(count)).run({ log: again, concurrency, attempts: 1 }));
  return { rows, paid };
}

const crash: fc.Arbitrary<Crash> = fc.record({
  synced: fc.boolean(),
  at: fc.integer({ min: 2, max: count }),
  part: fc.double({ min: 0.0001, max: 1, noNaN: true }),
  concurrency: fc.integer({ min: 1, max: 9 }),
});

describe('log lines that a crash of the machine takes away', () => {
  test.each(['invoices.get', 'invoices.update'] as const)(
    'belong to no row that is then told not to have been sent, or refused, where %s fails',
    async (failing) => {
      let lost = 0;
      await fc.assert(
        fc.asyncProperty(crash, async (each) => {
          const { rows, paid } = await crashed(each, failing);
          // Without its head a log is as a new one: where nothing is synced, that may be lost, too.
          if (!each.synced && !rows.some(({ outcome }) => outcome === 'done')) return;
          for (const { row, outcome } of rows) {
            if (outcome !== 'not-sent' && outcome !== 'refused') continue;
            expect({ row, outcome, paid: paid.has(`T${row - 2}`) }).toEqual({ row, outcome, paid: false });
          }
          lost += rows.filter(({ outcome }) => outcome === 'unknown').length;
        }),
        { numRuns: 60 },
      );
      expect(lost).toBeGreaterThan(500);
    },
    240_000,
  );

  test('are 64 at most where the log can be synced: rows far behind are known not to have been sent', async () => {
    const { rows, paid } = await crashed({ synced: true, at: 100, part: 0, concurrency: 2 }, 'invoices.get');
    const told = (outcome: RowOutcome['outcome']): number =>
      rows.filter((row) => row.outcome === outcome).length;
    expect(paid.size).toBeGreaterThan(98);
    expect(told('done')).toBe(64);
    expect(told('unknown')).toBeLessThan(100);
    expect(told('not-sent')).toBe(count - told('done') - told('unknown'));
    expect(rows[0]?.invoiceId).toBe(invoiceId(0));
  });

  test('may be any where it cannot', async () => {
    const { rows } = await crashed({ synced: false, at: 100, part: 0.5, concurrency: 2 }, 'invoices.get');
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'unknown']));
  });
});
