import { ApiError, CustomerCreditError } from '../errors.ts';
import type { RetryClass } from '../operations/operation.ts';

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const firstPause = 250;
const longestPause = 8_000;

/** Whether a failed attempt may be made again. A *once* operation never is. */
export function mayRetry(retry: RetryClass, error: unknown): boolean {
  if (retry === 'once' || !(error instanceof CustomerCreditError)) return false;
  return error instanceof ApiError ? retriedStatuses.has(error.status) : error.retryable;
}

/** Milliseconds until the next attempt: what the API asked for, else exponential with full jitter. */
export function pauseBefore(attempt: number, error: unknown): number {
  if (error instanceof ApiError && error.retryAfter !== undefined)
    return Math.min(error.retryAfter, longestPause);
  return Math.random() * Math.min(longestPause, firstPause * 2 ** (attempt - 1));
}

/** Waits; rejects with the signal's reason as soon as it ends. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
