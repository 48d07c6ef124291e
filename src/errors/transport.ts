import { type CallFacts, CustomerCreditError, type ErrorFacts, type Outcome } from './base.ts';

export interface NetworkErrorFacts extends ErrorFacts {
  readonly systemCode?: string | undefined;
  readonly reason?: string | undefined;
}

/** No whole answer arrived: the connection could not be made or was lost, or the request could not be sent. */
export class NetworkError extends CustomerCreditError {
  override readonly name = 'NetworkError';
  /** The system's own code, such as `ECONNREFUSED`. */
  declare readonly systemCode: string | undefined;
  /** What the transport said, without credentials and URLs: `TypeError: fetch failed`. */
  declare readonly reason: string | undefined;

  constructor(message: string, facts: NetworkErrorFacts) {
    const { systemCode, reason } = facts;
    super('network', message, facts, { systemCode, reason });
  }
}

/** What is told of a failure, and whether the same call may be made again. */
export interface ToldOutcome {
  readonly outcome: Outcome;
  readonly retryable: boolean;
}

/** What a transport said when it failed. */
export interface TransportFailure {
  /** Such as `ECONNRESET`. */
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
}

const lossTexts: Readonly<Record<Outcome, string>> = {
  done: 'the API did the work, but the connection was lost before its answer was whole',
  'not-sent': 'nothing was sent',
  refused: 'the connection was lost; reading showed that nothing was done',
  unknown: 'the connection was lost; the API may or may not have done the work',
};

const neverMade = 'no connection could be made, nothing was sent';

/** The error of a connection that was lost, or never made. */
export function connectionError(
  { code, reason }: TransportFailure,
  told: ToldOutcome,
  facts: CallFacts,
): NetworkError {
  // The system's own code says enough; without one the transport's words have to.
  const said = code ?? reason;
  const text = told.outcome === 'not-sent' && told.retryable ? neverMade : lossTexts[told.outcome];
  const message = `${facts.operation ?? 'request'}: ${text}${said === undefined ? '' : ` (${said})`}.`;
  return new NetworkError(message, { ...facts, ...told, systemCode: code, reason });
}

export type TimeoutScope = 'attempt' | 'call';

const lateTexts: Readonly<Record<Outcome, readonly [string, string]>> = {
  done: ['the API did the work, but its answer was not whole', ''],
  'not-sent': ['nothing could be sent', ''],
  refused: ['no whole answer arrived', ' Reading showed that nothing was done.'],
  unknown: ['no whole answer arrived', ' Read the resource before repeating a change.'],
};

/** No whole answer arrived in time. */
export class TimeoutError extends CustomerCreditError {
  override readonly name = 'TimeoutError';
  /** The limit that was passed, in milliseconds. */
  declare readonly timeout: number;
  /** Whether it was the limit of one `attempt`, or the total one of the whole `call`. */
  declare readonly scope: TimeoutScope;

  constructor(timeout: number, scope: TimeoutScope, told: ToldOutcome, facts: CallFacts) {
    const [what, advice] = lateTexts[told.outcome];
    const inAll = scope === 'call' ? ' in all' : '';
    const message = `${facts.operation ?? 'request'}: ${what} within ${timeout} ms${inAll}.${advice}`;
    super('timeout', message, { ...facts, ...told }, { timeout, scope });
  }
}

/** The body of an answer is longer than `maxResponseBytes`: nothing more of it was read. */
export class ResponseTooLargeError extends CustomerCreditError {
  override readonly name = 'ResponseTooLargeError';
  /** The limit that was passed, in bytes. */
  declare readonly limit: number;

  constructor(limit: number, told: ToldOutcome, facts: CallFacts) {
    const advice = told.outcome === 'unknown' ? ' Read the resource before repeating a change.' : '';
    const message = `${facts.operation ?? 'request'}: the answer is longer than ${limit} bytes.${advice}`;
    super('response_too_large', message, { ...facts, ...told }, { limit });
  }
}
