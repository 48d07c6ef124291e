import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createApp } from './app.ts';

const creditAccountId = '11111111111_CPF';
const secret = 'a secret of the provider';
const emulator = createEmulator({
  seed: {
    accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
    invoices: ['A-01', 'A-02', 'A-03'].map((id) => ({ creditAccountId, id, value: 99.9 })),
  },
});
const client = new CustomerCreditClient({ ...emulator.clientOptions(), maxRetryDelay: 1 });
const server = createApp({ client, secret }).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
const { port } = server.address() as AddressInfo;

async function deliver(payment: object, key = secret): Promise<[number, unknown]> {
  const body = JSON.stringify(payment);
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/payment`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-signature': createHmac('sha256', key).update(body).digest('hex'),
    },
    body,
  });
  return [response.status, await response.json()];
}
const payment = { creditAccountId, invoiceId: 'A-01', amount: 9990 };

test('marks the invoice as paid, once, however often it is delivered', async () => {
  assert.deepEqual(await deliver(payment), [200, { status: 'Paid' }]);
  assert.deepEqual(await deliver(payment), [200, { status: 'Paid', again: true }]);
  assert.equal(emulator.control.journal.calls('invoices.markAsPaid').length, 1);
});

test('believes nobody without the signature', async () => {
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'A-02' }, 'guessed'), [
    401,
    { error: 'signature' },
  ]);
});

test('books no other amount, and no invoice that is not there', async () => {
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'A-02', amount: 9989 }), [
    422,
    { error: 'amount' },
  ]);
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'Z-01' }), [404, { error: 'not_found' }]);
  assert.deepEqual(await deliver({ amount: '1' }), [400, { error: 'body' }]);
});

test('finds out what became of a payment whose answer was lost', async () => {
  emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'reset' });
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'A-02' }), [200, { status: 'Paid' }]);
});

test('asks to deliver again while the API is down', async () => {
  const down = emulator.control.faults.add({ phase: 'before', effect: { status: 503 }, times: 'always' });
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'A-03' }), [503, { error: 'server_error' }]);
  down.remove();
  assert.deepEqual(await deliver({ ...payment, invoiceId: 'A-03' }), [200, { status: 'Paid' }]);
});
