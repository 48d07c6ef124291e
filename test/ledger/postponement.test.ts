import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoreConfig } from '../../src/api/store-config/types.ts';
import { cancelInvoice, changeInvoice, payInvoice } from '../../src/ledger/invoice.ts';
import { postponeInvoice } from '../../src/ledger/postponement.ts';
import type { InvoiceRecord } from '../../src/ledger/records.ts';
import { freshStoreConfig } from '../../src/ledger/store-config.ts';
import { addDays } from '../../src/values/instant.ts';
import { changesOf, guideInvoice, refusalOf, TestLedger } from './test-ledger.ts';

/** The guide's example: up to 3 times and for a maximum period of 30 days in total. */
const guideConfig = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };

const contextOf = (config: Partial<StoreConfig>) => new TestLedger(config).context;
const guideContext = contextOf(guideConfig);

function postponed(record: InvoiceRecord, ...steps: readonly number[]): InvoiceRecord {
  return steps.reduce((before, dueDays) => {
    const [after] = changesOf(postponeInvoice(before, dueDays, guideContext)).invoices ?? [];
    if (after === undefined) throw new Error('nothing was postponed');
    return after;
  }, record);
}

const messageOf = (record: InvoiceRecord, dueDays: number, context = guideContext): string =>
  refusalOf(postponeInvoice(record, dueDays, context)).message;

describe('postponing', () => {
  test('by 5 days moves 20 May to 25 May, to the tick; the original due date stays', () => {
    const { invoice } = postponed(guideInvoice(), 5);
    expect(invoice).toEqual({
      ...guideInvoice().invoice,
      dueDate: '2024-05-25T06:52:53.1314379Z',
      updatedAt: '2024-05-08T12:00:00Z',
    });
  });

  test('writes no statement', () => {
    expect(changesOf(postponeInvoice(guideInvoice(), 5, guideContext)).statements).toBeUndefined();
  });

  test('is added to the present due date', () => {
    expect(postponed(guideInvoice(), 5, 10).invoice.dueDate).toBe('2024-06-04T06:52:53.1314379Z');
  });

  test('an overdue invoice may be postponed', () => {
    const overdue = guideInvoice({ dueDate: '2024-01-01T00:00:00Z' });
    expect(postponed(overdue, 5).invoice.dueDate).toBe('2024-01-06T00:00:00Z');
  });
});

describe('each limit says which it is, what is used and what was asked', () => {
  test('the third postponement is the last of three', () => {
    expect(messageOf(postponed(guideInvoice(), 1, 1, 1), 1)).toBe(
      'The invoice was postponed 3 times; invoicePostponementLimit is 3.',
    );
  });

  test('30 days in total are the most of 30', () => {
    const record = postponed(guideInvoice(), 20);
    expect(postponed(record, 10).postponedDays).toBe(30);
    expect(messageOf(record, 11)).toBe(
      'dueDays: 11 on top of 20 days is more than maxPostponementDays, which is 30.',
    );
  });

  test('a fresh store postpones nothing', () => {
    expect(messageOf(guideInvoice(), 1, contextOf(freshStoreConfig))).toContain('postponementEnabled');
    const unlimited = contextOf({ ...guideConfig, invoicePostponementLimit: 0 });
    expect(messageOf(guideInvoice(), 1, unlimited)).toContain('invoicePostponementLimit is 0');
  });

  test('a limit lowered since counts at once', () => {
    const lowered = contextOf({ ...guideConfig, invoicePostponementLimit: 1 });
    expect(messageOf(postponed(guideInvoice(), 1), 1, lowered)).toContain('invoicePostponementLimit is 1');
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    '%d days are malformed',
    (dueDays) => {
      expect(refusalOf(postponeInvoice(guideInvoice(), dueDays, guideContext)).status).toBe(400);
    },
  );

  test('a due date past the year 9999 is refused', () => {
    const endless = contextOf({ ...guideConfig, maxPostponementDays: Number.MAX_SAFE_INTEGER });
    expect(messageOf(guideInvoice(), 10 ** 7, endless)).toContain('9999');
    expect(messageOf(guideInvoice(), 10 ** 15, endless)).toContain('9999');
    expect(messageOf(guideInvoice({ dueDate: '9999-12-31T02:00:00+05:00' }), 1, endless)).toContain('9999');
  });

  test.each(['paid', 'cancelled'])('a %s invoice is refused by that name', (status) => {
    const rule = status === 'paid' ? payInvoice : cancelInvoice;
    const [resolved] = changesOf(rule(guideInvoice(), guideContext)).invoices ?? [];
    if (resolved === undefined) throw new Error('no change');
    expect(messageOf(resolved, 1)).toContain(status);
  });
});

test('in any sequence neither limit is passed, due dates add up, and the original one never moves', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('postpone'), days: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constantFrom('pay', 'reopen', 'note'), days: fc.constant(0) }),
  );
  const limits = fc.record({ times: fc.integer({ min: 1, max: 5 }), total: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 30 }), ({ times, total }, steps) => {
      const context = contextOf({
        postponementEnabled: true,
        invoicePostponementLimit: times,
        maxPostponementDays: total,
      });
      let record = guideInvoice();
      const done: number[] = [];
      for (const { kind, days } of steps) {
        const ruled =
          kind === 'postpone'
            ? postponeInvoice(record, days, context)
            : kind === 'pay'
              ? payInvoice(record, context)
              : changeInvoice(record, kind === 'note' ? { observation: 'x' } : { status: 'Opened' }, context);
        if (ruled.refusal !== undefined) continue;
        if (kind === 'postpone') done.push(days);
        record = ruled.changes.invoices?.[0] ?? record;
      }
      const sum = done.reduce((all, days) => all + days, 0);
      expect(done.length).toBeLessThanOrEqual(times);
      expect(sum).toBeLessThanOrEqual(total);
      expect(record.invoice.dueDate).toBe(addDays(guideInvoice().invoice.dueDate, sum));
      expect(record.invoice.originalDueDate).toBe(guideInvoice().invoice.originalDueDate);
    }),
  );
});
