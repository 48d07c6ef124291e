import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { listen } from 'vtex-customer-credit/node';
import { readBankFile, reconcile } from './reconcile.ts';

const creditAccountId = '11111111111_CPF';
const seed = {
  accounts: [{ id: creditAccountId, email: 'acme@example.com', creditLimit: 5000 }],
  invoices: [
    { creditAccountId, id: 'A-01', friendlyId: 'A69BD96C-1', value: 120.5 },
    { creditAccountId, id: 'A-02', friendlyId: 'A69BD96C-2', value: 120.5 },
    { creditAccountId, id: 'B-01', friendlyId: '7583E36F-1', value: 1200 },
  ],
};
const credits = readBankFile(readFileSync('bank.csv', 'utf8'));

test('reads credits to the cent, and leaves out what went out', () => {
  assert.deepEqual(
    credits.map(({ line, cents }) => [line, cents]),
    [
      [2, 12050],
      [3, 12049],
      [4, 120000],
      [6, 1000],
      [7, 12050],
    ],
  );
});

test('matches what is named and exact, and says why the rest is not', async () => {
  const { client } = createInMemoryCustomerCredit({ seed });
  const { matches, unmatched } = await reconcile(client, credits);
  assert.deepEqual(
    matches.map(({ credit, invoice }) => [credit.line, invoice.id]),
    [
      [2, 'A-01'],
      [4, 'B-01'],
    ],
  );
  assert.deepEqual(
    unmatched.map(({ credit, reason }) => `${credit.line} ${reason}`),
    ['3 A69BD96C-2 is about 120.50', '6 names no invoice', '7 A69BD96C-1 is credited twice'],
  );
});

test('changes nothing unless asked to, and pays nothing twice', async () => {
  const emulator = createEmulator({ seed });
  await using server = await listen(emulator);
  const env = {
    ...process.env,
    VTEX_ACCOUNT: 'mystore',
    VTEX_APP_KEY: 'any',
    VTEX_APP_TOKEN: 'any',
    VTEX_BASE_URL: server.url,
  };
  const run = async (...more: string[]) =>
    (await promisify(execFile)(process.execPath, ['main.ts', 'bank.csv', ...more], { env })).stdout;
  const changes = () => emulator.control.journal.calls('invoices.update').length;
  assert.match(await run(), /pays A69BD96C-1[\s\S]*Nothing was changed/);
  assert.equal(changes(), 0);
  assert.match(await run('--yes'), /A-01 done[\s\S]*B-01 done/);
  assert.equal(changes(), 2);
  assert.match(await run('--yes'), /A69BD96C-1 is Paid[\s\S]*7583E36F-1 is Paid/);
  assert.equal(changes(), 2);
});
