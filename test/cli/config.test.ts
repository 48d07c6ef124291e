import { expect, it } from 'vitest';
import { openStore } from './store.ts';

it.concurrent('shows the configuration as lines, as a table and as JSON', async () => {
  await using store = await openStore();
  const { out } = await store.cli(['config', 'get']);
  expect(out).toContain('maxPostponementDays\t30\n');
  expect(out).toContain('daysPrior\t5@12:00:00,1@12:00:00,0@12:00:00\n');
  expect((await store.cli(['config', 'get'], { terminal: true })).out).toMatch(
    /│ maxPostponementDays +│ +30 │/,
  );
  const { lines } = await store.json(['config', 'get']);
  expect(lines).toEqual([expect.objectContaining({ postponementEnabled: true, maxPostponementDays: 30 })]);
});

it.concurrent('changes what is given and leaves the rest', async () => {
  await using store = await openStore();
  const before = await store.control.snapshot();
  const set = ['config', 'set', 'invoicePostponementLimit=5', 'toleranceEnabled=true', 'daysAfter=2@09:30'];
  expect(await store.json([...set, '--yes'])).toEqual({
    code: 0,
    lines: [
      {
        action: 'config',
        outcome: 'done',
        changes: [
          { name: 'invoicePostponementLimit', from: '3', to: '5' },
          { name: 'toleranceEnabled', from: 'false', to: 'true' },
          { name: 'daysAfter', from: '3@12:00:00', to: '2@09:30:00' },
        ],
      },
    ],
  });
  const after = (await store.control.snapshot()).storeConfig;
  expect(after).toEqual({
    ...before.storeConfig,
    invoicePostponementLimit: 5,
    toleranceEnabled: true,
    notificationsSettings: {
      ...before.storeConfig.notificationsSettings,
      daysAfter: [{ days: 2, timeOfDay: '09:30:00' }],
    },
  });
  expect((await store.cli([...set, '--yes'])).out).toBe('Nothing to do: nothing would change.\n');
});

it.concurrent('asks first, and changes nothing on a no, with --dry-run, and where nobody can be asked', async () => {
  await using store = await openStore();
  const set = ['config', 'set', 'taxRate=0.4'];
  expect((await store.cli(set)).code).toBe(2);
  expect(await store.cli([...set, '--dry-run'])).toMatchObject({
    code: 0,
    out: 'taxRate\t0\t→\t0.4\nNothing was changed.\n',
  });
  expect((await store.cli(set, { terminal: true, input: 'n\n' })).code).toBe(3);
  expect(store.changes()).toBe(0);
  expect((await store.cli(set, { terminal: true, input: 'yes\n' })).code).toBe(0);
  expect(store.changes()).toBe(1);
});

it.concurrent.each([
  [['taxRate'], /^Expected name=value, with one of these names: dailyInterestRate, taxRate, .*\n$/],
  [['tax=1'], /^Expected name=value/],
  [['__proto__=1'], /^Expected name=value/],
  [['taxRate=lots'], /^taxRate: expected a number with a point, such as 0\.1\n$/],
  [['taxRate=0,1'], /^taxRate: expected a number with a point/],
  [['taxRate=-1'], /^storeConfig\.update: taxRate: expected .*\n$/],
  [['toleranceEnabled=yes'], /^toleranceEnabled: expected true or false\n$/],
  [['daysPrior=soon'], /^daysPrior: expected days@time, such as 5@12:00,1@12:00\n$/],
  [['taxRate=1', 'taxRate=2'], /^taxRate: given twice\n$/],
])('says what is wrong with %j, and changes nothing', async (pairs, message) => {
  await using store = await openStore();
  const { code, err } = await store.cli(['config', 'set', ...pairs, '--yes']);
  expect(err).toMatch(message);
  expect(code).toBe(2);
  expect(store.changes()).toBe(0);
});
