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

/** What the system said of a connection that failed. */
export interface SystemFailure {
  /** Such as `ECONNRESET`. */
  readonly code: string | undefined;
  /** Whether it failed while it was being made. */
  readonly connecting: boolean;
}

// Nothing but a name: a fetch of one's own may put anything there.
const isName = (code: unknown): code is string =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/i.test(code);

/** What the system said, somewhere down the causes of a transport's error. */
export function systemFailureOf(error: unknown): SystemFailure {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && isName(at.code)) return { code: at.code, connecting: isConnecting(at) };
    at = 'cause' in at ? at.cause : undefined;
  }
  return { code: undefined, connecting: false };
}

/** Several addresses may have been tried: then each of them. */
function isConnecting(error: object): boolean {
  if ('errors' in error && Array.isArray(error.errors))
    return error.errors.length > 0 && error.errors.every((each) => isConnecting(Object(each)));
  return 'syscall' in error && error.syscall === 'connect';
}

/** Failures after which it is certain that no request went out. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Those that are so only while the connection was being made: one that stands can end in them as well. */
const neverSentConnecting: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);
/** A certificate that cannot be trusted: nothing is sent over such a connection, now or later. */
const neverTrusted: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const surelyNotSent = ({ code = '', connecting }: SystemFailure): boolean =>
  neverSent.has(code) || neverTrusted.has(code) || (connecting && neverSentConnecting.has(code));

/**
 * The error of a connection that was lost, or never made, as the system's code tells. `answered`: a success had begun
 * to arrive, so the work is done.
 */
export function connectionError(
  failure: SystemFailure,
  { answered, ...facts }: CallFacts & { readonly answered: boolean },
): NetworkError {
  const { code: systemCode } = failure;
  const notSent = !answered && surelyNotSent(failure);
  const outcome = answered ? 'done' : notSent ? 'not-sent' : 'unknown';
  const code = systemCode === undefined ? '' : ` (${systemCode})`;
  return new NetworkError(`${facts.operation ?? 'request'}: ${lossTexts[outcome]}${code}.`, {
    ...facts,
    outcome,
    retryable: (notSent || !facts.once) && !neverTrusted.has(systemCode ?? ''),
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
