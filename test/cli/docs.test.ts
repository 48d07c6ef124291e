import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { compiled, folder } from './program.ts';
import { openStore } from './store.ts';

const root = join(import.meta.dirname, '..', '..');

it('runs every command of the guide, one after the other', async () => {
  const guide = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(4);
  await using store = await openStore();
  using files = folder();
  const program = join(root, 'src', 'cli', 'main.ts');
  const command = files.file(
    'vtex-customer-credit',
    `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
  );
  chmodSync(command, 0o755);
  const child = spawn('sh', ['-ec', blocks.join('\n')], {
    cwd: files.path,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_COMPILE_CACHE: compiled,
      PATH: `${files.path}:${process.env['PATH']}`,
      VTEX_ACCOUNT: 'mystore',
      VTEX_APP_KEY: 'any',
      VTEX_APP_TOKEN: 'any',
      VTEX_BASE_URL: store.url,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  const [code] = await once(child, 'close');
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringContaining('Done: mark IBjuAsrJ-1 as paid.'),
  });
  expect(readFileSync(join(files.path, 'resultado.csv'), 'utf8')).toMatch(/^\uFEFFRow,/);
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'any',
    appToken: 'any',
    baseUrl: store.url,
  });
  const statuses = (await client.invoices.list().toArray()).map(({ status }) => status);
  expect(statuses).toEqual(['Paid', 'Cancelled', 'Paid', 'Cancelled']);
}, 240_000);
