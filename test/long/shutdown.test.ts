import { describe, expect, it } from 'vitest';
import { stopUnderLoad } from './shutdown.ts';

describe('a server with 500 requests in flight', () => {
  it.each([
    ['before it answered any', { latency: 60_000, after: 300 as const }, 0],
    ['while it answers', { latency: 1, after: 'an answer' as const }, 1],
  ])(
    'stops at once when told to %s, and leaves no half answer',
    async (_, when, least) => {
      const stopped = await stopUnderLoad({ connections: 50, requests: 10, ...when });
      expect(stopped).toMatchObject({ code: 0, halves: 0 });
      // The first would wait for a minute, longer than this test may take. The long form looks at the time itself.
      expect(stopped.whole).toBeGreaterThanOrEqual(least);
    },
    30_000,
  );
});
