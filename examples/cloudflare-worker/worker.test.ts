import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';

const creditAccountId = '11111111111_CPF';
const emulator = createEmulator({
  seed: {
    accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
    invoices: [
      { creditAccountId, id: 'A-01', friendlyId: 'A69BD96C-1', value: 9.63, dueDate: '2024-06-01' },
      { creditAccountId, id: 'A-02', friendlyId: 'A69BD96C-2', value: 8.01, status: 'Paid' },
    ],
  },
});
const server = await listen(emulator);
const worker = new Miniflare({
  modules: true,
  scriptPath: 'dist/worker.js',
  compatibilityDate: '2026-01-01',
  bindings: {
    VTEX_ACCOUNT: 'mystore',
    VTEX_APP_KEY: 'any',
    VTEX_APP_TOKEN: 'any',
    VTEX_BASE_URL: server.url,
  },
  // For the path that starts the scheduled task.
  unsafeTriggerHandlers: true,
  outboundService: { network: { allow: ['127.0.0.0/8'] } },
});
after(async () => {
  await worker.dispose();
  await server.close();
});
const get = (path: string) => worker.dispatchFetch(`https://worker.example${path}`);

test('lists what an account owes', async () => {
  const response = await get(`/accounts/${creditAccountId}/open`);
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), [{ friendlyId: 'A69BD96C-1', value: 9.63, dueDate: '2024-06-01' }]);
});

test('knows no other account or path', async () => {
  assert.equal((await get('/accounts/99999999999_CPF/open')).status, 404);
  assert.equal((await get('/')).status, 404);
});

test('says when the API is down', async () => {
  const down = emulator.control.faults.add({ phase: 'before', effect: { status: 500 }, times: 'always' });
  assert.equal((await get(`/accounts/${creditAccountId}/open`)).status, 503);
  down.remove();
});

test('runs on a schedule', async () => {
  const before = emulator.control.journal.calls('invoices.list').length;
  assert.equal((await get('/cdn-cgi/handler/scheduled')).status, 200);
  assert.ok(emulator.control.journal.calls('invoices.list').length > before);
});
