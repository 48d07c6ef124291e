import type { CustomerCredit } from '../../client/base-client.ts';
import { type CustomerCreditError, isAccountAlreadyOpen, isCustomerCreditError } from '../../errors/index.ts';
import { type Job, problem, type RowDecision } from '../csv/import/job.ts';
import type { RowOutcome, RowProblem } from '../types.ts';

/** How far a call may go. */
interface Trying {
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;
}

/** What the client says went wrong with a row. What is no error of the client's ends everything. */
export function clientError(error: unknown, signal: AbortSignal | undefined): CustomerCreditError {
  signal?.throwIfAborted();
  if (isCustomerCreditError(error)) return error;
  throw error;
}

export const problemOf = ({ code, message }: CustomerCreditError): RowProblem => problem(code, message);

/** What the store says about a wish, and what is to be done. */
interface Looked<Kind extends string, Present> {
  readonly present: Present | undefined;
  readonly decision: RowDecision<Kind>;
}

/**
 * Reads the present state, again after a failure that may pass.
 * @throws the client's last error.
 */
export async function look<Column extends string, Kind extends string, Wish, Present>(
  job: Job<Column, Kind, Wish, Present>,
  client: CustomerCredit,
  wish: Wish,
  { attempts, signal }: Trying,
): Promise<Looked<Kind, Present>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const present = await job.look(client, wish, { signal });
      return { present, decision: job.decide(wish, present) };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      if (attempt >= attempts || !error.retryable) throw error;
    }
  }
}

/** Whether trying again may help: planned anew, nothing can be done twice. */
const worthRepeating = (error: CustomerCreditError): boolean =>
  error.retryable || error.outcome === 'unknown' || isAccountAlreadyOpen(error);

/**
 * Plans a wish against the present state and sends what is to change. After an answer that was lost it reads back; what
 * is not there is sent again, so often as there are attempts, since each request says what shall be and adds nothing.
 */
export async function applyRow<Column extends string, Kind extends string, Wish, Present>(
  job: Job<Column, Kind, Wish, Present>,
  client: CustomerCredit,
  wish: Wish,
  trying: Trying,
): Promise<Omit<RowOutcome, 'row'>> {
  const { attempts, signal } = trying;
  let sent: readonly string[] = [];
  let ambiguous = false;
  let refusal: CustomerCreditError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    let looked: Looked<Kind, Present>;
    try {
      looked = await look(job, client, wish, trying);
    } catch (thrown) {
      const error = clientError(thrown, signal);
      return { outcome: ambiguous ? 'unknown' : 'refused', changes: sent, problem: problemOf(error) };
    }
    const { present, decision } = looked;
    if (decision.verdict === 'unchanged')
      return ambiguous ? { outcome: 'done', changes: sent } : { outcome: 'unchanged', changes: [] };
    if (decision.verdict === 'impossible')
      return { outcome: 'refused', changes: [], problem: decision.problems[0] };
    if (refusal !== undefined && (attempt > attempts || !worthRepeating(refusal)))
      return { outcome: ambiguous ? 'unknown' : 'refused', changes: sent, problem: problemOf(refusal) };
    sent = decision.changes.map(({ kind }) => kind);
    try {
      await job.send(client, wish, present, decision.changes, { signal });
      return { outcome: 'done', changes: sent };
    } catch (thrown) {
      const error = clientError(thrown, signal);
      if (error.outcome === 'done') return { outcome: 'done', changes: sent };
      if (error.outcome === 'unknown') ambiguous = true;
      // Somebody else may just have done it; of the other refusals reading back tells nothing.
      const tellsMore = ambiguous || error.code === 'conflict' || worthRepeating(error);
      if (!tellsMore) return { outcome: 'refused', changes: sent, problem: problemOf(error) };
      refusal = error;
    }
  }
}
