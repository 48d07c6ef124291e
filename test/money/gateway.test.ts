import { expect, test } from 'vitest';
import { bulkThroughGateways } from './bulk.ts';
import { throughGateways } from './gateway.ts';

test('through gateways that answer for the API nothing is done twice, and nothing is told wrongly', async () => {
  const { counts, wrong } = await throughGateways(720, 1);
  expect(wrong).toEqual([]);
  const all = Object.values(counts);
  // The gateways struck, and not everything was lost to them.
  expect(all.reduce((sum, { unknown }) => sum + unknown, 0)).toBeGreaterThan(20);
  expect(all.reduce((sum, { done }) => sum + done, 0)).toBeGreaterThan(200);
}, 240_000);

test('the same in bulk: many at once, by a file, and by one whose run is killed and resumed', async () => {
  const { counts, wrong } = await bulkThroughGateways(720, 1);
  expect(wrong).toEqual([]);
  const all = Object.values(counts);
  expect(all).toHaveLength(6);
  expect(all.reduce((sum, { unknown }) => sum + unknown, 0)).toBeGreaterThan(20);
  expect(all.reduce((sum, { done }) => sum + done, 0)).toBeGreaterThan(200);
}, 240_000);
