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
import type { RetryClass } from '../../api/operation.ts';

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
  ) => { readonly output: () => Output } | { readonly expected: Issue };
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

/** What the end of an attempt means. */
export function endOf<Output>({ arrival, bounds }: Sent, given: Understanding<Output>): UnderstoodEnd<Output> {
  const { retry, facts, redact } = given;
  const failed = (
    event: AttemptEvent,
    error: (told: ToldOutcome) => CustomerCreditError,
    retryAfter?: number,
  ): UnderstoodEnd<Output> => {
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
  };
  if (arrival.kind === 'held')
    return failed({ kind: 'not-sent', mayPass: arrival.mayPass }, (told) => arrival.error(told, facts));
  if (arrival.kind === 'failed')
    return failed(arrival.event, (told) => connectionError(arrival, told, facts));
  if (arrival.kind === 'late') {
    const { allowed, scope } = bounds;
    return failed({ kind: 'late' }, (told) => new TimeoutError(allowed === false ? 0 : allowed, scope, told, facts));
  }
  if (arrival.kind === 'too-large')
    return failed(
      { kind: 'too-large' },
      (told) => new ResponseTooLargeError(given.maxResponseBytes, told, facts),
    );
  const { incoming } = arrival;
  const { status, headers } = incoming;
  if (isSuccess(status) || given.accepts?.(incoming) === true) {
    const answer = given.read(incoming, facts);
    if ('output' in answer)
      return {
        event: { kind: 'answer', status: 200, body: 'json', gateway: false, fits: true },
        output: answer.output,
        error: nothing,
        failure: undefined,
        retryAfter: undefined,
      };
    const event = { kind: 'answer', status, body: shapeOf(incoming), gateway: false, fits: false } as const;
    const requestId = requestIdOf(headers, redact);
    const told = { ...facts, status, requestId };
    return failed(
      event,
      ({ outcome, retryable }) => new InvalidResponseError([answer.expected], told, outcome, retryable),
    );
  }
  const event: AttemptEvent = {
    kind: 'answer',
    status,
    body: shapeOf(incoming),
    gateway: isFromGateway(incoming),
    retryAfter: retryAfterOf(headers, given.now()),
    fits: false,
  };
  const own = event.body === 'api-error' && !event.gateway;
  const foreign = !own && effectOf(event) === 'under-way';
  const { retryAfter } = event;
  return failed(
    event,
    (told) => failureOf(incoming, { ...facts, redact, retryAfter, foreign }, told),
    retryAfter,
  );
}

/** The JSON of a success in a box; `undefined` for an empty body, which is never parsed. */
export function jsonOf({ text }: Incoming): { readonly json: unknown } | undefined {
  return text.trim() === '' ? { json: undefined } : parsed(text);
}
