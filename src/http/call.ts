import { CustomerCreditError, UnknownOutcomeError } from '../errors.ts';
import type { RetryClass, Verdict } from '../operations/operation.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { isDark, isSlow, mayRepeat, pause, pauseBefore } from './retry.ts';

/** One call: what to send, and how to find out what became of it. */
export interface Call<Output> {
  readonly retry: RetryClass;
  readonly limits: Limits;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
  /** Sends the request for the nth time and reads the answer. */
  readonly attempt: (count: number) => Promise<Output>;
  /** What an answer without content means, where there is none to expect. */
  readonly withoutContent: { readonly output: Output } | undefined;
  readonly advice: string | undefined;
  /** Looks at the store to find out what became of it. */
  readonly settle: ((state: Dark) => Promise<Verdict<Output>>) | undefined;
  readonly onRetry: (count: number, error: CustomerCreditError, delay: number) => void;
}

/** What is known of attempts whose end is in the dark. */
export interface Dark {
  readonly slow: boolean;
  /** The last failure. */
  readonly error: CustomerCreditError;
}

/** Waits for the next attempt; `false` when there is none to wait for. */
async function nextAttempt<Output>(
  { limits, deadline, signal, onRetry }: Call<Output>,
  count: number,
  error: CustomerCreditError,
): Promise<boolean> {
  if (count > limits.retries) return false;
  const delay = pauseBefore(count, error, limits.maxRetryDelay);
  // A pause that outlasts the call would only put off its failure.
  if (delay === undefined || delay >= deadline.left()) return false;
  onRetry(count, error, delay);
  await pause(delay, signal);
  return true;
}

async function verdictOf<Output>(
  { settle, signal, advice }: Call<Output>,
  dark: Dark,
): Promise<Verdict<Output>> {
  if (settle === undefined || advice === undefined) return { verdict: 'unknown' };
  return settle(dark).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (error instanceof CustomerCreditError) return { verdict: 'unknown' } as const;
    throw error;
  });
}

function unknownOutcome<Output>(
  { advice = 'Read what it was to change.' }: Call<Output>,
  error: CustomerCreditError,
): UnknownOutcomeError {
  const { operation, path, attempts } = error;
  return new UnknownOutcomeError(advice, error, { operation, path, attempts });
}

/**
 * Carries a call through: repeats what may be repeated, and reads back what may not. *read* and *idempotent* operations
 * are repeated after any failure that may pass; *once* operations only after one that surely did nothing, or after
 * reading back has shown that nothing was done. What an attempt in the dark did is found out before a failure is told.
 */
export async function carry<Output>(call: Call<Output>): Promise<Output> {
  const { retry, limits, signal } = call;
  const canLook = limits.retries > 0;
  let dark = false;
  let slow = false;
  let lastDone: CustomerCreditError | undefined;
  for (let count = 1; ; count += 1) {
    try {
      return await call.attempt(count);
    } catch (error) {
      if (signal?.aborted || !(error instanceof CustomerCreditError) || error.code === 'invalid_response')
        throw error;
      if (error.outcome === 'done' && call.withoutContent !== undefined) return call.withoutContent.output;
      if (error.outcome === 'done') lastDone = error;
      if (isDark(retry, error)) {
        dark = true;
        slow ||= isSlow(error);
      }
      const repeats = mayRepeat(retry, error);
      if (repeats && (await nextAttempt(call, count, error))) continue;
      if (!dark || !canLook) throw lastDone ?? error;
      const found = await verdictOf(call, { slow, error });
      if (found.verdict === 'done') return found.output;
      if (lastDone !== undefined) throw lastDone;
      if (found.verdict === 'not-done') {
        if (!repeats && retry === 'once' && isDark(retry, error) && (await nextAttempt(call, count, error)))
          continue;
        throw error;
      }
      // What says itself that its end is unknown needs no other words, unless a repetition would be wrong.
      throw error.outcome === 'unknown' && retry !== 'once' ? error : unknownOutcome(call, error);
    }
  }
}
