import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { ApiError, CustomerCreditClient, UnknownOutcomeError } from 'vtex-customer-credit';
import { calls, fitted, goodAnswer, operationIds, table } from './calls.ts';
import { keyPair, rejection } from './recording.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Site {
  readonly origin: string;
  readonly seen: Seen[];
}

const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

async function site(
  answer: (url: string, body: string) => { status: number; location?: string; body?: unknown },
): Promise<Site> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body });
    const { status, location, body: content } = answer(url, body);
    response.writeHead(status, { connection: 'close', ...(location === undefined ? {} : { location }) });
    response.end(content === undefined ? undefined : JSON.stringify(content));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { origin: `http://127.0.0.1:${address.port}`, seen };
}

const clientAt = ({ origin }: Site): CustomerCreditClient =>
  new CustomerCreditClient({
    accountName: 'mystore',
    ...keyPair,
    baseUrl: origin,
    retries: 0,
  });

const codes = [301, 302, 303, 307, 308];

describe.each(codes)('a redirect %d', (status) => {
  test.each(operationIds)('to another origin is never followed: %s', async (id) => {
    const there = await site(() => ({ status: 200, body: goodAnswer(id) }));
    const here = await site((url) => ({ status, location: `${there.origin}${url}` }));
    const error = await rejection(calls[id](clientAt(here), 'x'));
    const last = error instanceof UnknownOutcomeError ? error.cause : error;
    expect(last).toBeInstanceOf(ApiError);
    expect(last).toMatchObject({ code: 'unexpected_status', status });
    // What answers with a redirect is not the API: what it did before is not known.
    expect(error).toMatchObject({ outcome: 'unknown' });
    expect(here.seen).toHaveLength(1);
    expect(there.seen).toEqual([]);
  });

  test.each(operationIds)(
    'within the origin is followed by a read with its credentials, and by nothing else: %s',
    async (id) => {
      const { method } = table[id];
      const here = await site((url, body) =>
        url.startsWith('/there/')
          ? { status: 200, body: fitted(id, url, body) }
          : { status, location: `/there${url}` },
      );
      const outcome = await calls[id](clientAt(here), 'x').then(
        () => 'followed',
        (error: unknown) => error,
      );
      const [first, second, ...more] = here.seen;
      expect(more).toEqual([]);
      if (method === 'GET') {
        expect(outcome).toBe('followed');
        expect(second).toMatchObject({
          method: first?.method,
          url: `/there${first?.url}`,
          body: first?.body,
        });
        expect(second?.headers['x-vtex-api-apptoken']).toBe(keyPair.appToken);
      } else {
        const last = outcome instanceof UnknownOutcomeError ? outcome.cause : outcome;
        expect(last).toMatchObject({ code: 'unexpected_status', status });
        expect(second).toBeUndefined();
      }
    },
  );
});

describe('a redirect', () => {
  test.each([
    'https://127.0.0.1/x',
    '//elsewhere.example/x',
    'ftp://127.0.0.1/x',
    'http://user:pass@127.0.0.1/x',
    'javascript:alert(1)',
    'http://[',
    '',
  ])('to %j goes nowhere', async (location) => {
    const here = await site((url) => ({ status: 307, location: url.startsWith('/api') ? location : '/api' }));
    const error = await rejection(clientAt(here).storeConfig.get());
    expect(error).toBeInstanceOf(ApiError);
    expect(here.seen.every(({ url }) => url === '/api/creditcontrol/storeconfig')).toBe(true);
  });

  test('in a circle ends after five', async () => {
    const here = await site((url) => ({ status: 307, location: url }));
    expect(await rejection(clientAt(here).storeConfig.get())).toMatchObject({ status: 307 });
    expect(here.seen).toHaveLength(6);
  });

  test('without a Location is an answer like any other', async () => {
    const here = await site(() => ({ status: 308 }));
    expect(await rejection(clientAt(here).storeConfig.get())).toMatchObject({ status: 308, attempts: 1 });
  });
});
