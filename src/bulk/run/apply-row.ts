import { type CustomerCreditError, isAccountAlreadyOpen, isCustomerCreditError } from '../../errors/index.ts';
import type { Found, RowDecision, WishHandler } from '../csv/import/job.ts';
import type { RowOutcome, RowResult } from '../types.ts';
import { type Breaker, problemOf } from './breaker.ts';

/** How far a call may go. */
export interface Trying {
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;
  /** Tells whether anything is to be tried again, and is told what could not be sent. */
  readonly breaker: Breaker;
  /** Whether a run that was stopped may have sent it already. */
  readonly mayBeDone?: boolean;
}

/** How a row ended, and by which error of the client. */
export interface AppliedRow extends Pick<RowOutcome, 'outcome' | 'changes' | 'problem'> {
  readonly error?: CustomerCreditError | undefined;
}

/** What the client says went wrong with a row. What is no error of the client's ends everything. */
export function clientError(error: unknown, signal: AbortSignal | undefined): CustomerCreditError {
  signal?.throwIfAborted();
  if (isCustomerCreditError(error)) return error;
  throw error;
}

/**
 * Reads what the store says about a wish, again after a failure that may pass.
 * @throws the client's last error.
 */
export async function findAndDecide<Kind extends string, Wish, Present>(
  handler: WishHandler<Kind, Wish, Present>,
  wish: Wish,
  { attempts, signal, breaker }: Trying,
): Promise<{ readonly found: Found<Present>; readonly decision: RowDecision<Kind> }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await handler.find(wish, { signal });
      return { found, decision: handler.decide(wish, found) };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      breaker.seeAttempt(attempt, error);
      if (attempt >= attempts || !error.retryable || breaker.reason !== undefined) throw error;
    }
  }
}

/** Whether trying again may help: planned again, nothing can be done twice. */
const worthRepeating = (error: CustomerCreditError): boolean =>
  error.retryable || error.outcome === 'unknown' || isAccountAlreadyOpen(error);

/** What an error says about a change that cannot have been made by an earlier attempt. */
export const resultOf = ({ code, outcome }: CustomerCreditError): RowResult => {
  if (outcome === 'unknown' || outcome === 'done') return outcome;
  return outcome === 'not-sent' && code !== 'invalid_input' ? 'not-sent' : 'refused';
};

/**
 * Plans a wish against the present state and sends what is to change. After an answer that was lost it reads back; what
 * is not there is sent again, so often as there are attempts, since each request says what shall be and adds nothing.
 * Once an answer was lost, only a state that shows the change tells how the row ended: everything else is `unknown`. So it
 * is with what a stopped run may have sent, but where the state shows that it cannot have been.
 */
export async function applyRow<Kind extends string, Wish, Present>(
  handler: WishHandler<Kind, Wish, Present>,
  wish: Wish,
  trying: Trying,
): Promise<AppliedRow> {
  const { attempts, signal, breaker, mayBeDone = false } = trying;
  let changes: readonly string[] = [];
  let ambiguous = false;
  let failure: CustomerCreditError | undefined;
  const ended = (error: CustomerCreditError, result: RowResult): AppliedRow => ({
    outcome: ambiguous || (mayBeDone && error.code !== 'invalid_input') ? 'unknown' : result,
    changes,
    problem: problemOf(error),
    error,
  });
  for (let attempt = 1; ; attempt += 1) {
    let found: Found<Present>;
    let decision: RowDecision<Kind>;
    try {
      ({ found, decision } = await findAndDecide(handler, wish, trying));
    } catch (thrown) {
      const error = clientError(thrown, signal);
      // Reading failed: of this attempt nothing was sent that changes something.
      return ended(error, error.code === 'invalid_input' ? 'refused' : 'not-sent');
    }
    if (decision.verdict === 'unchanged')
      return ambiguous ? { outcome: 'done', changes } : { outcome: 'unchanged', changes: [] };
    if (decision.verdict === 'impossible') {
      const [problem] = decision.problems;
      return ambiguous
        ? { outcome: 'unknown', changes, problem, error: failure }
        : { outcome: 'refused', changes: [], problem };
    }
    if (
      failure !== undefined &&
      (attempt > attempts || !worthRepeating(failure) || breaker.reason !== undefined)
    )
      return ended(failure, resultOf(failure));
    changes = decision.changes.map(({ kind }) => kind);
    try {
      await handler.send(wish, found.present, decision.changes, { signal });
      return { outcome: 'done', changes };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      breaker.seeAttempt(attempt, error);
      if (error.outcome === 'done') return { outcome: 'done', changes };
      if (error.outcome === 'unknown') ambiguous = true;
      // Somebody else may just have done it; of the other refusals reading back tells nothing.
      const tellsMore = ambiguous || error.code === 'conflict' || worthRepeating(error);
      if (!tellsMore) return ended(error, resultOf(error));
      failure = error;
    }
  }
}
