import { describe, expect, it } from 'vitest';
import { fuzzSocket } from './fuzz/raw.ts';

describe('10,000 times hostile bytes', () => {
  it('never fail the server, and it answers the next one', async ({ annotate }) => {
    const counts = await fuzzSocket(10_000);
    await annotate(JSON.stringify(counts));
    expect(counts.exchanges).toBeGreaterThanOrEqual(10_000);
  }, 1_200_000);
});
