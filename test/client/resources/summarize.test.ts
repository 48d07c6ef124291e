import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, type Invoice } from 'vtex-customer-credit';
import { clientOver, recording, rejection, text } from '../http/recording.ts';
import { asked, invoiceOf, invoices, listing, script } from './server.ts';

const now = (): number => Date.UTC(2024, 4, 8, 12);
const future = '2024-06-01T00:00:00Z';
const zero = { count: 0, total: 0, totalPaid: 0, totalCancelled: 0, totalOverdue: 0, changed: false };

const totalsOf = (list: readonly Invoice[]): Promise<object> =>
  clientOver(listing(list), { now }).invoices.summarize();

describe('summarize', () => {
  test('adds up over all pages what the API adds up by page', async () => {
    const list = Array.from({ length: 250 }, (_, at) =>
      invoiceOf(at + 1, {
        value: 0.1,
        dueDate: future,
        status: at % 5 === 0 ? 'Paid' : at % 5 === 1 ? 'Cancelled' : 'Opened',
      }),
    );
    const network = listing(list);
    expect(await clientOver(network, { now }).invoices.summarize()).toEqual({
      count: 250,
      total: 15,
      totalPaid: 5,
      totalCancelled: 5,
      totalOverdue: 0,
      changed: false,
    });
    expect(asked(network)).toEqual(['1-100', '100-200', '200-300']);
  });

  test("gives the guide's own totals: 8.01 paid, 9.63 open", async () => {
    const list = [
      invoiceOf(1, { status: 'Paid', value: 8.01 }),
      invoiceOf(2, { value: 9.63, dueDate: future }),
    ];
    expect(await totalsOf(list)).toEqual({ ...zero, count: 2, total: 9.63, totalPaid: 8.01 });
  });

  test('is exact where floats are not', async () => {
    const list = [
      invoiceOf(1, { value: 0.1, dueDate: future }),
      invoiceOf(2, { value: 0.2, dueDate: future }),
    ];
    expect(await totalsOf(list)).toMatchObject({ total: 0.3 });
  });

  test('is exact for any amounts in cents', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 40 }),
        async (cents) => {
          const list = cents.map((value, at) => invoiceOf(at + 1, { value: value / 100, dueDate: future }));
          expect(await totalsOf(list)).toMatchObject({
            total: cents.reduce((sum, value) => sum + value, 0) / 100,
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('tells the overdue part of what is open, by the client clock', async () => {
    const list = [
      invoiceOf(1, { value: 1, dueDate: '2024-05-08T11:59:59.9999999Z' }),
      invoiceOf(2, { value: 2, dueDate: '2024-05-08T12:00:00.001Z' }),
      invoiceOf(3, { value: 4, dueDate: '2024-01-01T00:00:00Z', status: 'Paid' }),
      invoiceOf(4, { value: 8, dueDate: '' }),
    ];
    expect(await totalsOf(list)).toMatchObject({ count: 4, total: 11, totalOverdue: 1, totalPaid: 4 });
  });

  test.each([
    ['the later state last', false],
    ['the later state first', true],
  ])('counts the later state of an invoice that a list has twice: %s', async (_, turned) => {
    const before = invoiceOf(1, { value: 15, dueDate: future, updatedAt: '2018-10-24T15:34:14.6503743Z' });
    const after = invoiceOf(1, { value: 15, status: 'Paid', updatedAt: '2021-03-05T15:01:23.1236966Z' });
    const list = turned ? [after, before] : [before, after];
    expect(await clientOver(script(2, list), { now }).invoices.summarize()).toEqual({
      ...zero,
      count: 1,
      totalPaid: 15,
    });
  });

  test('counts an invoice that comes back on a later page once', async () => {
    const network = script(4, [invoiceOf(1), invoiceOf(2)], [invoiceOf(2), invoiceOf(3)], []);
    const totals = await clientOver(network, { now }).invoices.summarize({ pageSize: 2 });
    expect(totals).toMatchObject({ count: 3, total: 3 });
  });

  test('counts an invoice of an unknown status, in no sum', async () => {
    expect(await totalsOf([invoiceOf(1, { status: 'InDispute', value: 5 })])).toEqual({ ...zero, count: 1 });
  });

  test('of nothing is zero', async () => {
    expect(await totalsOf([])).toEqual(zero);
  });

  test('takes a filter, Overdue among them', async () => {
    const network = listing(invoices(2));
    await clientOver(network, { now }).invoices.summarize({ status: 'Overdue', creditAccountId: 'x' });
    expect(Object.fromEntries(network.sent[0]?.url.searchParams ?? [])).toMatchObject({
      status: 'Opened',
      dueDateTo: '2024-05-08T11:59:59.9999999Z',
      creditAccountId: 'x',
    });
  });

  test('rejects with what the walk fails with', async () => {
    const client = clientOver(recording(text('', { status: 403 })), { now });
    expect(await rejection(client.invoices.summarize())).toMatchObject({ code: 'permission' });
    expect(await rejection(client.invoices.summarize({ pageSize: 0 }))).toBeInstanceOf(InvalidInputError);
    const signal = AbortSignal.abort('enough');
    expect(await rejection(client.invoices.summarize({}, { signal }))).toBe('enough');
  });
});
