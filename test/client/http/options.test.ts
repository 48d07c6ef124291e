import { describe, expect, test } from 'vitest';
import { CustomerCreditClient, InvalidInputError } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { clientOver, json, keyPair, recording, rejection, thrown } from './recording.ts';

/** Callers without types can pass anything. */
const made = (options: Readonly<Record<string, unknown>>) =>
  thrown(() => Reflect.construct(CustomerCreditClient, [{ accountName: 'mystore', ...keyPair, ...options }]));

describe('an option of the client', () => {
  test.each([
    ['limiter', null, 'an object with acquire'],
    ['limiter', {}, 'an object with acquire'],
    ['limiter', 'acquire', 'an object with acquire'],
    ['logger', null, 'an object with debug, warn and error'],
    ['logger', { debug: () => undefined }, 'an object with debug, warn and error'],
    ['hooks', null, 'an object of functions'],
    ['hooks', () => undefined, 'an object of functions'],
    ['fetch', 'fetch', 'a function'],
    ['fetch', null, 'a function'],
  ])('%s that is %j is refused', (path, value, expected) => {
    expect(made({ [path]: value })).toMatchObject({
      code: 'invalid_configuration',
      issues: [{ path, expected }],
    });
  });
});

describe.each([
  ['over HTTP', () => clientOver(recording(json({})))],
  ['in memory', () => createInMemoryCustomerCredit().client],
])('an option of a call %s', (_, open) => {
  test.each([
    ['options', null],
    ['options', 7],
    ['signal', { signal: true }],
    ['signal', { signal: null }],
    ['signal', { signal: {} }],
    ['validation', { validation: 'Strict' }],
  ])('%s, as in %j, is refused', async (path, options) => {
    const client = open();
    for (const call of [
      (): Promise<unknown> => Reflect.apply(client.storeConfig.get, undefined, [options]),
      (): Promise<unknown> => Reflect.apply(client.request, client, [{ method: 'GET', path: '/x' }, options]),
    ]) {
      const error = await rejection(call());
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ issues: [{ path }], outcome: 'not-sent' });
    }
  });

  test('a signal of another realm is one', async () => {
    const { signal } = new AbortController();
    const other = Object.create(null, {
      aborted: { get: () => signal.aborted },
      reason: { get: () => signal.reason },
      throwIfAborted: { value: () => signal.throwIfAborted() },
      addEventListener: { value: signal.addEventListener.bind(signal) },
      removeEventListener: { value: signal.removeEventListener.bind(signal) },
    });
    expect(await open().request({ method: 'GET', path: '/storeconfig' }, { signal: other })).toBeDefined();
  });
});

test.each(['/..%2fadmin', '/accounts/..%2F..%2fx', '/x/%2e%2E%5cy', '/a%5c..'])(
  'a path such as %s, which some servers read as one that leaves the API, is refused',
  async (path) => {
    const network = recording(json({}));
    const error = await rejection(clientOver(network).request({ method: 'GET', path }));
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'path' }] });
    await clientOver(network).request({ method: 'GET', path: '/accounts/a%2Fb..c' });
    expect(network.sent).toHaveLength(1);
  },
);
