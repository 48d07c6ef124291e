import type {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from './api.ts';
import type { CustomerCreditError, ErrorCode } from './base.ts';
import type { ConfigurationError, InvalidInputError, InvalidResponseError } from './issues.ts';
import type { NetworkError, ResponseTooLargeError, TimeoutError } from './transport.ts';
import type { UnknownOutcomeError } from './unknown-outcome.ts';

interface ErrorByCode {
  readonly invalid_configuration: ConfigurationError;
  readonly invalid_input: InvalidInputError;
  readonly invalid_response: InvalidResponseError;
  readonly bad_request: BadRequestError;
  readonly authentication: AuthenticationError;
  readonly permission: PermissionError;
  readonly not_found: NotFoundError;
  readonly conflict: ConflictError;
  readonly rate_limited: RateLimitError;
  readonly server_error: ServerError;
  readonly unexpected_status: ApiError;
  readonly network: NetworkError;
  readonly timeout: TimeoutError;
  readonly response_too_large: ResponseTooLargeError;
  readonly unknown_outcome: UnknownOutcomeError;
}

type ErrorOf<Code extends ErrorCode> = Code extends keyof ErrorByCode
  ? ErrorByCode[Code]
  : CustomerCreditError;

/**
 * Every error of this package, told apart by `code`: after `isCustomerCreditError(error)`, a `switch (error.code)` narrows
 * to the class with its own fields.
 */
export type TypedError = {
  [Code in ErrorCode]: ErrorOf<Code> & { readonly code: Code };
}[ErrorCode];
