import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerCreditClient, NetworkError, ServerError } from 'vtex-customer-credit';
import { planInvoices } from 'vtex-customer-credit/csv';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { all, ended, failing, manyOf, moment, payments, sheetOf, storeSeed, storeWith } from './world.ts';

describe('a client whose calls fail one in five', () => {
  const errors = [
    () => new NetworkError('lost', { outcome: 'unknown', retryable: true }),
    () => new ServerError({ status: 500, outcome: 'unknown', retryable: true }),
  ] as const;

  /** Fails by a fixed sequence of chances. */
  const unlucky = (chances: readonly number[]): ((when: 'before' | 'after') => void) => {
    let at = 0;
    return () => {
      at += 1;
      const chance = chances[at % chances.length] ?? 0;
      if (chance < 20) throw errors[chance % 2 === 0 ? 0 : 1]();
    };
  };
  const chances = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 200, maxLength: 200 });

  test('pays every invoice once, and knows it', async () => {
    await fc.assert(
      fc.asyncProperty(chances, async (sequence) => {
        const { client } = storeWith(manyOf(30));
        const run = planInvoices(failing(client, unlucky(sequence)), sheetOf(30)).run({ attempts: 100 });
        expect((await all(run)).map(ended)).toEqual(Array.from({ length: 30 }, () => 'done'));
        expect([...(await payments(client)).values()]).toEqual(Array.from({ length: 30 }, () => 1));
      }),
      { numRuns: 50 },
    );
  }, 240_000);

  test('with one attempt says what it does not know, and planning again tells', async () => {
    await fc.assert(
      fc.asyncProperty(chances, async (sequence) => {
        const { client } = storeWith(manyOf(30));
        const run = planInvoices(failing(client, unlucky(sequence)), sheetOf(30)).run({ attempts: 1 });
        const outcomes = await all(run);
        const paid = new Set((await payments(client)).keys());
        for (const { outcome, row } of outcomes) {
          if (outcome === 'done') expect(paid).toContain(`T${row - 2}`);
          if (outcome === 'refused') expect(paid).not.toContain(`T${row - 2}`);
        }
        const again = await all(planInvoices(client, sheetOf(30)).run());
        for (const { outcome } of again) expect(['done', 'unchanged']).toContain(outcome);
        expect([...(await payments(client)).values()]).toEqual(Array.from({ length: 30 }, () => 1));
      }),
      { numRuns: 50 },
    );
  }, 240_000);
});

test('the HTTP client over a store that fails one in five pays every invoice once', async () => {
  const emulator = createEmulator({ now: moment, seed: storeSeed(manyOf(60)) });
  emulator.control.faults.random({ seed: 'csv', rate: 0.2 });
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'any',
    appToken: 'any',
    fetch: emulator.fetch,
    timeout: 200,
    maxRetryDelay: 1,
    now: emulator.control.clock.now,
  });
  const outcomes = await all(planInvoices(client, sheetOf(60)).run({ attempts: 20 }));
  expect(outcomes.map(ended)).toEqual(Array.from({ length: 60 }, () => 'done'));
  emulator.control.faults.clear();
  expect([...(await payments(client)).values()]).toEqual(Array.from({ length: 60 }, () => 1));
}, 240_000);
