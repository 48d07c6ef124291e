import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { folder, jsonLines, run } from './program.ts';

describe.concurrent('verify', () => {
  it('tells what differs, writes a report, and leaves the store as it was', async () => {
    const { fetch } = createEmulator({ quirks: ['totals-over-everything'] });
    await using server = await listen({ fetch });
    using files = folder();
    const file = join(files.path, 'report.json');
    const args = [
      'verify',
      '--store',
      'mystore',
      '--yes',
      '--report',
      file,
      '--emulator',
      server.url,
      '--json',
    ];
    const { code, out, err } = await run(args);
    expect(code).toBe(1);
    expect(jsonLines({ out })).toEqual([expect.objectContaining({ id: 'list.totals', finding: 'differs' })]);
    expect(err).toMatch(/\d+ behaviours held, 1 differ, \d+ were not exercised\.\n$/);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ of: 'emulator', leftOpen: 0 });
    const options = { accountName: 'mystore', appKey: 'any', appToken: 'any', baseUrl: server.url };
    expect(await new CustomerCreditClient(options).accounts.list().toArray()).toEqual([]);
  });

  it('ends with 0 where everything held, and closes what was left behind', async () => {
    const { fetch, control } = createEmulator({
      seed: {
        accounts: [
          {
            id: 'contract-suite-x-1_Other',
            document: 'contract-suite-x-1',
            documentType: 'Other',
            email: 'a@example.com',
            creditLimit: 1,
          },
          { id: 'other', document: '1', documentType: 'Other', email: 'b@example.com', creditLimit: 1 },
        ],
      },
    });
    await using server = await listen({ fetch });
    const common = ['verify', '--store', 'mystore', '--yes', '--emulator', server.url];
    expect((await run([...common, '--all'])).code).toBe(0);
    expect((await run([...common, '--clean-up'])).out).toBe('1 account closed.\n');
    expect(control.journal.calls('accounts.close').at(-1)).toMatchObject({
      input: { path: { creditAccountId: 'contract-suite-x-1_Other' } },
    });
  });

  it.each([
    [['--store', 'other', '--yes'], /^--store: expected the same store as in VTEX_ACCOUNT/],
    [['--store', 'mystore'], /^Nothing was done: .* Add --yes/],
    [['--yes'], /required option '--store <name>' not specified/],
  ])('with %j does nothing', async (args, message) => {
    const env = { VTEX_ACCOUNT: 'mystore', VTEX_APP_KEY: 'the-app-key', VTEX_APP_TOKEN: 'the-app-token' };
    const { code, err } = await run(['verify', ...args], { env });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
