import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { CustomerCreditClient, createClient } from 'vtex-customer-credit';
import { undiciTransport } from 'vtex-customer-credit/undici';
import { keyPair, rejection } from './recording.ts';
import { account, clientOf, world } from './world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };
const own500 = (): Response =>
  Response.json({ code: 500, message: 'An error has occurred.' }, { status: 500 });

/** What caches say of an answer that they kept. */
const kept: ReadonlyArray<Record<string, string>> = [
  { age: '30' },
  { 'x-cache': 'HIT' },
  { 'x-cache': 'Hit from cloudfront' },
  { 'x-cache': 'TCP_MEM_HIT from a.akamaitechnologies.com' },
  { 'x-cache-status': 'STALE' },
  { 'cf-cache-status': 'UPDATING' },
  { warning: '110 - "Response is Stale"' },
  { 'cache-status': 'ExampleCache; hit; ttl=30' },
  { 'x-proxy-cache': 'HIT' },
  { 'x-kong-cache-status': 'Hit' },
  { 'x-cache-hits': '0, 1' },
  { 'x-varnish': '32770 32768' },
];

/** What caches say of an answer that is not from before. */
const fresh: ReadonlyArray<Record<string, string>> = [
  { age: '0' },
  { 'x-cache': 'Miss from cloudfront' },
  { 'x-cache': 'RefreshHit from cloudfront' },
  { 'cf-cache-status': 'DYNAMIC' },
  { 'cache-status': 'ExampleCache; fwd=uri-miss' },
  { 'x-cache-hits': '0, 0' },
  { 'x-varnish': '32770' },
];

describe('a cache between', () => {
  test.each(kept)('an answer that it kept (%j) does not show that nothing was done', async (headers) => {
    const { control, fetch } = await world();
    let copy: string | undefined;
    const client = clientOf(async (request) => {
      const answer = await fetch(request);
      if (request.method !== 'GET') return own500();
      copy ??= await answer.text();
      return new Response(copy, { headers });
    });
    const error = await rejection(client.invoices.postpone(opened, { dueDays: 5 }));
    expect(error).toMatchObject({ code: 'unknown_outcome', outcome: 'unknown', attempts: 1 });
    expect(control.journal.calls('invoices.postpone')).toHaveLength(1);
  });

  test.each(kept)('a 404 that it kept (%j) does not show that an account is closed', async (headers) => {
    const { fetch } = await world();
    const client = clientOf(async (request) =>
      request.method === 'GET'
        ? Response.json({ code: 404, message: 'There is none.' }, { status: 404, headers })
        : fetch(new Request(`${request.url}/other`, request)).then(() => Promise.reject(new Error('lost'))),
    );
    expect(await rejection(client.accounts.close(account))).toMatchObject({ outcome: 'unknown' });
  });

  test.each(fresh)('an answer that it asked for (%j) is believed', async (headers) => {
    const { control, fetch } = await world();
    let times = 0;
    const client = clientOf(async (request) => {
      if (request.method === 'GET') {
        const answer = await fetch(request);
        return new Response(await answer.text(), { headers });
      }
      times += 1;
      return times === 1 ? own500() : fetch(request);
    });
    await client.invoices.postpone(opened, { dueDays: 5 });
    expect(control.journal.calls('invoices.postpone')).toHaveLength(1);
  });

  test('is asked for the present state by every transport', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const { fetch } = await world();
    const server = createServer(async ({ url, headers }, response) => {
      seen.push(headers);
      const answer = await fetch(`http://127.0.0.1${url}`, { headers: { ...keyPairHeaders } });
      response.end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    const baseUrl = `http://127.0.0.1:${address.port}`;
    const transport = undiciTransport();
    const options = { accountName: 'mystore', ...keyPair, baseUrl };
    const clients = [
      new CustomerCreditClient(options),
      createClient(options),
      createClient({ ...options, transport }),
      createClient({ ...options, fetch: (request: Request) => globalThis.fetch(request) }),
    ];
    for (const client of clients) await client.invoices.get(opened);
    await transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(seen.map((headers) => [headers['cache-control'], headers.pragma])).toEqual(
      clients.map(() => ['no-cache', 'no-cache']),
    );
  });
});

const keyPairHeaders = { 'x-vtex-api-appkey': 'any', 'x-vtex-api-apptoken': 'any' };

/** What says of a success that it is none. */
const failures: ReadonlyArray<Record<string, string>> = [
  { 'x-cache': 'Error from cloudfront' },
  { 'proxy-status': 'edge; error=connection_timeout' },
  { 'x-amzn-errortype': 'InternalFailure' },
  { 'x-vtex-error-message': 'An%20error%20has%20occurred.' },
];

describe('a gateway between', () => {
  test.each(failures)('an empty 200 that a header calls a failure (%j) is read back', async (headers) => {
    for (const status of [200, 204]) {
      for (const done of [true, false]) {
        const { fetch } = await world();
        const client = clientOf(async (request) => {
          if (request.method === 'GET') return fetch(request);
          if (done) await fetch(request);
          return new Response(null, { status, headers });
        });
        const told = await client.invoices.postpone(opened, { dueDays: 5 }).then(
          () => 'done',
          (error) => error.outcome,
        );
        expect(told).toBe(done ? 'done' : 'unknown');
      }
    }
  });
});

/** Errors in the API's form, by frameworks and gateways. */
const foreign: ReadonlyArray<readonly [status: number, body: object]> = [
  [500, { timestamp: '2026-11-25T17:00:00Z', path: '/x', status: 500, error: 'Internal Server Error' }],
  [500, { error: 'There was a problem proxying the request' }],
  [500, { error: 'no route' }],
  [500, { code: '101504', type: 'Status report', message: 'Runtime Error', description: 'Send timeout' }],
  [500, { code: 500, message: 'upstream connect error or disconnect/reset before headers' }],
  [503, { code: 503, message: 'Timed out' }],
  [503, { error: { code: 503, message: 'The gateway has no healthy backend.' } }],
  [404, { timestamp: '2026-11-25T17:00:00Z', path: '/x', status: 404, error: 'Not Found' }],
  [400, { status: 400, type: 'about:blank', message: 'Bad Request', code: 'x' }],
];

describe('a gateway that speaks as the API does', () => {
  test.each(foreign)('%i %j does not say that the work is over', async (status, body) => {
    const { fetch, control } = await world();
    let landed: Promise<unknown> = Promise.resolve();
    const client = clientOf(async (request) => {
      if (request.method === 'GET') return fetch(request);
      const copy = new Request(request.url, {
        method: request.method,
        headers: request.headers,
        body: await request.text(),
      });
      landed = new Promise((resolve) => setTimeout(resolve, 40)).then(() => fetch(copy));
      return Response.json(body, { status, headers: { 'retry-after': '0' } });
    });
    const error = await rejection(client.invoices.postpone(opened, { dueDays: 5 }));
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
    await landed;
    expect(control.journal.calls('invoices.postpone')).toHaveLength(1);
  });

  test('and the same with a header of VTEX is the API', async () => {
    const { fetch } = await world();
    const headers = { 'x-vtex-operation-id': '1' };
    const client = clientOf(async (request) =>
      request.method === 'GET'
        ? fetch(request)
        : Response.json({ error: 'no route' }, { status: 500, headers }),
    );
    expect(await rejection(client.invoices.postpone(opened, { dueDays: 5 }))).toMatchObject({
      outcome: 'refused',
      attempts: 3,
    });
  });

  test('a 404 of a router does not show that an account is closed', async () => {
    const client = clientOf(async (request) => {
      if (request.method !== 'GET') throw new TypeError('fetch failed');
      return Response.json({ status: 404, error: 'Not Found' }, { status: 404 });
    });
    expect(await rejection(client.accounts.close(account))).toMatchObject({ outcome: 'unknown' });
  });
});

describe('somebody else between', () => {
  test('who changes an account that was just opened does not make it one that was refused', async () => {
    const emulator = await world();
    const direct = clientOf(emulator.fetch);
    const opening = { document: '22222222222', documentType: 'CPF', email: 'b@example.com', creditLimit: 10 };
    const client = clientOf(async (request) => {
      const answer = await emulator.fetch(request);
      if (request.method !== 'POST') return answer;
      emulator.control.clock.advance({ seconds: 1 });
      await direct.accounts.changeCreditLimit('22222222222_CPF', { value: 20 });
      throw new TypeError('fetch failed');
    });
    expect(await rejection(client.accounts.open(opening))).toMatchObject({ outcome: 'unknown' });
  });

  test('who opened another account of that id before makes it one that was refused', async () => {
    const emulator = await world();
    const client = clientOf(async (request) => {
      if (request.method === 'POST') throw new TypeError('fetch failed');
      return emulator.fetch(request);
    });
    const opening = { document: '22222222222', documentType: 'CPF', email: 'b@example.com', creditLimit: 10 };
    await clientOf(emulator.fetch).accounts.open({ ...opening, creditLimit: 99 });
    expect(await rejection(client.accounts.open(opening))).toMatchObject({ outcome: 'refused' });
  });
});
