import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type ClientOptions,
  type CustomerCredit,
  CustomerCreditClient,
  createClient,
} from 'vtex-customer-credit';
import { undiciTransport } from 'vtex-customer-credit/undici';
import { keyPair, rejection } from './recording.ts';
import { account, clientOf, world } from './world.ts';

const servers: Server[] = [];
const transport = undiciTransport();
afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await transport.close();
});

/** A server that takes requests and answers with these bytes. */
async function answering(bytes: string): Promise<{ readonly baseUrl: string; readonly taken: () => number }> {
  let taken = 0;
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      taken += 1;
      socket.end(bytes, 'latin1');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { baseUrl: `http://127.0.0.1:${address.port}`, taken: () => taken };
}

const clients: Readonly<Record<string, (options: ClientOptions) => CustomerCredit>> = {
  ky: (options) => new CustomerCreditClient(options),
  fetch: (options) => createClient(options),
  'a fetch of one parameter': (options) =>
    createClient({ ...options, fetch: (request: Request) => globalThis.fetch(request) }),
  undici: (options) => createClient({ ...options, transport }),
};

const damaged = [
  'HTTP/1.1 200 OK\r\nbad header\r\n\r\n',
  'HTTP/1.1 200 OK\r\nx: \u0000\r\n\r\n',
  'HTTP/1.1 200 OK\r\n\u0001: x\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
  'HTTP/1.1 abc OK\r\n\r\n',
  'HTP/1.1 200 OK\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
  '\u0000',
];

describe.each(Object.keys(clients))('an answer that cannot be read, by %s', (name) => {
  test.each(damaged)('leaves open what was done (%#)', async (bytes) => {
    const { baseUrl, taken } = await answering(bytes);
    const client = clients[name]?.({ accountName: 'mystore', ...keyPair, baseUrl, retries: 0 });
    const error = await rejection(
      client?.transactions.preAuthorize(account, { value: 50 }) ?? Promise.resolve(),
    );
    expect(taken()).toBe(1);
    expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
  });
});

describe.each(Object.keys(clients))(
  'a compressed answer that is cut before it says anything, by %s',
  (name) => {
    test('is not taken for an empty one', async () => {
      const whole = gzipSync('{"code":500,"message":"An error has occurred."}');
      for (const length of [10, 14]) {
        const cut = whole.subarray(0, length).toString('latin1');
        const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${length}\r\n\r\n`;
        const { baseUrl } = await answering(head + cut);
        const client = clients[name]?.({ accountName: 'mystore', ...keyPair, baseUrl, retries: 0 });
        const error = await rejection(
          client?.invoices.cancel({ creditAccountId: account, id: 'AAAA-01' }) ?? Promise.resolve(),
        );
        expect(error).toMatchObject({ outcome: 'unknown' });
      }
    });
  },
);

/** Mistakes of a fetch of one's own, at a moment when the request has been answered. */
const afterwards: Readonly<Record<string, () => unknown>> = {
  'a field of nothing': () => JSON.parse('null').field,
  'a wrong argument': () => Buffer.from(JSON.parse('null')),
  'a wrong address': () => new URL('/log'),
  'a fetch of a wrong address': () => fetch('/log'),
  'a fetch of a forbidden port': () => fetch('http://127.0.0.1:6000/log'),
};

describe('a fetch of one’s own that fails by a mistake', () => {
  test.each(Object.keys(afterwards))('after the answer leaves open what was done: %s', async (name) => {
    const emulator = await world();
    const client = clientOf(
      async (request) => {
        const response = await emulator.fetch(request);
        await new Promise((resolve) => setTimeout(resolve, 2));
        await afterwards[name]?.();
        return response;
      },
      { retries: 0 },
    );
    const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
    expect(error).toMatchObject({ outcome: 'unknown' });
  });

  test('after an answer that came at once, too', async () => {
    const emulator = await world();
    const client = clientOf(
      async (request) => {
        const response = await emulator.fetch(request);
        afterwards['a field of nothing']?.();
        return response;
      },
      { retries: 0 },
    );
    const error = await rejection(client.invoices.cancel({ creditAccountId: account, id: 'AAAA-01' }));
    expect(error).toMatchObject({ outcome: 'unknown' });
  });

  test.each(Object.keys(afterwards))('before it sent anything is not sent: %s', async (name) => {
    const emulator = await world();
    const client = clientOf(async (request) => {
      await afterwards[name]?.();
      return emulator.fetch(request);
    });
    const error = await rejection(client.transactions.preAuthorize(account, { value: 50 }));
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 });
  });
});
