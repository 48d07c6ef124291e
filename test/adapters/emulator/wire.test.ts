import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmulator, createStores, type Emulator } from 'vtex-customer-credit/emulator';
import { operationsById } from '../../../src/api/table.ts';

const creditAccountId = '11111111111_CPF';
const base = 'https://mystore.vtexcommercestable.com.br/api/creditcontrol';
const anyKey = { 'X-VTEX-API-AppKey': 'any', 'X-VTEX-API-AppToken': 'any' };

function create(): Emulator {
  return createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
      invoices: [{ creditAccountId, id: 'T-01', value: 9.63 }],
    },
  });
}

/** What a test passes on purpose although the types forbid it. */
function impossible(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
}

async function send(
  emulator: Emulator,
  { method = 'GET', path, body, headers = anyKey }: Sent,
): Promise<Response> {
  const init = body === undefined ? { method, headers } : { method, headers, body, duplex: 'half' as const };
  return emulator.fetch(new Request(`${base}${path}`, init));
}

const invoicePath = `/accounts/${creditAccountId}/invoices/T-01`;

describe('the emulator', () => {
  it('answers 200 with JSON, and with nothing where the official file has nothing', async () => {
    const emulator = create();
    const got = await send(emulator, { path: invoicePath });
    expect(got.status).toBe(200);
    expect(got.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(got.headers.get('x-vtex-operation-id')).toMatch(/^[0-9a-f]{8}-\d{8}$/);
    expect(await got.json()).toMatchObject({ id: 'T-01', status: 'Opened', value: 9.63 });
    const put = await send(emulator, { method: 'PUT', path: invoicePath, body: '{"observation":"x"}' });
    expect([put.status, await put.text(), put.headers.get('content-type')]).toEqual([200, '', null]);
  });

  it.each([
    ['short', 'Ação, 10 € 😀'],
    ['long', 'ção€😀'.repeat(6000)],
    ['half of a character', 'a\ud800'],
  ])('tells the length of its body in bytes: a %s note', async (_, observation) => {
    const emulator = create();
    const path = invoicePath;
    await send(emulator, { method: 'PUT', path, body: JSON.stringify({ observation }) });
    const got = await send(emulator, { path });
    const bytes = await got.arrayBuffer();
    expect(got.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ observation });
  });

  it('takes a trailing slash, as the guide writes it', async () => {
    const got = await send(create(), { path: '/invoices/?status=Opened' });
    expect(await got.json()).toMatchObject({ summary: { count: 1, total: 9.63 } });
  });

  it('reads parameter names in any case, the other spelling of createdDateTo, and ignores strangers', async () => {
    const emulator = create();
    const count = async (query: string): Promise<unknown> =>
      (await (await send(emulator, { path: `/invoices?${query}` })).json()).summary.count;
    expect(await count('STATUS=opened&foo=bar&value=')).toBe(1);
    expect(await count('createDateTo=2024-01-01')).toBe(0);
    expect(await count('createdDateTo=2024-01-01&value=9.63&op=OR')).toBe(1);
  });

  it.each<[string, Sent, number, RegExp]>([
    ['malformed JSON', { method: 'PUT', path: invoicePath, body: '{"status":' }, 400, /not JSON/],
    [
      'bytes that are no UTF-8',
      { method: 'PUT', path: invoicePath, body: new Uint8Array([0x22, 0xff, 0x22]) },
      400,
      /UTF-8/,
    ],
    ['a list for a body', { method: 'PUT', path: invoicePath, body: '[]' }, 400, /body: expected an object/],
    ['no body', { method: 'POST', path: '/accounts' }, 400, /body: expected an object/],
    [
      'dueDays "5"',
      { method: 'PUT', path: `${invoicePath}/postponement`, body: '{"dueDays":"5"}' },
      400,
      /dueDays: expected a whole number of days/,
    ],
    [
      'dueDays 0',
      { method: 'PUT', path: `${invoicePath}/postponement`, body: '{"dueDays":0}' },
      400,
      /dueDays/,
    ],
    [
      'a status that does not exist',
      { method: 'PUT', path: invoicePath, body: '{"status":"Overdue"}' },
      400,
      /status: expected one of Opened, Paid, Cancelled/,
    ],
    ['a position that is none', { path: '/invoices?from=-1' }, 400, /from/],
    [
      'a date that is none',
      { path: '/invoices?dueDateTo=soon' },
      400,
      /dueDateTo: expected an ISO 8601 date/,
    ],
    ['a path that is not percent-encoded', { path: '/accounts/%E0%A4%A' }, 400, /percent-encoded/],
    ['an unknown route', { path: '/account' }, 404, /Did you mean GET \/accounts\?/],
    [
      'a method that is not possible',
      { method: 'PATCH', path: '/storeconfig', body: '{}' },
      405,
      /only GET, PUT/,
    ],
    ['an unknown account', { path: '/accounts/nobody' }, 404, /no credit account "nobody"/],
    ['no credentials', { path: '/storeconfig', headers: {} }, 401, /credentials/],
    [
      'half of the credentials',
      { path: '/storeconfig', headers: { 'X-VTEX-API-AppKey': 'any' } },
      401,
      /credentials/,
    ],
  ])('refuses %s with {code, message}, and nothing changes', async (_, sent, status, message) => {
    const emulator = create();
    const before = emulator.control.snapshot();
    const answer = await send(emulator, sent);
    expect(answer.status).toBe(status);
    const body: unknown = await answer.json();
    expect(body).toEqual({ code: status, message: expect.stringMatching(message) });
    expect(emulator.control.snapshot()).toEqual(before);
  });

  it('refuses a body of 5 MB without reading it to its end', async () => {
    const emulator = create();
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
        if (pulled === 80) controller.close();
      },
    });
    const answer = await send(emulator, { method: 'PUT', path: invoicePath, body });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ code: 413, message: 'The body is larger than 1048576 bytes.' });
    expect(pulled).toBeLessThan(25);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'is not led astray by a key %s',
    async (key) => {
      const emulator = create();
      const body = `{"observation":"x","${key}":{"polluted":true,"status":"Paid"}}`;
      expect((await send(emulator, { method: 'PUT', path: invoicePath, body })).status).toBe(200);
      const query = await send(emulator, { path: `/invoices?${key}=1&${key}[polluted]=1` });
      expect((await query.json()).summary.count).toBe(1);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      const invoice = await (await send(emulator, { path: invoicePath })).json();
      expect(invoice).toMatchObject({ observation: 'x', status: 'Opened' });
      expect(Object.hasOwn(invoice, key)).toBe(false);
      expect((await send(emulator, { path: `/accounts/${key}` })).status).toBe(404);
      expect((await send(emulator, { path: `/accounts/${creditAccountId}/invoices/${key}` })).status).toBe(
        404,
      );
    },
  );

  it('knows its callers by key and token, by header or by cookie, once any are named', async () => {
    const emulator = create();
    emulator.control.addCaller({ appKey: 'k', appToken: 't', permissions: ['Read Invoices'] });
    emulator.control.addCaller({ userToken: 'u', permissions: ['Main Access'] });
    const status = async (headers: Record<string, string>, path = invoicePath): Promise<number> =>
      (await send(emulator, { path, headers })).status;
    expect(await status(anyKey)).toBe(401);
    expect(await status({ 'X-VTEX-API-AppKey': 'k', 'X-VTEX-API-AppToken': 't' })).toBe(200);
    expect(await status({ 'X-VTEX-API-AppKey': 'k', 'X-VTEX-API-AppToken': 't' }, '/storeconfig')).toBe(403);
    expect(await status({ VtexIdclientAutCookie: 'u' }, '/storeconfig')).toBe(200);
    expect(await status({ cookie: 'a=b; VtexIdclientAutCookie=u' }, '/storeconfig')).toBe(200);
  });

  it('never fails by itself and never changes by reading, whatever is sent', async () => {
    const emulator = create();
    const paths = Object.values(operationsById).map(({ path }) => path);
    const segment = fc.oneof(
      fc.constantFrom(creditAccountId, 'T-01', 'T', '..%2f', '%00', '__proto__'),
      fc.string(),
    );
    const path = fc
      .tuple(
        fc.constantFrom(...paths),
        fc.array(segment, { minLength: 3, maxLength: 3 }),
        fc.webQueryParameters(),
      )
      .map(([template, values, query]) => {
        let at = 0;
        const filled = template.replace(/\{\w+\}/g, () =>
          encodeURIComponent((values[at++] ?? '').toWellFormed()),
        );
        return `${filled}?${query}`;
      });
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"value":1e999}', '{"value":-0}', '{"dueDays":1e21}'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
        path,
        body,
        async (method, to, text) => {
          const before = emulator.control.snapshot();
          const sent = method === 'GET' ? { method, path: to } : { method, path: to, body: text };
          const answer = await send(emulator, sent);
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400) {
            expect(await answer.json()).toMatchObject({
              code: expect.any(Number),
              message: expect.any(String),
            });
          }
          if (method === 'GET' || answer.status >= 400) expect(emulator.control.snapshot()).toEqual(before);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('an emulator', () => {
  it('forks, and refuses options that are none', async () => {
    const emulator = create();
    const fork = emulator.control.fork();
    await send(fork, { method: 'DELETE', path: invoicePath });
    expect(await (await send(emulator, { path: invoicePath })).json()).toMatchObject({ status: 'Opened' });
    expect(() => createEmulator({ maxBodyBytes: -1 })).toThrow(
      'maxBodyBytes: expected a whole number of bytes from 0',
    );
    expect(() => createEmulator(impossible(null))).toThrow('options: expected an object');
    expect(() => createEmulator(impossible({ controlplane: true, maxBody: 1, sede: {}, pages: 7 }))).toThrow(
      expect.objectContaining({
        issues: [
          { path: 'controlplane', expected: 'no such option; did you mean controlPlane?' },
          { path: 'maxBody', expected: 'no such option; did you mean maxBodyBytes?' },
          { path: 'sede', expected: 'no such option; did you mean seed?' },
          { path: 'pages', expected: expect.any(String) },
        ],
      }),
    );
    expect(() => createEmulator(impossible({ port: 1 }))).toThrow('did you mean listen(emulator, { port })?');
  });

  it.each([[undefined], [null], [7], [{}], [{ url: 7, headers: {} }]])(
    'says what it takes when it is asked by %s',
    async (request) => {
      const expected = 'fetch: expected a URL or a Request, such as new Request(url)';
      await expect(create().fetch(impossible(request))).rejects.toThrow(expected);
      await expect(createStores().fetch(impossible(request))).rejects.toThrow(expected);
    },
  );

  it.each([
    ['GET', '/creditcontrol/invoices', 'GET /api/creditcontrol/invoices'],
    ['GET', '/api/creditcontrols/invoices', 'GET /api/creditcontrol/invoices'],
    ['GET', '/invoices', 'GET /api/creditcontrol/invoices'],
    ['GET', '/mystore/api/creditcontrols/storeconfig', 'GET /api/creditcontrol/storeconfig'],
    ['GET', '/api/credit-control/storeconfg', 'GET /api/creditcontrol/storeconfig'],
    ['POST', '/creditcontrol/invoices', 'GET /api/creditcontrol/invoices'],
    ['DELETE', '/api/creditcontrol/invoices', 'GET /invoices'],
    ['POST', '/api/creditcontrol/accounts/a/invoices/T-01', /^(GET|PUT) \/accounts\/\{creditAccountId\}/],
    ['GET', '/api/creditcontrol//storeconfig', 'GET /api/creditcontrol/storeconfig'],
    ['PUT', '//api/creditcontrol/storeconfig', 'PUT /api/creditcontrol/storeconfig'],
    ['GET', '/api//creditcontrol//invoices//', 'GET /api/creditcontrol/invoices'],
    ['GET', '/API/CreditControl/StoreConfig', 'GET /api/creditcontrol/storeconfig'],
    ['GET', '/api/creditcontrol/api/creditcontrol/storeconfig', 'GET /api/creditcontrol/storeconfig'],
    ['GET', '/api/v1/creditcontrol/storeconfig', 'GET /api/creditcontrol/storeconfig'],
    ['GET', '/api/creditcontrol/storeconfig%20', 'GET /storeconfig'],
    ['GET', '/api/creditcontrol/storeconfig/x/', 'GET /storeconfig'],
    ['POST', '/api/creditcontrol/accounts/', undefined],
    ['GET', '/api/oms/pvt/orders', undefined],
    ['GET', '/', undefined],
  ])('names the near miss of %s %s', async (method, path, near) => {
    const emulator = create();
    const answer = await emulator.fetch(new Request(`https://mystore.example${path}`, { method }));
    const [miss] = emulator.control.journal.misses();
    if (near === undefined) expect(miss?.near).toBeUndefined();
    else expect(miss?.near).toMatch(near);
    const { message } = await answer.json();
    if (answer.status === 404) expect(message).toContain(`There is no ${method} ${path}.`);
    if (answer.status === 404 && typeof near === 'string') expect(message).toContain(`Did you mean ${near}?`);
  });

  it('loses a request whose body was still coming when the store was replaced', async () => {
    const emulator = create();
    let end = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"observation"'));
        end = () => {
          controller.enqueue(new TextEncoder().encode(':"x"}'));
          controller.close();
        };
      },
    });
    const answer = send(emulator, { method: 'PUT', path: invoicePath, body });
    emulator.control.reset();
    end();
    await expect(answer).rejects.toThrow('fetch failed');
    expect(emulator.control.journal.calls()).toEqual([]);
    const invoice = await (await send(emulator, { path: invoicePath })).json();
    expect(invoice).not.toHaveProperty('observation');
  });
});
