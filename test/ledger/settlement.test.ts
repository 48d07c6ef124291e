import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PreAuthorizationInput } from '../../src/api/transactions/types.ts';
import { isDueDays } from '../../src/ledger/installment.ts';
import { cancelInvoice, payInvoice } from '../../src/ledger/invoice.ts';
import { cancelPreAuthorization, preAuthorize } from '../../src/ledger/pre-authorization.ts';
import type { Decision, InvoiceRecord, TransactionRecord } from '../../src/ledger/records.ts';
import { refund, settle } from '../../src/ledger/settlement.ts';
import { toCents } from '../../src/values/money.ts';
import { accountId, type Book, bookWith, day, refusalOf } from './book.ts';

function held(book: Book, input: PreAuthorizationInput): string {
  return book.do(preAuthorize(book.view, accountId, { settle: true, ...input }, book.context)).id;
}

function transactionOf(book: Book, id: string): TransactionRecord {
  const transaction = book.transactions.get(id);
  if (transaction === undefined) throw new Error(`no transaction ${id}`);
  return transaction;
}

const settleWith = (book: Book, id: string, value: number): Decision<{ id: string; value: number }> =>
  settle(book.view, transactionOf(book, id), book.of(id), value, book.context);

const refundWith = (book: Book, id: string, value: number): Decision<{ value: number }> =>
  refund(transactionOf(book, id), book.of(id), value, book.context);

function invoiceAt(book: Book, id: string, installment: number): InvoiceRecord {
  const record = book.of(id).find(({ invoice }) => invoice.installment === installment);
  if (record === undefined) throw new Error(`no instalment ${installment}`);
  return record;
}

const valuesOf = (book: Book, id: string): ReadonlyArray<readonly [string, number]> =>
  book.of(id).map(({ invoice }) => [invoice.status, invoice.value]);

const sumOf = (book: Book, id: string, status: string): bigint =>
  book
    .of(id)
    .filter(({ invoice }) => invoice.status === status)
    .reduce((sum, { invoice }) => sum + toCents(invoice.value), 0n);

describe('a settlement', () => {
  test('makes one invoice an instalment, each due 30 days after the one before', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 100, installments: 3 });
    expect(book.do(settleWith(book, id, 100))).toEqual({ id, value: 100 });
    expect(book.all.map(({ dueDate }) => dueDate)).toEqual([
      '2024-06-07T12:00:00Z',
      '2024-07-07T12:00:00Z',
      '2024-08-06T12:00:00Z',
    ]);
    expect(valuesOf(book, id)).toEqual([
      ['Opened', 33.34],
      ['Opened', 33.33],
      ['Opened', 33.33],
    ]);
    expect(book.view).toMatchObject({ held: 0n, open: 10_000n });
  });

  test('ten instalments make ten invoices of one order', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 100, installments: 10 });
    book.apply({ transaction: { ...transactionOf(book, id), orderId: '1413870513134-01' } });
    book.do(settleWith(book, id, 100));
    expect(book.all).toHaveLength(10);
    expect(new Set(book.all.map(({ orderId }) => orderId))).toEqual(new Set(['1413870513134-01']));
    expect(book.statements.map(({ row }) => row)).toEqual([
      {
        value: -100,
        date: '2024-05-08T12:00:00Z',
        origin: 'Invoice',
        metadata: { transactionId: id, orderId: '1413870513134-01', numberOfInstallments: 10 },
      },
    ]);
  });

  test("writes invoices with the fields of the guide's example", () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 9.63 });
    book.do(settleWith(book, id, 9.63));
    const [invoice] = book.all;
    expect(invoice).toEqual({
      id: `${id}-01`,
      friendlyId: expect.stringMatching(/^[0-9A-Za-z]{8}-1$/),
      status: 'Opened',
      value: 9.63,
      accountId,
      creditValue: 0,
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-08T12:00:00Z',
      originalDueDate: '2024-06-07T12:00:00Z',
      dueDate: '2024-06-07T12:00:00Z',
      installment: 1,
      orderId: expect.stringMatching(/^\d{13}-01$/),
      transactionId: id,
      numberOfInstallments: 1,
      creditAccountId: accountId,
    });
    expect(Object.isFrozen(invoice)).toBe(true);
  });

  test.each([
    [[30], [30, 60, 90]],
    [[15], [15, 30, 45]],
    [
      [15, 30, 45],
      [15, 30, 45],
    ],
    [
      [0, 30],
      [0, 30, 60],
    ],
    [
      [7, 7],
      [7, 7, 7],
    ],
  ])('with due days %j is due after %j days', (dueDays, expected) => {
    const book = bookWith({ creditLimit: 100 });
    book.dueDays = dueDays;
    const id = held(book, { value: 9, installments: 3 });
    book.do(settleWith(book, id, 9));
    const days = (date: string): number => (Date.parse(date) - book.now) / day;
    expect(book.all.map(({ dueDate }) => days(dueDate))).toEqual(expected);
    expect(book.all.map(({ originalDueDate }) => days(originalDueDate))).toEqual(expected);
  });

  test.each([[[]], [[-1]], [[1.5]], [[30, 15]], [['30']], [[0, 400]], ['30'], [null]])(
    'knows that %j are no due days',
    (dueDays) => {
      expect(isDueDays(dueDays)).toBe(false);
    },
  );

  test('numbers ids with two digits and friendly ids without padding, under one code', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 99, installments: 99 });
    book.do(settleWith(book, id, 99));
    const [first, last] = [invoiceAt(book, id, 1).invoice, invoiceAt(book, id, 99).invoice];
    expect([first.id, last.id]).toEqual([`${id}-01`, `${id}-99`]);
    expect(last.friendlyId).toBe(first.friendlyId?.replace(/-1$/, '-99'));
  });

  test('makes fewer invoices rather than one below a cent', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 0.02, installments: 3 });
    book.do(settleWith(book, id, 0.02));
    expect(book.all.map(({ value, numberOfInstallments }) => [value, numberOfInstallments])).toEqual([
      [0.01, 2],
      [0.01, 2],
    ]);
  });

  test('instalments sum up to the settled value, whatever it is and in how many', () => {
    const cents = fc.integer({ min: 1, max: 10 ** 10 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 99 }), (value, installments) => {
        const book = bookWith({ creditLimit: 10 ** 9 });
        const id = held(book, { value: value / 100, installments });
        book.do(settleWith(book, id, value / 100));
        expect(sumOf(book, id, 'Opened')).toBe(BigInt(value));
        expect(book.all).toHaveLength(Math.min(installments, value));
      }),
    );
  });

  test('of less than the hold releases the rest', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 100 });
    book.do(settleWith(book, id, 60));
    expect(book.view).toMatchObject({ held: 0n, open: 6000n });
  });

  test('of more than the hold must fit under the cap', () => {
    const book = bookWith({ creditLimit: 100 });
    const id = held(book, { value: 40 });
    expect(refusalOf(settleWith(book, id, 100.01)).status).toBe(409);
    book.do(settleWith(book, id, 100));
    expect(book.open).toBe(10_000n);
  });

  test('is refused once the hold is cancelled or expired', () => {
    const book = bookWith({ creditLimit: 100 });
    const cancelled = held(book, { value: 1, settle: false });
    book.do(cancelPreAuthorization(transactionOf(book, cancelled), book.context));
    expect(refusalOf(settleWith(book, cancelled, 1)).message).toContain('cancelled');
    const expired = held(book, { value: 1 });
    book.now += 30 * day;
    expect(refusalOf(settleWith(book, expired, 1)).message).toContain('expired');
  });
});

describe('settling again', () => {
  const settled = (values: { first: number; installments: number }): { book: Book; id: string } => {
    const book = bookWith({ creditLimit: 1000 });
    const id = held(book, { value: values.first, installments: values.installments });
    book.do(settleWith(book, id, values.first));
    book.now += 90 * day;
    return { book, id };
  };

  test('with the same value changes nothing', () => {
    const { book, id } = settled({ first: 100, installments: 2 });
    expect(settleWith(book, id, 100)).toEqual({ result: { id, value: 100 }, changes: {} });
  });

  test('with less shrinks the invoices, the last one first; one brought to 0 is cancelled', () => {
    const { book, id } = settled({ first: 90, installments: 3 });
    book.do(settleWith(book, id, 40));
    expect(valuesOf(book, id)).toEqual([
      ['Opened', 30],
      ['Opened', 10],
      ['Cancelled', 0],
    ]);
    expect(invoiceAt(book, id, 3).invoice.resolvedAt).toBe('2024-08-06T12:00:00Z');
    expect(book.rows).toEqual([
      ['Invoice', -90],
      ['Invoice', 50],
    ]);
  });

  test('with more makes new invoices for the difference, numbered on and due from now', () => {
    const { book, id } = settled({ first: 100, installments: 2 });
    book.do(settleWith(book, id, 130));
    expect(valuesOf(book, id).slice(2)).toEqual([
      ['Opened', 15],
      ['Opened', 15],
    ]);
    const third = invoiceAt(book, id, 3).invoice;
    expect(third).toMatchObject({
      id: `${id}-03`,
      dueDate: '2024-09-05T12:00:00Z',
      createdAt: '2024-08-06T12:00:00Z',
    });
    expect(third.friendlyId).toBe(invoiceAt(book, id, 1).invoice.friendlyId?.replace(/-1$/, '-3'));
  });

  test('with more must fit under the cap', () => {
    const { book, id } = settled({ first: 990, installments: 1 });
    expect(refusalOf(settleWith(book, id, 1000.01)).status).toBe(409);
    expect(book.try(settleWith(book, id, 1000))).toBeUndefined();
  });

  test('below what is paid is refused, and nothing changes', () => {
    const { book, id } = settled({ first: 100, installments: 2 });
    book.do(payInvoice(invoiceAt(book, id, 1), book.context));
    expect(refusalOf(settleWith(book, id, 49.99)).status).toBe(409);
    book.do(settleWith(book, id, 50));
    expect(valuesOf(book, id)).toEqual([
      ['Paid', 50],
      ['Cancelled', 0],
    ]);
  });

  test('below what is refunded is refused, and says how much that is', () => {
    const { book, id } = settled({ first: 100, installments: 2 });
    book.do(refundWith(book, id, 40));
    expect(refusalOf(settleWith(book, id, 39.99)).message).toBe(
      'value: 40 of the settlement is refunded already.',
    );
    book.do(settleWith(book, id, 40));
    expect(book.open).toBe(0n);
  });

  test('stops at 99 invoices', () => {
    const { book, id } = settled({ first: 99, installments: 99 });
    expect(refusalOf(settleWith(book, id, 100)).message).toContain('99');
  });

  test('goes by a new code where the first invoice has a friendly id of another form', () => {
    const { book, id } = settled({ first: 10, installments: 1 });
    const record = invoiceAt(book, id, 1);
    book.apply({ invoices: [{ ...record, invoice: { ...record.invoice, friendlyId: 'HANDMADE' } }] });
    book.do(settleWith(book, id, 20));
    expect(invoiceAt(book, id, 2).invoice.friendlyId).toMatch(/^[0-9a-f]{8}-2$/);
  });
});

describe('a refund', () => {
  const settled = (): { book: Book; id: string } => {
    const book = bookWith({ creditLimit: 1000 });
    const id = held(book, { value: 90, installments: 3 });
    book.do(settleWith(book, id, 90));
    return { book, id };
  };

  test('comes off the open invoices, the last instalment first, and gives the credit back', () => {
    const { book, id } = settled();
    expect(book.do(refundWith(book, id, 40))).toEqual({ value: 40 });
    expect(valuesOf(book, id)).toEqual([
      ['Opened', 30],
      ['Opened', 20],
      ['Cancelled', 0],
    ]);
    expect(book.open).toBe(5000n);
    expect(book.rows.at(-1)).toEqual(['Invoice', 40]);
  });

  test('is at most what was settled less what was refunded', () => {
    const { book, id } = settled();
    book.do(refundWith(book, id, 30));
    expect(refusalOf(refundWith(book, id, 60.01))).toMatchObject({
      status: 409,
      message: 'value: 60 of the settlement is left to refund.',
    });
    book.do(refundWith(book, id, 60));
    expect(refusalOf(refundWith(book, id, 0.01)).status).toBe(409);
    expect(book.open).toBe(0n);
  });

  test('of what is paid leaves its invoice alone', () => {
    const { book, id } = settled();
    for (const installment of [1, 3]) book.do(payInvoice(invoiceAt(book, id, installment), book.context));
    book.do(refundWith(book, id, 90));
    expect(valuesOf(book, id)).toEqual([
      ['Paid', 30],
      ['Cancelled', 0],
      ['Paid', 30],
    ]);
  });

  test('of what is not settled is refused', () => {
    const book = bookWith({ creditLimit: 100 });
    expect(refusalOf(refundWith(book, held(book, { value: 10 }), 1)).status).toBe(409);
  });

  test('and a smaller settlement keep the invoices worth what is settled less what is refunded', () => {
    const step = fc.record({
      kind: fc.constantFrom('settle', 'refund'),
      cents: fc.integer({ min: 1, max: 20_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(step, { maxLength: 12 }),
        (installments, steps) => {
          const book = bookWith({ creditLimit: 10_000 });
          const id = held(book, { value: 100, installments });
          for (const { kind, cents } of steps) {
            book.try(
              kind === 'settle' ? settleWith(book, id, cents / 100) : refundWith(book, id, cents / 100),
            );
            const { captured, refunded, state } = transactionOf(book, id);
            if (state !== 'captured') continue;
            expect(sumOf(book, id, 'Opened')).toBe(toCents(captured) - toCents(refunded));
          }
        },
      ),
    );
  });

  test('leaves a cancelled invoice as it is', () => {
    const { book, id } = settled();
    book.do(cancelInvoice(invoiceAt(book, id, 3), book.context));
    book.do(refundWith(book, id, 40));
    expect(valuesOf(book, id)).toEqual([
      ['Opened', 20],
      ['Cancelled', 0],
      ['Cancelled', 30],
    ]);
  });
});
