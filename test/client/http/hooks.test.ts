import { describe, expect, test } from 'vitest';
import { CustomerCreditClient, type HookEvents, type Hooks, type Logger } from 'vtex-customer-credit';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import { keyPair, rejection } from './recording.ts';
import { account, world } from './world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };
const names = ['onCall', 'onRequest', 'onResponse', 'onFailure', 'onRetry', 'onSuccess', 'onError'] as const;

type Told = readonly [name: keyof HookEvents, event: HookEvents[keyof HookEvents]];

function listening(): { readonly hooks: Hooks; readonly told: Told[] } {
  const told: Told[] = [];
  const hooks: Hooks = Object.fromEntries(
    names.map((name) => [name, (event: HookEvents[typeof name]) => told.push([name, event])]),
  );
  return { hooks, told };
}

const clientOf = ({ fetch }: Emulator, options: { hooks?: Hooks; logger?: Logger }): CustomerCreditClient =>
  new CustomerCreditClient({
    accountName: 'mystore',
    ...keyPair,
    maxRetryDelay: 1,
    timeout: 500,
    fetch,
    ...options,
  });

describe('hooks', () => {
  test('are told of a call from its beginning to its end', async () => {
    const { hooks, told } = listening();
    const emulator = await world();
    emulator.control.faults.add({ operation: 'invoices.get', phase: 'before', effect: { status: 503 } });
    await clientOf(emulator, { hooks }).invoices.get(opened);
    const common = {
      operation: 'invoices.get',
      method: 'GET',
      path: '/accounts/{creditAccountId}/invoices/{invoiceId}',
      host: 'mystore.vtexcommercestable.com.br',
      recoveryFor: undefined,
    };
    expect(told).toMatchObject([
      ['onCall', common],
      ['onRequest', { ...common, attempt: 1 }],
      [
        'onResponse',
        { ...common, attempt: 1, status: 503, requestId: expect.any(String), duration: expect.any(Number) },
      ],
      ['onRetry', { ...common, attempt: 1, delay: expect.any(Number), error: { code: 'server_error' } }],
      ['onRequest', { ...common, attempt: 2 }],
      ['onResponse', { ...common, attempt: 2, status: 200 }],
      ['onSuccess', { ...common, attempts: 2, duration: expect.any(Number) }],
    ]);
    expect(new Set(told.map(([, { call }]) => call)).size).toBe(1);
  });

  test('are told of what is read back, and for what', async () => {
    const { hooks, told } = listening();
    const emulator = await world();
    emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'reset' });
    await clientOf(emulator, { hooks }).invoices.markAsPaid(opened);
    expect(told.map(([name, { operation, recoveryFor }]) => [name, operation, recoveryFor])).toEqual([
      ['onCall', 'invoices.markAsPaid', undefined],
      ['onRequest', 'invoices.markAsPaid', undefined],
      ['onFailure', 'invoices.markAsPaid', undefined],
      ['onCall', 'invoices.get', 'invoices.markAsPaid'],
      ['onRequest', 'invoices.get', 'invoices.markAsPaid'],
      ['onResponse', 'invoices.get', 'invoices.markAsPaid'],
      ['onSuccess', 'invoices.get', 'invoices.markAsPaid'],
      ['onSuccess', 'invoices.markAsPaid', undefined],
    ]);
  });

  test('are told of the end of a call that the caller ended', async () => {
    const { hooks, told } = listening();
    const emulator = await world();
    emulator.control.faults.add({ phase: 'before', effect: 'hang' });
    const controller = new AbortController();
    const call = rejection(clientOf(emulator, { hooks }).storeConfig.get({ signal: controller.signal }));
    setTimeout(() => controller.abort('enough'), 10);
    expect(await call).toBe('enough');
    expect(told.at(-1)).toMatchObject(['onError', { error: 'enough', attempts: 1 }]);
  });

  test('hold no id, no query, no body and no credentials', async () => {
    const { hooks, told } = listening();
    const emulator = await world();
    const client = clientOf(emulator, { hooks });
    await client.invoices.update(opened, { observation: 'a secret observation' });
    await client.accounts.list({ email: 'a@example.com' }).toArray();
    await rejection(client.request({ method: 'GET', path: '/secret-path', query: { a: 'secret-query' } }));
    const text = JSON.stringify(told);
    for (const secret of [
      account,
      opened.id,
      'secret observation',
      'a@example.com',
      'secret-query',
      keyPair.appToken,
      keyPair.appKey,
    ])
      expect(text).not.toContain(secret);
  });

  test('that throw, or reject, change nothing', async () => {
    const emulator = createEmulator();
    const thrower = (): never => {
      throw new Error('hook');
    };
    const hooks: Hooks = Object.fromEntries(names.map((name) => [name, thrower]));
    await expect(clientOf(emulator, { hooks }).storeConfig.get()).resolves.toMatchObject({ taxRate: 0 });
    await expect(clientOf(emulator, { hooks }).accounts.get('x')).rejects.toMatchObject({ status: 404 });
    // An unhandled rejection would fail the run.
    const later = async (): Promise<never> => thrower();
    const rejecting: Hooks = Object.fromEntries(names.map((name) => [name, later]));
    const logger = { debug: later, warn: later, error: later };
    await clientOf(emulator, { hooks: rejecting, logger }).storeConfig.get();
    const gone: Hooks = Object.defineProperty({}, 'onRequest', { get: thrower });
    await clientOf(emulator, { hooks: gone }).storeConfig.get();
  });

  test('cannot change what becomes of the call, nor what others are told', async () => {
    const emulator = await world();
    emulator.control.faults.add({
      operation: 'transactions.refund',
      phase: 'before',
      effect: 'reset',
      times: 9,
    });
    const { hooks: others, told } = listening();
    const loggerOf = { debug: () => undefined, warn: () => undefined, error: () => undefined };
    const hooks: Hooks = {
      ...others,
      onCall: (event) => Object.assign(event, { operation: 'changed' }),
      onFailure: ({ error }) => Object.assign(error, { outcome: 'not-sent', retryable: true }),
    };
    const client = clientOf(emulator, { hooks, logger: loggerOf });
    const ref = { creditAccountId: account, transactionId: 'AAAA' };
    const error = await rejection(client.transactions.refund(ref, { value: 30 }));
    expect(error).toMatchObject({ code: 'unknown_outcome', cause: { outcome: 'unknown', retryable: false } });
    expect(emulator.control.journal.calls('transactions.refund')).toHaveLength(1);
    expect(told.map(([, { operation }]) => operation)).toEqual(
      Array(told.length).fill('transactions.refund'),
    );
  });

  test('may be methods of an object of their own', async () => {
    class Counting implements Hooks {
      count = 0;
      onRequest(): void {
        this.count += 1;
      }
    }
    const hooks = new Counting();
    await clientOf(await world(), { hooks }).storeConfig.get();
    expect(hooks.count).toBe(1);
  });
});

describe('a logger', () => {
  test('is told requests and answers as debug, repetitions as warn, failed calls as error', async () => {
    const lines: unknown[] = [];
    const level = (name: string) => (message: string, fields: Readonly<Record<string, unknown>>) =>
      lines.push([name, message, fields]);
    const logger: Logger = { debug: level('debug'), warn: level('warn'), error: level('error') };
    const emulator = await world();
    emulator.control.faults.add({ operation: 'accounts.get', phase: 'before', effect: { status: 503 } });
    const client = clientOf(emulator, { logger });
    await client.accounts.get(account);
    await rejection(client.accounts.get('nobody'));
    expect(lines).toMatchObject([
      ['debug', 'request', { operation: 'accounts.get', attempt: 1 }],
      ['debug', 'response', { status: 503 }],
      ['warn', 'retry', { attempt: 1, code: 'server_error' }],
      ['debug', 'request', { attempt: 2 }],
      ['debug', 'response', { status: 200 }],
      ['debug', 'request', {}],
      ['debug', 'response', { status: 404 }],
      [
        'error',
        'error',
        { operation: 'accounts.get', attempts: 1, error: { code: 'not_found', status: 404 } },
      ],
    ]);
  });

  test('must be one', () => {
    const logger: unknown = { debug: () => {} };
    const options = { accountName: 'mystore', ...keyPair };
    Object.assign(options, { logger });
    expect(() => new CustomerCreditClient(options)).toThrow(
      'logger: expected an object with debug, warn and error',
    );
  });
});
