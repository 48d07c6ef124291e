import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folder, run } from './program.ts';
import { account, openStore } from './store.ts';

const files = folder();
afterAll(() => files[Symbol.dispose]());

const header = 'Account ID,Invoice ID,Status';
const manifest: { readonly version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
);
const good = files.file('good.csv', `${header}\n${account},7583E36F101C461094AB6CA68FA8EE2C-01,Paid\n`);
const key = { VTEX_ACCOUNT: 'mystore', VTEX_APP_KEY: 'the-app-key', VTEX_APP_TOKEN: 'the-app-token' };

describe.concurrent('a failure with --json', () => {
  it('is a line of JSON as well, with the code of the error', async () => {
    await using store = await openStore();
    const { code, out } = await store.cli(['invoices', 'show', 'X-01', '--account', account, '--json']);
    expect({ code, error: JSON.parse(out) }).toMatchObject({
      code: 1,
      error: { error: { code: 'not_found', status: 404 } },
    });
    const missing = await store.cli(['invoices', 'show', 'Nobodys-1', '--json']);
    expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'usage', message: missing.err.trim() } });
  });

  it('tells the version by -V', async () => {
    expect((await run(['-V'])).out.trim()).toBe(manifest.version);
  });
});

describe.concurrent('what is piped in', () => {
  it('is read by plan -, and by apply - with a log', async () => {
    await using store = await openStore();
    const input = readFileSync(good, 'utf8');
    const planned = await store.cli(['invoices', 'plan', '-'], { input });
    expect({ code: planned.code, out: planned.out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('pay: 1'),
    });
    expect(await store.cli(['invoices', 'apply', '-', '--yes'], { input })).toMatchObject({
      code: 2,
      err: 'What is piped in has no name to keep a log beside: add --log <file>.\n',
    });
    const log = join(files.path, 'piped.runlog');
    expect((await store.cli(['invoices', 'apply', '-', '--yes', '--log', log], { input })).code).toBe(0);
  });
});

describe.concurrent('a mistake at the prompt', () => {
  it.each([
    [
      ['invoices', 'lst'],
      /^error: unknown command 'lst' \(Did you mean list\?\) See vtex-customer-credit invoices --help\.$/,
    ],
    [
      ['invoices', 'list', '--foo'],
      /^error: unknown option '--foo'\. See vtex-customer-credit invoices list --help\.$/,
    ],
    [['invoices', 'list', '--app-token=hush-hush'], /^error: unknown option '--app-token'\. See .*$/],
    [
      ['invoices', 'list', 'hush-hush'],
      /^error: too many arguments for 'list'\. Expected 0 arguments but got 1\. See .*$/,
    ],
    [['invoices', 'show'], /^error: missing required argument 'invoice'\. See .*$/],
    [
      ['invoices', 'list', '--status', 'late'],
      /--status <status>.*Expected open, paid, overdue, canceled or not-yet-due/,
    ],
    [['invoices', 'list', '--locale', 'fr'], /Allowed choices are en, pt, es\./],
    [['invoices', 'list', '--due-from', 'tomorrow'], /Expected an ISO 8601 date, such as 2024-05-20\./],
    [['invoices', 'list', '--due-to', '2024-02-30'], /Expected an ISO 8601 date/],
    [['invoices', 'list', '--limit', '0'], /Expected a whole number from 1\./],
    [['invoices', 'list', '--limit', '1e3'], /Expected a whole number from 1\./],
    [['invoices', 'list', '--rate', '0'], /Expected a number above 0\./],
    [['invoices', 'list', '--now', 'soon'], /Expected an ISO 8601 date/],
    [['invoices', 'apply', '--emulator', good], /Expected a URL, such as http:\/\/127\.0\.0\.1:8787\./],
    [
      ['invoices', 'list', '--emulator', 'http://elsewhere.example?x=1'],
      /^--emulator: expected an http: or https: URL/,
    ],
    [
      ['invoices', 'list', '--emulator', 'http://me:hush-hush@127.0.0.1'],
      /^--emulator: expected .* without user/,
    ],
    [['invoices', 'postpone', 'X-1'], /^error: required option '--days <number>' not specified\./],
    [
      ['invoices', 'postpone', 'X-1', '--dys', '5'],
      /^error: unknown option '--dys' \(Did you mean --days\?\)/,
    ],
    [['verify', '--stor', 'mystore', '--yes'], /^error: unknown option '--stor' \(Did you mean --store\?\)/],
    [
      ['accounts', 'open', '--document', '11111111111', '--yes'],
      /^error: required options '--email <email>', '--credit-limit <amount>' not specified\./,
    ],
    [
      ['invoices', 'apply', good, '--report', '--yes', '--emulator'],
      /^error: option '--report <file>' argument '--yes' is invalid\. Expected a value\./,
    ],
    [
      ['invoices', 'list', '--status', '--json'],
      /^error: option '--status <status>' argument '--json' is invalid\. Expected a value\./,
    ],
    [
      ['serve', '--seed', '--control'],
      /^error: option '--seed <file>' argument '--control' is invalid\. Expected a value\./,
    ],
    [
      ['config', 'set', 'postponementEnabled=maybe', 'taxRate=x', 'daysPrior=soon', '--yes', '--emulator'],
      /^postponementEnabled: expected true or false; taxRate: expected a number with a point, such as 0\.1; daysPrior: expected days@time/,
    ],
    [['invoices', 'postpone', 'X-1', '--days', '-5'], /Expected a whole number from 1\./],
    [['invoices', 'link', 'X-1', '--yes'], /^Expected the URL of the payment link, or --remove\.$/],
    [
      ['invoices', 'link', 'X-1', 'https://x.example', '--remove'],
      /^Expected the URL of the payment link, or --remove\.$/,
    ],
    [
      ['invoices', 'export', '--emulator', '--json'],
      /^--json needs --out: without it the CSV itself goes to stdout\.$/,
    ],
    [
      ['invoices', 'plan', join(files.path, 'none.csv'), '--emulator'],
      /^The file .*none\.csv cannot be read: is there one\?$/,
    ],
    [['invoices', 'plan', files.path, '--emulator'], /is no file: save what is to be read as one\.$/],
    [
      ['invoices', 'apply', good, '--yes', '--report', 'report.txt', '--emulator'],
      /^--report: expected a name that ends in \.csv, \.json or \.jsonl$/,
    ],
    [
      ['invoices', 'apply', good, '--yes', '--report', good, '--emulator'],
      /^The CSV, --log and --report have to be different files\.$/,
    ],
    [
      ['invoices', 'apply', good, '--yes', '--log', good, '--emulator'],
      /^The CSV, --log and --report have to be different files\.$/,
    ],
    [
      ['invoices', 'apply', good, '--concurrency', '257', '--emulator'],
      /Expected a whole number from 1 to 256\./,
    ],
    [
      ['invoices', 'apply', good, '--emulator'],
      /^Nothing was changed: there is no terminal to ask at\. Add --yes/,
    ],
    [
      ['accounts', 'apply', good, '--emulator'],
      /^Nothing was changed: there is no terminal to ask at\. Add --yes/,
    ],
  ])('%j is told in one line, and ends with 2', async (args, message) => {
    const { code, out, err } = await run(args);
    expect(err.trim()).toMatch(message);
    expect(err.trim()).not.toContain('\n');
    expect(`${out}${err}`).not.toContain('hush-hush');
    expect(code).toBe(2);
  });

  it.each([
    [
      {},
      /^No store: set VTEX_ACCOUNT and VTEX_APP_KEY and VTEX_APP_TOKEN in the environment, or add --emulator/,
    ],
    [{ ...key, VTEX_APP_TOKEN: ' ' }, /^No store: set VTEX_APP_TOKEN in the environment/],
    [{ VTEX_USER_TOKEN: 'hush-hush-hush' }, /^No store: set VTEX_ACCOUNT in the environment/],
    [
      { ...key, VTEX_USER_TOKEN: 'hush-hush-hush' },
      /^Two kinds of credentials: set VTEX_USER_TOKEN, or VTEX_APP_KEY/,
    ],
    [{ ...key, VTEX_ACCOUNT: 'my.store' }, /^VTEX_ACCOUNT: expected letters, digits/],
    [{ ...key, VTEX_ENVIRONMENT: 'a/b' }, /^VTEX_ENVIRONMENT: expected letters, digits/],
    [{ ...key, VTEX_BASE_URL: 'ftp://x' }, /^VTEX_BASE_URL: expected an https: URL/],
    [{ ...key, VTEX_BASE_URL: 'http://emulator:8787' }, /http: to localhost.* elsewhere: --emulator URL, /],
    [
      { ...key, VTEX_APP_TOKEN: 'hush-hush hush' },
      /^VTEX_APP_TOKEN: expected a non-empty string of visible ASCII/,
    ],
  ])('the environment %j is told in one line, and ends with 2', async (env, message) => {
    const { code, out, err } = await run(['invoices', 'list'], { env });
    expect(err.trim()).toMatch(message);
    expect(err.trim()).not.toContain('\n');
    expect(`${out}${err}`).not.toMatch(/hush|the-app/);
    expect(code).toBe(2);
  });

  it.each([
    ['no account', 'Invoice ID,Status\nx,Paid\n'],
    ['a quote that never ends', `${header}\na,"b,Paid\n`],
    ['nothing in it', ''],
    ['UTF-16 in it', 'A\u0000c\u0000c\u0000'],
  ])('a CSV with %s is told in one line, and changes nothing', async (_, text) => {
    await using store = await openStore();
    using own = folder();
    const { code, err } = await store.cli(['invoices', 'apply', own.file('bad.csv', text), '--yes']);
    expect(err).toMatch(/^\S.*\n$/);
    expect(code).toBe(2);
    expect(store.changes()).toBe(0);
  });

  it('a CSV of another encoding is told with its name, its row and the option of the program', async () => {
    await using store = await openStore();
    using own = folder();
    const csv = own.file('old.csv', '');
    writeFileSync(csv, Buffer.from(`${header},Note\n${account},x-01,Paid,n\u00e3o\n`, 'latin1'));
    for (const command of ['plan', 'apply']) {
      expect(
        await store.cli(['invoices', command, csv, ...(command === 'plan' ? [] : ['--yes'])]),
      ).toMatchObject({
        code: 2,
        err: `${csv}, row 2: expected text in UTF-8; if a spreadsheet saved the file as plain CSV, try --encoding windows-1252\n`,
      });
    }
  });

  it('tells its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it.each([
    ['20.20.2', 2],
    ['22.11.0', 2],
    ['22.12.0', 0],
    ['24.0.0', 0],
  ])('Node %s ends with %i', async (node, code) => {
    const older = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${node}'}})`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` };
    expect(await run(['--version'], { env })).toMatchObject({
      code,
      err: code === 0 ? '' : `Node 22.12 or newer is needed; this is ${node}.\n`,
    });
  });

  it('without a command shows the help and ends with 2; asked for, with 0', async () => {
    const help = /^Usage: vtex-customer-credit invoices \[options\] \[command\]/;
    expect(await run(['invoices'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(help) });
    expect(await run(['invoices', '--help'])).toMatchObject({ code: 0, out: expect.stringMatching(help) });
  });

  it('says in the help what the API cannot do, and where credentials come from', async () => {
    expect((await run(['invoices', 'list', '--help'])).out).toMatch(/the API has no\s+such filter/);
    const { out } = await run(['--help']);
    expect(out).toContain('VTEX_APP_KEY');
    expect(out).toMatch(/0 all done; 1 something was refused/);
  });
});

describe.concurrent('a store that cannot be asked', () => {
  it('is told in one line, with what to do, and ends with 1', async () => {
    // No port that was let go: another test's server may get it.
    const url = 'http://127.0.0.1:2';
    const env = { ...key, VTEX_BASE_URL: url };
    expect(await run(['invoices', 'list'], { env })).toMatchObject({
      code: 1,
      out: '',
      err: 'invoices.list: no connection could be made, nothing was sent (ECONNREFUSED). Check VTEX_ACCOUNT and the network.\n',
    });
    expect((await run(['config', 'get', '--emulator', url])).err).toMatch(
      /^storeConfig\.get: no connection .* Start an emulator with vtex-customer-credit serve, or give the URL of one\.\n$/,
    );
  });

  it('may be an emulator on another machine, which never gets the credentials', async () => {
    const sent: string[] = [];
    const server = createServer((request, response) => {
      sent.push(JSON.stringify([request.url, request.rawHeaders]));
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      if (typeof address !== 'object' || address === null) throw new Error('no port');
      // This machine by a name that is none of its own.
      const url = `http://0.0.0.0:${address.port}`;
      const user = { VTEX_ACCOUNT: 'mystore', VTEX_USER_TOKEN: 'hush-hush-hush' };
      for (const env of [{ ...key, VTEX_BASE_URL: 'https://x.example' }, user])
        expect((await run(['config', 'get', '--emulator', url], { env })).code).toBe(1);
      expect(sent.filter((text) => text.includes('/storeconfig')).length).toBeGreaterThan(0);
      for (const secret of [key.VTEX_APP_KEY, key.VTEX_APP_TOKEN, user.VTEX_USER_TOKEN])
        expect(sent.join('\n')).not.toContain(secret);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    const gone = await run(['config', 'get', '--emulator', 'http://emulator.invalid:8787', '--json'], {
      env: key,
    });
    expect(gone.code).toBe(1);
    expect(JSON.parse(gone.out)).toMatchObject({ error: { code: 'network', outcome: 'not-sent' } });
    const odd = await run(['config', 'get', '--emulator', 'http://user:pass@emulator:8787']);
    expect(odd).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--emulator: expected an http: or https: URL/),
    });
  });

  it('says which credentials are wrong, and never shows them', async () => {
    await using store = await openStore();
    store.control.seed({ callers: [{ appKey: 'reader', appToken: 'x', permissions: ['Read Invoices'] }] });
    const env = { ...key, VTEX_BASE_URL: store.url };
    const { code, out, err } = await run(['invoices', 'list'], { env });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^invoices\.list: 401.*Check the app key and token.*\n$/);
    const reader = { ...env, VTEX_APP_KEY: 'reader', VTEX_APP_TOKEN: 'x' };
    expect((await run(['invoices', 'list'], { env: reader })).code).toBe(0);
    expect(await run(['config', 'get'], { env: reader })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^storeConfig\.get: 403.*License Manager\.\n$/),
    });
  });
});
