import type { RetryClass } from '../../api/operation.ts';
import { ApiError, type CustomerCreditError, InvalidResponseError } from '../../errors/index.ts';
import { wait } from '../../values/wait.ts';

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
// A gateway's words: what stands behind it did not speak.
const cutShort: ReadonlySet<number> = new Set([408, 502, 504]);
const firstPause = 250;

/** Whether it is certain that a failed attempt was not carried out, and that trying again later makes sense. */
function surelyNotDone(error: CustomerCreditError): boolean {
  if (!(error instanceof ApiError)) return error.outcome === 'not-sent' && error.retryable;
  return error.status === 429 || (error.status === 503 && error.retryAfter !== undefined);
}

/** Whether a failed attempt may be made again without looking first. */
export function mayRepeat(retry: RetryClass, error: CustomerCreditError): boolean {
  if (surelyNotDone(error)) return true;
  // What answers in the API's place now will most often do so again.
  if (retry === 'once' || error instanceof InvalidResponseError) return false;
  return error instanceof ApiError ? retriedStatuses.has(error.status) : error.retryable;
}

/** Whether a failed attempt may have changed something. */
export function isDark(retry: RetryClass, error: CustomerCreditError): boolean {
  if (retry === 'read' || surelyNotDone(error)) return false;
  return error.outcome === 'unknown' || error.outcome === 'done';
}

/** Whether an attempt in the dark ended without the API's own word: it may still be at it. */
export function mayStillRun(error: CustomerCreditError): boolean {
  if (error instanceof ApiError) return cutShort.has(error.status);
  return error.outcome === 'unknown' && !(error instanceof InvalidResponseError);
}

/**
 * Milliseconds until the next attempt: exponential with full jitter, and not before the API asked for. `undefined` when
 * it asks for more than anyone would wait: earlier would be in vain.
 */
export function pauseBefore(
  attempt: number,
  error: CustomerCreditError,
  longest: number,
): number | undefined {
  const { retryAfter = 0 } = error instanceof ApiError ? error : {};
  if (retryAfter > longest) return undefined;
  return Math.max(retryAfter, Math.random() * Math.min(longest, firstPause * 2 ** (attempt - 1)));
}

/** Milliseconds before what an attempt did is looked for: what is still on its way has arrived by then, most often. */
export const pauseBeforeLooking = (longest: number, left: number): number =>
  Math.min(firstPause, longest, left / 4);

/** Waits; rejects with the signal's reason as soon as it ends. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (milliseconds <= 0) return signal?.throwIfAborted();
  if (!(await wait(milliseconds, signal))) signal?.throwIfAborted();
}
