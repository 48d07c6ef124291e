import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';

const count = 600;
const rate = 100;
const accounts = ['11111111111_CPF', '22222222222_CPF', '33333333333_CPF'];
const emulator = createEmulator({
  seed: {
    accounts: accounts.map((id, at) => ({ id, email: `buyer${at}@example.com`, creditLimit: 1_000_000 })),
    invoices: Array.from({ length: count }, (_, at) => ({
      creditAccountId: accounts[at % accounts.length] ?? '',
      id: `INVOICE${at}-01`,
      value: 10.01,
    })),
  },
  journalSize: 100_000,
});
const look = new CustomerCreditClient(emulator.clientOptions());
const store = await listen(emulator);
let calls = emulator.control.journal.calls();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const folder = mkdtempSync(join(tmpdir(), 'bulk-workers-'));
const port = await freePort();
const env = {
  ...process.env,
  REDIS_URL: `redis://127.0.0.1:${port}`,
  VTEX_ACCOUNT: 'mystore',
  VTEX_APP_KEY: 'any',
  VTEX_APP_TOKEN: 'any',
  VTEX_BASE_URL: store.url,
  RATE: String(rate),
  LOCK: '2000',
};
const children = new Set<ChildProcess>();

function start(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function said(child: ChildProcess, text: string): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(text)) break;
  child.stdout?.resume();
}

async function startWorker(): Promise<ChildProcess> {
  const worker = start(process.execPath, ['worker.ts']);
  await said(worker, 'ready');
  return worker;
}

const paid = (): number =>
  emulator.control.journal.calls('invoices.update').filter(({ done }) => done).length;

async function until(holds: () => boolean): Promise<void> {
  for (let at = 0; at < 2400 && !holds(); at += 1) await wait(50);
  assert.ok(holds(), `not after two minutes: ${paid()} of ${count} are paid`);
}

before(async () => {
  const redis = start('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
    ...['--save', '', '--appendonly', 'no'],
  ]);
  await said(redis, 'Ready to accept connections');
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every invoice is paid once, although workers are killed', { timeout: 180_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['enqueue.ts'], { env });
  assert.match(stdout, /600 invoices in 24 jobs/);

  const workers = await Promise.all([startWorker(), startWorker(), startWorker(), startWorker()]);
  await until(() => paid() > count / 6);
  workers[0]?.kill('SIGKILL');
  await until(() => paid() > count / 3);
  workers[1]?.kill('SIGKILL');
  await startWorker();
  // And the API asks everybody to slow down, and loses an answer.
  emulator.control.faults.add({ phase: 'before', effect: { status: 429, retryAfter: 1 }, times: 3 });
  emulator.control.faults.add({ operation: 'invoices.update', phase: 'after', effect: 'reset', times: 2 });
  await until(() => paid() >= count);
  calls = emulator.control.journal.calls();

  const payments = new Map<string, number>();
  for (const id of accounts) {
    const { statements } = await look.accounts.getStatements(id);
    for (const { origin, value, metadata } of statements) {
      if (origin !== 'Payment') continue;
      assert.equal(value, 10.01);
      const key = metadata?.transactionId ?? '';
      payments.set(key, (payments.get(key) ?? 0) + 1);
    }
  }
  const left = await look.invoices.summarize({ status: 'Opened' });
  assert.equal(left.count, 0);
  assert.equal(payments.size, count);
  assert.deepEqual([...new Set(payments.values())], [1]);
});

test('all of them together keep to the limit', () => {
  // Windows of a fixed second: at most two of them lie in any second.
  const starts = calls.map(({ at }) => new Date(at).getTime());
  const most = Math.max(
    ...starts.map((from) => starts.filter((time) => time >= from && time < from + 1000).length),
  );
  assert.ok(most > 0);
  assert.ok(most <= 2 * rate, `${most} requests in one second`);
});
