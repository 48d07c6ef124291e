import { describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator, createStores, type Emulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const base = 'http://localhost:8787/api/creditcontrol';
const headers = { 'X-VTEX-API-AppKey': 'any', 'X-VTEX-API-AppToken': 'any' };
const start = '2024-05-08T12:00:00Z';

const create = (): Emulator =>
  createEmulator({
    now: start,
    seed: {
      accounts: [{ id: '1_CPF', email: 'a@example.com', creditLimit: 10 }],
      invoices: [{ creditAccountId: '1_CPF', id: 'T-01', value: 9.63, dueDate: '2024-05-20' }],
    },
  });

/** What a test passes on purpose although the types forbid it. */
function impossible(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}

describe('emulator.fetch takes what fetch takes', () => {
  const config = { method: 'GET', headers };

  it.each<[string, unknown, RequestInit | undefined]>([
    ['a text and its init', `${base}/storeconfig`, config],
    ['a URL and its init', new URL(`${base}/storeconfig`), config],
    ['a Request', new Request(`${base}/storeconfig`, config), undefined],
    ['a Request and more', new Request(`${base}/storeconfig`), { headers }],
    ['a method in lower case', `${base}/storeconfig`, { method: 'get', headers }],
    ['headers as pairs', `${base}/storeconfig`, { headers: Object.entries(headers) }],
    ['a query and a fragment', `${base}/storeconfig?x=1#y/api?z`, config],
    ['a URL of another realm', { href: `${base}/storeconfig` }, config],
    [
      'a request of another library',
      { url: `${base}/storeconfig`, method: 'GET', headers: new Headers(headers), signal: null, body: null },
      undefined,
    ],
    [
      'a request of another library and more',
      { url: `${base}/storeconfig`, method: 'POST', headers: new Headers(headers), body: null },
      { method: 'GET' },
    ],
  ])('%s', async (_, input, init) => {
    for (const { fetch } of [create(), createStores()]) {
      const answer = await fetch(impossible(input), init);
      expect(answer).toBeInstanceOf(Response);
      expect(answer.status).toBe(200);
    }
  });

  const json = '{"observation":"ç€😀"}';
  const bytes = new TextEncoder().encode(json);
  const foreign = {
    url: `${base}/accounts/1_CPF/invoices/T-01`,
    method: 'PUT',
    headers: new Headers(headers),
  };
  it.each<[string, object]>([
    ['a stream', { body: new Blob([json]).stream() }],
    [
      'an iterable, as node-fetch has it',
      {
        body: (async function* () {
          yield bytes.subarray(0, 18);
          yield bytes.subarray(18);
        })(),
      },
    ],
    ['arrayBuffer() alone', { arrayBuffer: async () => bytes.slice().buffer }],
    ['text() alone, as React Native has it', { text: async () => json }],
  ])('a body by %s', async (_, body) => {
    const emulator = create();
    expect((await emulator.fetch(impossible({ ...foreign, ...body }))).status).toBe(200);
    const [account] = emulator.control.snapshot().accounts;
    expect(account?.invoices[0]?.invoice.observation).toBe('ç€😀');
  });

  it('rejects as fetch does', async () => {
    const { fetch, control } = create();
    const method = 'PUT';
    await expect(fetch('/api/creditcontrol/storeconfig')).rejects.toThrow(TypeError);
    await expect(fetch(base, { body: 'x' })).rejects.toThrow(TypeError);
    const used = new Request(`${base}/storeconfig`, { method, headers, body: '{}' });
    await used.text();
    await expect(fetch(used)).rejects.toThrow(TypeError);
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    const before = control.snapshot();
    await expect(fetch(`${foreign.url}`, { method: 'DELETE', headers, signal })).rejects.toBe(reason);
    expect(control.snapshot()).toEqual(before);
    expect(control.journal.calls()).toEqual([]);
  });
});

describe('the time of an emulator', () => {
  it('is in the header Date, and in what it hands out for a client', async () => {
    const emulator = create();
    const date = async (): Promise<string | null> =>
      (await emulator.fetch(`${base}/storeconfig`, { headers })).headers.get('date');
    expect(await date()).toBe('Wed, 08 May 2024 12:00:00 GMT');
    const client = new CustomerCreditClient(emulator.clientOptions());
    const overdue = async (): Promise<number> =>
      (await client.invoices.list({ status: 'Overdue' }).toArray()).length;
    expect(await overdue()).toBe(0);
    emulator.control.clock.advance({ days: 31 });
    expect(await overdue()).toBe(1);
    expect(await date()).toBe('Sat, 08 Jun 2024 12:00:00 GMT');
    expect((await emulator.fetch(`${base}/nowhere`)).headers.get('date')).toBe(
      'Sat, 08 Jun 2024 12:00:00 GMT',
    );
  });

  it('comes with the credentials of whoever is meant, and the name of the store', async () => {
    const stores = createStores({ now: start });
    const another = stores.store('another');
    another.control.addCaller({ userToken: 'u', permissions: ['Read Configuration'] });
    const client = new CustomerCreditClient(another.clientOptions({ userToken: 'u' }));
    expect(await client.storeConfig.get()).toMatchObject({ postponementEnabled: expect.any(Boolean) });
    await expect(client.invoices.list().toArray()).rejects.toMatchObject({ status: 403 });
    expect(another.clientOptions()).toMatchObject({ accountName: 'another', appKey: 'any', appToken: 'any' });
    const fork = another.control.fork();
    expect(fork.clientOptions().now()).toBe(createInMemoryCustomerCredit({ now: start }).control.clock.now());
  });
});

describe('pages of other origins', () => {
  const origin = 'http://localhost:5173';
  const asking = {
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type,x-vtex-api-appkey,x-vtex-api-apptoken,traceparent',
  };

  it('may ask in advance what they may send, and that is no call', async () => {
    const { fetch, control } = create();
    const answer = await fetch(`${base}/storeconfig`, { method: 'OPTIONS', headers: asking });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect(answer.headers.get('access-control-allow-methods')).toContain(method);
    for (const name of ['content-type', 'vtexidclientautcookie', 'x-vtex-api-apptoken', 'traceparent'])
      expect(answer.headers.get('access-control-allow-headers')).toContain(name);
    expect(control.journal.calls()).toEqual([]);
    expect(control.journal.misses()).toEqual([]);
  });

  it.each([
    ['a success', '/storeconfig', headers, 200],
    ['a refusal', '/accounts/none', headers, 404],
    ['missing credentials', '/storeconfig', {}, 401],
    ['a wrong path', '/nowhere', headers, 404],
  ])('may read %s, its request id and its time', async (_, path, sent, status) => {
    const answer = await create().fetch(`${base}${path}`, { headers: { ...sent, origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-vtex-operation-id');
    expect(answer.headers.get('vary')).toBe('origin');
  });

  it('may not use the control plane, and are not told that they may', async () => {
    const { fetch, control } = createEmulator({ controlPlane: true });
    const url = 'http://localhost:8787/_control/reset';
    const preflight = await fetch(url, { method: 'OPTIONS', headers: asking });
    const call = await fetch(url, { method: 'POST', headers: { origin } });
    const image = await fetch('http://localhost:8787/_control', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    for (const answer of [preflight, call, image]) {
      expect(answer.status).toBe(403);
      expect([...answer.headers.keys()].join()).not.toContain('access-control');
    }
    expect(control.journal.calls()).toEqual([]);
  });
});

describe('pages of its own', () => {
  const pages = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: '<script src="app.js"></script>' }],
    ['/app.js', { type: 'text/javascript', body: new TextEncoder().encode('fetch("/_control")') }],
  ]);
  const emulator = createEmulator({ pages, controlPlane: true });
  const ask = (path: string, init?: RequestInit) => emulator.fetch(`http://127.0.0.1:8787${path}`, init);

  it('are served below /_ui, and may load only what lies beside them', async () => {
    const page = await ask('/_ui/');
    expect([page.status, await page.text()]).toEqual([200, '<script src="app.js"></script>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(await (await ask('/_ui/app.js?v=1')).text()).toBe('fetch("/_control")');
    const head = await ask('/_ui/app.js', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await ask('/_ui')).headers.get('location')).toBe('_ui/');
    expect((await ask('/_ui/none')).status).toBe(404);
    expect((await ask('/_ui/', { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await createEmulator().fetch('http://127.0.0.1/_ui/')).status).toBe(404);
    const stores = createStores({ pages });
    expect((await stores.fetch('http://127.0.0.1/another/_ui/')).status).toBe(200);
    expect(stores.names()).toEqual(['mystore']);
  });

  it('may use the control plane, under an address that nobody else can have', async () => {
    const call = async (host: string, origin: string): Promise<number> =>
      (await emulator.fetch(`${host}/_control/reset`, { method: 'POST', headers: { origin } })).status;
    expect(await call('http://127.0.0.1:8787', 'http://127.0.0.1:8787')).toBe(200);
    expect(await call('http://localhost:8787', 'http://localhost:8787')).toBe(200);
    expect(await call('http://localhost:8787', 'http://localhost:3000')).toBe(403);
    expect(await call('http://evil.example', 'http://evil.example')).toBe(403);
    expect(await call('http://localhost:8787', 'null')).toBe(403);
  });

  it.each([[new Map([['x', { type: 'a', body: '' }]])], [new Map([['/x', { body: '' }]])], [{}], [null]])(
    'are refused when they are none: %j',
    (wrong) => {
      expect(() => createEmulator({ pages: impossible(wrong) })).toThrow('pages: expected a Map');
    },
  );
});
