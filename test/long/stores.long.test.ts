import { expect, it } from 'vitest';
import { runStores } from './stores.ts';

it('100 stores with 50 callers each at once: nothing leaks, and no cap is overshot', async ({ annotate }) => {
  const counts = await runStores({ stores: 100, callers: 50 });
  await annotate(JSON.stringify(counts));
  expect(counts.granted + counts.refused).toBe(5_000);
  expect(counts.granted).toBeGreaterThan(1_000);
  expect(counts.refused).toBeGreaterThan(1_000);
}, 600_000);
