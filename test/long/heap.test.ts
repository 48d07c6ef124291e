import { expect, it } from 'vitest';
import { leastGrowth } from '../leak.ts';
import { memoryUnder } from './fuzz/heap.ts';

it('the emulator uses no more memory after 20,000 hostile requests', async () => {
  const readings = await memoryUnder(5_000, 4);
  // 100 bytes for each request.
  expect(leastGrowth(readings)).toBeLessThan(500_000);
}, 240_000);
