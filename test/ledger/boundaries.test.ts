import { describe, expect, test } from 'vitest';
import { closeAccount, decreaseBalance, newAccount, updateAccount } from '../../src/ledger/account.ts';
import { toAccount } from '../../src/ledger/credit.ts';
import { addHolder, deleteHolder } from '../../src/ledger/holder.ts';
import { isDueDays } from '../../src/ledger/installment.ts';
import { cancelInvoice, changeInvoice, isOverdue, payInvoice, takeOff } from '../../src/ledger/invoice.ts';
import { dueNotifications } from '../../src/ledger/notification.ts';
import { postponeInvoice } from '../../src/ledger/postponement.ts';
import {
  cancelPreAuthorization,
  preAuthorize,
  updatePreAuthorization,
} from '../../src/ledger/pre-authorization.ts';
import {
  forbidden,
  unauthenticated,
  unknownAccount,
  unknownHolder,
  unknownInvoice,
  unknownTransaction,
} from '../../src/ledger/refusal.ts';
import { refund, settle } from '../../src/ledger/settlement.ts';
import { accountId, changesOf, guideInvoice, ledgerWith, refusalOf, TestLedger } from './test-ledger.ts';

const ledger = (): TestLedger => ledgerWith({ creditLimit: 1000 });
const hold = (on: TestLedger, input: Partial<Parameters<typeof preAuthorize>[2]> = {}) =>
  on.do(
    preAuthorize(on.view, accountId, { value: 100, settle: true, installments: 2, ...input }, on.context),
  );

describe('what the API would leave out', () => {
  const bare = { id: 'x', email: 'a@b.example', creditLimit: 1, tolerance: 0 };

  test('is no key of an account, in the ledger or as it is shown', () => {
    const account = newAccount(bare, 0);
    expect(Object.keys(account)).not.toContain('document');
    expect(Object.keys(account)).not.toContain('documentType');
    const shown = toAccount({ account, held: 0n, open: 0n });
    expect(Object.keys(shown)).not.toContain('document');
    expect(Object.keys(shown)).not.toContain('documentType');
  });

  test('is there where it was given', () => {
    const account = newAccount({ ...bare, document: '1', documentType: 'CPF' }, 0);
    expect(toAccount({ account, held: 0n, open: 0n })).toMatchObject({ document: '1', documentType: 'CPF' });
  });

  test('is no key of an invoice that gets only one of note and link', () => {
    const { context } = ledger();
    const [noted] = changesOf(changeInvoice(guideInvoice(), { observation: 'x' }, context)).invoices ?? [];
    expect(Object.keys(noted?.invoice ?? {})).not.toContain('paymentLink');
    const [linked] = changesOf(changeInvoice(guideInvoice(), { paymentLink: 'x' }, context)).invoices ?? [];
    expect(Object.keys(linked?.invoice ?? {})).not.toContain('observation');
  });

  test('is no key of a statement row', () => {
    const on = ledger();
    on.do(decreaseBalance(on.view, undefined, 'd1', -1, on.context));
    on.do(updateAccount(on.view, accountId, { email: 'a@b.example', creditLimit: 2000 }, on.context));
    const keys = on.statements.map(({ row, ...record }) => [Object.keys(record), Object.keys(row)]);
    expect(keys).toEqual([
      [['id'], ['value', 'date', 'doneBy', 'origin']],
      [[], ['value', 'date', 'origin']],
    ]);
  });

  test('is no key of the settlement of a transaction without an order, refunded', () => {
    const on = ledger();
    const transaction = { ...hold(on), state: 'captured' as const, captured: 100 };
    const [row] = changesOf(refund(transaction, [], 1, on.context)).statements ?? [];
    expect(Object.keys(row?.row.metadata ?? {})).toEqual(['transactionId']);
  });
});

describe('updating an account', () => {
  const same = {
    email: 'buyer@example.com',
    document: '11111111111',
    documentType: 'CPF',
    creditLimit: 1000,
    tolerance: 0,
  };

  test('to what it is already changes nothing', () => {
    const on = ledger();
    expect(changesOf(updateAccount(on.view, accountId, same, on.context))).toEqual({});
  });

  test.each([
    { email: 'other@example.com' },
    { document: '2' },
    { documentType: 'Other' },
    { creditLimit: 1 },
    { tolerance: 0.1 },
  ])('in one thing alone, %j, changes that', (change) => {
    const on = ledger();
    const changes = changesOf(updateAccount(on.view, accountId, { ...same, ...change }, on.context));
    expect(changes.account).toMatchObject({ ...same, ...change });
  });

  test('reads −0 as 0', () => {
    const on = ledger();
    const { account } = changesOf(updateAccount(on.view, accountId, { ...same, tolerance: -0 }, on.context));
    expect(account).toBeUndefined();
    const opened = updateAccount(undefined, 'x', { email: 'a@b.example', creditLimit: -0 }, on.context);
    expect(Object.is(changesOf(opened).account?.creditLimit, 0)).toBe(true);
  });

  test('closes it as it is', () => {
    const on = ledger();
    expect(changesOf(closeAccount(on.view, on.context))).toEqual({ closedAccountId: accountId });
  });
});

describe('dependents', () => {
  test('are told apart by their e-mail, whatever its case, and by their id', () => {
    const on = ledger();
    const first = on.do(addHolder([], 'one@example.com', on.context));
    const second = on.do(addHolder([first], 'two@example.com', on.context));
    expect(refusalOf(addHolder([first, second], 'TWO@example.com', on.context)).status).toBe(409);
    expect(changesOf(deleteHolder([first, second], second.id))).toEqual({ deletedHolderId: second.id });
    expect(refusalOf(deleteHolder([first, second], 'neither')).status).toBe(404);
  });
});

describe('an invoice', () => {
  test('with a due date that cannot be read is never overdue', () => {
    expect(isOverdue({ status: 'Opened', dueDate: 'never' }, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  test('of which nothing is left to take is not touched', () => {
    const records = [guideInvoice({ installment: 1 }), guideInvoice({ installment: 2 })];
    expect(takeOff(records, 963n, 0).changed).toHaveLength(1);
    expect(takeOff(records, 0n, 0)).toEqual({ changed: [], left: 0n });
    expect(takeOff(records, 2000n, 0).left).toBe(74n);
  });

  test('with a date that cannot be read gives no notice', () => {
    const on = ledger();
    const { invoice } = guideInvoice();
    const now = Date.parse('2024-05-30');
    expect(dueNotifications([invoice], on.config, now)).not.toEqual([]);
    expect(dueNotifications([{ ...invoice, createdAt: '' }], on.config, now)).toEqual([]);
    expect(dueNotifications([{ ...invoice, dueDate: '' }], on.config, now)).toEqual([]);
  });

  test('gives the notice that is due in the millisecond in which it was made', () => {
    const on = ledger();
    const { invoice } = guideInvoice({ createdAt: '2024-05-15T12:00:00Z' });
    const [first] = dueNotifications([invoice], on.config, Date.parse('2024-05-15T12:00:00Z'));
    expect(first).toMatchObject({ kind: 'daysPrior', days: 5, dueAt: '2024-05-15T12:00:00Z' });
    const later = { ...invoice, createdAt: '2024-05-15T12:00:00.001Z' };
    expect(dueNotifications([later], on.config, Date.parse('2024-05-15T12:00:01Z'))).toEqual([]);
  });
});

describe('postponement', () => {
  const allowed = { postponementEnabled: true, invoicePostponementLimit: 1, maxPostponementDays: 10_000_000 };

  test('with a limit of 0 says that it is not enabled', () => {
    const { context } = new TestLedger({ ...allowed, invoicePostponementLimit: 0 });
    expect(refusalOf(postponeInvoice(guideInvoice(), 1, context)).message).toContain('not enabled');
  });

  test('goes up to the last day of the year 9999, and no further', () => {
    const { context } = new TestLedger(allowed);
    const late = guideInvoice({ dueDate: '9999-12-30T00:00:00Z' });
    expect(changesOf(postponeInvoice(late, 1, context)).invoices?.[0]?.invoice.dueDate).toMatch(
      /^9999-12-31/,
    );
    expect(refusalOf(postponeInvoice(late, 2, context)).status).toBe(409);
  });

  test('of a due date that cannot be read is refused', () => {
    const { context } = new TestLedger(allowed);
    expect(refusalOf(postponeInvoice(guideInvoice({ dueDate: '' }), 1, context)).status).toBe(409);
  });
});

describe('a hold', () => {
  const last = '9999-12-31T23:59:59.999Z';

  test('may last to the last millisecond of the year 9999', () => {
    const on = ledger();
    expect(hold(on, { settle: false, expirationDate: last }).expiresAt).toBe(last);
    const beyond = { value: 1, settle: false, expirationDate: '+010000-01-01T00:00:00Z' };
    expect(refusalOf(preAuthorize(on.view, accountId, beyond, on.context)).status).toBe(400);
  });

  test('gives no second account to one that has its own', () => {
    const on = ledgerWith({ creditLimit: 1000 }, { automaticCheckingAccountCreationEnabled: true });
    const { account } = changesOf(preAuthorize(on.view, accountId, { value: 1, settle: true }, on.context));
    expect(account).toBeUndefined();
  });

  test('is changed by anything that differs: settle, instalments, value', () => {
    const on = ledger();
    const held = hold(on, { settle: true, installments: 2 });
    const change = (input: Partial<Parameters<typeof preAuthorize>[2]>) =>
      changesOf(
        updatePreAuthorization(
          on.view,
          held,
          accountId,
          held.id,
          { value: 100, settle: true, installments: 2, ...input },
          on.context,
        ),
      ).transaction;
    expect(change({})).toBeUndefined();
    expect(change({ installments: 3 })).toMatchObject({ installments: 3, settle: true, value: 100 });
    expect(change({ settle: false })).toMatchObject({ installments: 2, settle: false });
    expect(change({ value: 99 })).toMatchObject({ value: 99 });
  });

  test('that is settled or cancelled cannot be changed, and keeps what it was', () => {
    const on = ledger();
    const held = hold(on);
    for (const state of ['captured', 'cancelled'] as const) {
      const refusal = refusalOf(
        updatePreAuthorization(
          on.view,
          { ...held, state },
          accountId,
          held.id,
          { value: 1, settle: true },
          on.context,
        ),
      );
      expect(refusal).toMatchObject({ status: 409, message: expect.stringContaining(state) });
    }
  });

  test('cannot be given an expiry in the past', () => {
    const on = ledger();
    const held = hold(on, { settle: false });
    const past = { value: 100, settle: false, expirationDate: '2024-05-08T11:59:59Z' };
    const refusal = refusalOf(updatePreAuthorization(on.view, held, accountId, held.id, past, on.context));
    expect(refusal).toMatchObject({ status: 400, message: expect.stringContaining('expirationDate') });
  });
});

describe('settlement', () => {
  test('of as many cents as there are instalments makes one of a cent each', () => {
    const on = ledger();
    const held = hold(on, { installments: 3 });
    on.do(settle(on.view, held, [], 0.03, on.context));
    expect(on.all.map(({ value }) => value)).toEqual([0.01, 0.01, 0.01]);
  });

  test('again with more goes on with the code of the first invoices, however it looks', () => {
    for (const [first, second] of [
      ['AB-CD-12', 'AB-CD-3'],
      ['X1-1', 'X1-3'],
    ] as const) {
      const on = ledger();
      const held = hold(on);
      on.do(settle(on.view, held, [], 100, on.context));
      const records = on.of(held.id).map((record) => ({
        ...record,
        invoice: { ...record.invoice, friendlyId: first },
      }));
      const transaction = on.transactions.get(held.id) ?? held;
      const { invoices = [] } = changesOf(settle(on.view, transaction, records, 200, on.context));
      expect(invoices[0]?.invoice.friendlyId).toBe(second);
    }
  });

  test.each(['NOCODE', '', '12-3-', '-7'])('makes a code of its own where the first is %j', (friendlyId) => {
    const on = ledger();
    const held = hold(on);
    on.do(settle(on.view, held, [], 100, on.context));
    const records = on.of(held.id).map((record) => ({
      ...record,
      invoice: { ...record.invoice, friendlyId },
    }));
    const transaction = on.transactions.get(held.id) ?? held;
    const { invoices = [] } = changesOf(settle(on.view, transaction, records, 200, on.context));
    expect(invoices[0]?.invoice.friendlyId).toMatch(/^[0-9a-f]{8}-3$/);
  });

  test('says what it came to, also where it becomes less', () => {
    const on = ledger();
    const held = hold(on);
    on.do(settle(on.view, held, [], 100, on.context));
    const transaction = on.transactions.get(held.id) ?? held;
    expect(on.do(settle(on.view, transaction, on.of(held.id), 40, on.context))).toEqual({
      value: 40,
      id: held.id,
    });
  });

  test('of what a lowered limit no longer covers goes through, as long as it is no more than was held', () => {
    const on = ledger();
    const held = hold(on);
    const { account } = on.view;
    on.account = { ...account, creditLimit: 10 };
    expect(on.try(settle(on.view, held, [], 100, on.context))).toBeUndefined();
  });

  test('that has not happened cannot be refunded', () => {
    const on = ledger();
    expect(refusalOf(refund(hold(on), [], 1, on.context))).toMatchObject({
      status: 409,
      message: expect.stringContaining('settled'),
    });
  });
});

describe('due days', () => {
  test.each([[[30]], [[0]], [[15, 15]], [[15, 30, 45]], [Array.from({ length: 99 }, () => 1)]])(
    'may be %j',
    (days) => {
      expect(isDueDays(days)).toBe(true);
    },
  );

  test.each([
    [[]],
    ['30'],
    [['30']],
    [[-1]],
    [[1.5]],
    [[30, 15]],
    [[36_001]],
    [[0, 1_000]],
    [Array.from({ length: 100 }, () => 1)],
  ])('may not be %j', (days) => {
    expect(isDueDays(days)).toBe(false);
  });
});

describe('every refusal', () => {
  test('of a thing that is not there names it, and of a caller what is lacking', () => {
    for (const refusal of [unknownAccount, unknownInvoice, unknownTransaction, unknownHolder])
      expect(refusal('the-id')).toMatchObject({ status: 404, message: expect.stringContaining('"the-id"') });
    expect(forbidden('Pay Invoice')).toMatchObject({
      status: 403,
      message: expect.stringContaining('"Pay Invoice"'),
    });
    expect(unauthenticated()).toMatchObject({ status: 401, message: expect.stringContaining('credentials') });
  });

  test('says why', () => {
    const on = ledger();
    const { context } = on;
    const holder = on.do(addHolder([], 'a@b.example', context));
    const held = hold(on, { settle: true });
    const paid = guideInvoice({ status: 'Paid' });
    const cancelled = guideInvoice({ status: 'Cancelled' });
    const debit = on.do(decreaseBalance(on.view, undefined, 'd', -1, context));
    expect(debit).toEqual({ value: '-1.0' });
    const again = { id: 'd', row: { value: -2, date: '', origin: 'Statement' as const } };
    const captured = { ...held, state: 'captured' as const, captured: 100 };
    const refusals = [
      addHolder([holder], 'a@b.example', context),
      payInvoice(paid, context),
      cancelInvoice(paid, context),
      changeInvoice(cancelled, { status: 'Opened' }, context),
      postponeInvoice(guideInvoice(), 0, context),
      decreaseBalance(on.view, again, 'd', -1, context),
      cancelPreAuthorization(held, context),
      settle(on.view, held, [], 5000, context),
      settle(on.view, captured, [], 1, context),
      updatePreAuthorization(
        on.view,
        { ...held, expiresAt: '2024-05-08T11:00:00Z' },
        accountId,
        held.id,
        { value: 1, settle: true },
        context,
      ),
    ].map((ruled) => refusalOf(ruled).message);
    expect(refusals).toEqual([
      expect.stringContaining('claims.email'),
      expect.stringContaining('already paid'),
      expect.stringContaining('paid'),
      expect.stringContaining('cancelled'),
      expect.stringContaining('dueDays'),
      expect.stringContaining('"d"'),
      expect.stringContaining('settle: false'),
      expect.stringContaining('credit'),
      expect.stringContaining('worth less'),
      expect.stringContaining('expired'),
    ]);
  });
});
