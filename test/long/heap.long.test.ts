import { expect, it } from 'vitest';
import { leastGrowth } from '../leak.ts';
import { memoryUnder } from './fuzz/heap.ts';

it('the emulator uses no more memory after 200,000 hostile requests', async ({ annotate }) => {
  const readings = await memoryUnder(50_000, 4);
  await annotate(`bytes in use: ${readings.join(', ')}`);
  // 20 bytes for each request.
  expect(leastGrowth(readings)).toBeLessThan(1_000_000);
}, 1_200_000);
