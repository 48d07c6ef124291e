import type { RetryClass } from '../../api/operation.ts';
import type { Finding } from '../../api/recovery.ts';
import { type CallFacts, type CustomerCreditError, UnknownOutcomeError } from '../../errors/index.ts';
import type { ToldOutcome } from '../../errors/transport.ts';
import { wait } from '../../values/wait.ts';
import type { Deadline } from './deadline.ts';
import type { Limits } from './limits.ts';
import { type AttemptEvent, type CallState, decide, effectOf, toldAlone } from './outcome.ts';

/** How one attempt ended. */
export interface AttemptEnd<Output> {
  readonly event: AttemptEvent;
  /** Reads the answer, where the event is a success. */
  readonly output: () => Output;
  /** The error that the end is, where it is none. */
  readonly error: (told: ToldOutcome) => CustomerCreditError;
}

/** One call: what to send, and how to find out what became of it. */
export interface Call<Output> {
  readonly retry: RetryClass;
  readonly limits: Limits;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
  readonly facts: CallFacts;
  /** Sends the request for the nth time. */
  readonly attempt: (count: number) => Promise<AttemptEnd<Output>>;
  readonly advice: string | undefined;
  /** Reads what became of it; `refusedWith` is the status of the API's refusal, if that came last. */
  readonly recover: ((refusedWith: number | undefined) => Promise<Finding<Output>> | undefined) | undefined;
  readonly repeatable: boolean;
  readonly onRetry: (count: number, error: CustomerCreditError, delay: number) => void;
}

const standardAdvice = 'Read what it was to change.';

/** The status of the API's own refusal. */
const refusedWith = (event: AttemptEvent): number | undefined =>
  event.kind === 'answer' && effectOf(event) === 'nothing' ? event.status : undefined;

/** Whatever keeps reading from an end: it proves nothing then. */
async function find<Output>(
  { recover, signal }: Call<Output>,
  event: AttemptEvent,
): Promise<Finding<Output>> {
  try {
    return (await recover?.(refusedWith(event))) ?? { finding: 'undecided' };
  } catch {
    signal?.throwIfAborted();
    return { finding: 'undecided' };
  }
}

/** The error of a call whose last attempt ended so. */
export function errorOf(
  { retry, advice = standardAdvice, facts }: Pick<Call<unknown>, 'retry' | 'advice' | 'facts'>,
  { event, error }: Pick<AttemptEnd<unknown>, 'event' | 'error'>,
  told: ToldOutcome,
  attempts: number,
): CustomerCreditError {
  const alone = toldAlone(retry, event);
  // The last attempt's own words would say more than is known, or less than must be said.
  const needsWords =
    told.outcome === 'unknown' && retry !== 'read' && (retry === 'once' || alone.outcome !== 'unknown');
  if (!needsWords) return error(told);
  return new UnknownOutcomeError(advice, error(alone), { ...facts, attempts }, told.retryable);
}

/** Waits; rejects with the signal's reason as soon as it ends. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (milliseconds <= 0 || !(await wait(milliseconds, signal))) signal?.throwIfAborted();
}

/** Makes a call: does what `decide` says until there is an answer or an error to tell. */
export async function makeCall<Output>(call: Call<Output>): Promise<Output> {
  const { retry, limits, deadline, signal, repeatable, recover } = call;
  const now = (): Pick<CallState, 'left' | 'chance'> => ({ left: deadline.left(), chance: Math.random() });
  let end = await call.attempt(1);
  // Most calls end here: with an answer to the first request.
  if (effectOf(end.event) === 'done') return end.output();
  let state: CallState = {
    retry,
    repeatable,
    recoverable: recover !== undefined && limits.retries > 0,
    attempts: 1,
    retries: limits.retries,
    ambiguous: false,
    underWay: false,
    last: end.event,
    longestPause: limits.maxRetryDelay,
    ...now(),
  };
  let finding: Finding<Output> | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const event =
      finding === undefined ? end.event : ({ kind: 'read-back', finding: finding.finding } as const);
    const decision = decide({ ...state, ...now() }, event);
    const { step } = decision;
    state = decision.state;
    if (step.do === 'answer') return end.output();
    if (step.do === 'answer-as-read' && finding?.finding === 'done') return finding.output;
    if (step.do === 'send') {
      call.onRetry(state.attempts - 1, end.error(toldAlone(retry, end.event)), step.pause);
      await pause(step.pause, signal);
      finding = undefined;
      end = await call.attempt(state.attempts);
    } else if (step.do === 'read-back') {
      await pause(step.pause, signal);
      finding = await find(call, end.event);
    } else if (step.do === 'fail') {
      throw errorOf(call, end, step, state.attempts);
    }
  }
}
