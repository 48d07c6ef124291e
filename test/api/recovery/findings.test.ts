import { describe, expect, test } from 'vitest';
import type { OperationId } from '../../../src/api/table.ts';
import {
  account,
  accountJson,
  adviceOf,
  cannotBeDoneTwice,
  canRead,
  changing,
  configJson,
  documented,
  invoice,
  invoiceJson,
  type Read,
  readBefore,
  recovered,
} from './reading.ts';

// What reading proves, by operation, as docs/outcomes.md has it in words.

const readsInvoice = [`invoices.get ${account} ${invoice}`];
const readsAccount = [`accounts.get ${account}`];
const readsConfig = ['storeConfig.get'];

async function findingOf(
  id: OperationId,
  body: unknown,
  found: Read,
  context: Parameters<typeof recovered>[3] = {},
): Promise<string> {
  const { finding } = await recovered(id, body, found, context);
  return finding;
}

describe('an invoice', () => {
  test.each<[OperationId, Read, string]>([
    ['invoices.markAsPaid', { ...invoiceJson, status: 'Paid' }, 'done'],
    ['invoices.markAsPaid', invoiceJson, 'not-done'],
    ['invoices.markAsPaid', { ...invoiceJson, status: 'Cancelled' }, 'impossible'],
    ['invoices.markAsPaid', undefined, 'undecided'],
    ['invoices.cancel', { ...invoiceJson, status: 'Cancelled' }, 'done'],
    ['invoices.cancel', invoiceJson, 'not-done'],
    ['invoices.cancel', { ...invoiceJson, status: 'Paid' }, 'impossible'],
    ['invoices.cancel', undefined, 'undecided'],
  ])('%s, read as %o: %s', async (id, found, expected) => {
    expect(await recovered(id, undefined, found)).toMatchObject({ finding: expected, asked: readsInvoice });
  });

  test('that is paid is the answer of paying, and a cancelled one has none', async () => {
    const paid = { ...invoiceJson, status: 'Paid' };
    expect(await recovered('invoices.markAsPaid', undefined, paid)).toMatchObject({ output: paid });
    const cancelled = { ...invoiceJson, status: 'Cancelled' };
    expect(await recovered('invoices.cancel', undefined, cancelled)).toMatchObject({ output: undefined });
  });

  const update = { status: 'Paid', observation: 'wire', paymentLink: '' };
  const updated = { ...invoiceJson, status: 'Paid', observation: 'wire' };

  test.each<[string, unknown, Read, string]>([
    ['shows all that was sent', update, updated, 'done'],
    ['has no link where it was to have none', update, { ...updated, paymentLink: null }, 'done'],
    ['has another status', update, { ...updated, status: 'Opened' }, 'not-done'],
    ['has another observation', update, { ...updated, observation: 'Wire' }, 'not-done'],
    ['has no observation', update, { ...updated, observation: null }, 'not-done'],
    ['still has its link', update, { ...updated, paymentLink: 'https://pay.example' }, 'not-done'],
    ['shows the one thing that was sent', { observation: 'wire' }, updated, 'done'],
    ['is not there', update, undefined, 'undecided'],
  ])('that was to be changed and %s', async (_, body, found, expected) => {
    expect(await recovered('invoices.update', body, found)).toEqual({
      finding: expected,
      output: undefined,
      asked: readsInvoice,
    });
  });
});

describe('what does not show what was asked for', () => {
  const began = Date.parse('2024-05-10T12:00:00Z');
  const opening = {
    document: '11111111111',
    documentType: 'CPF',
    email: 'other@example.com',
    creditLimit: 1,
  };

  test.each<[OperationId, unknown, object, string]>([
    ['invoices.markAsPaid', undefined, invoiceJson, 'not-done'],
    ['invoices.markAsPaid', undefined, { ...invoiceJson, status: 'Cancelled' }, 'impossible'],
    ['invoices.cancel', undefined, invoiceJson, 'not-done'],
    ['invoices.cancel', undefined, { ...invoiceJson, status: 'Paid' }, 'impossible'],
    ['invoices.update', { observation: 'wire' }, invoiceJson, 'not-done'],
    ['accounts.update', { email: 'other@example.com' }, accountJson, 'not-done'],
    ['accounts.changeCreditLimit', { value: 200 }, accountJson, 'not-done'],
    ['accounts.changeTolerance', { value: 0.2 }, accountJson, 'not-done'],
    ['accounts.close', undefined, accountJson, 'not-done'],
    ['accounts.open', opening, { ...accountJson, status: 'Closed' }, 'not-done'],
    ['accounts.open', opening, accountJson, 'impossible'],
  ])(
    'of %s %o proves nothing once it was changed after the call began',
    async (id, body, resource, expected) => {
      const finding = (updatedAt: string) =>
        findingOf(id, body, { ...resource, createdAt: updatedAt, updatedAt }, { began });
      expect(await finding('2024-05-10T11:59:59.9999999Z')).toBe(expected);
      expect(await finding('2024-05-10T12:00:00Z')).toBe(expected);
      expect(await finding('2024-05-10T12:00:00.001Z')).toBe('undecided');
    },
  );
});

describe('a postponement by five days', () => {
  const body = { dueDays: 5 };
  const moved = (dueDate: string): Read => ({ ...invoiceJson, dueDate });

  test.each<[string, Read, string]>([
    ['moved by five days', moved('2024-05-25T06:52:53.1314379Z'), 'done'],
    ['moved by five days, in another form', moved('2024-05-25T03:52:53.1314379-03:00'), 'done'],
    ['is where it was', invoiceJson, 'not-done'],
    ['moved by four days', moved('2024-05-24T06:52:53.1314379Z'), 'undecided'],
    ['moved by ten days', moved('2024-05-30T06:52:53.1314379Z'), 'undecided'],
    ['differs by the last digit', moved('2024-05-25T06:52:53.1314378Z'), 'undecided'],
    ['is not there', undefined, 'undecided'],
  ])('of an invoice whose due date %s', async (_, found, expected) => {
    const before = await readBefore('invoices.postpone', body, invoiceJson);
    expect(before).toMatchObject({ id: invoice });
    const result = await recovered('invoices.postpone', body, found, { before });
    expect(result).toEqual({ finding: expected, output: undefined, asked: readsInvoice });
  });

  test.each<[string, unknown]>([
    ['could not be read', undefined],
    ['was none', null],
    ['was no invoice', 'page'],
    ['had no due date', { ...invoiceJson, dueDate: undefined }],
    ['had a due date that is none', { ...invoiceJson, dueDate: 'soon' }],
    ['had an empty due date', { ...invoiceJson, dueDate: '' }],
    ['had a due date of another type', { ...invoiceJson, dueDate: 5 }],
  ])('proves nothing where the invoice before %s', async (_, before) => {
    for (const found of [moved('2024-05-25T06:52:53.1314379Z'), invoiceJson])
      expect(await findingOf('invoices.postpone', body, found, { before })).toBe('undecided');
  });
});

describe('an account', () => {
  const opening = {
    document: '11111111111',
    documentType: 'CPF',
    email: 'Buyer@Example.com',
    creditLimit: '1000.00',
    tolerance: 0.1,
  };
  const later = '2024-05-08T12:00:00.2Z';

  test.each<[string, unknown, Read, string]>([
    ['is open as asked for', opening, accountJson, 'done'],
    [
      'is open, without a tolerance',
      { ...opening, tolerance: undefined },
      { ...accountJson, tolerance: 0 },
      'done',
    ],
    ['is not there', opening, undefined, 'not-done'],
    ['is closed', opening, { ...accountJson, status: 'Closed' }, 'not-done'],
    ['is open with another limit', opening, { ...accountJson, creditLimit: 1 }, 'impossible'],
    ['is open with another e-mail', opening, { ...accountJson, email: 'x@example.com' }, 'impossible'],
    ['is open with another tolerance', opening, { ...accountJson, tolerance: 0 }, 'impossible'],
    ['has a tolerance not asked for', { ...opening, tolerance: undefined }, accountJson, 'impossible'],
    // It may have been opened by this request, and changed since.
    ['was changed since', opening, { ...accountJson, creditLimit: 1, updatedAt: later }, 'undecided'],
  ])('that was to be opened and %s', async (_, body, found, expected) => {
    expect(await recovered('accounts.open', body, found)).toMatchObject({
      finding: expected,
      output: expected === 'done' ? found : undefined,
      asked: readsAccount,
    });
  });

  const email = { email: 'buyer@example.com' };
  const bare = { document: null, documentType: null };
  const update = {
    email: 'buyer@example.com',
    document: '11111111111',
    documentType: 'CPF',
    creditLimit: 1000,
  };

  test.each<[string, OperationId, unknown, Read, string]>([
    ['shows all that was sent', 'accounts.update', update, accountJson, 'done'],
    ['has another limit', 'accounts.update', { ...update, creditLimit: 999.99 }, accountJson, 'not-done'],
    ['has another document', 'accounts.update', update, { ...accountJson, document: '2' }, 'not-done'],
    ['lost its document', 'accounts.update', email, { ...accountJson, ...bare }, 'done'],
    [
      'never had a document',
      'accounts.update',
      email,
      { ...accountJson, document: '', documentType: '' },
      'done',
    ],
    // What is left out is wiped: by what is still there nobody can say that it was.
    ['still has its document', 'accounts.update', email, accountJson, 'undecided'],
    ['has its type left', 'accounts.update', email, { ...accountJson, document: null }, 'undecided'],
    ['has its document left', 'accounts.update', email, { ...accountJson, documentType: null }, 'undecided'],
    ['is not there', 'accounts.update', update, undefined, 'undecided'],
    ['has the limit', 'accounts.changeCreditLimit', { value: 1000 }, accountJson, 'done'],
    ['has another limit', 'accounts.changeCreditLimit', { value: 0.1 }, accountJson, 'not-done'],
    ['is not there', 'accounts.changeCreditLimit', { value: 1000 }, undefined, 'undecided'],
    ['has the tolerance', 'accounts.changeTolerance', { value: 0.1 }, accountJson, 'done'],
    ['has another tolerance', 'accounts.changeTolerance', { value: 1000 }, accountJson, 'not-done'],
    ['is not there', 'accounts.changeTolerance', { value: 0.1 }, undefined, 'undecided'],
  ])('that %s, after %s of %o', async (_, id, body, found, expected) => {
    expect(await recovered(id, body, found)).toMatchObject({
      finding: expected,
      output: expected === 'done' ? found : undefined,
      asked: readsAccount,
    });
  });

  test('that is gone or closed was closed; one that is open was not', async () => {
    const closed = async (found: Read) => recovered('accounts.close', undefined, found);
    expect(await closed(undefined)).toEqual({
      finding: 'done',
      output: { id: account, status: 'Closed' },
      asked: readsAccount,
    });
    const shown = { ...accountJson, status: 'Closed' };
    expect(await closed(shown)).toMatchObject({ finding: 'done', output: shown });
    expect(await closed(accountJson)).toMatchObject({ finding: 'not-done' });
  });
});

describe('a dependent', () => {
  const remove = (found: Read, refusedWith: number | undefined) =>
    recovered('accounts.holders.delete', undefined, found, { refusedWith });

  test('is gone where the API refuses a repetition with 404 while the account is there', async () => {
    expect(await remove(accountJson, 404)).toEqual({
      finding: 'done',
      output: { id: 'holder-1' },
      asked: readsAccount,
    });
    expect(await remove(undefined, 404)).toMatchObject({ finding: 'not-done', asked: readsAccount });
  });

  test('may be anything after every other end, whether the account is there or not', async () => {
    for (const refusedWith of [undefined, 400, 409])
      for (const found of [accountJson, undefined])
        expect(await remove(found, refusedWith)).toMatchObject({ finding: 'undecided' });
  });
});

test.each([
  // What is on hold is 40.
  [40.01, 'not-done'],
  [41, 'not-done'],
  [40, 'undecided'],
  [39.99, 'undecided'],
])('a hold of %d where 40 are on hold: %s', async (value, expected) => {
  const body = { value };
  expect(await recovered('transactions.preAuthorize', body, accountJson)).toMatchObject({
    finding: expected,
    asked: readsAccount,
  });
  expect(await findingOf('transactions.preAuthorize', body, undefined)).toBe('undecided');
});

test('a hold is not told undone by a sum that is not exact', async () => {
  // 0.1 + 0.2, as floating-point numbers add it up and as they fall short.
  for (const preAuthorizedCredit of [0.3, 0.30000000000000004, 0.29999999999999993])
    expect(
      await findingOf('transactions.preAuthorize', { value: 0.3 }, { ...accountJson, preAuthorizedCredit }),
    ).toBe('undecided');
});

describe('a configuration', () => {
  const { notificationsSettings } = configJson;
  const [prior, ...others] = notificationsSettings.daysPrior;

  test.each<[string, unknown, string]>([
    ['one value', { taxRate: 0.4 }, 'done'],
    ['another value', { taxRate: 0.5 }, 'undecided'],
    ['much that is so', { taxRate: 0.4, postponementEnabled: true, notificationsSettings }, 'done'],
    ['much of which one is not so', { taxRate: 0.4, postponementEnabled: false }, 'undecided'],
    ['the same times', { notificationsSettings }, 'done'],
    ['fewer times', { notificationsSettings: { daysPrior: [prior] } }, 'undecided'],
    ['more times', { notificationsSettings: { daysPrior: [prior, ...others, prior] } }, 'undecided'],
    ['times in another order', { notificationsSettings: { daysPrior: [...others, prior] } }, 'undecided'],
    [
      'another time',
      { notificationsSettings: { daysAfter: [{ days: 3, timeOfDay: '12:00:01' }] } },
      'undecided',
    ],
    ['no times', { notificationsSettings: { daysPrior: [] } }, 'undecided'],
    [
      'the same times after',
      { notificationsSettings: { daysAfter: notificationsSettings.daysAfter } },
      'done',
    ],
  ])('that was sent %s', async (_, body, expected) => {
    const result = await recovered('storeConfig.update', body, configJson);
    expect(result).toMatchObject({ finding: expected, asked: readsConfig });
    expect(result.output).toEqual(expected === 'done' ? configJson : undefined);
  });

  test('that has none of what was sent does not show it', async () => {
    const { notificationsSettings: _, ...bare } = configJson;
    const sent = { notificationsSettings: { daysPrior: [] } };
    for (const found of [bare, { ...bare, notificationsSettings: null }, undefined])
      expect(await findingOf('storeConfig.update', sent, found)).toBe('undecided');
  });
});

test('nothing is read where nothing can be told, and a person is told where to look', () => {
  expect(documented.filter((id) => !canRead(id))).toEqual([
    'accounts.decreaseBalance',
    'transactions.updatePreAuthorization',
    'transactions.cancelPreAuthorization',
    'transactions.settle',
    'transactions.refund',
    'accounts.holders.add',
  ]);
  for (const id of changing) expect(adviceOf(id)).toMatch(/^(?:Read|Compare|Look at) .+\.$/);
});

test('only paying an invoice and opening an account cannot be done twice', () => {
  expect(documented.filter(cannotBeDoneTwice)).toEqual(['invoices.markAsPaid', 'accounts.open']);
});
