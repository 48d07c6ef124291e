/**
 * What is known about the effect of a failed call. `not-sent`: nothing left this process. `refused`: the API said no, or
 * reading showed that it changed nothing. `unknown`: the API may or may not have done it. `done`: the API did it, only
 * its answer could not be read.
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
  | 'timeout'
  | 'response_too_large'
  | 'unknown_outcome'
  | 'unused_fault';

/** What every error of this package knows. */
export interface ErrorFacts {
  readonly outcome: Outcome;
  readonly retryable?: boolean | undefined;
  /** The operation's id, such as `invoices.get`. */
  readonly operation?: string | undefined;
  /** The path template; never the path with its values. */
  readonly path?: string | undefined;
  /** How many requests were sent for the call, this one included. */
  readonly attempts?: number | undefined;
  /** Another error of this package; never one of a transport, which holds the request. */
  readonly cause?: CustomerCreditError | undefined;
}

/** Which call it was. */
export type CallFacts = Omit<ErrorFacts, 'outcome' | 'retryable' | 'cause'>;

/** What the guards know errors by, of another copy of this package too (ESM beside CJS). */
export const brand: unique symbol = Symbol.for('vtex-customer-credit.error');

/** The base of every error this package throws. Tell errors apart by `code`; it never changes. */
export class CustomerCreditError extends Error {
  override readonly name: string = 'CustomerCreditError';
  declare readonly code: ErrorCode;
  declare readonly outcome: Outcome;
  /** Whether the same call may succeed when made again later, without doing anything twice. */
  declare readonly retryable: boolean;
  declare readonly operation: string | undefined;
  declare readonly path: string | undefined;
  /** How many requests the call had sent; `undefined` where none was about to be. */
  declare readonly attempts: number | undefined;
  readonly #told: Readonly<Record<string, unknown>>;

  /** `own`: what errors of this class have beside what all have. */
  constructor(
    code: ErrorCode,
    message: string,
    { outcome, retryable = false, operation, path, attempts, cause }: ErrorFacts,
    own: Readonly<Record<string, unknown>> = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.#told = { code, outcome, retryable, operation, path, attempts, ...own };
    // No member of the class: a bundler could not leave out a class with a name that is computed.
    Object.defineProperty(this, brand, { value: code });
    // Decisions rest on it: a hook that is shown an error cannot change what becomes of the call.
    for (const [name, value] of Object.entries(this.#told))
      Object.defineProperty(this, name, { value, enumerable: true });
  }

  /** The error as plain data, for logs. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...this.#told };
  }
}
