import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const hooks = fileURLToPath(new URL('../../long/zones/resolve.ts', import.meta.url));

/** Runs a program in which the runtime's own parts are loaded before something is taken away from it. */
async function without(taken: readonly string[], program: string): Promise<string> {
  const text = `
    await (await fetch('data:,x')).text();
    await import('node:http');
    const { CustomerCreditClient } = await import('vtex-customer-credit');
    const { createInMemoryCustomerCredit } = await import('vtex-customer-credit/memory');
    const { createEmulator } = await import('vtex-customer-credit/emulator');
    const { exportInvoices } = await import('vtex-customer-credit/csv');
    ${taken.map((name) => `delete ${name};`).join('\n')}
    const keys = { accountName: 'mystore', appKey: 'any', appToken: 'any' };
    ${program}`;
  const { stdout } = await run(process.execPath, ['--import', hooks, '--input-type=module', '-e', text]);
  return stdout.trim();
}

describe('a runtime without newer methods', () => {
  // Node's own fetch needs toWellFormed: of that one only the text of the source is looked at.
  const newer = [
    'AbortSignal.any',
    'AbortSignal.timeout',
    'URL.canParse',
    'Array.prototype.toSorted',
    'Array.prototype.toReversed',
    'Promise.withResolvers',
    'globalThis.DOMException',
  ];

  it('has the client over an emulator, in memory and CSV', async () => {
    const said = await without(
      newer,
      `const client = new CustomerCreditClient({ ...keys, fetch: createEmulator().fetch });
       const { taxRate } = await client.storeConfig.update({ taxRate: 0.1 });
       const memory = createInMemoryCustomerCredit();
       const opening = { document: '11111111111', documentType: 'CPF', email: 'a@b.c', creditLimit: 100 };
       const { id } = await memory.client.accounts.open(opening);
       const hold = await memory.client.transactions.preAuthorize(id, { value: 10, settle: true, installments: 2 });
       await memory.client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value: 10 });
       await memory.client.transactions.refund({ creditAccountId: id, transactionId: hold.id }, { value: 6 });
       let lines = 0;
       for await (const bytes of exportInvoices(memory.client.invoices.list()))
         lines += bytes.filter((byte) => byte === 10).length;
       console.log(taxRate, id, lines);`,
    );
    expect(said).toBe('0.1 11111111111_CPF 3');
  });
});

describe('a runtime without fetch', () => {
  it('has the client with a fetch that takes an address and an init', async () => {
    const said = await without(
      [
        'globalThis.fetch',
        'globalThis.Request',
        'globalThis.Response',
        'globalThis.TextEncoder',
        'globalThis.TextDecoder',
      ],
      `const answer = { status: 403, headers: { get: () => null }, text: async () => '{"code":1,"message":"No."}' };
       const own = async (url, init) => (init.method === 'GET' ? answer : undefined);
       await new CustomerCreditClient({ ...keys, fetch: own }).storeConfig.get().catch((error) => console.log(error.code));`,
    );
    expect(said).toBe('permission');
  });

  it.each([
    ['globalThis.fetch', 'this runtime has no global fetch'],
    ['globalThis.Request', 'this runtime has no Request'],
  ])('says at once that %s is missing', async (name, text) => {
    const said = await without(
      [name],
      `const hooks = { onRetry: () => console.log('again') };
       const opening = { document: '1', documentType: 'CPF', email: 'a@b.c', creditLimit: 1 };
       await new CustomerCreditClient({ ...keys, hooks }).accounts.open(opening).catch((error) => console.log(error.outcome, error.retryable, error.message));`,
    );
    expect(said).toMatch(new RegExp(`^not-sent false accounts\\.open: .*${text}`));
  });
});

it('no newer method stands where the library needs it', () => {
  const newer = /\.canParse\(|toWellFormed\(|\.toSorted\(|\.toReversed\(|withResolvers|AbortSignal\.any/;
  const found = globSync('src/**/*.ts', { exclude: ['src/cli/**', 'src/contract/**'] }).filter((path) =>
    newer.test(readFileSync(path, 'utf8')),
  );
  expect(found).toEqual([]);
});
