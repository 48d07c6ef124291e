import type { Issue } from './types/issue.ts';

/**
 * What is known about the effect of a failed call. `not-sent`: nothing left this process. `refused`: the API said no
 * and changed nothing. `unknown`: it may or may not have been carried out. `done`: it was carried out, only its
 * answer could not be read.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown' | 'done';

export type ErrorCode =
  | 'invalid_configuration'
  | 'invalid_input'
  | 'invalid_response'
  | 'bad_request'
  | 'authentication'
  | 'permission'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'server_error'
  | 'unexpected_status'
  | 'network'
  | 'timeout';

/** What every error of this package knows. */
export interface ErrorFacts {
  readonly outcome: Outcome;
  readonly retryable?: boolean | undefined;
  /** The operation's id, such as `invoices.get`. */
  readonly operation?: string | undefined;
  /** The path template; never the path with its values. */
  readonly path?: string | undefined;
}

const brand: unique symbol = Symbol.for('vtex-customer-credit.error');

/** The base of every error this package throws. Tell errors apart by `code`; it never changes. */
export class CustomerCreditError extends Error {
  override readonly name: string = 'CustomerCreditError';
  readonly code: ErrorCode;
  readonly outcome: Outcome;
  /** Whether the same call may succeed when made again later. */
  readonly retryable: boolean;
  readonly operation: string | undefined;
  readonly path: string | undefined;
  /** Lets the guards recognise errors of another copy of this package (ESM beside CJS). */
  get [brand](): ErrorCode {
    return this.code;
  }

  constructor(code: ErrorCode, message: string, facts: ErrorFacts) {
    super(message);
    this.code = code;
    this.outcome = facts.outcome;
    this.retryable = facts.retryable ?? false;
    this.operation = facts.operation;
    this.path = facts.path;
  }

  /** The error as plain data, for logs. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, outcome, retryable, operation, path } = this;
    return { name, message, code, outcome, retryable, operation, path };
  }
}

function list(issues: readonly Issue[]): string {
  return issues.map((issue) => `${issue.path}: expected ${issue.expected}`).join('; ');
}

/** An option of the client, the reference or the emulator that cannot be used. */
export class ConfigurationError extends CustomerCreditError {
  override readonly name = 'ConfigurationError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super('invalid_configuration', list(issues), { outcome: 'not-sent' });
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), issues: this.issues };
  }
}

/** An argument that cannot be sent. `issues` names each field and what was expected, never the value. */
export class InvalidInputError extends CustomerCreditError {
  override readonly name = 'InvalidInputError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], facts: Omit<ErrorFacts, 'outcome'> = {}) {
    super('invalid_input', `${facts.operation ? `${facts.operation}: ` : ''}${list(issues)}`, {
      ...facts,
      outcome: 'not-sent',
    });
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), issues: this.issues };
  }
}

/** An answer that is not what the API promises. `issues` names each field and what was expected, never the value. */
export class InvalidResponseError extends CustomerCreditError {
  override readonly name = 'InvalidResponseError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], facts: Omit<ErrorFacts, 'outcome'> = {}) {
    super(
      'invalid_response',
      `${facts.operation ? `${facts.operation}: ` : ''}the answer has ${list(issues)}`,
      {
        ...facts,
        outcome: 'done',
      },
    );
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), issues: this.issues };
  }
}

/** What an answer that is no success says. */
export interface ApiErrorFacts {
  readonly status: number;
  readonly operation?: string | undefined;
  readonly path?: string | undefined;
  /** VTEX's own code, such as 1099 for an account that is already open. */
  readonly vtexCode?: number | string | undefined;
  readonly vtexMessage?: string | undefined;
  /** The `x-vtex-operation-id` to quote to VTEX's support. */
  readonly requestId?: string | undefined;
  /** Milliseconds the API asked to wait. */
  readonly retryAfter?: number | undefined;
}

/** The API answered with an error status. */
export class ApiError extends CustomerCreditError {
  override readonly name: string = 'ApiError';
  readonly status: number;
  readonly vtexCode: number | string | undefined;
  readonly vtexMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, hint: string, facts: ApiErrorFacts) {
    const said = facts.vtexMessage === undefined ? '' : ` ${facts.vtexMessage}`;
    const vtexCode =
      facts.vtexCode === undefined || facts.vtexCode === facts.status ? '' : `, code ${facts.vtexCode}`;
    super(code, `${facts.operation ?? 'request'}: ${facts.status}${vtexCode}.${said}${hint}`, {
      outcome: facts.status >= 500 || facts.status === 408 ? 'unknown' : 'refused',
      retryable: facts.status >= 500 || facts.status === 408 || facts.status === 429,
      operation: facts.operation,
      path: facts.path,
    });
    this.status = facts.status;
    this.vtexCode = facts.vtexCode;
    this.vtexMessage = facts.vtexMessage;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
  }

  override toJSON(): Record<string, unknown> {
    const { status, vtexCode, vtexMessage, requestId, retryAfter } = this;
    return { ...super.toJSON(), status, vtexCode, vtexMessage, requestId, retryAfter };
  }
}

/** 400: the API could not make sense of the request, or a value is out of its range. */
export class BadRequestError extends ApiError {
  override readonly name = 'BadRequestError';
  constructor(facts: ApiErrorFacts) {
    super('bad_request', '', facts);
  }
}

/** 401: no credentials, or none the store knows. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';
  constructor(facts: ApiErrorFacts) {
    super(
      'authentication',
      ' Check the app key and token, or whether the user token is older than 24 hours.',
      facts,
    );
  }
}

/** 403: the credentials lack the operation's License Manager resource. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';
  constructor(facts: ApiErrorFacts) {
    super('permission', ' Give the key a role with this resource in License Manager.', facts);
  }
}

/** 404: no such account, invoice, transaction or holder. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
  constructor(facts: ApiErrorFacts) {
    super('not_found', '', facts);
  }
}

/** 409: a rule of the business refused it; nothing changed. */
export class ConflictError extends ApiError {
  override readonly name = 'ConflictError';
  constructor(facts: ApiErrorFacts) {
    super('conflict', '', facts);
  }
}

/** 429: too many requests. `retryAfter` says how long to wait, if the API did. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';
  constructor(facts: ApiErrorFacts) {
    super('rate_limited', ' Send fewer requests at a time, or wait.', facts);
  }
}

/** 5xx: the API failed, and it is not known whether it did the work before. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
  constructor(facts: ApiErrorFacts) {
    super('server_error', ' Read the resource before repeating a change.', facts);
  }
}

/** No answer arrived: the connection could not be made or was lost. */
export class NetworkError extends CustomerCreditError {
  override readonly name = 'NetworkError';
  /** The system's own code, such as `ECONNREFUSED`. */
  readonly systemCode: string | undefined;

  constructor(message: string, facts: ErrorFacts & { readonly systemCode?: string | undefined }) {
    super('network', message, { ...facts, retryable: true });
    this.systemCode = facts.systemCode;
  }
}

/** No whole answer arrived in time. */
export class TimeoutError extends CustomerCreditError {
  override readonly name = 'TimeoutError';
  /** The limit that was passed, in milliseconds. */
  readonly timeout: number;

  constructor(timeout: number, facts: Omit<ErrorFacts, 'outcome'>) {
    super(
      'timeout',
      `${facts.operation ?? 'request'}: no whole answer within ${timeout} ms. Read the resource before repeating a change.`,
      { ...facts, outcome: 'unknown', retryable: true },
    );
    this.timeout = timeout;
  }
}

/** Makes the error that belongs to an answer's status. */
export function apiError(facts: ApiErrorFacts): ApiError {
  const { status } = facts;
  if (status === 400 || status === 413 || status === 415 || status === 422) return new BadRequestError(facts);
  if (status === 401) return new AuthenticationError(facts);
  if (status === 403) return new PermissionError(facts);
  if (status === 404) return new NotFoundError(facts);
  if (status === 409) return new ConflictError(facts);
  if (status === 429) return new RateLimitError(facts);
  if (status >= 500) return new ServerError(facts);
  return new ApiError('unexpected_status', '', facts);
}

/** Whether `value` is an error of this package, from whichever of its copies. */
export function isCustomerCreditError(value: unknown): value is CustomerCreditError {
  return typeof value === 'object' && value !== null && brand in value;
}

const apiErrorCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad_request',
  'authentication',
  'permission',
  'not_found',
  'conflict',
  'rate_limited',
  'server_error',
  'unexpected_status',
]);

/** Whether the API answered with an error status. */
export function isApiError(value: unknown): value is ApiError {
  return isCustomerCreditError(value) && apiErrorCodes.has(value.code);
}

/** Whether an account could not be opened because it is open already: VTEX's code 1099 (documented). */
export function isAccountAlreadyOpen(value: unknown): value is ApiError {
  return isApiError(value) && Number(value.vtexCode) === 1099;
}
