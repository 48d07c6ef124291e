import type { RetryClass } from '../../api/operation.ts';
import type { Outcome } from '../../errors/base.ts';

/**
 * What may be sent again, what must be read back, and what is told: one pure function, `decide`, from the state of a
 * call and what happened last to the next step. Nothing else decides. `docs/outcomes.md` is its table.
 */

/**
 * What the body of an answer looks like. `api-error`: the API's own words for a failure, whole. `json`: other JSON.
 * `other`: text or a page. `cut-off`: it did not arrive whole.
 */
export type BodyShape = 'empty' | 'api-error' | 'json' | 'other' | 'cut-off';

interface AnswerEvent {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: BodyShape;
  /** Whether a header says that something between here and the API made the answer. */
  readonly gateway: boolean;
  /** Milliseconds the answer asks to wait. */
  readonly retryAfter?: number | undefined;
  /** For a success: whether it is the answer to this request, by its content. */
  readonly fits: boolean;
}

/** How one attempt ended. */
export type AttemptEvent =
  | AnswerEvent
  /** Certainly nothing was sent. `mayPass`: a later attempt may get through. */
  | { readonly kind: 'not-sent'; readonly mayPass: boolean }
  /** The connection was lost before a whole answer arrived. */
  | { readonly kind: 'lost' }
  /** The time limit passed before a whole answer arrived. */
  | { readonly kind: 'late' }
  /** A success whose body is longer than what is read. */
  | { readonly kind: 'too-large' };

/**
 * What reading shows. `impossible`: it was not done, and what may still be under way can no longer do it. `undecided`:
 * what was read proves nothing, or could not be read.
 */
export type FindingKind = 'done' | 'not-done' | 'impossible' | 'undecided';

export type StepEvent = AttemptEvent | { readonly kind: 'read-back'; readonly finding: FindingKind };

/**
 * What one attempt did. `done`: what was asked for. `nothing`: certainly nothing. `ended`: it may have done it, and is
 * over. `under-way`: it may have done it, or may still do it.
 */
export type Effect = 'done' | 'nothing' | 'ended' | 'under-way';

export interface CallState {
  readonly retry: RetryClass;
  /** Whether the operation cannot be done twice, even while an earlier attempt is still under way. */
  readonly repeatable: boolean;
  /** Whether there is something to read that may tell. */
  readonly recoverable: boolean;
  /** How often it was sent. */
  readonly attempts: number;
  /** How often it may be sent again. */
  readonly retries: number;
  /** Whether an attempt so far may have changed something. */
  readonly ambiguous: boolean;
  /** Whether such an attempt may still be under way. */
  readonly underWay: boolean;
  /** How the last attempt ended. */
  readonly last: AttemptEvent;
  /** Milliseconds that are left for the whole call. */
  readonly left: number;
  /** Milliseconds of the longest pause. */
  readonly longestPause: number;
  /** A random number from 0 to 1, that spreads the pauses of many callers. */
  readonly chance: number;
}

export type Step =
  | { readonly do: 'send'; readonly pause: number }
  | { readonly do: 'read-back'; readonly pause: number }
  /** The answer is a success. */
  | { readonly do: 'answer' }
  /** What was read back is a success. */
  | { readonly do: 'answer-as-read' }
  | { readonly do: 'fail'; readonly outcome: Exclude<Outcome, 'done'>; readonly retryable: boolean };

export interface Transition {
  readonly step: Step;
  /** The state before the next event. */
  readonly state: CallState;
}

/** Statuses by which this API may refuse: with its own whole body they say that nothing was done. */
const refusals: ReadonlySet<number> = new Set([
  400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 501,
]);
/** Statuses of a success. Others from 200 to 299, such as 202, do not say that it was done. */
const successes: ReadonlySet<number> = new Set([200, 201, 204]);
/** Failures that do not pass by asking again. */
const permanent: ReadonlySet<number> = new Set([501, 505, 510, 511]);

const firstPause = 250;

export const isSuccess = (status: number): boolean => successes.has(status);

/** What an attempt did, by its end alone. */
export function effectOf(event: AttemptEvent): Effect {
  if (event.kind === 'not-sent') return 'nothing';
  if (event.kind !== 'answer') return 'under-way';
  const { status, body, gateway, fits, retryAfter } = event;
  if (isSuccess(status)) return fits ? 'done' : 'under-way';
  // Only the API's own whole words say what it did. Everything else may come from something in between.
  if (body !== 'api-error' || gateway) return 'under-way';
  if (refusals.has(status) || (status === 503 && retryAfter !== undefined)) return 'nothing';
  return status === 500 || status === 503 ? 'ended' : 'under-way';
}

/** Whether the failure may pass when asked again. */
export function mayPass(event: AttemptEvent): boolean {
  if (event.kind === 'not-sent') return event.mayPass;
  if (event.kind !== 'answer') return event.kind !== 'too-large';
  const { status, body } = event;
  if (isSuccess(status)) return body === 'cut-off';
  return status === 408 || status === 425 || status === 429 || (status >= 500 && !permanent.has(status));
}

type Told = Extract<Step, { do: 'fail' }>;

const fail = (outcome: Told['outcome'], retryable: boolean): Told => ({ do: 'fail', outcome, retryable });

/** What an attempt that failed says by itself, without those before it. */
export function toldAlone(retry: RetryClass, event: AttemptEvent): Told {
  const passes = mayPass(event);
  if (effectOf(event) === 'nothing') return fail(event.kind === 'not-sent' ? 'not-sent' : 'refused', passes);
  return fail('unknown', passes && retry !== 'once');
}

/**
 * Milliseconds until the next attempt: exponential with full jitter, and not before the API asked for. `undefined` when
 * there is no attempt left, when the API asks for more than the longest pause, or when the pause would outlast the call.
 */
function pauseBefore({ attempts, retries, chance, left, longestPause, last }: CallState): number | undefined {
  if (attempts > retries) return undefined;
  const asked = last.kind === 'answer' ? (last.retryAfter ?? 0) : 0;
  if (asked > longestPause) return undefined;
  const pause = Math.max(asked, chance * Math.min(longestPause, firstPause * 2 ** (attempts - 1)));
  return pause < left ? pause : undefined;
}

function sendAgain(state: CallState): Step | undefined {
  const pause = pauseBefore(state);
  return pause === undefined ? undefined : { do: 'send', pause };
}

/** Reads what became of it, after a moment: what is on its way has arrived by then, most often. */
function readBack({ recoverable, left, longestPause }: CallState): Step | undefined {
  if (!recoverable || left <= 0) return undefined;
  return { do: 'read-back', pause: Math.min(firstPause, longestPause, left / 4) };
}

const unknownOutcome = ({ retry }: CallState): Told => fail('unknown', retry !== 'once');

function afterAttempt(state: CallState, event: AttemptEvent): Step {
  const effect = effectOf(event);
  if (effect === 'done') return { do: 'answer' };
  const { retry, ambiguous } = state;
  const passes = mayPass(event);
  if (retry === 'read') return (passes && sendAgain(state)) || toldAlone(retry, event);
  if (effect === 'nothing') {
    if (passes) {
      const again = sendAgain(state);
      if (again !== undefined) return again;
    }
    if (!ambiguous) return toldAlone(retry, event);
    return readBack(state) ?? unknownOutcome(state);
  }
  if (retry === 'idempotent' && passes) {
    const again = sendAgain(state);
    if (again !== undefined) return again;
  }
  return readBack(state) ?? unknownOutcome(state);
}

/** Of an attempt whose success is no answer to the request: any other success ends the call. */
const isUnfit = (event: AttemptEvent): boolean => event.kind === 'answer' && isSuccess(event.status);

/** That nothing was done. */
const notDone = ({ last }: CallState, retryable: boolean): Told =>
  fail(last.kind === 'not-sent' ? 'not-sent' : 'refused', retryable);

function afterReadBack(state: CallState, finding: FindingKind): Step {
  const { retry, repeatable, underWay, last } = state;
  if (finding === 'done') return { do: 'answer-as-read' };
  if (finding === 'impossible') return notDone(state, false);
  // What may still be under way can come after all: that it is not there yet proves nothing.
  const over = finding === 'not-done' && !underWay;
  const harmless = retry === 'idempotent' ? isUnfit(last) : repeatable;
  const safe = over || (finding === 'not-done' && harmless);
  if (safe && effectOf(last) !== 'nothing') {
    const again = sendAgain(state);
    if (again !== undefined) return again;
  }
  return over ? notDone(state, mayPass(last)) : unknownOutcome(state);
}

/** The next step of a call after an event, and its state then. */
export function decide(before: CallState, event: StepEvent): Transition {
  if (event.kind === 'read-back') {
    const step = afterReadBack(before, event.finding);
    // Shown that nothing was done and nothing can come: the attempts so far count for nothing.
    const over = event.finding === 'not-done' && !before.underWay;
    const state = over ? { ...before, ambiguous: false } : before;
    return { step, state: step.do === 'send' ? sent(state) : state };
  }
  const effect = effectOf(event);
  const changes = before.retry !== 'read' && (effect === 'ended' || effect === 'under-way');
  const state: CallState = {
    ...before,
    last: event,
    ambiguous: before.ambiguous || changes,
    underWay: before.underWay || (changes && effect === 'under-way'),
  };
  const step = afterAttempt(state, event);
  return { step, state: step.do === 'send' ? sent(state) : state };
}

const sent = (state: CallState): CallState => ({ ...state, attempts: state.attempts + 1 });
