import { expect } from 'vitest';
import type { ApiError, CustomerCredit, CustomerCreditError } from 'vtex-customer-credit';
import { isApiError, isCustomerCreditError } from 'vtex-customer-credit';
import type { CallerCredentials, Seed } from 'vtex-customer-credit/memory';
import type { Door, Opened } from './door.ts';

export const start = '2024-05-08T12:00:00Z';
export const creditAccountId = '11111111111_CPF';
export const opened = { creditAccountId, id: 'AAAA-01' };
export const paid = { creditAccountId, id: 'BBBB-01' };
export const cancelled = { creditAccountId, id: 'CCCC-01' };

/** An account with a limit of 1,000 and one invoice of each status: 100 opened, 50 paid, 25 cancelled. */
export const seed: Seed = {
  accounts: [
    {
      id: creditAccountId,
      document: '11111111111',
      documentType: 'CPF',
      email: 'buyer@example.com',
      creditLimit: 1000,
    },
  ],
  invoices: [
    {
      ...opened,
      value: 100,
      friendlyId: 'AAAAAAAA-1',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      orderId: '500001',
    },
    { ...paid, value: 50, friendlyId: 'BBBBBBBB-1', status: 'Paid' },
    { ...cancelled, value: 25, friendlyId: 'CCCCCCCC-1', status: 'Cancelled' },
  ],
};

/** What the suite did so far: `invoices.get done`, `invoices.get refused`. */
type Exercised = Set<string>;

function recorded<Target extends object>(target: Target, path: string, exercised: Exercised): Target {
  return new Proxy(target, {
    get(from, key) {
      const value: unknown = Reflect.get(from, key);
      const name = path === '' ? String(key) : `${path}.${String(key)}`;
      if (typeof value === 'object' && value !== null) return recorded(value, name, exercised);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]) => {
        const result: unknown = Reflect.apply(value, from, given);
        if (!(result instanceof Promise)) return listed(result, name, exercised);
        result.then(
          () => exercised.add(`${name} done`),
          () => exercised.add(`${name} refused`),
        );
        return result;
      };
    },
  });
}

/** A list sends nothing before it is read: what counts is its pages. */
function listed(result: unknown, name: string, exercised: Exercised): unknown {
  if (typeof result !== 'object' || result === null || !('toArray' in result)) return result;
  return new Proxy(result, {
    get(from, key) {
      const value: unknown = Reflect.get(from, key);
      if (key !== 'toArray' || typeof value !== 'function') return value;
      return async (...given: readonly unknown[]) => {
        try {
          const found: unknown = await Reflect.apply(value, from, given);
          exercised.add(`${name} done`);
          return found;
        } catch (error) {
          exercised.add(`${name} refused`);
          throw error;
        }
      };
    },
  });
}

/** A door as the suite uses it: one store per test, all calls taken note of. */
export interface Subject {
  readonly exercised: Exercised;
  store(more?: Seed): Opened;
}

export function subjectOf(door: Door): Subject {
  const exercised: Exercised = new Set();
  const watch = (client: CustomerCredit): CustomerCredit => recorded(client, '', exercised);
  return {
    exercised,
    store: (more = {}) => {
      const all: Seed = {
        accounts: [...(seed.accounts ?? []), ...(more.accounts ?? [])],
        invoices: [...(seed.invoices ?? []), ...(more.invoices ?? [])],
        storeConfig: more.storeConfig,
        callers: more.callers,
      };
      const { client, control, clientAs } = door.open({ now: start, seed: all });
      return { client: watch(client), control, clientAs: (who: CallerCredentials) => watch(clientAs(who)) };
    },
  };
}

/** Runs what must be refused, and proves that nothing changed by it. */
async function failure(
  { control }: Pick<Opened, 'control'>,
  act: () => Promise<unknown>,
): Promise<CustomerCreditError> {
  const before = control.snapshot();
  const error: unknown = await act().then(
    () => 'it went through',
    (reason: unknown) => reason,
  );
  if (!isCustomerCreditError(error)) throw new Error(`expected a refusal, but ${String(error)}`);
  expect(control.snapshot()).toEqual(before);
  return error;
}

/** The same, for what the API itself refuses. */
export async function refusal(
  store: Pick<Opened, 'control'>,
  act: () => Promise<unknown>,
): Promise<ApiError> {
  const error = await failure(store, act);
  if (!isApiError(error)) throw error;
  expect([error.outcome, error.retryable]).toEqual(['refused', false]);
  return error;
}

/** Refused by a rule of the business. */
export async function conflict(
  store: Pick<Opened, 'control'>,
  act: () => Promise<unknown>,
  message: RegExp,
): Promise<void> {
  const error = await refusal(store, act);
  expect(error).toMatchObject({ name: 'ConflictError', code: 'conflict', status: 409, vtexCode: 409 });
  expect(error.vtexMessage).toMatch(message);
  expect(error.message).toContain(error.vtexMessage);
}

/** Refused because there is no such thing. */
export async function unknown(
  store: Pick<Opened, 'control'>,
  act: () => Promise<unknown>,
  message: RegExp,
): Promise<void> {
  const error = await refusal(store, act);
  expect(error).toMatchObject({ name: 'NotFoundError', code: 'not_found', status: 404, vtexCode: 404 });
  expect(error.vtexMessage).toMatch(message);
}

/** Refused before anything was sent. */
export async function unsent(
  store: Pick<Opened, 'control'>,
  act: () => Promise<unknown>,
  path: string,
  expected: RegExp,
): Promise<void> {
  const error = await failure(store, act);
  expect(error).toMatchObject({ name: 'InvalidInputError', code: 'invalid_input', outcome: 'not-sent' });
  expect(error).toMatchObject({
    issues: expect.arrayContaining([{ path, expected: expect.stringMatching(expected) }]),
  });
  expect(error.message).toContain(`${path}: expected`);
}

/** What a caller without types may pass: the suite's one way around them, for input that must be refused. */
export function untyped(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}
