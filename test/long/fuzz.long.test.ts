import { describe, expect, it } from 'vitest';
import { countOf, fuzz } from './fuzz/fuzz.ts';

describe('100,000 hostile requests', () => {
  it('never fail the emulator, and what is refused changes nothing', async ({ annotate }) => {
    const statuses = await fuzz({ stores: 1100, requests: 100 });
    await annotate(`requests by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect(countOf(statuses)).toBeGreaterThan(100_000);
  }, 1_200_000);
});
