import { expect, it } from 'vitest';
import { memoryUnder } from './fuzz/heap.ts';

it('the emulator uses no more memory after 200,000 hostile requests', async ({ annotate }) => {
  const { before, after } = await memoryUnder(200_000);
  await annotate(`bytes before and after: ${before}, ${after}`);
  expect(after - before).toBeLessThan(12_000_000);
}, 1_200_000);
