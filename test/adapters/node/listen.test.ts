import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';

const seed = {
  accounts: [{ id: 'a b/ç+%', email: 'a@example.com', creditLimit: 100 }],
  invoices: [{ creditAccountId: 'a b/ç+%', id: 'T-01', value: 9.63 }],
};

/** Sends what fetch would not. */
function raw(
  port: number,
  method: string,
  path: string,
  body?: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('a server', () => {
  it('is what the emulator is, over a socket, with any id', async () => {
    const emulator = createEmulator({ now: '2024-05-08', seed });
    await using server = await listen(emulator);
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      appKey: 'any',
      appToken: 'any',
      baseUrl: server.url,
      now: emulator.control.clock.now,
    });
    const [invoice] = await client.invoices.list({ creditAccountId: 'a b/ç+%' }).toArray();
    if (invoice === undefined) throw new Error('the seeded invoice is missing');
    expect((await client.invoices.markAsPaid(invoice)).status).toBe('Paid');
    await expect(client.invoices.cancel(invoice)).rejects.toMatchObject({ code: 'conflict', status: 409 });
    await client.invoices.update(invoice, { observation: 'ç€😀' });
    expect((await emulator.control.snapshot()).accounts[0]?.invoices[0]?.invoice.observation).toBe('ç€😀');
  });

  it('refuses a body that is too large and still answers', async () => {
    await using server = await listen(createEmulator());
    const answer = await raw(server.port, 'PUT', '/api/creditcontrol/storeconfig', 'x'.repeat(5_000_000));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 413 });
  });

  it.each([
    ['GET', '/nowhere', 404],
    ['TRACE', '/api/creditcontrol/storeconfig', 400],
    ['GET', '//', 404],
    ['PATCH', '/api/creditcontrol/storeconfig', 405],
    ['GET', '/api/creditcontrol/accounts/%E0%A4%A', 400],
  ])('answers %s %s with %i and lives on', async (method, path, status) => {
    await using server = await listen(createEmulator());
    expect((await raw(server.port, method, path)).status).toBe(status);
    expect((await raw(server.port, 'GET', '/api/creditcontrol/storeconfig')).status).toBe(401);
  });

  it('answers 500 where whoever answers fails, and says nothing of the inside', async () => {
    const fetch = (): Promise<Response> => Promise.reject(new Error('the disk of /home/me is full'));
    await using server = await listen({ fetch });
    const { status, text: said } = await raw(server.port, 'GET', '/api/creditcontrol/storeconfig');
    expect(status).toBe(500);
    expect(JSON.parse(said)).toEqual({ message: 'An error has occurred.' });
  });

  it('frees its port when closed, and closing twice is closing once', async () => {
    const server = await listen(createEmulator());
    await Promise.all([server.close(), server.close()]);
    await expect(raw(server.port, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await using again = await listen(createEmulator(), { port: server.port });
    expect(again.port).toBe(server.port);
  });

  it('lets a request in flight end while it closes, and does nothing about one that comes then', async () => {
    const emulator = createEmulator({ now: '2024-05-08', seed });
    emulator.control.faults.add({ phase: 'before', effect: { latency: 200 } });
    const server = await listen(emulator);
    const lines = (method: string, path: string): string =>
      [
        `${method} /api/creditcontrol${path} HTTP/1.1`,
        'host: localhost',
        'x-vtex-api-appkey: any',
        'x-vtex-api-apptoken: any',
        'content-length: 0',
        '\r\n',
      ].join('\r\n');
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.write(lines('GET', '/storeconfig'));
    await expect.poll(() => emulator.control.faults.list()[0]?.fired, { interval: 5 }).toBe(1);
    const closed = server.close();
    socket.write(lines('DELETE', '/accounts/a%20b%2F%C3%A7%2B%25'));
    const said = await text(socket);
    await closed;
    expect(said.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
    expect(said).toMatch(/retry-after: 1/i);
    expect(emulator.control.journal.calls('accounts.close')).toEqual([]);
  });

  it('names a port that is none, and hands on that one is taken', async () => {
    await expect(listen(createEmulator(), { port: 70_000 })).rejects.toMatchObject({
      issues: [{ path: 'port' }],
    });
    await expect(listen(createEmulator(), { host: '', port: -1 })).rejects.toMatchObject({
      code: 'invalid_configuration',
      issues: [{ path: 'port' }, { path: 'host' }],
    });
    await using server = await listen(createEmulator());
    await expect(listen(createEmulator(), { port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
