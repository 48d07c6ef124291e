import type { ApiError } from './api.ts';
import { brand, type ErrorCode } from './base.ts';
import type { TypedError } from './typed-error.ts';

/** Whether `value` is an error of this package, from whichever of its copies. */
export function isCustomerCreditError(value: unknown): value is TypedError {
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
