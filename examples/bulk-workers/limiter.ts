import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limiter } from 'vtex-customer-credit';

/** One limit for every process that uses the same Redis: so many requests a second, and a pause for all after a 429. */
export function sharedLimiter(redis: Redis, store: string, requestsPerSecond: number): Limiter {
  const limit = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: 'customer-credit',
    points: requestsPerSecond,
    duration: 1,
  });
  return {
    async acquire(signal) {
      for (;;) {
        signal.throwIfAborted();
        const full = await limit.consume(store).then(
          () => undefined,
          (reason: unknown) => {
            if (reason instanceof RateLimiterRes) return reason;
            throw reason;
          },
        );
        if (full === undefined) break;
        await wait(Math.max(1, full.msBeforeNext), undefined, { signal });
      }
      return {
        release: ({ status, retryAfter = 1000 }) => {
          if (status === 429) limit.block(store, retryAfter / 1000).catch(console.error);
        },
      };
    },
  };
}
