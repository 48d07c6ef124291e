import type { RetryClass } from '../../api/operation.ts';
import { failureOf, requestIdOf } from '../../errors/error-of.ts';
import {
  type CallFacts,
  type CustomerCreditError,
  InvalidResponseError,
  ResponseTooLargeError,
  TimeoutError,
} from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { connectionError, type ToldOutcome } from '../../errors/transport.ts';
import { type Incoming, isFromGateway, parsed, retryAfterOf, shapeOf } from './answer.ts';
import type { AttemptEnd } from './call.ts';
import type { Sent } from './exchange.ts';
import { type AttemptEvent, effectOf, isSuccess, toldAlone } from './outcome.ts';

/** What the end of an attempt is understood with. */
export interface Understanding<Output> {
  readonly retry: RetryClass;
  readonly facts: CallFacts;
  readonly maxResponseBytes: number;
  readonly redact: (text: string) => string;
  readonly now: () => number;
  /** The output of a success that is the answer to this request; else what was expected of it. */
  readonly read: (
    incoming: Incoming,
    facts: CallFacts,
  ) => { readonly output: () => Output } | { readonly expected: readonly Issue[] };
  /** Whether an answer is one though its status is no success. */
  readonly accepts: ((incoming: Incoming) => boolean) | undefined;
}

export interface UnderstoodEnd<Output> extends AttemptEnd<Output> {
  /** The error of this attempt by itself. */
  readonly failure: CustomerCreditError | undefined;
  readonly retryAfter: number | undefined;
}

const nothing = (): never => {
  throw new TypeError('a failure has no output');
};

/** The end of an attempt that failed. */
function failed<Output>(
  retry: RetryClass,
  event: AttemptEvent,
  error: (told: ToldOutcome) => CustomerCreditError,
  retryAfter?: number,
): UnderstoodEnd<Output> {
  let failure: CustomerCreditError | undefined;
  return {
    event,
    error,
    output: nothing,
    retryAfter,
    get failure() {
      failure ??= error(toldAlone(retry, event));
      return failure;
    },
  };
}

/** What an answer without success means. */
function failedAnswer<Output>(
  incoming: Incoming,
  { retry, facts, redact, now }: Pick<Understanding<Output>, 'retry' | 'facts' | 'redact' | 'now'>,
): UnderstoodEnd<Output> {
  const { status, headers } = incoming;
  const retryAfter = retryAfterOf(headers, now());
  const body = shapeOf(incoming);
  const gateway = isFromGateway(incoming);
  const event: AttemptEvent = { kind: 'answer', status, body, gateway, retryAfter, fits: false };
  const foreign = (body !== 'api-error' || gateway) && effectOf(event) === 'under-way';
  return failed(
    retry,
    event,
    (told) => failureOf(incoming, { ...facts, redact, retryAfter, foreign }, told),
    retryAfter,
  );
}

const goodEvent: AttemptEvent = { kind: 'answer', status: 200, body: 'json', gateway: false, fits: true };

/** What an answer with success, or one that is taken for it, means. */
function goodAnswer<Output>(incoming: Incoming, given: Understanding<Output>): UnderstoodEnd<Output> {
  const { retry, facts, redact } = given;
  const answer = given.read(incoming, facts);
  if ('output' in answer)
    return {
      event: goodEvent,
      output: answer.output,
      error: nothing,
      failure: undefined,
      retryAfter: undefined,
    };
  const { status, headers } = incoming;
  const event = { kind: 'answer', status, body: shapeOf(incoming), gateway: false, fits: false } as const;
  const told = { ...facts, status, requestId: requestIdOf(headers, redact) };
  return failed(
    retry,
    event,
    ({ outcome, retryable }) => new InvalidResponseError(answer.expected, told, outcome, retryable),
  );
}

/** What the end of an attempt means. */
export function endOf<Output>(
  { arrival, bounds }: Sent,
  given: Understanding<Output>,
): UnderstoodEnd<Output> {
  const { retry, facts, accepts } = given;
  if (arrival.kind === 'answer') {
    const { incoming } = arrival;
    const isGood = isSuccess(incoming.status) || accepts?.(incoming) === true;
    return isGood ? goodAnswer(incoming, given) : failedAnswer(incoming, given);
  }
  if (arrival.kind === 'held')
    return failed(retry, { kind: 'not-sent', mayPass: true }, (told) => arrival.error(told, facts));
  if (arrival.kind === 'failed')
    return failed(retry, arrival.event, (told) => connectionError(arrival, told, facts));
  if (arrival.kind === 'too-large') {
    const { maxResponseBytes } = given;
    return failed(
      retry,
      { kind: 'too-large' },
      (told) => new ResponseTooLargeError(maxResponseBytes, told, facts),
    );
  }
  const { allowed, scope } = bounds;
  const limit = allowed === false ? 0 : allowed;
  return failed(retry, { kind: 'late' }, (told) => new TimeoutError(limit, scope, told, facts));
}

/** The JSON of a success in a box; `undefined` for an empty body, which is never parsed. */
export function jsonOf({ text }: Incoming): { readonly json: unknown } | undefined {
  return text.trim() === '' ? { json: undefined } : parsed(text);
}
