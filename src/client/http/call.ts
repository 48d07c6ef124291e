import type { RetryClass, Verdict } from '../../api/operation.ts';
import { CustomerCreditError, UnknownOutcomeError } from '../../errors/index.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { isDark, mayRepeat, mayStillRun, pause, pauseBefore, pauseBeforeLooking } from './retry.ts';

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
  /** Looks at the store to find out what became of it, after this last failure. */
  readonly settle: ((error: CustomerCreditError) => Promise<Verdict<Output>>) | undefined;
  /** Whether doing it again cannot do it twice, even while an attempt is still under way. */
  readonly repeatable: boolean;
  readonly onRetry: (count: number, error: CustomerCreditError, delay: number) => void;
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
  { settle, signal, limits, deadline }: Call<Output>,
  error: CustomerCreditError,
): Promise<Verdict<Output>> {
  if (settle === undefined) return { verdict: 'unknown' };
  await pause(pauseBeforeLooking(limits.maxRetryDelay, deadline.left()), signal);
  // Whatever kept it from looking: nobody can tell then.
  return settle(error).catch(() => {
    signal?.throwIfAborted();
    return { verdict: 'unknown' } as const;
  });
}

function unknownOutcome<Output>(
  { advice = 'Read what it was to change.', retry }: Call<Output>,
  error: CustomerCreditError,
): UnknownOutcomeError {
  const { operation, path, attempts } = error;
  return new UnknownOutcomeError(advice, error, { operation, path, attempts, once: retry === 'once' });
}

/**
 * Carries a call through: repeats what may be repeated, and reads back what may not. *read* and *idempotent* operations
 * are repeated after any failure that may pass; *once* operations only after one that surely did nothing, or after
 * reading back has shown that nothing was done and nothing can come any more. What an attempt in the dark did is found
 * out before a failure is told.
 */
export async function carry<Output>(call: Call<Output>): Promise<Output> {
  const { retry, limits, signal } = call;
  const canLook = limits.retries > 0;
  let dark = false;
  let underWay = false;
  let lastDone: CustomerCreditError | undefined;
  for (let count = 1; ; count += 1) {
    try {
      return await call.attempt(count);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof CustomerCreditError)) throw error;
      if (error.outcome === 'done') {
        if (error.code === 'invalid_response') throw error;
        if (call.withoutContent !== undefined) return call.withoutContent.output;
        lastDone = error;
      }
      if (isDark(retry, error)) {
        dark = true;
        underWay ||= mayStillRun(error);
      }
      const repeats = mayRepeat(retry, error);
      if (repeats && (await nextAttempt(call, count, error))) continue;
      if (!dark || !canLook) throw lastDone ?? error;
      const found = await verdictOf(call, error);
      if (found.verdict === 'done') return found.output;
      if (lastDone !== undefined) throw lastDone;
      if (found.verdict !== 'unknown') {
        const over = !underWay || found.verdict === 'never';
        const safe = over || call.repeatable;
        if (
          !repeats &&
          retry === 'once' &&
          safe &&
          isDark(retry, error) &&
          (await nextAttempt(call, count, error))
        )
          continue;
        // What may still be under way can come after all: a refusal of the last attempt says nothing about the first.
        if (over) throw error;
      }
      // What says itself that its end is unknown needs no other words, unless a repetition would be wrong.
      throw error.outcome === 'unknown' && retry !== 'once' ? error : unknownOutcome(call, error);
    }
  }
}
