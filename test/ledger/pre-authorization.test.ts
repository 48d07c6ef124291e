import { describe, expect, test } from 'vitest';
import type { PreAuthorizationInput } from '../../src/api/transactions/types.ts';
import { changeCreditLimit } from '../../src/ledger/account.ts';
import {
  cancelPreAuthorization,
  isHeld,
  preAuthorize,
  toPreAuthorization,
  updatePreAuthorization,
} from '../../src/ledger/pre-authorization.ts';
import type { TransactionRecord } from '../../src/ledger/records.ts';
import { settle } from '../../src/ledger/settlement.ts';
import { accountId, day, ledgerWith, refusalOf, TestLedger } from './test-ledger.ts';

const hold = (ledger: TestLedger, input: PreAuthorizationInput): TransactionRecord =>
  ledger.do(preAuthorize(ledger.view, accountId, input, ledger.context));

const update = (ledger: TestLedger, of: TransactionRecord, input: PreAuthorizationInput) =>
  updatePreAuthorization(ledger.view, of, accountId, of.id, input, ledger.context);

describe('a hold', () => {
  test('takes credit and writes no statement', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    hold(ledger, { value: 49.7, settle: true });
    expect(ledger.view).toMatchObject({ held: 4970n, open: 0n });
    expect(ledger.statements).toEqual([]);
  });

  test('must fit beside what is held and open', () => {
    const ledger = ledgerWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    hold(ledger, { value: 1000, settle: true });
    const over = preAuthorize(ledger.view, accountId, { value: 100.01 }, ledger.context);
    expect(refusalOf(over)).toMatchObject({ status: 409, message: expect.stringContaining('value') });
    hold(ledger, { value: 100 });
    expect(refusalOf(preAuthorize(ledger.view, accountId, { value: 0.01 }, ledger.context)).status).toBe(409);
  });

  test.each([1100, 1250])('of %i against a limit of 1,000 and 10 %% tolerance', (value) => {
    const ledger = ledgerWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    const refusal = ledger.try(preAuthorize(ledger.view, accountId, { value }, ledger.context));
    expect(refusal === undefined).toBe(value === 1100);
  });

  test('shows its expiration date without an offset, and only with settle: false', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const dated = hold(ledger, { value: 1, installments: 2, expirationDate: '2024-11-25' });
    expect(toPreAuthorization(dated)).toEqual({
      id: dated.id,
      value: 1,
      expirationDate: '2024-11-25T00:00:00',
      installments: 2,
    });
    expect(toPreAuthorization(hold(ledger, { value: 1, settle: true }))).not.toHaveProperty('expirationDate');
  });
});

describe('expiry', () => {
  test.each<[string, PreAuthorizationInput, number]>([
    ['settle: true after 30 days', { value: 10, settle: true }, 30 * day],
    ['settle: false after one day', { value: 10 }, day],
    ['settle: false at its date', { value: 10, expirationDate: '2024-05-08T12:00:00.005Z' }, 5],
  ])('%s, with the very millisecond, frees the credit by the clock alone', (_, input, after) => {
    const ledger = ledgerWith({ creditLimit: 10 });
    const made = hold(ledger, input);
    ledger.now += after - 1;
    expect([isHeld(made, ledger.now), ledger.held]).toEqual([true, 1000n]);
    ledger.now += 1;
    expect([isHeld(made, ledger.now), ledger.held]).toEqual([false, 0n]);
    expect(ledger.try(preAuthorize(ledger.view, accountId, input, ledger.context))?.status).toBe(
      input.expirationDate === undefined ? undefined : 400,
    );
  });

  test.each(['2024-05-08T11:59:59Z', '2024-05-08T12:00:00Z', '2024-02-30', ''])(
    'the expiration date %j is refused as malformed',
    (expirationDate) => {
      const ledger = ledgerWith({ creditLimit: 10 });
      const ruled = preAuthorize(ledger.view, accountId, { value: 1, expirationDate }, ledger.context);
      expect(refusalOf(ruled)).toMatchObject({
        status: 400,
        message: expect.stringContaining('expirationDate'),
      });
    },
  );

  test('beside settle: true an expiration date is ignored', () => {
    const ledger = ledgerWith({ creditLimit: 10 });
    const made = hold(ledger, { value: 1, settle: true, expirationDate: '2000-01-01' });
    expect(made.expiresAt).toBe('2024-06-07T12:00:00Z');
    expect(made).not.toHaveProperty('expirationDate');
  });
});

describe('an unknown account', () => {
  test('is refused', () => {
    const { context } = new TestLedger();
    expect(refusalOf(preAuthorize(undefined, 'X', { value: 1 }, context)).status).toBe(404);
  });

  test.each([
    ['529_982_CPF', { document: '529_982', documentType: 'CPF' }],
    ['0A1B2C3D4E5F60718293', {}],
    ['_CPF', {}],
    ['123_', {}],
  ])('%s comes to life with the default credit where the store wants that', (id, documents) => {
    const ledger = new TestLedger({ automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 });
    const transaction = ledger.do(preAuthorize(undefined, id, { value: 150 }, ledger.context));
    expect(transaction.creditAccountId).toBe(id);
    expect(ledger.account).toEqual({
      id,
      status: 'Open',
      ...documents,
      email: '',
      creditLimit: 150,
      tolerance: 0,
      balance: 0,
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-08T12:00:00Z',
    });
  });

  test('comes not to life for a hold that does not fit', () => {
    const ledger = new TestLedger({ automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 });
    expect(ledger.try(preAuthorize(undefined, 'X', { value: 150.01 }, ledger.context))?.status).toBe(409);
    expect(ledger.account).toBeUndefined();
  });
});

describe('updating a hold', () => {
  test('an unknown id makes a hold under it', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const made = ledger.do(
      updatePreAuthorization(ledger.view, undefined, accountId, 'MINE', { value: 5 }, ledger.context),
    );
    expect(made).toMatchObject({ id: 'MINE', value: 5, state: 'held' });
  });

  test('grows up to the growth rate over its first value, not over its last', () => {
    const ledger = ledgerWith({ creditLimit: 1000 }, { maxPreAuthorizationGrowthRate: 0.07 });
    const first = hold(ledger, { value: 100, settle: true });
    const grown = ledger.do(update(ledger, first, { value: 107, settle: true }));
    const refusal = refusalOf(update(ledger, grown, { value: 107.01, settle: true }));
    expect(refusal.status).toBe(409);
    expect(refusal.message).toContain('maxPreAuthorizationGrowthRate is 0.07');
  });

  test('a growth rate of 0 is no cap; the spending cap stays one', () => {
    const ledger = ledgerWith({ creditLimit: 1000 });
    const first = hold(ledger, { value: 100, settle: true });
    const grown = ledger.do(update(ledger, first, { value: 1000, settle: true }));
    expect(refusalOf(update(ledger, grown, { value: 1000.01, settle: true })).status).toBe(409);
    expect(ledger.held).toBe(100_000n);
  });

  test('it may always shrink, also above a limit or a growth rate that was lowered since', () => {
    const ledger = ledgerWith({ creditLimit: 1000 });
    const made = hold(ledger, { value: 100, settle: true });
    const grown = ledger.do(update(ledger, made, { value: 500, settle: true }));
    ledger.do(changeCreditLimit(ledger.view, 50, ledger.context));
    ledger.config = { ...ledger.config, maxPreAuthorizationGrowthRate: 0.1 };
    expect(ledger.do(update(ledger, grown, { value: 300, settle: true })).value).toBe(300);
  });

  test('its expiration stays unless a new one is given', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const made = hold(ledger, { value: 10, expirationDate: '2024-06-01' });
    ledger.now += day;
    const same = ledger.do(update(ledger, made, { value: 11 }));
    expect(same).toMatchObject({ expirationDate: '2024-06-01T00:00:00', updatedAt: '2024-05-09T12:00:00Z' });
    const moved = ledger.do(update(ledger, same, { value: 11, expirationDate: '2024-07-01' }));
    expect(moved).toMatchObject({ expirationDate: '2024-07-01T00:00:00', createdAt: made.createdAt });
  });

  test('settle: true drops the expiration date', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const made = hold(ledger, { value: 10, expirationDate: '2024-06-01' });
    const settleable = ledger.do(update(ledger, made, { value: 10, settle: true }));
    expect(settleable).not.toHaveProperty('expirationDate');
    expect(settleable.expiresAt).toBe('2024-06-07T12:00:00Z');
  });

  test('with the same terms it changes nothing', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const inputs: PreAuthorizationInput[] = [
      { value: 10, settle: true, installments: 3 },
      { value: 10, expirationDate: '2024-06-01' },
    ];
    for (const input of inputs) {
      const made = hold(ledger, input);
      ledger.now += 1000;
      expect(update(ledger, made, input)).toEqual({ result: made, changes: {} });
    }
  });

  test('is refused once it is cancelled, settled or expired', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const [cancelled, settled, expired] = [1, 2, 3].map((value) => hold(ledger, { value }));
    if (!cancelled || !settled || !expired) throw new Error('three holds');
    ledger.do(cancelPreAuthorization(cancelled, ledger.context));
    ledger.do(settle(ledger.view, settled, [], 2, ledger.context));
    ledger.now += 2 * day;
    for (const { id, value } of [cancelled, settled, expired]) {
      const now = ledger.transactions.get(id);
      if (now === undefined) throw new Error('the transaction');
      expect(refusalOf(update(ledger, now, { value })).status).toBe(409);
    }
  });
});

describe('cancelling a hold', () => {
  test('frees the credit; again it changes nothing', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const made = hold(ledger, { value: 10 });
    ledger.do(cancelPreAuthorization(made, ledger.context));
    expect(ledger.held).toBe(0n);
    const cancelled = ledger.transactions.get(made.id);
    if (cancelled === undefined) throw new Error('the transaction');
    expect(cancelPreAuthorization(cancelled, ledger.context)).toEqual({ result: undefined, changes: {} });
  });

  test('is refused for settle: true and for what is settled', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    expect(
      refusalOf(cancelPreAuthorization(hold(ledger, { value: 1, settle: true }), ledger.context)).status,
    ).toBe(409);
    const made = hold(ledger, { value: 10 });
    ledger.do(settle(ledger.view, made, [], 10, ledger.context));
    const settled = ledger.transactions.get(made.id);
    if (settled === undefined) throw new Error('the transaction');
    expect(refusalOf(cancelPreAuthorization(settled, ledger.context)).message).toContain('settled');
  });
});
