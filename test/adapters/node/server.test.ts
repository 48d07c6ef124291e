import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createEmulator, createStores } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';

const keys = { 'x-vtex-api-appkey': 'any', 'x-vtex-api-apptoken': 'any' };

/** What a test passes on purpose although the types forbid it. */
function impossible(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Sends a request under whatever host. */
function ask(port: number, headers: Record<string, string>, path = '/storeconfig', method = 'GET') {
  return new Promise<Answer>((resolve, reject) => {
    const to = { host: '127.0.0.1', port, method, path: `/api/creditcontrol${path}`, headers };
    const outgoing = request(to, async (incoming) =>
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: await text(incoming) }),
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('a server answers only for its own hosts', () => {
  it.each([
    ['127.0.0.1:8787', 200],
    ['localhost', 200],
    ['LOCALHOST.:8787', 200],
    ['shop.localhost:8787', 200],
    ['[::1]:8787', 200],
    ['192.168.1.7:8787', 200],
    [hostname(), 200],
    ['mystore.vtexcommercestable.com.br', 200],
    ['mystore.myvtex.com', 200],
    ['emulator:8787', 200],
    ['a.b.example.com', 200],
    ['evil.example', 403],
    ['evil.example:8787', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example', 403],
    ['evil-example.com', 403],
    ['example.com', 403],
    ['vtexcommercestable.com.br.evil.example', 403],
    ['x.vtexcommerceevil.com.br', 403],
    ['other', 403],
    ['[evil]', 403],
  ])('%s: %i', async (host, status) => {
    const emulator = createEmulator();
    await using server = await listen(emulator, { allowedHosts: ['emulator', '*.example.com'] });
    const answer = await ask(server.port, { ...keys, host });
    expect(answer.status).toBe(status);
    if (status === 403) expect(JSON.parse(answer.text).message).toMatch(/allowedHosts.*--allow-host/);
    expect(emulator.control.journal.calls()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('whatever the first line says, and whichever way it is reached', async () => {
    const stores = createStores({ controlPlane: true });
    await using server = await listen(stores);
    const raw = (lines: readonly string[]): Promise<string> => {
      const socket = connect({ host: '127.0.0.1', port: server.port });
      socket.end(`${lines.join('\r\n')}\r\n\r\n`);
      return text(socket);
    };
    const absolute = 'GET http://evil.example/api/creditcontrol/storeconfig HTTP/1.1';
    expect(await raw([absolute, 'host: localhost', 'connection: close'])).toContain('HTTP/1.1 403');
    const reset = ['POST /_control/reset HTTP/1.1', 'host: evil.example', 'content-length: 0'];
    const rebound = await raw([...reset, 'origin: http://evil.example', 'connection: close']);
    expect(rebound).toContain('HTTP/1.1 403');
    expect(stores.names()).toEqual(['mystore']);
  });

  it('refuses names that are none', async () => {
    for (const allowedHosts of [['http://emulator'], ['emulator:80'], ['*'], [7], 'emulator', ['a/b']])
      await expect(
        listen(createEmulator(), { allowedHosts: impossible(allowedHosts) }),
      ).rejects.toMatchObject({ issues: [{ path: 'allowedHosts' }] });
    await expect(listen(createEmulator(), impossible({ hostname: 'x', prot: 1 }))).rejects.toMatchObject({
      issues: [
        { path: 'hostname', expected: 'no such option; did you mean host?' },
        { path: 'prot', expected: 'no such option; did you mean port?' },
      ],
    });
    await expect(listen(createEmulator(), impossible(null))).rejects.toMatchObject({
      issues: [{ path: 'options' }],
    });
    for (const nothing of [undefined, null, {}, 'x'])
      await expect(listen(impossible(nothing))).rejects.toMatchObject({ issues: [{ path: 'emulator' }] });
  });
});

describe('pages of other origins', () => {
  const preflight = { 'access-control-request-method': 'PUT' };
  it.each([
    ['http://localhost:5173', true],
    ['http://127.0.0.1:3000', true],
    ['http://192.168.1.7:3000', true],
    ['https://mystore.myvtex.com', true],
    ['https://shop.example', true],
    ['https://evil.example', false],
    ['http://8.8.8.8', false],
    ['null', false],
    ['file://', false],
    ['http://user@localhost', false],
  ])('%s may use the API: %s', async (origin, may) => {
    await using server = await listen(createEmulator(), { allowedHosts: ['shop.example'] });
    const asked = await ask(server.port, { origin, ...preflight }, '/storeconfig', 'OPTIONS');
    const read = await ask(server.port, { ...keys, origin });
    expect([asked.status, read.status]).toEqual([may ? 204 : 403, 200]);
    for (const { headers } of [asked, read])
      expect(headers['access-control-allow-origin']).toBe(may ? origin : undefined);
  });
});

describe('a body that nobody reads', () => {
  it.each<[string, string, number, number]>([
    ['POST', '/nothing', 400_000, 404],
    ['PATCH', '/storeconfig', 400_000, 405],
    ['DELETE', '/accounts/none', 400_000, 400],
    ['DELETE', '/accounts/none', 2_000_000, 413],
    ['POST', '/accounts', 3_000_000, 413],
    ['PUT', '/storeconfig', 20_000_000, 413],
  ])(
    'spoils no connection: %s %s of %i bytes',
    async (method, path, size, status) => {
      await using server = await listen(createEmulator());
      const at = (to: string): string => `${server.url}/api/creditcontrol${to}`;
      for (let round = 0; round < 4; round += 1) {
        for (const body of ['x'.repeat(size), new Blob(['x'.repeat(size)]).stream()]) {
          const init = { method, headers: keys, body, duplex: 'half' as const };
          const signal = AbortSignal.timeout(5000);
          expect((await fetch(at(path), { ...init, signal })).status).toBe(status);
          const after = await fetch(at('/storeconfig'), { headers: keys, signal });
          expect((await after.json()).postponementEnabled).toBeDefined();
        }
      }
    },
    30_000,
  );

  it('spoils none where the host or the control plane refuses it either', async () => {
    await using server = await listen(createEmulator({ controlPlane: true }));
    for (let round = 0; round < 4; round += 1) {
      const body = 'x'.repeat(400_000);
      const signal = AbortSignal.timeout(5000);
      const refused = { method: 'POST', body, signal, headers: { origin: 'http://evil.example' } };
      expect((await fetch(`${server.url}/_control/reset`, refused)).status).toBe(403);
      expect((await fetch(`${server.url}/_control/none`, { method: 'POST', body, signal })).status).toBe(404);
      expect((await fetch(`${server.url}/_control`, { signal })).status).toBe(200);
    }
  });

  it('is answered all the same when it never ends, and then the connection is closed', async () => {
    await using server = await listen(createEmulator());
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.write(
      'POST /api/creditcontrol/nothing HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500000\r\n\r\nxyz',
    );
    const said = await text(socket);
    expect(said).toMatch(/^HTTP\/1\.1 404 /);
    expect(said).toMatch(/connection: close/i);
    expect(said).toMatch(/"code":404/);
  }, 10_000);
});

describe('a long answer', () => {
  const invoices = Array.from({ length: 3000 }, (_, at) => ({
    creditAccountId: '1_CPF',
    value: at + 1,
    observation: 'x'.repeat(2000),
  }));
  const seed = { accounts: [{ id: '1_CPF', email: 'a@example.com', creditLimit: 1e9 }], invoices };
  const snapshot = (port: number): ClientRequest =>
    request({ host: '127.0.0.1', port, method: 'POST', path: '/_control/snapshot' });

  it('comes in pieces, as fast as it is read, and leaves no listener behind', async () => {
    const warnings: unknown[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    await using server = await listen(createEmulator({ seed, controlPlane: true }));
    const outgoing = snapshot(server.port).end();
    const [incoming] = await once(outgoing, 'response');
    let size = 0;
    for await (const piece of incoming) {
      size += piece.length;
      if (size % 16 === 0) await sleep(1);
    }
    process.off('warning', note);
    expect(size).toBeGreaterThan(6_000_000);
    expect(warnings).toEqual([]);
  });

  it('ends with the connection of whoever does not read it to its end', async () => {
    await using server = await listen(createEmulator({ seed, controlPlane: true }));
    const outgoing = snapshot(server.port).end();
    const [incoming] = await once(outgoing, 'response');
    incoming.destroy();
    expect((await ask(server.port, keys)).status).toBe(200);
  });
});

describe('the time of a server', () => {
  it('is that of its emulator', async () => {
    await using server = await listen(createEmulator({ now: '2024-05-08T12:00:00Z' }));
    const date = 'Wed, 08 May 2024 12:00:00 GMT';
    expect((await ask(server.port, keys)).headers['date']).toBe(date);
    expect((await ask(server.port, keys, '/nothing')).headers['date']).toBe(date);
    expect((await ask(server.port, { host: 'evil.example' })).headers['date']).toBeUndefined();
  });
});
