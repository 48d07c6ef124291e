import { expect, it } from 'vitest';
import { tell, zones } from './zones/zones.ts';

it('the same story is told in every time zone, byte by byte', async () => {
  const [utc, ...others] = await Promise.all(zones.map(tell));
  expect(utc?.transcript.length).toBeGreaterThan(1_000_000);
  expect(others.map(({ offset }) => offset)).toEqual([-840, 150]);
  for (const { zone, transcript } of others) {
    // Compared as a whole first: a difference is then shown by its line.
    if (transcript === utc?.transcript) continue;
    expect([zone, transcript.split('\n')]).toEqual([zone, utc?.transcript.split('\n')]);
  }
}, 240_000);
