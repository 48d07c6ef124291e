import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PreAuthorizationInput } from '../../src/api/transactions/types.ts';
import { isDueDays } from '../../src/ledger/installment.ts';
import { cancelInvoice, payInvoice } from '../../src/ledger/invoice.ts';
import { cancelPreAuthorization, preAuthorize } from '../../src/ledger/pre-authorization.ts';
import type { InvoiceRecord, RuleResult, TransactionRecord } from '../../src/ledger/records.ts';
import { refund, settle } from '../../src/ledger/settlement.ts';
import { toCents } from '../../src/values/money.ts';
import { accountId, day, ledgerWith, refusalOf, type TestLedger } from './test-ledger.ts';

function held(ledger: TestLedger, input: PreAuthorizationInput): string {
  return ledger.do(preAuthorize(ledger.view, accountId, { settle: true, ...input }, ledger.context)).id;
}

function transactionOf(ledger: TestLedger, id: string): TransactionRecord {
  const transaction = ledger.transactions.get(id);
  if (transaction === undefined) throw new Error(`no transaction ${id}`);
  return transaction;
}

const settleWith = (
  ledger: TestLedger,
  id: string,
  value: number,
): RuleResult<{ id: string; value: number }> =>
  settle(ledger.view, transactionOf(ledger, id), ledger.of(id), value, ledger.context);

const refundWith = (ledger: TestLedger, id: string, value: number): RuleResult<{ value: number }> =>
  refund(transactionOf(ledger, id), ledger.of(id), value, ledger.context);

function invoiceAt(ledger: TestLedger, id: string, installment: number): InvoiceRecord {
  const record = ledger.of(id).find(({ invoice }) => invoice.installment === installment);
  if (record === undefined) throw new Error(`no instalment ${installment}`);
  return record;
}

const valuesOf = (ledger: TestLedger, id: string): ReadonlyArray<readonly [string, number]> =>
  ledger.of(id).map(({ invoice }) => [invoice.status, invoice.value]);

const sumOf = (ledger: TestLedger, id: string, status: string): bigint =>
  ledger
    .of(id)
    .filter(({ invoice }) => invoice.status === status)
    .reduce((sum, { invoice }) => sum + toCents(invoice.value), 0n);

describe('a settlement', () => {
  test('makes one invoice an instalment, each due 30 days after the one before', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 100, installments: 3 });
    expect(ledger.do(settleWith(ledger, id, 100))).toEqual({ id, value: 100 });
    expect(ledger.all.map(({ dueDate }) => dueDate)).toEqual([
      '2024-06-07T12:00:00Z',
      '2024-07-07T12:00:00Z',
      '2024-08-06T12:00:00Z',
    ]);
    expect(valuesOf(ledger, id)).toEqual([
      ['Opened', 33.34],
      ['Opened', 33.33],
      ['Opened', 33.33],
    ]);
    expect(ledger.view).toMatchObject({ held: 0n, open: 10_000n });
  });

  test('ten instalments make ten invoices of one order', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 100, installments: 10 });
    ledger.apply({ transaction: { ...transactionOf(ledger, id), orderId: '1413870513134-01' } });
    ledger.do(settleWith(ledger, id, 100));
    expect(ledger.all).toHaveLength(10);
    expect(new Set(ledger.all.map(({ orderId }) => orderId))).toEqual(new Set(['1413870513134-01']));
    expect(ledger.statements.map(({ row }) => row)).toEqual([
      {
        value: -100,
        date: '2024-05-08T12:00:00Z',
        origin: 'Invoice',
        metadata: { transactionId: id, orderId: '1413870513134-01', numberOfInstallments: 10 },
      },
    ]);
  });

  test("writes invoices with the fields of the guide's example", () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 9.63 });
    ledger.do(settleWith(ledger, id, 9.63));
    const [invoice] = ledger.all;
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
    const ledger = ledgerWith({ creditLimit: 100 });
    ledger.dueDays = dueDays;
    const id = held(ledger, { value: 9, installments: 3 });
    ledger.do(settleWith(ledger, id, 9));
    const days = (date: string): number => (Date.parse(date) - ledger.now) / day;
    expect(ledger.all.map(({ dueDate }) => days(dueDate))).toEqual(expected);
    expect(ledger.all.map(({ originalDueDate }) => days(originalDueDate))).toEqual(expected);
  });

  test.each([[[]], [[-1]], [[1.5]], [[30, 15]], [['30']], [[0, 400]], ['30'], [null]])(
    'knows that %j are no due days',
    (dueDays) => {
      expect(isDueDays(dueDays)).toBe(false);
    },
  );

  test('numbers ids with two digits and friendly ids without padding, under one code', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 99, installments: 99 });
    ledger.do(settleWith(ledger, id, 99));
    const [first, last] = [invoiceAt(ledger, id, 1).invoice, invoiceAt(ledger, id, 99).invoice];
    expect([first.id, last.id]).toEqual([`${id}-01`, `${id}-99`]);
    expect(last.friendlyId).toBe(first.friendlyId?.replace(/-1$/, '-99'));
  });

  test('makes fewer invoices rather than one below a cent', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 0.02, installments: 3 });
    ledger.do(settleWith(ledger, id, 0.02));
    expect(ledger.all.map(({ value, numberOfInstallments }) => [value, numberOfInstallments])).toEqual([
      [0.01, 2],
      [0.01, 2],
    ]);
  });

  test('instalments sum up to the settled value, whatever it is and in how many', () => {
    const cents = fc.integer({ min: 1, max: 10 ** 10 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 99 }), (value, installments) => {
        const ledger = ledgerWith({ creditLimit: 10 ** 9 });
        const id = held(ledger, { value: value / 100, installments });
        ledger.do(settleWith(ledger, id, value / 100));
        expect(sumOf(ledger, id, 'Opened')).toBe(BigInt(value));
        expect(ledger.all).toHaveLength(Math.min(installments, value));
      }),
    );
  });

  test('of less than the hold releases the rest', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 100 });
    ledger.do(settleWith(ledger, id, 60));
    expect(ledger.view).toMatchObject({ held: 0n, open: 6000n });
  });

  test('of more than the hold must fit under the cap', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const id = held(ledger, { value: 40 });
    expect(refusalOf(settleWith(ledger, id, 100.01)).status).toBe(409);
    ledger.do(settleWith(ledger, id, 100));
    expect(ledger.open).toBe(10_000n);
  });

  test('is refused once the hold is cancelled or expired', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    const cancelled = held(ledger, { value: 1, settle: false });
    ledger.do(cancelPreAuthorization(transactionOf(ledger, cancelled), ledger.context));
    expect(refusalOf(settleWith(ledger, cancelled, 1)).message).toContain('cancelled');
    const expired = held(ledger, { value: 1 });
    ledger.now += 30 * day;
    expect(refusalOf(settleWith(ledger, expired, 1)).message).toContain('expired');
  });
});

describe('settling again', () => {
  const settled = (values: { first: number; installments: number }): { ledger: TestLedger; id: string } => {
    const ledger = ledgerWith({ creditLimit: 1000 });
    const id = held(ledger, { value: values.first, installments: values.installments });
    ledger.do(settleWith(ledger, id, values.first));
    ledger.now += 90 * day;
    return { ledger, id };
  };

  test('with the same value changes nothing', () => {
    const { ledger, id } = settled({ first: 100, installments: 2 });
    expect(settleWith(ledger, id, 100)).toEqual({ result: { id, value: 100 }, changes: {} });
  });

  test('with less shrinks the invoices, the last one first; one brought to 0 is cancelled', () => {
    const { ledger, id } = settled({ first: 90, installments: 3 });
    ledger.do(settleWith(ledger, id, 40));
    expect(valuesOf(ledger, id)).toEqual([
      ['Opened', 30],
      ['Opened', 10],
      ['Cancelled', 0],
    ]);
    expect(invoiceAt(ledger, id, 3).invoice.resolvedAt).toBe('2024-08-06T12:00:00Z');
    expect(ledger.rows).toEqual([
      ['Invoice', -90],
      ['Invoice', 50],
    ]);
  });

  test('with more makes new invoices for the difference, numbered on and due from now', () => {
    const { ledger, id } = settled({ first: 100, installments: 2 });
    ledger.do(settleWith(ledger, id, 130));
    expect(valuesOf(ledger, id).slice(2)).toEqual([
      ['Opened', 15],
      ['Opened', 15],
    ]);
    const third = invoiceAt(ledger, id, 3).invoice;
    expect(third).toMatchObject({
      id: `${id}-03`,
      dueDate: '2024-09-05T12:00:00Z',
      createdAt: '2024-08-06T12:00:00Z',
    });
    expect(third.friendlyId).toBe(invoiceAt(ledger, id, 1).invoice.friendlyId?.replace(/-1$/, '-3'));
  });

  test('with more must fit under the cap', () => {
    const { ledger, id } = settled({ first: 990, installments: 1 });
    expect(refusalOf(settleWith(ledger, id, 1000.01)).status).toBe(409);
    expect(ledger.try(settleWith(ledger, id, 1000))).toBeUndefined();
  });

  test('below what is paid is refused, and nothing changes', () => {
    const { ledger, id } = settled({ first: 100, installments: 2 });
    ledger.do(payInvoice(invoiceAt(ledger, id, 1), ledger.context));
    expect(refusalOf(settleWith(ledger, id, 49.99)).status).toBe(409);
    ledger.do(settleWith(ledger, id, 50));
    expect(valuesOf(ledger, id)).toEqual([
      ['Paid', 50],
      ['Cancelled', 0],
    ]);
  });

  test('below what is refunded is refused, and says how much that is', () => {
    const { ledger, id } = settled({ first: 100, installments: 2 });
    ledger.do(refundWith(ledger, id, 40));
    expect(refusalOf(settleWith(ledger, id, 39.99)).message).toBe(
      'value: 40 of the settlement is refunded already.',
    );
    ledger.do(settleWith(ledger, id, 40));
    expect(ledger.open).toBe(0n);
  });

  test('stops at 99 invoices', () => {
    const { ledger, id } = settled({ first: 99, installments: 99 });
    expect(refusalOf(settleWith(ledger, id, 100)).message).toContain('99');
  });

  test('goes by a new code where the first invoice has a friendly id of another form', () => {
    const { ledger, id } = settled({ first: 10, installments: 1 });
    const record = invoiceAt(ledger, id, 1);
    ledger.apply({ invoices: [{ ...record, invoice: { ...record.invoice, friendlyId: 'HANDMADE' } }] });
    ledger.do(settleWith(ledger, id, 20));
    expect(invoiceAt(ledger, id, 2).invoice.friendlyId).toMatch(/^[0-9a-f]{8}-2$/);
  });
});

describe('a refund', () => {
  const settled = (): { ledger: TestLedger; id: string } => {
    const ledger = ledgerWith({ creditLimit: 1000 });
    const id = held(ledger, { value: 90, installments: 3 });
    ledger.do(settleWith(ledger, id, 90));
    return { ledger, id };
  };

  test('comes off the open invoices, the last instalment first, and gives the credit back', () => {
    const { ledger, id } = settled();
    expect(ledger.do(refundWith(ledger, id, 40))).toEqual({ value: 40 });
    expect(valuesOf(ledger, id)).toEqual([
      ['Opened', 30],
      ['Opened', 20],
      ['Cancelled', 0],
    ]);
    expect(ledger.open).toBe(5000n);
    expect(ledger.rows.at(-1)).toEqual(['Invoice', 40]);
  });

  test('is at most what was settled less what was refunded', () => {
    const { ledger, id } = settled();
    ledger.do(refundWith(ledger, id, 30));
    expect(refusalOf(refundWith(ledger, id, 60.01))).toMatchObject({
      status: 409,
      message: 'value: 60 of the settlement is left to refund.',
    });
    ledger.do(refundWith(ledger, id, 60));
    expect(refusalOf(refundWith(ledger, id, 0.01)).status).toBe(409);
    expect(ledger.open).toBe(0n);
  });

  test('of what is paid leaves its invoice alone', () => {
    const { ledger, id } = settled();
    for (const installment of [1, 3])
      ledger.do(payInvoice(invoiceAt(ledger, id, installment), ledger.context));
    ledger.do(refundWith(ledger, id, 90));
    expect(valuesOf(ledger, id)).toEqual([
      ['Paid', 30],
      ['Cancelled', 0],
      ['Paid', 30],
    ]);
  });

  test('of what is not settled is refused', () => {
    const ledger = ledgerWith({ creditLimit: 100 });
    expect(refusalOf(refundWith(ledger, held(ledger, { value: 10 }), 1)).status).toBe(409);
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
          const ledger = ledgerWith({ creditLimit: 10_000 });
          const id = held(ledger, { value: 100, installments });
          for (const { kind, cents } of steps) {
            ledger.try(
              kind === 'settle' ? settleWith(ledger, id, cents / 100) : refundWith(ledger, id, cents / 100),
            );
            const { captured, refunded, state } = transactionOf(ledger, id);
            if (state !== 'captured') continue;
            expect(sumOf(ledger, id, 'Opened')).toBe(toCents(captured) - toCents(refunded));
          }
        },
      ),
    );
  });

  test('leaves a cancelled invoice as it is', () => {
    const { ledger, id } = settled();
    ledger.do(cancelInvoice(invoiceAt(ledger, id, 3), ledger.context));
    ledger.do(refundWith(ledger, id, 40));
    expect(valuesOf(ledger, id)).toEqual([
      ['Opened', 20],
      ['Cancelled', 0],
      ['Cancelled', 30],
    ]);
  });
});
