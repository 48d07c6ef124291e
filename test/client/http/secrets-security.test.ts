import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  type Credentials,
  CustomerCreditClient,
  type HttpOptions,
  InvalidInputError,
  InvalidResponseError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnknownOutcomeError,
} from 'vtex-customer-credit';
import { calls, operationIds } from './calls.ts';
import { type Answer, json, nothing, recording, rejection, text, thrown } from './recording.ts';

const appKey = 'vtexappkey-SENTINEL-KEY';
const appToken = 'SENTINELTOKENABCDEFGHIJKLMNOPQRSTUVWXYZ';
const userToken = 'eyJhbGciOiJSENTINEL.eyJzdWIiOiJSENTINEL.c2lnLVNFTlRJTkVM';

const credentials: ReadonlyArray<{
  readonly kind: string;
  readonly given: Credentials;
  readonly secrets: readonly string[];
}> = [
  { kind: 'key and token', given: { appKey, appToken }, secrets: [appKey, appToken] },
  { kind: 'a user token', given: { userToken }, secrets: [userToken] },
];

/** Everything a log could make of a value, its hidden fields and its causes included. */
function everythingSaid(value: unknown): string {
  const said = [
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    inspect(value, { depth: Infinity, showProxy: true, compact: false }),
    JSON.stringify(value),
    String(value),
  ];
  const seen = new Set<unknown>();
  for (let at: unknown = value; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    said.push(at.stack ?? '', at.message, String(at), JSON.stringify(Object.getOwnPropertyDescriptors(at)));
  }
  return said.join('\n');
}

function expectSilence(value: unknown, secrets: readonly string[]): void {
  const said = everythingSaid(value);
  for (const secret of secrets) expect(said).not.toContain(secret);
  // Nor a part of one.
  expect(said).not.toMatch(/SENTINEL/);
}

describe.each(credentials)('$kind', ({ given, secrets }) => {
  const clientWith = (answer: Answer, options: Partial<HttpOptions> = {}): CustomerCreditClient => {
    const { fetch } = recording(answer);
    return new CustomerCreditClient({ accountName: 'mystore', retries: 0, ...options, ...given, fetch });
  };
  const echo = secrets.join(' and ');
  const inHeaders = Object.fromEntries(
    [
      'x-vtex-operation-id',
      'x-request-id',
      'x-vtex-error-message',
      'retry-after',
      'location',
      'server',
      'set-cookie',
    ].map((name) => [name, echo]),
  );

  test('never shows when the client or a part of it is looked at', () => {
    const client = clientWith(nothing);
    for (const part of [
      client,
      client.accounts,
      client.accounts.holders,
      client.invoices,
      client.transactions,
    ]) {
      expectSilence(part, secrets);
    }
    expectSilence(client.invoices.list(), secrets);
    expectSilence({ client }, secrets);
    expect(Object.keys(client).toSorted()).toEqual(['accounts', 'invoices', 'storeConfig', 'transactions']);
  });

  const bodies: ReadonlyArray<readonly [string, string]> = [
    ['a message', JSON.stringify({ code: 1, message: `Invalid token ${echo}` })],
    ['a code', JSON.stringify({ code: echo, message: 'x' })],
    ['Message', JSON.stringify({ Message: echo })],
    ['a nested error', JSON.stringify({ error: { code: echo, message: echo, exception: echo } })],
    ['an error text', JSON.stringify({ error: echo })],
    ['a JSON string', JSON.stringify(echo)],
    ['plain text', echo],
    ['broken JSON', `{"message":"${echo}`],
    ['the title of a page', `<html><head><title>${echo}</title></head></html>`],
    ['a page', `<html><body>${echo}</body></html>`],
    ['text where it would be cut', `${'x'.repeat(480)}${echo}`],
    ['text with spaces, where it would be cut', `${'x '.repeat(240)}${echo}`],
    ['nothing', ''],
  ];
  const statuses = [400, 401, 403, 404, 409, 429, 500, 503, 302, 418];

  test.each(bodies)('never shows when the server echoes it in %s and in its headers', async (_, body) => {
    for (const status of statuses) {
      const client = clientWith(text(body, { status, headers: inHeaders }));
      for (const call of [
        () => client.accounts.get('x'),
        () => client.request({ method: 'POST', path: '/x', body: {} }),
      ]) {
        const error = await rejection(call());
        expect(error instanceof UnknownOutcomeError ? error.cause : error).toBeInstanceOf(ApiError);
        expectSilence(error, secrets);
      }
    }
  });

  test('never shows when it is echoed URL-encoded in a header', async () => {
    const headers = { 'x-vtex-error-message': encodeURIComponent(`Token ${echo} não`) };
    const error = await rejection(clientWith(text('', { status: 401, headers })).accounts.get('x'));
    expect(error).toMatchObject({ vtexMessage: expect.stringMatching(/^Token \[redacted\].* não$/) });
    expectSilence(error, secrets);
  });

  test('never shows when it is echoed in a success that cannot be read', async () => {
    for (const answer of [
      json({ token: echo }),
      json(echo),
      json([echo]),
      text(echo),
      text(`<title>${echo}</title>`),
    ]) {
      for (const validation of ['tolerant', 'strict'] as const) {
        const error = await rejection(clientWith(answer, { validation }).accounts.get('x'));
        expect(error).toBeInstanceOf(InvalidResponseError);
        expectSilence(error, secrets);
      }
    }
  });

  test('is looked for in no more time than a long text takes to read, whatever is in it', async () => {
    for (const piece of ['\\', '&amp;', '%25', '0', ' ', ...secrets.map((secret) => secret[0] ?? '')]) {
      const long = piece.repeat(60_000 / piece.length);
      const began = performance.now();
      await rejection(clientWith(text(long, { status: 400 })).accounts.get('x'));
      // A pattern that goes back and forth takes minutes.
      expect(performance.now() - began).toBeLessThan(5000);
    }
  });

  test('never shows in what is told of an answer, whatever form it is echoed in', async () => {
    for (const secret of secrets) {
      const page = secret.replaceAll('-', '&#45;');
      const numbers = [...secret].map((each) => `&#${each.codePointAt(0)};`).join('');
      const hex = [...secret].map((each) => `&#x00${each.codePointAt(0)?.toString(16)};`).join('');
      const percent = [...secret]
        .map((each) => `%${each.codePointAt(0)?.toString(16).toUpperCase()}`)
        .join('');
      const forms = [
        encodeURIComponent(secret),
        btoa(secret),
        secret.toLowerCase(),
        secret.toUpperCase(),
        numbers,
        hex,
        percent,
        page,
        percent.replaceAll('%', '%2525'),
        numbers.replaceAll('&', '&amp;'),
        [...secret].map((each) => `\\\\u{${each.codePointAt(0)?.toString(16)}}`).join(''),
        [...secret].map((each) => `\\x${each.codePointAt(0)?.toString(16)}`).join(''),
        [...secret].map((each) => `\\${each.codePointAt(0)?.toString(8)}`).join(''),
        Buffer.from(secret).toString('hex'),
        Buffer.from(secret).toString('hex').toUpperCase().replace(/../g, '$& '),
        secret.replace(/.{7}/g, '$&\u200b'),
        secret.replace(/.{7}/g, '$&\r\n '),
      ];
      for (const form of forms) {
        const error = await rejection(clientWith(text(`${form} ${page}`, { status: 400 })).accounts.get('x'));
        expect(error).toMatchObject({ vtexMessage: expect.stringMatching(/^\[redacted\]/) });
      }
      // In base64 it looks another way behind each number of bytes, in lines of any length, and for addresses.
      for (const before of ['{', 'a:', 'key']) {
        const encoded = Buffer.from(`${before}${secret}"}`);
        for (const form of [
          encoded.toString('base64'),
          encoded.toString('base64url'),
          encoded.toString('base64').replace(/.{10}/g, '$&\n'),
        ]) {
          const error = await rejection(clientWith(text(`x ${form} y`, { status: 400 })).accounts.get('x'));
          expect(error).toMatchObject({
            vtexMessage: expect.stringMatching(/^x .{0,8}\[redacted\].{0,8} y$/),
          });
        }
      }
      const told: unknown[] = [];
      const hooks = { onResponse: (event: object) => told.push(event) };
      const headers = { 'x-vtex-operation-id': `id ${secret}` };
      const answer = json({ taxRate: 0, [secret]: 1 }, { headers });
      const error = await rejection(clientWith(answer, { hooks, validation: 'strict' }).storeConfig.get());
      expect(error).toMatchObject({ code: 'invalid_response', requestId: 'id [redacted]' });
      expect(told).toMatchObject([{ requestId: 'id [redacted]' }]);
      expectSilence([error, told], secrets);
    }
  });

  test("never shows as the code of a transport's failure", async () => {
    for (const code of [...secrets, 'SENTINEL KEY', `E${echo}`]) {
      const error = await rejection(
        clientWith(() => {
          throw Object.assign(new TypeError('fetch failed'), { code });
        }).accounts.get('x'),
      );
      expectSilence(error, secrets);
    }
  });

  test("never shows in a transport's own failure, however much that says", async () => {
    for (const code of ['ECONNRESET', 'ECONNREFUSED', undefined]) {
      const client = clientWith((request) => {
        const cause = Object.assign(new Error(echo), { code, request, headers: [...request.headers] });
        throw Object.assign(new TypeError(`fetch failed ${echo}`, { cause }), { request });
      });
      const error = await rejection(client.accounts.get('x'));
      expect(error).toBeInstanceOf(NetworkError);
      expectSilence(error, secrets);
    }
  });

  test('never shows in a timeout', async () => {
    const client = clientWith(() => new Promise<never>(() => {}), { timeout: 5 });
    const error = await rejection(client.accounts.get('x'));
    expect(error).toBeInstanceOf(TimeoutError);
    expectSilence(error, secrets);
  });

  test('never shows in an error of any operation', async () => {
    for (const id of operationIds) {
      const error = await rejection(calls[id](clientWith(json({ message: echo }, { status: 500 })), 'x'));
      expect(error instanceof UnknownOutcomeError ? error.cause : error).toBeInstanceOf(ServerError);
      expectSilence(error, secrets);
    }
  });

  test('never shows in a refused input', async () => {
    const error = await rejection(clientWith(nothing).accounts.get(`${echo}\u0000`));
    expect(error).toBeInstanceOf(InvalidInputError);
    expectSilence(error, secrets);
  });

  test('never shows in a refused configuration', () => {
    const options = { accountName: 'a.b', ...given, baseUrl: `https://${secrets[0]}@x.example` };
    const error = thrown(() => new CustomerCreditClient(options));
    expect(error).toBeInstanceOf(ConfigurationError);
    expectSilence(error, secrets);
  });

  test.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [429, RateLimitError],
    [503, ServerError],
    [418, ApiError],
  ] as const)('never shows in the error of a %d, which has no cause', async (status, type) => {
    const error = await rejection(clientWith(json({ code: 1, message: echo }, { status })).accounts.get('x'));
    expect(error).toBeInstanceOf(type);
    expect(error).not.toHaveProperty('cause');
    expectSilence(error, secrets);
  });
});

test('a key that begins its token, or stands in it, does not leave the rest of the token', async () => {
  for (const key of ['ABCDEFGH', 'IJKLMNOP', 'QRSTUVWX']) {
    const token = 'ABCDEFGHIJKLMNOPQRSTUVWX';
    const { fetch } = recording(json({ message: `token ${token}, key ${key}.` }, { status: 401 }));
    const client = new CustomerCreditClient({ accountName: 'mystore', appKey: key, appToken: token, fetch });
    const error = await rejection(client.accounts.get('x'));
    expect(error).toMatchObject({ vtexMessage: 'token [redacted], key [redacted].' });
  }
});

test('what is too short to be a secret does not garble a message', async () => {
  const { fetch } = recording(json({ message: 'no company' }, { status: 401 }));
  const client = new CustomerCreditClient({ accountName: 'mystore', appKey: 'any', appToken: 'any', fetch });
  expect(await rejection(client.accounts.get('x'))).toMatchObject({ vtexMessage: 'no company' });
});

test('a token with a plus sign is taken out of a header before that is decoded', async () => {
  const token = 'SENTINEL+TOKEN%2B';
  for (const echo of [token, encodeURIComponent(token)]) {
    const { fetch } = recording(text('', { status: 401, headers: { 'x-vtex-error-message': echo } }));
    const client = new CustomerCreditClient({ accountName: 'mystore', userToken: token, fetch });
    expect(await rejection(client.accounts.get('x'))).toMatchObject({ vtexMessage: '[redacted]' });
  }
});

test('any secret that a header can carry is taken out of an echo of it', async () => {
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const secret = fc.string({ unit: visible, minLength: 12, maxLength: 40 });
  const place = fc.constantFrom<(echo: string) => Answer>(
    (echo) => json({ message: `a ${echo} b` }, { status: 401 }),
    (echo) => json({ code: echo }, { status: 401 }),
    (echo) => text(`a ${echo} b`, { status: 401 }),
    (echo) => text('', { status: 401, headers: { 'x-vtex-operation-id': echo } }),
    (echo) => text('', { status: 401, headers: { 'x-vtex-error-message': echo } }),
    (echo) => text('', { status: 401, headers: { 'x-vtex-error-message': encodeURIComponent(echo) } }),
  );
  await fc.assert(
    fc.asyncProperty(secret, place, async (token, answerWith) => {
      const { fetch } = recording(answerWith(token));
      const client = new CustomerCreditClient({ accountName: 'mystore', userToken: token, fetch });
      const error = await rejection(client.accounts.get('x'));
      if (!(error instanceof AuthenticationError)) throw new Error('expected an AuthenticationError');
      const { message, vtexCode, vtexMessage, requestId } = error;
      for (const said of [message, vtexCode, vtexMessage, requestId])
        expect(String(said)).not.toContain(token);
    }),
    { numRuns: 300 },
  );
});
