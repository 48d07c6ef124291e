import { expect, it } from 'vitest';
import { runStores } from './stores.ts';

it('10 stores with 10 callers each at once: nothing leaks, and no cap is overshot', async () => {
  const { granted, refused } = await runStores({ stores: 10, callers: 10 });
  expect(granted).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(30);
}, 60_000);
