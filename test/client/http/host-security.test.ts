import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ConfigurationError,
  CustomerCreditClient,
  InvalidInputError,
  isCustomerCreditError,
} from 'vtex-customer-credit';
import { calls, fitting, operationIds, table } from './calls.ts';
import { clientOver, keyPair, nothing, recording, rejection, thrown } from './recording.ts';

/** Makes a client from options of any type, as a caller without types may. */
const make = (options: Readonly<Record<string, unknown>>): unknown =>
  Reflect.construct(CustomerCreditClient, [{ accountName: 'mystore', ...keyPair, ...options }]);

function refusal(options: Readonly<Record<string, unknown>>): ConfigurationError {
  const error = thrown(() => make(options));
  if (!(error instanceof ConfigurationError)) throw new Error('expected a ConfigurationError');
  return error;
}

const hostParts = [
  'evil.example/#',
  'a.b',
  'a@b',
  'a:80',
  'a/b',
  'a\\b',
  'a?b',
  'a#b',
  'a%2eb',
  'a b',
  ' a',
  'a\n',
  '-a',
  'a-',
  '.',
  '',
  'mägazin',
  'ⅿystore',
  'a。b',
  'xn--\u0000',
  'a'.repeat(64),
  7,
  null,
  {},
  ['mystore'],
];

describe.each(['accountName', 'environment'])('%s', (option) => {
  test.each(hostParts)('%j is refused before anything is sent, by the name of the option', (value) => {
    const error = refusal({ [option]: value });
    expect(error).toMatchObject({ code: 'invalid_configuration', outcome: 'not-sent' });
    expect(error.issues.map(({ path }) => path)).toEqual([option]);
  });

  test('the value itself is never shown', () => {
    const secret = 'SENTINEL.example/#';
    const error = refusal({ [option]: secret });
    expect(`${error.stack}${inspect(error, { depth: Infinity })}${JSON.stringify(error)}`).not.toContain(
      'SENTINEL',
    );
  });

  test.each(['a', 'mystore', 'my-store-2', 'MyStore', 'a'.repeat(63)])('%s is taken', (value) => {
    expect(() => make({ [option]: value })).not.toThrow();
  });

  test('whatever text is taken, the host is the account, the environment and .com.br', async () => {
    const names = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.webPath(),
    );
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const network = recording(fitting('storeConfig.get'));
        const options = { accountName: 'mystore', ...keyPair, [option]: name, fetch: network.fetch };
        let client: CustomerCreditClient;
        try {
          client = new CustomerCreditClient(options);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError);
          return;
        }
        await client.storeConfig.get();
        const url = network.sent[0]?.url;
        const labels = url?.host.split('.') ?? [];
        expect(labels).toHaveLength(4);
        expect(labels.slice(2)).toEqual(['com', 'br']);
        expect(labels[option === 'accountName' ? 0 : 1]).toBe(name.toLowerCase());
        expect(url?.pathname).toBe('/api/creditcontrol/storeconfig');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the host', () => {
  test("is VTEX's own unless told otherwise", async () => {
    const network = recording(fitting('storeConfig.get'));
    await clientOver(network).storeConfig.get();
    await clientOver(network, { environment: 'vtexcommercebeta' }).storeConfig.get();
    expect(network.sent.map(({ url }) => url.href)).toEqual([
      'https://mystore.vtexcommercestable.com.br/api/creditcontrol/storeconfig',
      'https://mystore.vtexcommercebeta.com.br/api/creditcontrol/storeconfig',
    ]);
  });

  test.each([
    'http://example.com',
    'http://10.0.0.1:8787',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://128.0.0.1',
    'http://[::2]:1',
    'http://user@localhost:8787',
    'https://user:SENTINEL@example.com',
    'https://example.com/?token=SENTINEL',
    'https://example.com/#SENTINEL',
    'ftp://localhost',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'localhost:8787',
    '//example.com',
    'SENTINEL',
    '',
    7,
    null,
  ])('baseUrl %j is refused, by name', (baseUrl) => {
    const error = refusal({ baseUrl });
    expect(error.issues.map(({ path }) => path)).toEqual(['baseUrl']);
    expect(`${error.stack}${inspect(error, { depth: Infinity })}`).not.toContain('SENTINEL');
  });

  test.each([
    ['http://localhost:8787', 'http://localhost:8787/api/creditcontrol/storeconfig'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787/api/creditcontrol/storeconfig'],
    ['http://[::1]:8787', 'http://[::1]:8787/api/creditcontrol/storeconfig'],
    ['https://proxy.example.com/vtex/', 'https://proxy.example.com/vtex/api/creditcontrol/storeconfig'],
  ])('baseUrl %s is taken', async (baseUrl, expected) => {
    const network = recording(fitting('storeConfig.get'));
    await clientOver(network, { baseUrl }).storeConfig.get();
    await clientOver(network, { baseUrl: new URL(baseUrl) }).storeConfig.get();
    expect(network.sent.map(({ url }) => url.href)).toEqual([expected, expected]);
  });
});

describe('every wrong option', () => {
  test('is named at once', () => {
    const error = refusal({
      accountName: 'a.b',
      environment: '',
      baseUrl: 'http://example.com',
      appKey: 'with space',
      appToken: '',
      validation: 'loose',
      timeout: 0,
      retries: 11,
      fetch: 'fetch',
    });
    expect(error.issues.map(({ path }) => path)).toEqual([
      'accountName',
      'environment',
      'baseUrl',
      'appKey',
      'appToken',
      'validation',
      'timeout',
      'retries',
      'fetch',
    ]);
  });

  test.each([
    [{ appKey: undefined, appToken: undefined }, ['appKey', 'appToken']],
    [{ appToken: undefined }, ['appToken']],
    [{ userToken: 'SENTINEL' }, ['userToken']],
    [{ appKey: undefined, appToken: undefined, userToken: '' }, ['userToken']],
    [{ appToken: 'SENTINEL\r\nx-evil: 1' }, ['appToken']],
    [{ appToken: 'SENTINEL-ü' }, ['appToken']],
    [{ timeout: Number.NaN }, ['timeout']],
    [{ timeout: Number.POSITIVE_INFINITY }, ['timeout']],
    [{ timeout: true }, ['timeout']],
    [{ retries: 0.5 }, ['retries']],
    [{ retries: -1 }, ['retries']],
  ])('%j is refused by name', (options, paths) => {
    const error = refusal(options);
    expect(error.issues.map(({ path }) => path)).toEqual(paths);
    expect(`${error.stack}${inspect(error, { depth: Infinity })}`).not.toContain('SENTINEL');
  });
});

const origin = 'https://mystore.vtexcommercestable.com.br';

const oddIds = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.webUrl(),
  fc
    .array(
      fc.constantFrom(
        '.',
        '..',
        '/',
        '\\',
        '%2e',
        '%2f',
        '%',
        '?',
        '#',
        '@',
        ':',
        'a',
        '\t',
        '\n',
        ' ',
        '//',
        '；',
        ';',
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
);

const withIds = operationIds.filter((id) => table[id].path.includes('{'));

describe('ids', () => {
  test.each(withIds)(
    'of %s, whatever they are, change neither the host nor the depth of the path',
    async (id) => {
      const depth = table[id].path.split('/').length;
      await fc.assert(
        fc.asyncProperty(oddIds, async (value) => {
          const network = recording(fitting(id));
          try {
            await calls[id](clientOver(network), value);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInputError);
            expect(network.sent).toEqual([]);
            return;
          }
          expect(network.sent).toHaveLength(1);
          const url = network.sent[0]?.url;
          expect(url?.origin).toBe(origin);
          const segments = url?.pathname.split('/').slice(3) ?? [];
          expect(['', ...segments]).toHaveLength(depth);
          const template = table[id].path.split('/').slice(1);
          template.forEach((expected, at) => {
            const segment = segments[at] ?? '';
            expect(decodeURIComponent(segment)).toBe(expected.startsWith('{') ? value : expected);
          });
          expect(url?.hash).toBe('');
          if (!id.startsWith('invoices.list')) expect(url?.search).toBe('');
        }),
        { numRuns: 150 },
      );
    },
  );

  test.each([
    '',
    '.',
    '..',
    '%2e',
    '%2E%2e',
    '.%2e',
    'a\u0000b',
    'a\r\nb',
    '\u007f',
    '\ud800',
    'a'.repeat(201),
  ])('%j is refused before anything is sent, by the name of the parameter', async (value) => {
    const network = recording(nothing);
    const invoices = clientOver(network).invoices;
    const error = await rejection(invoices.cancel({ creditAccountId: value, id: 'y' }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path: 'creditAccountId' }], outcome: 'not-sent' });
    expect(await rejection(invoices.cancel({ creditAccountId: 'x', id: value }))).toMatchObject({
      issues: [{ path: 'invoiceId' }],
    });
    expect(network.sent).toEqual([]);
  });

  test('the value of a refused id is not shown', async () => {
    const error = await rejection(clientOver(recording(nothing)).accounts.get('SENTINEL\u0000'));
    expect(`${inspect(error, { depth: Infinity })}${JSON.stringify(error)}`).not.toContain('SENTINEL');
  });
});

describe('a request of your own', () => {
  const request = async (path: string): Promise<URL | undefined> => {
    const network = recording(nothing);
    await clientOver(network).request({ method: 'GET', path });
    expect(network.sent).toHaveLength(1);
    return network.sent[0]?.url;
  };

  test.each([
    '',
    '/',
    '//',
    'purchase-conditions',
    '//evil.example/x',
    '/\\evil.example/x',
    '/..',
    '/../../oms/pvt/orders',
    '/a/../../../x',
    '/a/./b',
    '/a//b',
    '/%2e%2e/x',
    '/%2E./x',
    '/a/.%2e/b',
    '/a/%2e',
    '/a?b=c',
    '/a#b',
    '/a b',
    '/a\nb',
    '/\t/evil.example',
    'https://evil.example/x',
    '@evil.example/x',
  ])('to %j is refused before anything is sent', async (path) => {
    const network = recording(nothing);
    const error = await rejection(clientOver(network).request({ method: 'GET', path }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path: 'path' }], operation: 'request' });
    expect(network.sent).toEqual([]);
  });

  test.each([
    ['/purchase-conditions', '/api/creditcontrol/purchase-conditions'],
    ['/invoices/', '/api/creditcontrol/invoices/'],
    ['/accounts/a%2Fb', '/api/creditcontrol/accounts/a%2Fb'],
    ['/accounts/...', '/api/creditcontrol/accounts/...'],
    ['/accounts/a@b:c', '/api/creditcontrol/accounts/a@b:c'],
  ])('to %s goes below the API', async (path, expected) => {
    expect((await request(path))?.pathname).toBe(expected);
  });

  test('goes below the API or nowhere, whatever the path', async () => {
    const odd = fc.oneof(
      oddIds,
      oddIds.map((path) => `/${path}`),
      fc.webPath(),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (path) => {
        const network = recording(nothing);
        try {
          await clientOver(network).request({ method: 'GET', path });
        } catch (error) {
          expect(isCustomerCreditError(error) && error.code).toBe('invalid_input');
          expect(network.sent).toEqual([]);
          return;
        }
        const url = network.sent[0]?.url;
        expect(url?.origin).toBe(origin);
        expect(url?.pathname.startsWith('/api/creditcontrol/')).toBe(true);
        expect(url?.pathname.split('/')).toHaveLength(path.split('/').length + 2);
        expect([url?.search, url?.hash]).toEqual(['', '']);
      }),
      { numRuns: 500 },
    );
  });

  test('sends a query of any names and values as it is told', async () => {
    const word = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(word, word), async (query) => {
        const network = recording(nothing);
        await clientOver(network).request({ method: 'GET', path: '/x', query });
        const url = network.sent[0]?.url;
        expect(url?.origin).toBe(origin);
        const told = Object.entries(query).map(([name, value]) => [
          name.toWellFormed(),
          value.toWellFormed(),
        ]);
        expect([...(url?.searchParams ?? [])]).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });

  test('sends a query with half a surrogate pair in a name or a value', async () => {
    const network = recording(nothing);
    await clientOver(network).request({ method: 'GET', path: '/x', query: { '\ud800': '\udfff' } });
    expect(network.sent[0]?.url.search).toBe('?%EF%BF%BD=%EF%BF%BD');
  });

  test('leaves empty values out and writes the others', async () => {
    const network = recording(nothing);
    const query = { email: 'a+b@example.com', sc: 1, skus: '1,2', all: false, none: undefined, nil: null };
    await clientOver(network).request({ method: 'GET', path: '/purchase-conditions', query });
    expect(network.sent[0]?.url.search).toBe('?email=a%2Bb%40example.com&sc=1&skus=1%2C2&all=false');
  });

  test('with GET carries no body', async () => {
    const network = recording(nothing);
    const error = await rejection(clientOver(network).request({ method: 'GET', path: '/x', body: {} }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path: 'body' }] });
    expect(network.sent).toEqual([]);
  });
});
