import { describe, expect, test } from 'vitest';
import type { InvoiceUpdate, KnownInvoiceStatus } from '../../src/api/invoices/types.ts';
import { cancelInvoice, changeInvoice, isOverdue, payInvoice } from '../../src/ledger/invoice.ts';
import type { InvoiceRecord } from '../../src/ledger/records.ts';
import { changesOf, day, guideInvoice, refusalOf, TestLedger } from './test-ledger.ts';

const { context } = new TestLedger();
const now = '2024-05-08T12:00:00Z';

const statuses: readonly KnownInvoiceStatus[] = ['Opened', 'Paid', 'Cancelled'];

const inStatus = (status: KnownInvoiceStatus): InvoiceRecord =>
  guideInvoice({ status, ...(status === 'Opened' ? {} : { resolvedAt: '2024-04-05T06:52:56.2329924Z' }) });

/** What becomes of an invoice: its new status, `same` for no change, or the refusal's HTTP status. */
function outcome(record: InvoiceRecord, update: InvoiceUpdate): string | number {
  const ruled = changeInvoice(record, update, context);
  if (ruled.refusal !== undefined) return ruled.refusal.status;
  return ruled.changes.invoices?.[0]?.invoice.status ?? 'same';
}

describe('the transition table', () => {
  const table: Record<KnownInvoiceStatus, Record<KnownInvoiceStatus, string | number>> = {
    Opened: { Opened: 'same', Paid: 'Paid', Cancelled: 'Cancelled' },
    Paid: { Opened: 'Opened', Paid: 409, Cancelled: 409 },
    Cancelled: { Opened: 409, Paid: 409, Cancelled: 'same' },
  };
  const cells = statuses.flatMap((from) => statuses.map((to) => ({ from, to, becomes: table[from][to] })));

  test.each(cells)('PUT of $to on $from: $becomes', ({ from, to, becomes }) => {
    expect(outcome(inStatus(from), { status: to })).toBe(becomes);
  });

  test.each(statuses)('POST of a payment on %s', (from) => {
    const ruled = payInvoice(inStatus(from), context);
    if (from === 'Opened') expect(ruled).toMatchObject({ result: { status: 'Paid' } });
    else expect(refusalOf(ruled).status).toBe(409);
  });

  test.each(statuses)('DELETE on %s', (from) => {
    const ruled = cancelInvoice(inStatus(from), context);
    if (from === 'Opened') expect(changesOf(ruled).invoices?.[0]?.invoice.status).toBe('Cancelled');
    else if (from === 'Paid')
      expect(refusalOf(ruled).message).toBe('A paid invoice can no longer be cancelled.');
    else expect(changesOf(ruled)).toEqual({});
  });
});

describe('paying', () => {
  test('sets resolvedAt and updatedAt and writes a Payment row of the value', () => {
    const record = guideInvoice();
    const ruled = payInvoice(record, context);
    const after = { ...record.invoice, status: 'Paid', resolvedAt: now, updatedAt: now };
    expect(ruled).toEqual({
      result: after,
      changes: {
        invoices: [{ ...record, invoice: after }],
        statements: [
          {
            row: {
              value: 9.63,
              date: now,
              origin: 'Payment',
              metadata: {
                transactionId: '7583E36F101C461094AB6CA68FA8EE2C',
                orderId: '1413870513134-01',
                installment: 1,
              },
            },
          },
        ],
      },
    });
  });

  test('hands out a frozen invoice and leaves the one before alone', () => {
    const record = guideInvoice();
    const ruled = payInvoice(record, context);
    expect(ruled.refusal).toBeUndefined();
    expect(Object.isFrozen(changesOf(ruled).invoices?.[0]?.invoice)).toBe(true);
    expect(record.invoice.status).toBe('Opened');
  });
});

describe('cancelling', () => {
  test('sets resolvedAt and writes a positive Invoice row', () => {
    const { invoices, statements } = changesOf(cancelInvoice(guideInvoice(), context));
    expect(invoices?.[0]?.invoice).toMatchObject({ status: 'Cancelled', resolvedAt: now, updatedAt: now });
    expect(statements?.map(({ row }) => [row.origin, row.value])).toEqual([['Invoice', 9.63]]);
  });
});

describe('reopening a paid invoice', () => {
  test('removes resolvedAt, keeps the rest, and writes a negative Payment row', () => {
    const { invoices, statements } = changesOf(
      changeInvoice(inStatus('Paid'), { status: 'Opened' }, context),
    );
    expect(invoices?.[0]?.invoice).toEqual({ ...guideInvoice().invoice, updatedAt: now });
    expect(statements?.map(({ row }) => [row.origin, row.value])).toEqual([['Payment', -9.63]]);
  });
});

describe('observation and payment link', () => {
  test("all three fields at once, as in the guide's example", () => {
    const update: InvoiceUpdate = {
      status: 'Paid',
      observation: 'BF 2024 customer invoice.',
      paymentLink: 'https://www.paymentlink.com',
    };
    const { invoices } = changesOf(changeInvoice(guideInvoice(), update, context));
    expect(invoices?.[0]?.invoice).toEqual({
      ...guideInvoice().invoice,
      ...update,
      resolvedAt: now,
      updatedAt: now,
    });
  });

  test.each(statuses)('can be set on %s without touching anything else', (status) => {
    const record = inStatus(status);
    const changes = changesOf(changeInvoice(record, { observation: 'late' }, context));
    const invoice = { ...record.invoice, observation: 'late', updatedAt: now };
    expect(changes).toEqual({ invoices: [{ ...record, invoice }] });
  });

  test('a refused status takes them with it', () => {
    expect(outcome(inStatus('Cancelled'), { status: 'Paid', observation: 'late' })).toBe(409);
  });

  test.each<InvoiceUpdate>([
    {},
    { observation: 'late' },
    { paymentLink: 'https://a.b' },
    { status: 'Opened' },
  ])('%j that it has already changes nothing', (update) => {
    const record = guideInvoice({ observation: 'late', paymentLink: 'https://a.b' });
    expect(changeInvoice(record, update, context)).toEqual({ result: undefined, changes: {} });
  });

  test("'' takes the payment link away", () => {
    const record = guideInvoice({ paymentLink: 'https://a.b' });
    const { invoices } = changesOf(changeInvoice(record, { paymentLink: '' }, context));
    expect(invoices?.[0]?.invoice.paymentLink).toBe('');
  });
});

describe('overdue', () => {
  const due = Date.parse('2024-05-20T06:52:53.131Z');
  const dueDate = '2024-05-20T06:52:53.1314379Z';

  test('is an open invoice strictly after its due date', () => {
    expect(isOverdue({ status: 'Opened', dueDate }, due)).toBe(false);
    expect(isOverdue({ status: 'Opened', dueDate }, due + 1)).toBe(true);
    expect(isOverdue({ status: 'opened', dueDate }, due + day)).toBe(true);
  });

  test.each(['Paid', 'Cancelled', 'Invented'])('%s never is', (status) => {
    expect(isOverdue({ status, dueDate }, due + day)).toBe(false);
  });

  test.each(['', 'garbage', '2024-02-30'])('a due date that reads %j never is past', (unreadable) => {
    expect(isOverdue({ status: 'Opened', dueDate: unreadable }, due)).toBe(false);
  });
});
