import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';

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
    ['a port that is none', ['serve', '--port', 'x'], /^--port: expected a whole number from 0 to 65535$/],
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

  it('explains itself', async () => {
    expect(await ended(start(['serve', '--help']))).toMatchObject({
      code: 0,
      text: expect.stringContaining('--seed <file>'),
    });
  });
});
