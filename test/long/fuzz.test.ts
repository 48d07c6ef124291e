import { describe, expect, it } from 'vitest';
import { countOf, fuzz } from './fuzz/fuzz.ts';

describe('hostile requests', () => {
  it('never fail the emulator, and what is refused changes nothing', async () => {
    const statuses = await fuzz({ stores: 40, requests: 75 });
    expect(countOf(statuses)).toBeGreaterThan(2_000);
    // Neither all let in nor all turned away at the adapter.
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405, 409, 413]));
  }, 240_000);
});
