import { type CallFacts, CustomerCreditError, type ErrorFacts } from './base.ts';

export interface NetworkErrorFacts extends ErrorFacts {
  readonly systemCode?: string | undefined;
}

/** No answer arrived: the connection could not be made or was lost. */
export class NetworkError extends CustomerCreditError {
  override readonly name = 'NetworkError';
  /** The system's own code, such as `ECONNREFUSED`. */
  readonly systemCode: string | undefined;

  constructor(message: string, facts: NetworkErrorFacts) {
    super('network', message, facts);
    this.systemCode = facts.systemCode;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), systemCode: this.systemCode };
  }
}

/** The code that the system gave a transport's error, somewhere down its causes. */
export function systemCodeOf(error: unknown): string | undefined {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return undefined;
}

/** Failures after which it is certain that no request went out. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * The error of a connection that was lost, or never made, as the system's code tells. `answered`: a success had begun
 * to arrive, so the work is done.
 */
export function connectionError(
  systemCode: string | undefined,
  { answered, ...facts }: CallFacts & { readonly answered: boolean },
): NetworkError {
  const notSent = !answered && systemCode !== undefined && neverSent.has(systemCode);
  const outcome = answered ? 'done' : notSent ? 'not-sent' : 'unknown';
  const code = systemCode === undefined ? '' : ` (${systemCode})`;
  return new NetworkError(`${facts.operation ?? 'request'}: ${lossTexts[outcome]}${code}.`, {
    ...facts,
    outcome,
    retryable: notSent || !facts.once,
    systemCode,
  });
}

const lossTexts = {
  done: 'the API did the work, but the connection was lost before its answer was whole',
  'not-sent': 'no connection could be made, nothing was sent',
  unknown: 'the connection was lost; the API may or may not have done the work',
} as const;

interface TimeoutFacts extends CallFacts {
  /** A success had begun to arrive, so the work is done. */
  readonly answered?: boolean | undefined;
  /** The time passed before anything was sent. */
  readonly unsent?: boolean | undefined;
  readonly scope?: 'attempt' | 'call' | undefined;
}

const lateTexts = {
  done: ['the API did the work, but its answer was not whole', ''],
  'not-sent': ['nothing could be sent', ''],
  unknown: ['no whole answer arrived', ' Read the resource before repeating a change.'],
} as const;

/** No whole answer arrived in time. */
export class TimeoutError extends CustomerCreditError {
  override readonly name = 'TimeoutError';
  /** The limit that was passed, in milliseconds. */
  readonly timeout: number;
  /** Whether it was the limit of one `attempt`, or the total one of the whole `call`. */
  readonly scope: 'attempt' | 'call';

  constructor(timeout: number, { answered, unsent, scope = 'attempt', ...facts }: TimeoutFacts) {
    const outcome = answered ? 'done' : unsent ? 'not-sent' : 'unknown';
    const [what, advice] = lateTexts[outcome];
    const inAll = scope === 'call' ? ' in all' : '';
    super('timeout', `${facts.operation ?? 'request'}: ${what} within ${timeout} ms${inAll}.${advice}`, {
      ...facts,
      outcome,
      retryable: outcome === 'not-sent' || !facts.once,
    });
    this.timeout = timeout;
    this.scope = scope;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), timeout: this.timeout, scope: this.scope };
  }
}
