import { expect, it } from 'vitest';
import { transportNames } from '../contract/adapters.ts';
import { runStores } from './stores.ts';

it.each(transportNames)(
  '10 stores with 10 callers each at once by %s: nothing leaks, and no cap is overshot',
  async (transport) => {
    const { granted, refused } = await runStores({ stores: 10, callers: 10, transport });
    expect(granted).toBeGreaterThan(30);
    expect(refused).toBeGreaterThan(30);
  },
  60_000,
);
