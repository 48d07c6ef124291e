import { connect } from 'node:net';
import fc from 'fast-check';
import { expect } from 'vitest';
import { listen } from 'vtex-customer-credit/node';
import { target } from './fuzz.ts';
import { creditAccountId, type Hostile, hostile } from './requests.ts';

const api = '/api/creditcontrol';
const keys = 'x-vtex-api-appkey: any\r\nx-vtex-api-apptoken: any\r\n';

/** The request as it stands, without what a decent client would mend. */
function spelled({ method, target: path, headers, body }: Hostile): Buffer {
  const content = Buffer.from(body ?? '');
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const length = headers.some(([name]) => name === 'content-length')
    ? ''
    : `content-length: ${content.byteLength}\r\n`;
  const start = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${lines}${length}connection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(start, 'latin1'), content]);
}

/** What is no HTTP, or just about. */
const broken = fc.constantFrom(
  '',
  '\r\n\r\n',
  'GET\r\n\r\n',
  `GET ${api}/storeconfig\r\n\r\n`,
  `GET ${api}/storeconfig HTTP/1.0\r\n${keys}\r\n`,
  `GET ${api}/storeconfig HTTP/1.1\r\n${keys}\r\n`,
  `GET ${api}/storeconfig HTTP/9.9\r\nhost: localhost\r\n\r\n`,
  `GET ${api}/storeconfig HTTP/1.1\r\nhost: a b\r\n${keys}\r\n`,
  `GET ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\nhost: y\r\n${keys}\r\n`,
  `GET ${api}/storeconfig HTTP/1.1\r\nhost:\r\n${keys}\r\n`,
  `GET ${api}/storeconfig HTTP/1.1\r\nhost: [::1\r\n${keys}\r\n`,
  `GET http://[ HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `GET ftp://x/y HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `TRACE ${api}/invoices HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `CONNECT localhost:80 HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `GET ${api}/invoices HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
  `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}expect: a miracle\r\ncontent-length: 2\r\n\r\n{}`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}transfer-encoding: chunked\r\ncontent-length: 9\r\n\r\n0\r\n\r\n`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}content-length: -1\r\n\r\n{}`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}content-length: 50\r\n\r\n{"taxRate":`,
  `PUT ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}content-length: 2\r\n\r\n{}GET /smuggled HTTP/1.1\r\n\r\n`,
  `DELETE ${api}/accounts/${creditAccountId}\r\nx: y\r\n\r\n`,
  `GET ${api}/accounts/\u0000\u0001 HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `GET ${api}/accounts/\u00e7\u00ff HTTP/1.1\r\nhost: localhost\r\n${keys}\r\n`,
  `GET ${api}/invoices HTTP/1.1\r\nhost: localhost\r\n${keys}bad\u0000header: x\r\n\r\n`,
  `GET ${api}/invoices HTTP/1.1\r\nhost: localhost\r\nx-long: ${'h'.repeat(70_000)}\r\n\r\n`,
  `GET ${api}/invoices HTTP/1.1\r\nhost: localhost\r\n${'a: b\r\n'.repeat(3000)}\r\n`,
  `GET ${api}/${'p'.repeat(70_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  `GET ${api}/invoices HTTP/1.1\r\nhost: localhost\r\n${keys}\r\n`.repeat(20),
);

const bytes = fc.oneof(
  { arbitrary: broken.map((text) => Buffer.from(text, 'latin1')), weight: 2 },
  { arbitrary: hostile.map(spelled), weight: 3 },
  { arbitrary: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)), weight: 1 },
);

/** How the sender leaves: after the answer, at once, or by pulling the plug. */
const leaving = fc.constantFrom('ends', 'ends', 'ends', 'destroys', 'resets');
type Leaving = 'ends' | 'destroys' | 'resets';

/** Sends bytes and gives back all that came, until the server or the sender ended it. */
function exchange(port: number, sent: Buffer, leaves: Leaving): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setEncoding('latin1').on('data', (part: string) => {
      text += part;
    });
    // A server that has seen enough may cut the connection under what is still being sent.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    if (leaves === 'ends') socket.end(sent);
    else socket.write(sent, () => (leaves === 'resets' ? socket.resetAndDestroy() : socket.destroy()));
  });
}

/** The statuses of the answers in what came; a server may also say nothing at all. */
const statusesIn = (text: string): number[] =>
  [...text.matchAll(/(?:^|\r\n\r\n|\})HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** Throws hostile bytes at a server; says how many exchanges there were and how many answers came. */
export async function fuzzSocket(exchanges: number): Promise<{ exchanges: number; answers: number }> {
  const emulator = target();
  await using server = await listen(emulator);
  const start = emulator.control.snapshot();
  const counts = { exchanges: 0, answers: 0 };
  const once = fc.tuple(bytes, leaving);
  const batch = fc.array(once, { minLength: 25, maxLength: 25, size: 'max' });
  await fc.assert(
    fc.asyncProperty(batch, async (list) => {
      emulator.control.restore(start);
      const told = await Promise.all(list.map(([sent, leaves]) => exchange(server.port, sent, leaves)));
      for (const [at, text] of told.entries()) {
        const sent = String(list[at]?.[0]).slice(0, 500);
        const statuses = statusesIn(text);
        for (const status of statuses) {
          if (status >= 500) throw new Error(`${status} to ${sent}`);
        }
        counts.exchanges += 1;
        counts.answers += statuses.length;
      }
      // Whatever was said to it, it answers the next one.
      const answer = await exchange(
        server.port,
        Buffer.from(`GET ${api}/storeconfig HTTP/1.1\r\nhost: localhost\r\n${keys}connection: close\r\n\r\n`),
        'ends',
      );
      expect(statusesIn(answer)).toEqual([200]);
    }),
    { numRuns: Math.ceil(exchanges / 25), endOnFailure: true },
  );
  return counts;
}
