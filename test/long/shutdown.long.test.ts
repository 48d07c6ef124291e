import { describe, expect, it } from 'vitest';
import { stopUnderLoad } from './shutdown.ts';

describe('a server with 10,000 requests in flight', () => {
  it.each([
    ['before it answered any', { connections: 1_000, requests: 10, latency: 60_000, after: 3_000 }],
    ['on a connection each', { connections: 10_000, requests: 1, latency: 60_000, after: 3_000 }],
    // What has been read by then is answered before the signal is even heard.
    ['while it answers', { connections: 10_000, requests: 1, latency: 1, after: 'an answer' as const }],
  ])(
    'stops in time when told to %s, and leaves no half answer',
    async (_, when) => {
      const stopped = await stopUnderLoad(when);
      expect(stopped).toMatchObject({ sent: 10_000, code: 0, halves: 0 });
      // A second on a quiet machine, seconds on a busy one: never the minute in which it would have answered.
      expect(stopped.milliseconds).toBeLessThan(15_000);
    },
    60_000,
  );
});
