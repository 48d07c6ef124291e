import {
  type ApiError,
  type CustomerCreditError,
  isApiError,
  isCustomerCreditError,
} from '../errors/index.ts';
import { ContractFailure, contains, difference, equal, holdsThat, like } from './assert.ts';
import type { World } from './world.ts';

/** Runs what must be refused, and proves that nothing changed by it. */
async function failure(world: World, act: () => Promise<unknown>): Promise<CustomerCreditError> {
  const before = await world.state();
  const error: unknown = await act().then(
    () => 'it went through',
    (reason: unknown) => reason,
  );
  if (!isCustomerCreditError(error)) throw new ContractFailure(`expected a refusal, but ${String(error)}`);
  equal(await world.state(), before, 'after a refusal the store');
  return error;
}

/** The same, for what the API itself refuses. */
export async function refusal(world: World, act: () => Promise<unknown>): Promise<ApiError> {
  const error = await failure(world, act);
  // A failure of the server refuses nothing.
  if (!isApiError(error) || error.status >= 500) throw error;
  equal([error.outcome, error.retryable], ['refused', false], 'outcome and retryable of the refusal');
  return error;
}

/** By a rule or because there is no such thing, not because of who asks. */
function refusedForItself({ status }: ApiError): void {
  holdsThat(
    status >= 400 && status < 500 && status !== 401 && status !== 403 && status !== 429,
    `expected a refusal of the request itself, got status ${status}`,
  );
}

/** Refused by a rule of the business. */
export async function conflict(world: World, act: () => Promise<unknown>, message: RegExp): Promise<void> {
  const error = await refusal(world, act);
  if (!world.exact) return refusedForItself(error);
  like(error, { name: 'ConflictError', code: 'conflict', status: 409, vtexCode: 409, vtexMessage: message });
  contains(error.message, error.vtexMessage);
}

/** Refused because there is no such thing. */
export async function unknown(
  world: World,
  act: () => Promise<unknown>,
  message: RegExp | string,
): Promise<void> {
  const error = await refusal(world, act);
  if (!world.exact) return refusedForItself(error);
  like(error, { name: 'NotFoundError', code: 'not_found', status: 404, vtexCode: 404, vtexMessage: message });
}

/** Refused because the request makes no sense. */
export async function malformed(world: World, act: () => Promise<unknown>, message: RegExp): Promise<void> {
  const error = await refusal(world, act);
  if (!world.exact) return refusedForItself(error);
  like(error, {
    name: 'BadRequestError',
    code: 'bad_request',
    status: 400,
    vtexCode: 400,
    vtexMessage: message,
  });
}

/** Refused before anything was sent. */
export async function unsent(
  world: World,
  act: () => Promise<unknown>,
  path: string,
  expected: RegExp,
): Promise<void> {
  const error = await failure(world, act);
  like(error, { name: 'InvalidInputError', code: 'invalid_input', outcome: 'not-sent' });
  const issues: unknown = 'issues' in error ? error.issues : undefined;
  holdsThat(
    Array.isArray(issues) && issues.some((issue) => difference(issue, { path, expected }) === undefined),
    `expected an issue at ${path} like ${expected}, got ${JSON.stringify(issues)}`,
  );
  contains(error.message, `${path}: expected`);
}

/** What a caller without types may pass: the suite's one way around them, for input that must be refused. */
export function untyped(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new ContractFailure('unreachable');
}
