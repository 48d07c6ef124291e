import { type CallFacts, CustomerCreditError, type ErrorCode, type Outcome } from './base.ts';

/** What an answer that is no success says. */
export interface ApiErrorFacts extends CallFacts {
  readonly status: number;
  /** `refused` unless given: the API said no, and nothing changed. */
  readonly outcome?: Outcome | undefined;
  readonly retryable?: boolean | undefined;
  /** Whether the answer is not in the API's own words: a gateway, a proxy or another server may have made it. */
  readonly foreign?: boolean | undefined;
  /** VTEX's own code, such as 1099 for an account that is already open. */
  readonly vtexCode?: number | string | undefined;
  readonly vtexMessage?: string | undefined;
  /** The `x-vtex-operation-id` to quote to VTEX's support. */
  readonly requestId?: string | undefined;
  /** Milliseconds the API asked to wait. */
  readonly retryAfter?: number | undefined;
}

const foreignText = 'The answer is not one of the API itself: something in between may have made it.';
const unknownText = ' Read the resource before repeating a change.';

/** The API answered with an error status, or something in its place did. */
export class ApiError extends CustomerCreditError {
  override readonly name: string = 'ApiError';
  declare readonly status: number;
  declare readonly vtexCode: number | string | undefined;
  declare readonly vtexMessage: string | undefined;
  declare readonly requestId: string | undefined;
  declare readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, hint: string, facts: ApiErrorFacts) {
    const { status, vtexCode, vtexMessage, requestId, retryAfter, outcome = 'refused' } = facts;
    const number = vtexCode === undefined || vtexCode === status ? '' : `, code ${vtexCode}`;
    const said = vtexMessage === undefined ? '' : ` ${vtexMessage}`;
    const text = facts.foreign ? ` ${foreignText}${outcome === 'unknown' ? unknownText : ''}` : hint;
    super(
      code,
      `${facts.operation ?? 'request'}: ${status}${number}.${said}${text}`,
      { ...facts, outcome },
      { status, vtexCode, vtexMessage, requestId, retryAfter },
    );
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

/** 404: no such account, invoice, transaction or holder. Only in the API's own words. */
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

const nothingDone = ' Reading showed that nothing was done.';

/** 5xx: the API failed. Whether it did the work before stands in `outcome`. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
  constructor(facts: ApiErrorFacts) {
    super('server_error', facts.outcome === 'refused' ? nothingDone : unknownText, facts);
  }
}

/** Makes the error that belongs to an answer's status. */
export function apiError(facts: ApiErrorFacts): ApiError {
  const { status } = facts;
  if (status === 400 || status === 413 || status === 415 || status === 422) return new BadRequestError(facts);
  if (status === 401) return new AuthenticationError(facts);
  if (status === 403) return new PermissionError(facts);
  if (status === 404 && !facts.foreign) return new NotFoundError(facts);
  if (status === 409) return new ConflictError(facts);
  if (status === 429) return new RateLimitError(facts);
  if (status >= 500) return new ServerError(facts);
  return new ApiError('unexpected_status', '', facts);
}
