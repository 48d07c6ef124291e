import { expect, it } from 'vitest';
import { killAndGoOn } from './kill.ts';

it('pays every invoice exactly once, killed at 100 moments', async () => {
  let killed = 0;
  for (let round = 0; round < 5; round += 1) {
    const seeds = [1, 2, 3, 4].map((at) => 100 + round * 4 + at);
    const each = await Promise.all(seeds.map((seed) => killAndGoOn(seed, 6, 400)));
    killed += each.reduce((sum, count) => sum + count, 0);
  }
  expect(killed).toBeGreaterThanOrEqual(100);
}, 600_000);
