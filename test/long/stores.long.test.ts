import { expect, it } from 'vitest';
import { transportNames } from '../contract/adapters.ts';
import { runStores } from './stores.ts';

it.each(transportNames)(
  '100 stores with 50 callers each at once by %s: nothing leaks, and no cap is overshot',
  async (transport) => {
    const counts = await runStores({ stores: 100, callers: 50, transport });
    expect(counts.granted + counts.refused).toBe(5_000);
    expect(counts.granted).toBeGreaterThan(1_000);
    expect(counts.refused).toBeGreaterThan(1_000);
  },
  600_000,
);
