import { ConfigurationError } from '../../errors/index.ts';
import { unknownNames } from '../../errors/option-names.ts';

/** How a request ended that a permit was given for. */
export interface PermitEnd {
  /** `undefined` when no answer came. */
  readonly status: number | undefined;
  /** Milliseconds the API asked to wait. */
  readonly retryAfter: number | undefined;
}

/** Leave to send one request. */
export interface Permit {
  /** Called once, when the request has ended. */
  release(end: PermitEnd): void;
}

/**
 * Decides when a request may go out. Bring your own to share a limit between processes; `createLimiter` makes one for
 * this process.
 */
export interface Limiter {
  /**
   * Resolves when a request may be sent. Rejects with the signal's reason when that ends first, and then holds nothing
   * back. When it rejects otherwise, nothing is sent, and the call rejects with a `NetworkError`.
   */
  acquire(signal: AbortSignal): Promise<Permit>;
}

export interface LimiterOptions {
  /** How many requests may begin in a second: above 0. No limit unless given. */
  readonly requestsPerSecond?: number | undefined;
  /** How many requests may be under way at once: a whole number from 1. No limit unless given. */
  readonly concurrency?: number | undefined;
}

const names = { requestsPerSecond: true, concurrency: true } satisfies Record<keyof LimiterOptions, true>;

/** However long the API asked to wait, after this many milliseconds one request may look again. */
export const longestPause = 20_000;
const leastShare = 1 / 32;
const recovery = 1 / 64;

interface Waiting {
  readonly start: () => void;
}

/**
 * A limiter for one process. After a 429 it lets through half as much as before, and nothing at all while the API asked
 * to wait, 20 seconds at most; with each success it gives a 64th of the full limit back.
 *
 * @throws ConfigurationError for limits that cannot be.
 */
export function createLimiter(options: LimiterOptions): Limiter {
  const { requestsPerSecond, concurrency } = options;
  const rate = requestsPerSecond ?? Number.POSITIVE_INFINITY;
  const most = concurrency ?? Number.POSITIVE_INFINITY;
  const issues = [
    ...unknownNames(options, Object.keys(names), { rate: 'requestsPerSecond', maxConcurrent: 'concurrency' }),
    ...(rate > 0 ? [] : [{ path: 'requestsPerSecond', expected: 'a number above 0' }]),
    ...(most >= 1 && (concurrency === undefined || Number.isInteger(concurrency))
      ? []
      : [{ path: 'concurrency', expected: 'a whole number from 1' }]),
  ];
  if (issues.length > 0) throw new ConfigurationError(issues);
  const queue = new Set<Waiting>();
  let share = 1;
  let active = 0;
  let next = 0;
  let lastCut = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pump = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const waiting of queue) {
      if (active >= Math.max(1, most * share)) return;
      const now = performance.now();
      if (now < next) {
        timer = setTimeout(pump, Math.min(next - now, longestPause));
        return;
      }
      next = Math.max(next, now) + 1000 / (rate * share);
      active += 1;
      queue.delete(waiting);
      waiting.start();
    }
  };
  const permit = (): Permit => {
    const began = performance.now();
    return {
      release: ({ status, retryAfter = 0 }) => {
        active -= 1;
        const now = performance.now();
        if (status === 429) {
          next = Math.max(next, now + Math.min(retryAfter, longestPause));
          // Those under way together are told together: one cut for all of them.
          if (began > lastCut) {
            share = Math.max(leastShare, share / 2);
            lastCut = now;
          }
        } else if (status !== undefined && status < 400) {
          share = Math.min(1, share + recovery);
        }
        pump();
      },
    };
  };
  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const leave = (): void => {
          queue.delete(waiting);
          if (queue.size === 0) clearTimeout(timer);
          reject(signal.reason);
        };
        const waiting: Waiting = {
          start: () => {
            signal.removeEventListener('abort', leave);
            resolve(permit());
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        queue.add(waiting);
        pump();
      }),
  };
}
