import { expect, it } from 'vitest';
import { memoryUnder } from './fuzz/heap.ts';

it('the emulator uses no more memory after 20,000 hostile requests', async () => {
  const { before, after } = await memoryUnder(20_000);
  expect(after - before).toBeLessThan(12_000_000);
}, 60_000);
