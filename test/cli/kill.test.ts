import { expect, it } from 'vitest';
import { killAndGoOn } from './kill.ts';

it('pays every invoice exactly once, killed at 20 moments', async () => {
  const killed = await Promise.all([1, 2, 3, 4].map((seed) => killAndGoOn(seed, 5, 150)));
  // By the clock it may be too late.
  expect(killed.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(16);
}, 240_000);
