import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { type Reminder, remindOverdue } from './overdue.ts';

const seed = {
  accounts: [
    { id: '11111111111_CPF', email: 'late@example.com', creditLimit: 1000 },
    { id: '22222222222_CPF', email: 'fine@example.com', creditLimit: 1000 },
  ],
  invoices: [
    { creditAccountId: '11111111111_CPF', id: 'A-01', value: 0.1, dueDate: '2024-06-01' },
    { creditAccountId: '11111111111_CPF', id: 'A-02', value: 0.2, dueDate: '2024-06-02' },
    { creditAccountId: '11111111111_CPF', id: 'A-03', value: 99, dueDate: '2024-06-03', status: 'Paid' },
    { creditAccountId: '22222222222_CPF', id: 'B-01', value: 50, dueDate: '2024-07-01' },
  ],
} as const;

test('reminds each account once a day', async () => {
  const { client, control } = createInMemoryCustomerCredit({ now: '2024-06-10T02:00:00Z', seed });
  const sent: Reminder[] = [];
  const send = async (reminder: Reminder) => void sent.push(reminder);
  assert.equal(await remindOverdue({ client, today: '2024-06-10', send }), 1);
  assert.equal(await remindOverdue({ client, today: '2024-06-10', send }), 0);
  assert.deepEqual(
    sent.map(({ email, cents, invoices }) => [email, cents, invoices.map(({ id }) => id)]),
    [['late@example.com', 30, ['A-01', 'A-02']]],
  );

  control.clock.set('2024-07-02T02:00:00Z');
  assert.equal(await remindOverdue({ client, today: '2024-07-02', send }), 2);
});

test('goes on where a failing mail service stopped it', async () => {
  const { client } = createInMemoryCustomerCredit({ now: '2024-07-02T02:00:00Z', seed });
  const sent: string[] = [];
  let broken = true;
  const send = async ({ email }: Reminder) => {
    if (broken && sent.length === 1) throw new Error('the mail service is down');
    sent.push(email);
  };
  await assert.rejects(remindOverdue({ client, today: '2024-07-02', send }), /down/);
  broken = false;
  await remindOverdue({ client, today: '2024-07-02', send });
  assert.deepEqual(sent.sort(), ['fine@example.com', 'late@example.com']);
});

test('runs as a program, over HTTP', async () => {
  await using server = await listen(createEmulator({ seed }));
  const env = {
    ...process.env,
    VTEX_ACCOUNT: 'mystore',
    VTEX_APP_KEY: 'any',
    VTEX_APP_TOKEN: 'any',
    VTEX_BASE_URL: server.url,
  };
  const run = () => promisify(execFile)(process.execPath, ['main.ts'], { env });
  assert.match((await run()).stdout, /late@example\.com: 2 overdue, 0\.30 in all[\s\S]*2 accounts reminded/);
  assert.match((await run()).stdout, /0 accounts reminded/);
});
