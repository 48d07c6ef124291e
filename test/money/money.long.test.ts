import { expect, test } from 'vitest';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { moneySeed, moneyStart, moneyUnderFaults } from './run.ts';

test('12,000 calls through a server of which one in five fails: nothing twice, nothing lost', async () => {
  const calls = 12_000;
  const seed = Number(process.env['SEED'] ?? 20_240_508);
  console.log(`SEED=${seed} repeats this run`);
  const emulator = createEmulator({ now: moneyStart, seed: moneySeed(calls) });
  await using server = await listen(emulator);
  const counts = await moneyUnderFaults({ baseUrl: server.url }, asyncControl(emulator.control), {
    calls,
    seed,
    concurrency: 16,
  });
  console.table(counts);
  const all = Object.values(counts);
  expect(all.reduce((sum, count) => sum + count.calls, 0)).toBe(calls);
});
