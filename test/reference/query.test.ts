import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDates, type Invoice, type InvoiceWireFilter } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const accounts = ['a', 'b', 'c'];
const dates = [
  '2024-01-01',
  '2024-01-01T00:00:00.0000001Z',
  '2024-01-15T10:00:00Z',
  '2024-02-01T00:00:00Z',
  '2024-02-01T00:00:00.5Z',
  '2024-03-01T00:00:00Z',
];
const date = fc.constantFrom(...dates);

const invoiceSeed = fc.record({
  creditAccountId: fc.constantFrom(...accounts),
  value: fc.constantFrom(1, 2.5, 10),
  status: fc.constantFrom('Opened' as const, 'Paid' as const, 'Cancelled' as const),
  createdAt: date,
  dueDate: date,
  friendlyId: fc.constantFrom('AAAAAAAA-1', 'BBBBBBBB-1', undefined),
  observation: fc.constantFrom('note', undefined),
});

const filter: fc.Arbitrary<InvoiceWireFilter> = fc.record(
  {
    creditAccountId: fc.constantFrom(...accounts, 'unknown'),
    status: fc.constantFrom('Opened' as const, 'Paid' as const, 'Cancelled' as const),
    value: fc.constantFrom(1, 2.5, 3),
    friendlyId: fc.constantFrom('AAAAAAAA-1', 'CCCCCCCC-1'),
    observation: fc.constantFrom('note', 'other'),
    createdDateFrom: date,
    createdDateTo: date,
    dueDateFrom: date,
    dueDateTo: date,
    op: fc.constantFrom('and' as const, 'or' as const),
  },
  { requiredKeys: [] },
);

function within(at: string, from: string | undefined, to: string | undefined): boolean {
  return (
    (from === undefined || compareDates(at, from) >= 0) && (to === undefined || compareDates(at, to) <= 0)
  );
}

/** The filters read off the text, one invoice at a time. */
function matches(invoice: Invoice, wanted: InvoiceWireFilter): boolean {
  const { creditAccountId, status, value, friendlyId, observation, op } = wanted;
  const { createdDateFrom, createdDateTo, dueDateFrom, dueDateTo } = wanted;
  const tests = [
    ...(creditAccountId === undefined ? [] : [invoice.creditAccountId === creditAccountId]),
    ...(status === undefined ? [] : [invoice.status === status]),
    ...(value === undefined ? [] : [invoice.value === value]),
    ...(friendlyId === undefined ? [] : [invoice.friendlyId === friendlyId]),
    ...(observation === undefined ? [] : [invoice.observation === observation]),
    ...((createdDateFrom ?? createdDateTo)
      ? [within(invoice.createdAt, createdDateFrom, createdDateTo)]
      : []),
    ...((dueDateFrom ?? dueDateTo) ? [within(invoice.dueDate, dueDateFrom, dueDateTo)] : []),
  ];
  if (tests.length === 0) return true;
  return op === 'or' ? tests.includes(true) : !tests.includes(false);
}

const ids = (invoices: readonly Invoice[]): string[] => invoices.map(({ id }) => id).sort();

describe('a search', () => {
  it('finds what a look at every invoice finds, page by page, before and after changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(invoiceSeed, { maxLength: 40, size: 'max' }),
        fc.array(filter, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (invoices, filters, pageSize) => {
          const seeded = accounts.map((id) => ({ id, email: `${id}@example.com`, creditLimit: 1000 }));
          const { client } = createInMemoryCustomerCredit({
            now: '2024-06-01',
            seed: { accounts: seeded, invoices },
          });
          const check = async (): Promise<void> => {
            const all = await client.invoices.list().toArray();
            expect(all).toHaveLength(invoices.length);
            for (const wanted of filters) {
              const expected = all.filter((invoice) => matches(invoice, wanted));
              const found: Invoice[] = [];
              for await (const page of client.invoices.list({ ...wanted, pageSize }).pages()) {
                expect(page.summary.count).toBe(expected.length);
                found.push(...page.data);
              }
              expect(ids(found)).toEqual(ids(expected));
            }
          };
          await check();
          // The indexes exist by now: changes have to find their way into them.
          const open = await client.invoices.list({ status: 'Opened' }).toArray();
          for (const [at, invoice] of open.entries()) {
            if (at % 3 === 0) await client.invoices.markAsPaid(invoice);
            if (at % 3 === 1) await client.invoices.update(invoice, { observation: 'note' });
            if (at % 3 === 2) await client.invoices.cancel(invoice);
          }
          await check();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('comes in order of its date, to the last digit, however the invoices came in', async () => {
    const fraction = fc.constantFrom('', '.5', '.25', '.0000001', '.9999999');
    const second = fc.integer({ min: 0, max: 3 });
    const when = fc.tuple(second, fraction).map(([at, digits]) => `2024-01-01T00:00:0${at}${digits}Z`);
    const seeds = fc.array(fc.record({ createdAt: when, dueDate: when }), {
      minLength: 70,
      maxLength: 150,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 0, max: 150 }), async (list, part) => {
        const rows = list.map((each, at) => ({
          ...each,
          creditAccountId: accounts[at % 3] ?? 'a',
          transactionId: `T${at}`,
          value: 1,
        }));
        const { client, control } = createInMemoryCustomerCredit({
          now: '2024-06-01',
          seed: { accounts: accounts.map((id) => ({ id, email: `${id}@example.com`, creditLimit: 1000 })) },
        });
        // A large part at once, the rest one by one or a few at a time.
        control.seed({ invoices: rows.slice(0, part) });
        for (const row of rows.slice(part)) control.seed({ invoices: [row] });
        const byDate = (key: 'createdAt' | 'dueDate') =>
          rows.toSorted((a, b) => compareDates(a[key], b[key])).map(({ transactionId }) => transactionId);
        const check = async (): Promise<void> => {
          const created = await client.invoices.list({ status: 'Opened' }).toArray();
          expect(created.map(({ transactionId }) => transactionId)).toEqual(byDate('createdAt'));
          const due = await client.invoices.list({ dueDateFrom: '2024-01-01' }).toArray();
          expect(due.map(({ transactionId }) => transactionId)).toEqual(byDate('dueDate'));
        };
        await check();
        control.restore(control.snapshot());
        await check();
      }),
      { numRuns: 30 },
    );
  });

  it('shows the first 20 unless asked for positions, counted from 1 and inclusive', async () => {
    const { client } = createInMemoryCustomerCredit({
      seed: {
        accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1000 }],
        invoices: Array.from({ length: 30 }, (_, at) => ({ creditAccountId: 'a', value: at + 1 })),
      },
    });
    const values = async (query: Record<string, number>): Promise<unknown> => {
      const page = await client.request({ method: 'GET', path: '/invoices', query });
      return JSON.parse(JSON.stringify(page), (key, value) =>
        key === 'data' ? value.map(({ value: v }: Invoice) => v) : value,
      );
    };
    expect(await values({})).toMatchObject({
      data: Array.from({ length: 20 }, (_, at) => at + 1),
      summary: { count: 30 },
    });
    expect(await values({ from: 3, to: 5 })).toMatchObject({ data: [3, 4, 5] });
    expect(await values({ from: 29 })).toMatchObject({ data: [29, 30] });
    expect(await values({ from: 31, to: 40 })).toMatchObject({ data: [], summary: { count: 30, total: 0 } });
    await expect(values({ from: 5, to: 4 })).rejects.toMatchObject({ code: 'bad_request', status: 400 });
    await expect(values({ from: 0 })).rejects.toMatchObject({ code: 'bad_request', status: 400 });
  });
});
