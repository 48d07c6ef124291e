import { expect, test } from 'vitest';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { moneySeed, moneyStart, moneyUnderFaults } from './run.ts';

test.each([1, 2, 3])(
  '600 calls while one in five fails: nothing twice, nothing lost, seed %d',
  async (seed) => {
    const calls = 600;
    const emulator = createEmulator({ now: moneyStart, seed: moneySeed(calls) });
    const counts = await moneyUnderFaults({ fetch: emulator.fetch }, asyncControl(emulator.control), {
      calls,
      seed,
      concurrency: 8,
    });
    for (const count of Object.values(counts)) expect(count.done).toBeGreaterThan(count.calls / 2);
    // Where reading tells, hardly any outcome stays unknown.
    expect(counts['pay']?.unknown).toBeLessThanOrEqual((counts['pay']?.calls ?? 0) * 0.05);
    expect(counts['postpone, reference']?.unknown).toBeGreaterThan(0);
  },
);
