import { expect, test } from 'vitest';
import { bulkThroughGateways } from './bulk.ts';
import { throughGateways } from './gateway.ts';

test('12,600 calls through gateways that answer for the API: nothing twice, nothing told wrongly', async () => {
  const seed = Number(process.env['SEED'] ?? 20_261_125);
  console.log(`SEED=${seed} repeats this run`);
  const { counts, wrong } = await throughGateways(12_600, seed);
  console.table(counts);
  expect(wrong).toEqual([]);
});

test('12,600 rows in bulk through the same gateways: nothing twice, nothing told wrongly', async () => {
  const seed = Number(process.env['SEED'] ?? 20_261_125);
  console.log(`SEED=${seed} repeats this run`);
  const { counts, wrong } = await bulkThroughGateways(12_600, seed);
  console.table(counts);
  expect(wrong).toEqual([]);
});
