import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  CustomerCreditClient,
  InvalidResponseError,
  isAccountAlreadyOpen,
  isApiError,
  isCustomerCreditError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnknownOutcomeError,
} from 'vtex-customer-credit';
import { fieldOf } from '../../../src/values/record.ts';
import { observed } from '../../fixtures/index.ts';
import { calls, fitting, goodAnswer, operationIds, table } from './calls.ts';
import { type Answer, clientOver, json, keyPair, nothing, recording, rejection, text } from './recording.ts';

const reference = { creditAccountId: 'x', id: 'y' };

async function apiErrorFor(answer: Answer, now?: () => number): Promise<ApiError> {
  const client = clientOver(recording(answer), now === undefined ? {} : { now });
  const error = await rejection(client.invoices.get(reference));
  if (!isApiError(error)) throw error;
  return error;
}

const errors = observed.filter((variant) => variant.kind === 'error');

describe('error bodies', () => {
  const said: Readonly<
    Record<string, { readonly vtexCode?: number | string; readonly vtexMessage?: string }>
  > = {
    'error/code-message': { vtexCode: 1099, vtexMessage: 'The Credit Account is already open.' },
    'error/message-only': { vtexMessage: 'An error has occurred.' },
    'error/nested': { vtexCode: '1', vtexMessage: 'The request is invalid.' },
    'error/capital-message': { vtexMessage: 'The request is invalid.' },
    'error/text': { vtexMessage: 'Service unavailable' },
    'error/html': { vtexMessage: '503 Service Temporarily Unavailable' },
    'error/empty': {},
    'error/headers': { vtexMessage: 'Limite de crédito excedido' },
    'error/too-many-requests-retry-after': {},
    'error/too-many-requests': {},
    'error/circuit-breaker': {},
  };

  test('every known shape has its line here', () => {
    expect(Object.keys(said).toSorted()).toEqual(errors.map(({ id }) => id).toSorted());
  });

  test.each(errors)('$id is read at any error status', async (variant) => {
    const { vtexCode, vtexMessage } = said[variant.id] ?? {};
    const type = variant.contentType === undefined ? {} : { 'content-type': variant.contentType };
    const statuses = variant.status === undefined ? [400, 404, 409, 500, 503] : [variant.status];
    for (const status of statuses) {
      const error = await apiErrorFor(
        text(variant.body, { status, headers: { ...type, ...variant.headers } }),
      );
      expect(error.status).toBe(status);
      expect(error.vtexCode).toBe(vtexCode);
      expect(error.vtexMessage).toBe(vtexMessage);
      if (vtexMessage !== undefined) expect(error.message).toContain(vtexMessage);
    }
  });

  test.each([
    ['null', undefined],
    ['[]', undefined],
    ['7', undefined],
    ['""', undefined],
    ['" "', undefined],
    ['"text"', 'text'],
    ['{}', undefined],
    ['{"message":null}', undefined],
    ['{"message":{"a":1}}', undefined],
    ['{"error":"text"}', 'text'],
    ['{"errors":[{"code":"x","message":"text"}]}', 'text'],
    ['[{"message":"text"}]', 'text'],
    ['{"title":"Bad Request","detail":"text"}', 'text'],
    ['{"title":"text"}', 'text'],
    ['"text\\u001b[31m\\u202e red"', 'text [31m red'],
    [`<html>${'<title'.repeat(10_000)}`, undefined],
    ['{"error":null,"message":"text"}', 'text'],
    ['{"Error":{"Code":"x","Message":"text"}}', 'text'],
    ['<html><body>no title</body></html>', undefined],
    ['<!doctype html><title>\n  A\n  title </title>', 'A title'],
    ['{"message":"cut', '{"message":"cut'],
    ['  \n ', undefined],
  ])('the odd body %j says %j', async (body, message) => {
    expect((await apiErrorFor(text(body, { status: 500 }))).vtexMessage).toBe(message);
  });

  test('a code without end is cut', async () => {
    const error = await apiErrorFor(text(JSON.stringify({ code: 'x'.repeat(100_000) }), { status: 400 }));
    expect(error.message.length).toBeLessThan(300);
  });

  test('a body of megabytes is cut', async () => {
    const error = await apiErrorFor(text('x'.repeat(5_000_000), { status: 500 }));
    expect(error.message.length).toBeLessThan(1000);
  });

  test('the operation id is kept for the support', async () => {
    const error = await apiErrorFor(text('', { status: 500, headers: { 'x-vtex-operation-id': 'abc-1' } }));
    expect(error.requestId).toBe('abc-1');
  });

  test('a message in a header that is no URL-encoding is taken as it is', async () => {
    const headers = { 'x-vtex-error-message': '100%' };
    expect((await apiErrorFor(text('', { status: 500, headers }))).vtexMessage).toBe('100%');
  });

  test.each([
    [400, BadRequestError, 'bad_request', 'refused', false],
    [413, BadRequestError, 'bad_request', 'refused', false],
    [415, BadRequestError, 'bad_request', 'refused', false],
    [422, BadRequestError, 'bad_request', 'refused', false],
    [401, AuthenticationError, 'authentication', 'refused', false],
    [403, PermissionError, 'permission', 'refused', false],
    [404, NotFoundError, 'not_found', 'refused', false],
    [409, ConflictError, 'conflict', 'refused', false],
    [429, RateLimitError, 'rate_limited', 'refused', true],
    [500, ServerError, 'server_error', 'unknown', true],
    [503, ServerError, 'server_error', 'unknown', true],
    [599, ServerError, 'server_error', 'unknown', true],
  ] as const)('%d has its own class, code and outcome', async (status, type, code, outcome, retryable) => {
    const error = await apiErrorFor(json({ code: status, message: 'no' }, { status }));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({
      status,
      code,
      outcome,
      retryable,
      operation: 'invoices.get',
      name: type.name,
    });
    expect(error.path).toBe('/accounts/{creditAccountId}/invoices/{invoiceId}');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ status, code, outcome });
  });

  test.each(['', 'no', '<html><title>404</title></html>', '{}', '[]', '{"message":"no"}', '{"message":"cut'])(
    'with the body %j says nothing for the API: a 404 is not its word that there is none',
    async (body) => {
      const error = await apiErrorFor(text(body, { status: 404 }));
      expect(error).not.toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ code: 'unexpected_status', status: 404, outcome: 'unknown' });
      expect(error.message).toContain('not one of the API itself');
    },
  );

  test("alone, a message is the API's beside a header of VTEX", async () => {
    const headers = { 'x-vtex-operation-id': 'abc-1' };
    const error = await apiErrorFor(json({ message: 'no' }, { status: 404, headers }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ outcome: 'refused' });
  });

  test.each([
    { 'x-cache': 'Error from cloudfront' },
    { 'proxy-status': 'edge; error=connection_timeout' },
    { 'x-amzn-errortype': 'x' },
  ])('with the header %j are those of a gateway, whatever they say', async (headers) => {
    const error = await apiErrorFor(json({ code: 1, message: 'no' }, { status: 404, headers }));
    expect(error).toMatchObject({ code: 'unexpected_status', outcome: 'unknown' });
  });

  test.each([408, 418, 451])('%d is an ApiError of its own', async (status) => {
    expect(await apiErrorFor(text('', { status }))).toMatchObject({ status, code: 'unexpected_status' });
  });

  test.each([
    ['2', 2000],
    ['0', 0],
    ['Wed, 08 May 2024 12:00:30 GMT', 30_000],
    ['Wed, 08 May 2024 11:00:00 GMT', 0],
    ['soon', undefined],
    ['soon 1', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['+3', undefined],
    ['2024-05-08T12:00:30Z', undefined],
    ['', undefined],
  ])('Retry-After %j is %j milliseconds', async (header, retryAfter) => {
    const now = (): number => Date.UTC(2024, 4, 8, 12);
    const error = await apiErrorFor(text('', { status: 429, headers: { 'retry-after': header } }), now);
    expect(error.retryAfter).toBe(retryAfter);
  });

  test.each([1099, '1099'])(
    'an account that is open already is told by its code %j at any status',
    async (code) => {
      for (const status of [400, 409, 500]) {
        expect(isAccountAlreadyOpen(await apiErrorFor(json({ code, message: 'x' }, { status })))).toBe(true);
      }
      expect(isAccountAlreadyOpen(await apiErrorFor(json({ code: 1098 }, { status: 409 })))).toBe(false);
      expect(isAccountAlreadyOpen(new Error('1099'))).toBe(false);
    },
  );
});

/** The last failure, whether it is told by itself or as the cause of an unknown outcome. */
const told = (error: unknown): unknown => (error instanceof UnknownOutcomeError ? error.cause : error);

describe('successes that are none', () => {
  const withAnswer = operationIds.filter((id) => goodAnswer(id) !== undefined);
  const withoutAnswer = operationIds.filter((id) => goodAnswer(id) === undefined);

  test.each(withAnswer)('%s: an empty 200, one of spaces and a 204 are no answer', async (id) => {
    for (const answer of [nothing, text(''), text(' \r\n\t'), () => new Response(null, { status: 204 })]) {
      const error = await rejection(calls[id](clientOver(recording(answer)), 'x'));
      expect(told(error)).toBeInstanceOf(InvalidResponseError);
      // A list has nothing by which it could be told from another: it is only no answer.
      const outcome = table[id].retry === 'read' ? expect.stringMatching(/^(?:done|unknown)$/) : 'unknown';
      expect(error).toMatchObject({ outcome, operation: id });
    }
  });

  test.each(withoutAnswer)('%s: an empty 200, one of spaces and a 204 are the answer', async (id) => {
    for (const answer of [nothing, text(''), text(' \r\n'), () => new Response(null, { status: 204 })]) {
      await expect(calls[id](clientOver(recording(answer)), 'x')).resolves.toBeUndefined();
    }
  });

  test.each(withoutAnswer)('%s: any content where none is promised is an unknown outcome', async (id) => {
    for (const answer of [json({}), json('x'), json({ code: 500, message: 'no' }), text('<html>')]) {
      const error = await rejection(calls[id](clientOver(recording(answer)), 'x'));
      expect(error).toMatchObject({ outcome: 'unknown', operation: id });
      expect(told(error)).toBeInstanceOf(InvalidResponseError);
    }
  });

  test.each(withAnswer)('%s: what is answered has to be what was asked for', async (id) => {
    // A read without an id in its answer has nothing by which it could be told from another.
    if (table[id].retry === 'read' && fieldOf(goodAnswer(id), 'id') === undefined) return;
    for (const answer of [json({ code: 500, message: 'no' }), json({ id: 'another' }), json([])]) {
      const error = await rejection(calls[id](clientOver(recording(answer)), 'x'));
      expect(error).toMatchObject({ outcome: 'unknown', operation: id });
      expect(told(error)).toMatchObject({
        code: 'invalid_response',
        issues: expect.arrayContaining([{ path: expect.any(String), expected: expect.any(String) }]),
      });
    }
  });

  test.each([202, 203, 206, 226])('a %d does not say that it was done', async (status) => {
    const client = clientOver(recording(text('', { status })));
    expect(await rejection(client.invoices.cancel(reference))).toMatchObject({ outcome: 'unknown' });
  });

  test.each(operationIds)('%s: HTML and broken JSON are refused without being shown', async (id) => {
    for (const body of ['<html><title>SENTINEL</title></html>', '{"SENTINEL":', 'SENTINEL']) {
      const error = await rejection(calls[id](clientOver(recording(text(body))), 'x'));
      expect(error).toMatchObject({ outcome: 'unknown' });
      expect(told(error)).toBeInstanceOf(InvalidResponseError);
      expect(told(error)).toMatchObject({ issues: [{ path: 'body', expected: 'JSON or nothing' }] });
      expect(String(error)).not.toContain('SENTINEL');
    }
  });

  test('a request of your own takes JSON, text and nothing', async () => {
    const ask = (answer: Answer): Promise<unknown> =>
      clientOver(recording(answer)).request({ method: 'GET', path: '/purchase-conditions' });
    expect(await ask(json({ availableCredit: 1 }))).toEqual({ availableCredit: 1 });
    expect(await ask(json('text'))).toBe('text');
    expect(await ask(text('plain'))).toBe('plain');
    expect(await ask(nothing)).toBeUndefined();
    expect(await ask(text(' '))).toBeUndefined();
  });

  test('a request of your own fails with the same errors', async () => {
    const client = clientOver(recording(json({ code: 7, message: 'no' }, { status: 403 })));
    const error = await rejection(client.request({ method: 'GET', path: '/purchase-conditions' }));
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({ operation: 'request', vtexCode: 7, vtexMessage: 'no' });
  });
});

describe('the bare id of a payment', () => {
  const id = 'ED01C38CD4C949C2BCDFDB2C461C80F1-01';

  test('makes the client read the invoice', async () => {
    const network = recording(
      text(`"${id}"`),
      json({ ...Object(goodAnswer('invoices.get')), id, status: 'Paid' }),
    );
    const paid = await clientOver(network).invoices.markAsPaid({ creditAccountId: 'x', id });
    expect(paid).toMatchObject({ id, status: 'Paid' });
    expect(network.sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('is not believed when the invoice then reads Opened', async () => {
    const network = recording(
      text(`"${id}"`),
      json({ ...Object(goodAnswer('invoices.get')), id, status: 'Opened' }),
    );
    const error = await rejection(clientOver(network).invoices.markAsPaid({ creditAccountId: 'x', id }));
    expect(error).toMatchObject({ outcome: 'unknown', issues: [{ path: 'body.status' }] });
  });

  test('the payment is not sent again when the reading fails', async () => {
    const network = recording(json(id), text('', { status: 404 }));
    await rejection(clientOver(network, { retries: 2 }).invoices.markAsPaid({ creditAccountId: 'x', id }));
    expect(network.sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

describe('what is sent', () => {
  test.each(operationIds)(
    '%s: Accept, Content-Type, the length and the credentials, and no others',
    async (id) => {
      const network = recording(fitting(id));
      await calls[id](clientOver(network), 'x');
      const [sent] = network.sent;
      const { 'content-length': length, ...headers } = Object.fromEntries(sent?.headers ?? []);
      expect(length).toBe(sent?.text === '' ? undefined : String(Buffer.byteLength(sent?.text ?? '')));
      expect(headers).toEqual({
        accept: 'application/json',
        'content-type': 'application/json',
        'x-vtex-api-appkey': keyPair.appKey,
        'x-vtex-api-apptoken': keyPair.appToken,
      });
      expect(sent?.redirect).toBe('manual');
    },
  );

  test('a user token goes in its own header, and alone', async () => {
    const network = recording(fitting('storeConfig.get'));
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      userToken: 'eyJ.token',
      fetch: network.fetch,
    });
    await client.storeConfig.get();
    expect(Object.fromEntries(network.sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      vtexidclientautcookie: 'eyJ.token',
    });
  });

  test('an e-mail with + _ and & is encoded whole', async () => {
    const network = recording(json({ data: [], summary: { count: 0 } }));
    await clientOver(network).accounts.list({ email: 'first+last_1&2@example.com' }).toArray();
    expect(network.sent[0]?.url.search).toContain('email=first%2Blast_1%262%40example.com');
    expect(network.sent[0]?.url.searchParams.get('email')).toBe('first+last_1&2@example.com');
  });

  test('every value of a search is encoded', async () => {
    const network = recording(json({ data: [], summary: { count: 0 } }));
    const observation = 'a=b&c #d/é \ud83d\ude00%';
    await clientOver(network).invoices.list({ observation, friendlyId: 'x+y' }).toArray();
    expect(network.sent[0]?.url.searchParams.get('observation')).toBe(observation);
    expect(network.sent[0]?.url.search).toContain('friendlyId=x%2By');
  });

  test('an id with a slash stays one segment', async () => {
    const network = recording(fitting('accounts.get'));
    await clientOver(network).accounts.get('a/b?c#d');
    expect(network.sent[0]?.url.pathname).toBe('/api/creditcontrol/accounts/a%2Fb%3Fc%23d');
  });
});

describe('over a socket', () => {
  interface Adapter {
    readonly server: Server;
    readonly origin: string;
    readonly seen: Array<{ readonly url: string; readonly headers: IncomingHttpHeaders }>;
  }

  const open = async (answer: (url: string) => { status: number; location?: string }): Promise<Adapter> => {
    const seen: Adapter['seen'] = [];
    const server = createServer((request, response) => {
      seen.push({ url: request.url ?? '', headers: request.headers });
      const { status, location } = answer(request.url ?? '');
      response.writeHead(status, location === undefined ? {} : { location });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { server, seen, origin: `http://127.0.0.1:${address.port}` };
  };

  let elsewhere: Adapter;
  beforeAll(async () => {
    elsewhere = await open(() => ({ status: 200 }));
  });
  afterAll(() => new Promise((resolve) => elsewhere.server.close(resolve)));

  test.each([301, 302, 303, 307, 308])(
    'a redirect with %d is never followed, and no credential leaves',
    async (status) => {
      const location = `${elsewhere.origin}/api/creditcontrol/storeconfig`;
      const here = await open(() => ({ status, location }));
      const client = new CustomerCreditClient({
        accountName: 'mystore',
        ...keyPair,
        baseUrl: here.origin,
        retries: 0,
      });
      for (const call of [
        () => client.storeConfig.get(),
        () => client.invoices.markAsPaid(reference),
        () => client.request({ method: 'PUT', path: '/x', body: {} }),
      ]) {
        const error = await rejection(call());
        expect(told(error)).toMatchObject({ code: 'unexpected_status', status });
        expect(error).toMatchObject({ outcome: 'unknown' });
        expect(JSON.stringify(error)).not.toContain(elsewhere.origin);
      }
      expect(here.seen).toHaveLength(3);
      expect(here.seen[0]?.headers).toMatchObject({ 'x-vtex-api-apptoken': keyPair.appToken });
      expect(elsewhere.seen).toEqual([]);
      await new Promise((resolve) => here.server.close(resolve));
    },
  );

  test('where nobody listens nothing was sent, and the error says so', async () => {
    const here = await open(() => ({ status: 200 }));
    await new Promise((resolve) => here.server.close(resolve));
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      ...keyPair,
      baseUrl: here.origin,
      retries: 0,
    });
    const error = await rejection(client.storeConfig.get());
    expect(isCustomerCreditError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'network', outcome: 'not-sent', systemCode: 'ECONNREFUSED' });
  });

  test('globalThis.fetch is looked up at each call', async () => {
    const client = new CustomerCreditClient({ accountName: 'mystore', ...keyPair, retries: 0 });
    const before = globalThis.fetch;
    const network = recording(fitting('storeConfig.get'));
    globalThis.fetch = (input) => network.fetch(new Request(input));
    try {
      await client.storeConfig.get();
    } finally {
      globalThis.fetch = before;
    }
    expect(network.sent).toHaveLength(1);
  });
});
