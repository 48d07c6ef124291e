import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { connectControl } from 'vtex-customer-credit/emulator';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return { child, said: () => text };
}

async function ended({ child, said }: Running): Promise<{ code: number | null; text: string }> {
  if (child.exitCode === null) await once(child, 'close');
  return { code: child.exitCode, text: said() };
}

describe('vtex-customer-credit serve', () => {
  it('serves a seeded store at a fixed time, and stops when it is told to', async () => {
    const seed = {
      accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 100 }],
      invoices: [{ creditAccountId: 'a', value: 9.63, dueDate: '2024-05-20' }],
    };
    const seedFile = file('seed.json', JSON.stringify(seed));
    const running = start(['serve', '--port', '0', '--now', '2024-05-21', '--seed', seedFile]);
    try {
      await expect.poll(running.said, { timeout: 10_000 }).toContain('Press Ctrl-C');
      const baseUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(running.said())?.[0];
      const now = (): number => Date.UTC(2024, 4, 21);
      const client = new CustomerCreditClient({
        accountName: 'x',
        appKey: 'any',
        appToken: 'any',
        baseUrl,
        now,
      });
      const [overdue] = await client.invoices.list({ status: 'Overdue' }).toArray();
      expect(overdue).toMatchObject({ value: 9.63, createdAt: '2024-05-21T00:00:00Z' });
      running.child.kill('SIGTERM');
      expect((await ended(running)).code).toBe(0);
    } finally {
      running.child.kill('SIGKILL');
    }
  }, 20_000);

  it.each([
    ['no command', [], /^Usage: vtex-customer-credit \[options\] \[command\]/],
    [
      'a port that is none',
      ['serve', '--port', 'x'],
      /^error: option '--port <port>' argument 'x' is invalid\. Expected a whole number from 0 to 65535\./,
    ],
    [
      'a file that is not there',
      ['serve', '--seed', join(folder, 'none')],
      /^--seed: the file .* cannot be read$/,
    ],
    [
      'a file that is not JSON',
      ['serve', '--seed', file('bad.json', '{')],
      /^--seed: the file .* is not JSON$/,
    ],
    [
      'a seed that is none',
      ['serve', '--seed', file('list.json', '{"accounts":[{}]}')],
      /seed\.accounts\[0\]\.email: expected/,
    ],
    ['a time that is none', ['serve', '--now', 'soon'], /^now: expected epoch milliseconds/],
    ['an option that is none', ['serve', '--foo'], /^error: unknown option '--foo'/],
  ])('says in words what is wrong with %s, and ends with 2', async (_, args, message) => {
    const { code, text } = await ended(start(args));
    expect(text.trim()).toMatch(message);
    expect(text).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });

  it.each([
    [['--latency', 'slow'], /Expected milliseconds from 0 to 600000/],
    [['--faults', '2'], /Expected a share above 0, up to 1/],
    [['--quirks', 'bad-day'], /Expected one of: opening-refused-every-other-time/],
    [['--permissions', 'Read Invoices,Burn'], /Expected one of: Main Access/],
    [['--data', file('torn.json', '{"stores":')], /^--data: the file .* is not one that this program wrote$/],
    [['--data', file('other.json', '{"stores":{"a":{"version":9}}}')], /snapshot\.version: expected 1/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, text } = await ended(start(['serve', '--port', '0', ...args]));
    expect(text.trim()).toMatch(message);
    expect(code).toBe(2);
  });

  const serving = async (args: readonly string[]): Promise<Running & { readonly baseUrl: string }> => {
    const running = start(['serve', '--port', '0', ...args]);
    await expect.poll(running.said, { timeout: 10_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    return { ...running, baseUrl: /http:\/\/127\.0\.0\.1:\d+/.exec(running.said())?.[0] ?? '' };
  };
  const clientOf = (baseUrl: string, appToken = 'any'): CustomerCreditClient =>
    new CustomerCreditClient({ accountName: 'x', appKey: 'any', appToken, baseUrl, retries: 0 });
  const opening = { document: '1', documentType: 'CPF', email: 'a@example.com', creditLimit: 10 };

  it('has permissions, controls, faults, quirks, latency and JSON lines', async () => {
    const names = [
      '--permissions',
      'Read Configuration,Create Checking Accounts',
      '--quirks',
      'limit-change-fails',
    ];
    const more = ['--control', '--json', '--latency', '30', '--faults', '1', '--fault-seed', 'mine'];
    const { child, baseUrl, said } = await serving(['--now', '2024-05-08', ...names, ...more]);
    try {
      const control = connectControl(baseUrl);
      expect(await control.clock.iso()).toBe('2024-05-08T00:00:00Z');
      expect(await control.faults.list()).toMatchObject([
        { says: 'any operation before latency 30 ms' },
        { says: 'any operation, 100 % of the calls, seed mine' },
      ]);
      expect(await control.quirks.list()).toEqual(['limit-change-fails']);
      const began = performance.now();
      await expect(clientOf(baseUrl).storeConfig.get()).rejects.toMatchObject({
        operation: 'storeConfig.get',
      });
      expect(performance.now() - began).toBeGreaterThanOrEqual(25);
      await expect(clientOf(baseUrl).invoices.list().toArray()).rejects.toMatchObject({ status: 403 });
      await expect(clientOf(baseUrl, 'other').storeConfig.get()).rejects.toMatchObject({ status: 401 });
      const lines = said()
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      expect(lines[0]).toEqual({ url: baseUrl, faultSeed: 'mine' });
      expect(lines).toContainEqual(
        expect.objectContaining({
          method: 'GET',
          path: '/api/creditcontrol/invoices?from=1&to=100',
          status: 403,
        }),
      );
    } finally {
      child.kill('SIGKILL');
    }
  }, 20_000);

  it('keeps everything that was answered in its file, whenever it is killed', async () => {
    const data = join(folder, 'stores.json');
    const opened: string[] = [];
    for (let life = 0; life < 4; life += 1) {
      const { child, baseUrl } = await serving(['--data', data]);
      const client = clientOf(`${baseUrl}/kept`);
      const before = await client.accounts.list().toArray();
      expect(before.map(({ id }) => id).toSorted()).toEqual(opened.toSorted());
      const calls = Array.from({ length: 30 }, async (_, at) => {
        const { id } = await client.accounts.open({ ...opening, document: `${life}-${at}` });
        opened.push(id);
        // In the midst of things: others are still under way.
        if (at === 10 + life) child.kill('SIGKILL');
      });
      await Promise.allSettled(calls);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      // One that was saved, but not answered any more, is there as well.
      const { stores } = JSON.parse(readFileSync(data, 'utf8'));
      const saved: string[] = stores.kept.accounts.map(({ record }: { record: { id: string } }) => record.id);
      expect(saved).toEqual(expect.arrayContaining(opened));
      opened.splice(0, opened.length, ...saved);
    }
    expect(opened.length).toBeGreaterThan(40);
  }, 40_000);

  it('explains itself', async () => {
    expect(await ended(start(['serve', '--help']))).toMatchObject({
      code: 0,
      text: expect.stringContaining('--seed <file>'),
    });
  });
});
