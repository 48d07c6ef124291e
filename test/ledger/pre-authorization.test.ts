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
import { accountId, Book, bookWith, day, refusalOf } from './book.ts';

const hold = (book: Book, input: PreAuthorizationInput): TransactionRecord =>
  book.do(preAuthorize(book.view, accountId, input, book.context));

const update = (book: Book, of: TransactionRecord, input: PreAuthorizationInput) =>
  updatePreAuthorization(book.view, of, accountId, of.id, input, book.context);

describe('a hold', () => {
  test('takes credit and writes no statement', () => {
    const book = bookWith({ creditLimit: 100 });
    hold(book, { value: 49.7, settle: true });
    expect(book.view).toMatchObject({ held: 4970n, open: 0n });
    expect(book.statements).toEqual([]);
  });

  test('must fit beside what is held and open', () => {
    const book = bookWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    hold(book, { value: 1000, settle: true });
    const over = preAuthorize(book.view, accountId, { value: 100.01 }, book.context);
    expect(refusalOf(over)).toMatchObject({ status: 409, message: expect.stringContaining('value') });
    hold(book, { value: 100 });
    expect(refusalOf(preAuthorize(book.view, accountId, { value: 0.01 }, book.context)).status).toBe(409);
  });

  test.each([1100, 1250])('of %i against a limit of 1,000 and 10 %% tolerance', (value) => {
    const book = bookWith({ creditLimit: 1000, tolerance: 0.1 }, { toleranceEnabled: true });
    const refusal = book.try(preAuthorize(book.view, accountId, { value }, book.context));
    expect(refusal === undefined).toBe(value === 1100);
  });

  test('shows its expiration date without an offset, and only with settle: false', () => {
    const book = bookWith({ creditLimit: 100 });
    const dated = hold(book, { value: 1, installments: 2, expirationDate: '2024-11-25' });
    expect(toPreAuthorization(dated)).toEqual({
      id: dated.id,
      value: 1,
      expirationDate: '2024-11-25T00:00:00',
      installments: 2,
    });
    expect(toPreAuthorization(hold(book, { value: 1, settle: true }))).not.toHaveProperty('expirationDate');
  });
});

describe('expiry', () => {
  test.each<[string, PreAuthorizationInput, number]>([
    ['settle: true after 30 days', { value: 10, settle: true }, 30 * day],
    ['settle: false after one day', { value: 10 }, day],
    ['settle: false at its date', { value: 10, expirationDate: '2024-05-08T12:00:00.005Z' }, 5],
  ])('%s, with the very millisecond, frees the credit by the clock alone', (_, input, after) => {
    const book = bookWith({ creditLimit: 10 });
    const made = hold(book, input);
    book.now += after - 1;
    expect([isHeld(made, book.now), book.held]).toEqual([true, 1000n]);
    book.now += 1;
    expect([isHeld(made, book.now), book.held]).toEqual([false, 0n]);
    expect(book.try(preAuthorize(book.view, accountId, input, book.context))?.status).toBe(
      input.expirationDate === undefined ? undefined : 400,
    );
  });

  test.each(['2024-05-08T11:59:59Z', '2024-05-08T12:00:00Z', '2024-02-30', ''])(
    'the expiration date %j is refused as malformed',
    (expirationDate) => {
      const book = bookWith({ creditLimit: 10 });
      const decision = preAuthorize(book.view, accountId, { value: 1, expirationDate }, book.context);
      expect(refusalOf(decision)).toMatchObject({
        status: 400,
        message: expect.stringContaining('expirationDate'),
      });
    },
  );

  test('beside settle: true an expiration date is ignored', () => {
    const book = bookWith({ creditLimit: 10 });
    const made = hold(book, { value: 1, settle: true, expirationDate: '2000-01-01' });
    expect(made.expiresAt).toBe('2024-06-07T12:00:00Z');
    expect(made).not.toHaveProperty('expirationDate');
  });
});

describe('an unknown account', () => {
  test('is refused', () => {
    const { context } = new Book();
    expect(refusalOf(preAuthorize(undefined, 'X', { value: 1 }, context)).status).toBe(404);
  });

  test.each([
    ['529_982_CPF', { document: '529_982', documentType: 'CPF' }],
    ['0A1B2C3D4E5F60718293', {}],
    ['_CPF', {}],
    ['123_', {}],
  ])('%s comes to life with the default credit where the store wants that', (id, documents) => {
    const book = new Book({ automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 });
    const transaction = book.do(preAuthorize(undefined, id, { value: 150 }, book.context));
    expect(transaction.creditAccountId).toBe(id);
    expect(book.account).toEqual({
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
    const book = new Book({ automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 });
    expect(book.try(preAuthorize(undefined, 'X', { value: 150.01 }, book.context))?.status).toBe(409);
    expect(book.account).toBeUndefined();
  });
});

describe('updating a hold', () => {
  test('an unknown id makes a hold under it', () => {
    const book = bookWith({ creditLimit: 100 });
    const made = book.do(
      updatePreAuthorization(book.view, undefined, accountId, 'MINE', { value: 5 }, book.context),
    );
    expect(made).toMatchObject({ id: 'MINE', value: 5, state: 'held' });
  });

  test('grows up to the growth rate over its first value, not over its last', () => {
    const book = bookWith({ creditLimit: 1000 }, { maxPreAuthorizationGrowthRate: 0.07 });
    const first = hold(book, { value: 100, settle: true });
    const grown = book.do(update(book, first, { value: 107, settle: true }));
    const refusal = refusalOf(update(book, grown, { value: 107.01, settle: true }));
    expect(refusal.status).toBe(409);
    expect(refusal.message).toContain('maxPreAuthorizationGrowthRate is 0.07');
  });

  test('a growth rate of 0 is no cap; the spending cap stays one', () => {
    const book = bookWith({ creditLimit: 1000 });
    const first = hold(book, { value: 100, settle: true });
    const grown = book.do(update(book, first, { value: 1000, settle: true }));
    expect(refusalOf(update(book, grown, { value: 1000.01, settle: true })).status).toBe(409);
    expect(book.held).toBe(100_000n);
  });

  test('it may always shrink, also above a limit or a growth rate that was lowered since', () => {
    const book = bookWith({ creditLimit: 1000 });
    const made = hold(book, { value: 100, settle: true });
    const grown = book.do(update(book, made, { value: 500, settle: true }));
    book.do(changeCreditLimit(book.view, 50, book.context));
    book.config = { ...book.config, maxPreAuthorizationGrowthRate: 0.1 };
    expect(book.do(update(book, grown, { value: 300, settle: true })).value).toBe(300);
  });

  test('its expiration stays unless a new one is given', () => {
    const book = bookWith({ creditLimit: 100 });
    const made = hold(book, { value: 10, expirationDate: '2024-06-01' });
    book.now += day;
    const same = book.do(update(book, made, { value: 11 }));
    expect(same).toMatchObject({ expirationDate: '2024-06-01T00:00:00', updatedAt: '2024-05-09T12:00:00Z' });
    const moved = book.do(update(book, same, { value: 11, expirationDate: '2024-07-01' }));
    expect(moved).toMatchObject({ expirationDate: '2024-07-01T00:00:00', createdAt: made.createdAt });
  });

  test('settle: true drops the expiration date', () => {
    const book = bookWith({ creditLimit: 100 });
    const made = hold(book, { value: 10, expirationDate: '2024-06-01' });
    const settleable = book.do(update(book, made, { value: 10, settle: true }));
    expect(settleable).not.toHaveProperty('expirationDate');
    expect(settleable.expiresAt).toBe('2024-06-07T12:00:00Z');
  });

  test('with the same terms it changes nothing', () => {
    const book = bookWith({ creditLimit: 100 });
    const inputs: PreAuthorizationInput[] = [
      { value: 10, settle: true, installments: 3 },
      { value: 10, expirationDate: '2024-06-01' },
    ];
    for (const input of inputs) {
      const made = hold(book, input);
      book.now += 1000;
      expect(update(book, made, input)).toEqual({ result: made, changes: {} });
    }
  });

  test('is refused once it is cancelled, settled or expired', () => {
    const book = bookWith({ creditLimit: 100 });
    const [cancelled, settled, expired] = [1, 2, 3].map((value) => hold(book, { value }));
    if (!cancelled || !settled || !expired) throw new Error('three holds');
    book.do(cancelPreAuthorization(cancelled, book.context));
    book.do(settle(book.view, settled, [], 2, book.context));
    book.now += 2 * day;
    for (const { id, value } of [cancelled, settled, expired]) {
      const now = book.transactions.get(id);
      if (now === undefined) throw new Error('the transaction');
      expect(refusalOf(update(book, now, { value })).status).toBe(409);
    }
  });
});

describe('cancelling a hold', () => {
  test('frees the credit; again it changes nothing', () => {
    const book = bookWith({ creditLimit: 100 });
    const made = hold(book, { value: 10 });
    book.do(cancelPreAuthorization(made, book.context));
    expect(book.held).toBe(0n);
    const cancelled = book.transactions.get(made.id);
    if (cancelled === undefined) throw new Error('the transaction');
    expect(cancelPreAuthorization(cancelled, book.context)).toEqual({ result: undefined, changes: {} });
  });

  test('is refused for settle: true and for what is settled', () => {
    const book = bookWith({ creditLimit: 100 });
    expect(
      refusalOf(cancelPreAuthorization(hold(book, { value: 1, settle: true }), book.context)).status,
    ).toBe(409);
    const made = hold(book, { value: 10 });
    book.do(settle(book.view, made, [], 10, book.context));
    const settled = book.transactions.get(made.id);
    if (settled === undefined) throw new Error('the transaction');
    expect(refusalOf(cancelPreAuthorization(settled, book.context)).message).toContain('settled');
  });
});
