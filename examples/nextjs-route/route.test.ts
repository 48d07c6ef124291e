import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';

const creditAccountId = '11111111111_CPF';
const emulator = createEmulator({
  seed: {
    accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
    invoices: [{ creditAccountId, id: 'A-01', value: 9.63, dueDate: '2024-06-01' }],
  },
});
const store = await listen(emulator);
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  VTEX_ACCOUNT: 'mystore',
  VTEX_APP_KEY: 'any',
  VTEX_APP_TOKEN: 'any',
  VTEX_BASE_URL: store.url,
};
const next = ['node_modules/next/dist/bin/next'];
let server: ChildProcess | undefined;
let origin = '';

before(
  async () => {
    await promisify(execFile)(process.execPath, [...next, 'build'], { env });
    server = spawn(process.execPath, [...next, 'start', '--port', '0', '--hostname', '127.0.0.1'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of server.stdout ?? []) {
      said += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found !== null && said.includes('Ready')) {
        origin = found[0];
        break;
      }
    }
    server.stdout?.resume();
  },
  { timeout: 300_000 },
);
after(async () => {
  server?.kill('SIGKILL');
  await store.close();
});

const list = async (): Promise<unknown> =>
  (await fetch(`${origin}/accounts/${creditAccountId}/invoices`)).json();
const setLink = (body: unknown, invoice = 'A-01'): Promise<Response> =>
  fetch(`${origin}/invoices/${creditAccountId}/${invoice}/link`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });

test('lists what is owed, and shows a payment link at once', async () => {
  const invoice = { id: 'A-01', value: 9.63, dueDate: '2024-06-01' };
  assert.deepEqual(await list(), [invoice]);
  assert.equal((await setLink({ url: 'https://pay.example.com/1' })).status, 204);
  assert.deepEqual(await list(), [{ ...invoice, paymentLink: 'https://pay.example.com/1' }]);
});

test('never answers from a cache', async () => {
  await emulator.control.seed({ invoices: [{ creditAccountId, id: 'A-02', value: 1, status: 'Paid' }] });
  const response = await fetch(`${origin}/accounts/${creditAccountId}/invoices`);
  assert.equal(((await response.json()) as unknown[]).length, 1);
  const calls = emulator.control.journal.calls('invoices.list').length;
  await list();
  await list();
  assert.equal(emulator.control.journal.calls('invoices.list').length, calls + 2);
});

test('refuses what is no address, and knows no other invoice', async () => {
  assert.equal((await setLink({ url: 'javascript:alert(1)' })).status, 400);
  assert.equal((await setLink('x')).status, 400);
  assert.equal((await setLink({ url: 'https://pay.example.com/1' }, 'Z-01')).status, 404);
});

test('says nothing of the inside when the API is down', async () => {
  const down = emulator.control.faults.add({ phase: 'before', effect: { status: 500 }, times: 'always' });
  const response = await fetch(`${origin}/accounts/${creditAccountId}/invoices`);
  down.remove();
  assert.equal(response.status, 503);
  assert.deepEqual(await response.json(), { error: 'try again later' });
});
