import { describe, expect, it } from 'vitest';
import { fuzzSocket } from './fuzz/raw.ts';

describe('hostile bytes', () => {
  it('never fail the server, and it answers the next one', async () => {
    const { exchanges, answers } = await fuzzSocket(500);
    expect(exchanges).toBeGreaterThanOrEqual(500);
    expect(answers).toBeGreaterThan(250);
  }, 240_000);
});
