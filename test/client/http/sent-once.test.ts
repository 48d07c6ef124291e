import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import ky from 'ky';
import { fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientOptions, CustomerCreditClient, createClient, fetchTransport } from 'vtex-customer-credit';
import { undiciTransport } from 'vtex-customer-credit/undici';
import { calls, operationIds, table } from './calls.ts';

/** A change as a server received it. */
interface Received {
  readonly request: string;
  readonly length: string | undefined;
  readonly chunked: string | undefined;
  readonly body: string;
  /** Whether its connection had carried a request before. */
  readonly kept: boolean;
}

const received: Received[] = [];
const used = new WeakSet<object>();

/** Has nothing to tell about any address: 421, Misdirected Request, over connections that it keeps. */
const server = createServer(async (request, response) => {
  const kept = used.has(request.socket);
  used.add(request.socket);
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const { method, url, headers } = request;
  if (method !== 'GET')
    received.push({
      request: `${method} ${url}`,
      length: headers['content-length'],
      chunked: headers['transfer-encoding'],
      body,
      kept,
    });
  response.writeHead(method === 'GET' && url === '/kept' ? 200 : 421, { 'content-length': '0' }).end();
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

function baseUrl(): string {
  const address = server.address();
  if (!isAddress(address)) throw new Error('a server without a port');
  return `http://127.0.0.1:${address.port}`;
}

const options = (): ClientOptions => ({
  accountName: 'mystore',
  appKey: 'the-app-key',
  appToken: 'the-app-token',
  baseUrl: baseUrl(),
  retries: 0,
});

const ways = {
  ky: () => new CustomerCreditClient(options()),
  'ky of one’s own': () => new CustomerCreditClient({ ...options(), ky: ky.extend({ retry: 5 }) }),
  'the global fetch': () => createClient(options()),
  'a fetch of one Request': () =>
    createClient({ ...options(), transport: fetchTransport((request: Request) => fetch(request)) }),
  'undici’s fetch from npm': () => createClient({ ...options(), fetch: undiciFetch }),
  'undici’s request': () => createClient({ ...options(), transport: undiciTransport({ connections: 1 }) }),
};

const changes = operationIds.filter((id) => table[id].method !== 'GET');

describe.each(Object.entries(ways))('%s', (_name, connect) => {
  test.each(changes)('sends %s once, whatever is answered over a kept connection', async (id) => {
    const client = connect();
    // A connection that is kept from here on.
    await client.storeConfig.get().catch(() => undefined);
    received.length = 0;
    await expect(calls[id](client, 'AB')).rejects.toThrow();
    expect(received).toHaveLength(1);
    const [{ body, length, chunked, kept } = { body: '' }] = received;
    expect(kept).toBe(true);
    expect(chunked).toBeUndefined();
    expect(Number(length ?? 0)).toBe(Buffer.byteLength(body));
  });
});
