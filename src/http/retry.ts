import { ApiError, type CustomerCreditError, TimeoutError } from '../errors.ts';
import type { RetryClass } from '../operations/operation.ts';

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const slowStatuses: ReadonlySet<number> = new Set([408, 504]);
const firstPause = 250;

/** Whether it is certain that a failed attempt was not carried out, and that trying again later makes sense. */
function surelyNotDone(error: CustomerCreditError): boolean {
  if (!(error instanceof ApiError)) return error.outcome === 'not-sent' && error.retryable;
  return error.status === 429 || (error.status === 503 && error.retryAfter !== undefined);
}

/** Whether a failed attempt may be made again without looking first. */
export function mayRepeat(retry: RetryClass, error: CustomerCreditError): boolean {
  if (surelyNotDone(error)) return true;
  if (retry === 'once') return false;
  return error instanceof ApiError ? retriedStatuses.has(error.status) : error.retryable;
}

/** Whether a failed attempt may have changed something. */
export function isDark(retry: RetryClass, error: CustomerCreditError): boolean {
  if (retry === 'read' || surelyNotDone(error)) return false;
  return error.outcome === 'unknown' || error.outcome === 'done';
}

/** Whether an attempt ended for being slow, so that the API may still be at it. */
export function isSlow(error: CustomerCreditError): boolean {
  return error instanceof TimeoutError || (error instanceof ApiError && slowStatuses.has(error.status));
}

/**
 * Milliseconds until the next attempt: what the API asked for, else exponential with full jitter. `undefined` when the
 * API asks for more than anyone would wait: earlier would be in vain.
 */
export function pauseBefore(
  attempt: number,
  error: CustomerCreditError,
  longest: number,
): number | undefined {
  const asked = error instanceof ApiError ? error.retryAfter : undefined;
  if (asked !== undefined) return asked <= longest ? asked : undefined;
  return Math.random() * Math.min(longest, firstPause * 2 ** (attempt - 1));
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
