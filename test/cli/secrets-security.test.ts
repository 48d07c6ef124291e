import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, run } from './program.ts';
import { openStore } from './store.ts';

const secrets = { VTEX_APP_KEY: 'vtexappkey-mystore-ABCDEF', VTEX_APP_TOKEN: 'TOKENTOKENTOKENTOKEN' };
const user = { VTEX_USER_TOKEN: 'eyJhbGciOiJFUzI1NiIsImtpZCI6' };

/** A server that says back whatever it was sent, in every place an error can stand in. */
async function echoing(status: number): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const all = JSON.stringify(request.headers);
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-vtex-error-message': encodeURIComponent(all),
      'x-vtex-operation-id': String(request.headers['x-vtex-api-apptoken'] ?? 'none'),
    });
    response.end(JSON.stringify({ code: all, message: all }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

it.concurrent.each([400, 401, 403, 404, 409, 500])(
  'never shows credentials that come back with %i',
  async (status) => {
    await using server = await echoing(status);
    using files = folder();
    const csv = files.file('a.csv', 'Account ID,Invoice ID,Status\na,b-01,Paid\n');
    const report = join(files.path, 'report.json');
    const commands = [
      ['invoices', 'list'],
      ['invoices', 'show', 'x', '--account', 'y', '--json'],
      ['config', 'get', '--json'],
      ['invoices', 'apply', csv, '--yes', '--json', '--report', report],
    ];
    for (const credentials of [secrets, user]) {
      const env = { VTEX_ACCOUNT: 'mystore', VTEX_BASE_URL: server.url, ...credentials };
      const said = await Promise.all(commands.map((args) => run([...args, '--rate', '1000'], { env })));
      const all = said.map(({ out, err }) => `${out}${err}`).join('\n') + readFileSync(report, 'utf8');
      expect(all).toContain(String(status));
      for (const secret of Object.values({ ...secrets, ...user })) expect(all).not.toContain(secret);
      expect(said.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    }
  },
);

it.concurrent('never sends the credentials of the environment to an emulator', async () => {
  await using store = await openStore();
  const keys: Array<string | null> = [];
  store.watch((request) => keys.push(request.headers.get('x-vtex-api-appkey')));
  const env = { VTEX_ACCOUNT: 'mystore', ...secrets };
  expect((await store.cli(['invoices', 'list'], { env })).code).toBe(0);
  expect(keys).toEqual(['any']);
});
