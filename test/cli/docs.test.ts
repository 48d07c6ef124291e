import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { folder } from './program.ts';
import { shellIn } from './shell.ts';
import { openStore } from './store.ts';

const root = join(import.meta.dirname, '..', '..');

it('runs every command of the guide, one after the other', async () => {
  const guide = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(4);
  await using store = await openStore();
  using files = folder();
  const { code, out, err } = await shellIn(files, store.url, 'vtex-customer-credit')(blocks.join('\n'));
  expect({ code, said: out + err }).toEqual({
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
