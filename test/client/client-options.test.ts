import { afterEach, describe, expect, test, vi } from 'vitest';
import { CustomerCreditClient, type CustomerCreditClientOptions, type Warning } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { goodAnswer } from './http/calls.ts';
import { clientOver, json, keyPair, recording, rejection, thrown } from './http/recording.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const config = json(goodAnswer('storeConfig.get'));
const env = (variables: Readonly<Record<string, string>>): void => {
  for (const name of ['VTEX_ACCOUNT', 'VTEX_APP_KEY', 'VTEX_APP_TOKEN', 'VTEX_USER_TOKEN'])
    vi.stubEnv(name, variables[name] ?? '');
};
const whole = { VTEX_ACCOUNT: 'mystore', VTEX_APP_KEY: 'key-of-env', VTEX_APP_TOKEN: 'token-of-env' };

const sentBy = async (make: (fetch: CustomerCreditClientOptions['fetch']) => CustomerCreditClient) => {
  const network = recording(config);
  await make(network.fetch).storeConfig.get();
  const { url, headers } = network.sent[0] ?? { url: undefined, headers: new Headers() };
  return [
    url?.host,
    headers.get('x-vtex-api-appkey') ?? headers.get('vtexidclientautcookie'),
    headers.get('x-vtex-api-apptoken'),
  ];
};

describe('the environment', () => {
  test('gives account and credentials where the options leave them out', async () => {
    env(whole);
    const expected = ['mystore.vtexcommercestable.com.br', 'key-of-env', 'token-of-env'];
    expect(await sentBy((fetch) => CustomerCreditClient.fromEnv({ fetch }))).toEqual(expected);
    expect(await sentBy((fetch) => new CustomerCreditClient({ fetch }))).toEqual(expected);
    expect(thrown(() => new CustomerCreditClient({ accountName: 'a/b' }))).toMatchObject({
      issues: [{ path: 'accountName' }],
    });
  });

  test('gives way to the options', async () => {
    env(whole);
    expect(
      await sentBy((fetch) => new CustomerCreditClient({ accountName: 'other', ...keyPair, fetch })),
    ).toEqual(['other.vtexcommercestable.com.br', keyPair.appKey, keyPair.appToken]);
    expect(
      await sentBy(
        (fetch) => new CustomerCreditClient({ accountName: 'other', userToken: 'the-user', fetch }),
      ),
    ).toEqual(['other.vtexcommercestable.com.br', 'the-user', null]);
  });

  test('gives a user token where it has no key pair', async () => {
    env({ VTEX_ACCOUNT: 'mystore', VTEX_USER_TOKEN: 'user-of-env' });
    expect(await sentBy((fetch) => CustomerCreditClient.fromEnv({ fetch }))).toEqual([
      'mystore.vtexcommercestable.com.br',
      'user-of-env',
      null,
    ]);
    env({ ...whole, VTEX_USER_TOKEN: 'user-of-env' });
    expect((await sentBy((fetch) => CustomerCreditClient.fromEnv({ fetch })))[1]).toBe('key-of-env');
  });

  test('that lacks something is told with the name of each variable, all at once', () => {
    env({});
    const error = thrown(() => CustomerCreditClient.fromEnv());
    expect(error).toMatchObject({
      code: 'invalid_configuration',
      issues: [
        { path: 'accountName', expected: expect.stringContaining('in the environment as VTEX_ACCOUNT') },
        { path: 'appKey', expected: expect.stringContaining('VTEX_APP_KEY') },
        { path: 'appToken', expected: expect.stringContaining('VTEX_APP_TOKEN') },
      ],
    });
  });

  test('whose value cannot be used is told by the variable, never with the value', () => {
    env({ ...whole, VTEX_ACCOUNT: 'my.store', VTEX_APP_TOKEN: 'hush hush' });
    const error = thrown(() => CustomerCreditClient.fromEnv());
    expect(error).toMatchObject({ issues: [{ path: 'VTEX_ACCOUNT' }, { path: 'VTEX_APP_TOKEN' }] });
    expect(JSON.stringify(error)).not.toContain('hush');
  });

  test('that a runtime has not, or does not show, is an empty one', () => {
    vi.stubGlobal('process', undefined);
    try {
      expect(thrown(() => CustomerCreditClient.fromEnv())).toMatchObject({ code: 'invalid_configuration' });
      vi.stubGlobal('process', {
        get env() {
          throw new Error('not permitted');
        },
      });
      expect(thrown(() => CustomerCreditClient.fromEnv())).toMatchObject({ code: 'invalid_configuration' });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('a name that is no option', () => {
  const client = (options: object): unknown =>
    Reflect.construct(CustomerCreditClient, [{ accountName: 'mystore', ...keyPair, ...options }]);
  const made = (options: object) => thrown(() => client(options));

  test.each([
    ['maxRetries', 'retries'],
    ['retry', 'retries'],
    ['timeoutMs', 'timeout'],
    ['apiKey', 'appKey'],
    ['Fetch', 'fetch'],
    ['onWarnings', 'onWarning'],
    ['baseURL', 'baseUrl'],
    ['host', 'baseUrl'],
    ['proxy', 'transport'],
    ['password', 'appToken'],
    ['concurrency', 'limiter'],
  ])('%s of the client is refused with the one that was meant', (path, meant) => {
    expect(made({ [path]: 2 })).toMatchObject({
      code: 'invalid_configuration',
      issues: [{ path, expected: `no such option; did you mean ${meant}?` }],
    });
  });

  test('and resembles none is told to onWarning, and stops nothing', () => {
    const told: Warning[] = [];
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const onWarning = (warning: Warning) => told.push(warning);
    client({ insecure: true, allowInsecure: true, absent: undefined, onWarning });
    expect(told).toEqual([
      {
        code: 'unknown_option',
        operation: 'client',
        message: expect.stringMatching(
          /^there is no option insecure, allowInsecure; the names are accountName/,
        ),
      },
    ]);
    expect(made({ insecure: true, onWarning, maxRetries: 1 })).toMatchObject({
      issues: [{ path: 'maxRetries' }],
    });
    expect([told.length, warn.mock.calls]).toEqual([1, []]);
    client({ insecure: true });
    expect(warn.mock.calls).toEqual([[expect.stringContaining('there is no option insecure')]]);
    const onFailing = () => {
      throw new Error('told');
    };
    client({ insecure: true, onWarning: onFailing });
  });

  test('is named beside all else that is wrong', () => {
    expect(made({ maxRetries: 2, now: 5, onWarning: 'x', timeout: -1, environment: '' })).toMatchObject({
      issues: ['maxRetries', 'now', 'onWarning', 'environment', 'timeout'].map((path) => ({ path })),
    });
    expect(
      () => new CustomerCreditClient({ accountName: 'a', ...keyPair, ...{ maxRetries: undefined } }),
    ).not.toThrow();
  });

  test.each([
    ['maxRetries', 'did you mean retries?'],
    ['limit', 'toArray({ limit })'],
    ['abortSignal', 'did you mean signal?'],
    ['zzz', 'the names are signal, timeout'],
  ])('%s of a call is refused by every client', async (path, expected) => {
    for (const client of [clientOver(recording(config)), createInMemoryCustomerCredit().client]) {
      const options: object = { [path]: 5 };
      const issues = [{ path, expected: expect.stringContaining(expected) }];
      expect(await rejection(client.storeConfig.get(options))).toMatchObject({
        operation: 'storeConfig.get',
        issues,
      });
      expect(await rejection(client.invoices.list({}, options).first())).toMatchObject({ issues });
      expect(await rejection(client.request({ method: 'GET', path: '/x' }, options))).toMatchObject({
        issues,
      });
    }
  });
});

describe('a wrong reference', () => {
  const { client } = createInMemoryCustomerCredit();
  const call = (method: (...given: never[]) => Promise<unknown>, ...given: unknown[]): Promise<unknown> =>
    rejection(Reflect.apply(method, undefined, given));
  const invoice = { path: 'invoice', expected: 'an invoice, or { creditAccountId, id }' };

  test.each([
    [undefined],
    [null],
    ['A-01'],
    [{}],
    [{ creditAccountId: 'a' }],
    [{ id: 'A-01' }],
    [{ creditAccountId: 1, id: 2 }],
  ])('to an invoice, %j, is one fault in the words of the caller', async (given) => {
    for (const method of [client.invoices.get, client.invoices.cancel, client.invoices.markAsPaid])
      expect(await call(method, given)).toMatchObject({ code: 'invalid_input', issues: [invoice] });
    expect(await call(client.invoices.postpone, given, { dueDays: 0 })).toMatchObject({
      operation: 'invoices.postpone',
      issues: [invoice, { path: 'dueDays' }],
    });
  });

  test('is told by the field where only one part is wrong', async () => {
    expect(await call(client.invoices.get, { creditAccountId: 'a', id: '..' })).toMatchObject({
      issues: [{ path: 'id' }],
    });
  });

  test('to a transaction, a holder or an account is told the same way', async () => {
    expect(await call(client.transactions.settle, { id: 'T', value: 1 }, { value: 1 })).toMatchObject({
      issues: [{ path: 'transaction', expected: '{ creditAccountId, transactionId }' }],
    });
    expect(await call(client.accounts.holders.delete, 'h')).toMatchObject({
      issues: [{ path: 'holder', expected: '{ creditAccountId, holderId }' }],
    });
    expect(await call(client.accounts.get, { id: 'a' })).toMatchObject({
      issues: [{ path: 'creditAccountId', expected: expect.stringContaining('account.id') }],
    });
  });
});

describe('warnings that nobody asked for', () => {
  test('are written to the console, each kind once a client', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { client } = createInMemoryCustomerCredit({
      seed: { accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1 }] },
    });
    await client.accounts.changeTolerance('a', { value: 20 });
    await client.accounts.changeTolerance('a', { value: 30 });
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/accounts\.changeTolerance: .*this one means 2,000 %/)],
    ]);
  });

  test('are not, where somebody is told', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const told: string[] = [];
    const { client } = createInMemoryCustomerCredit({
      seed: { accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1 }] },
      onWarning: ({ code }) => told.push(code),
    });
    for (const value of [20, 30]) await client.accounts.changeTolerance('a', { value });
    expect([told, warn.mock.calls]).toEqual([['tolerance_above_one', 'tolerance_above_one'], []]);
  });
});
