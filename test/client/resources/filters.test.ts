import { describe, expect, test } from 'vitest';
import { InvalidInputError, type InvoiceFilter } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { clientOver, rejection } from '../http/recording.ts';
import { invoices, listing } from './server.ts';

const now = (): number => Date.UTC(2024, 4, 8, 12);
const beforeNow = '2024-05-08T11:59:59.9999999Z';

async function sentFor(filter: InvoiceFilter): Promise<Record<string, string>> {
  const network = listing(invoices(1));
  await clientOver(network, { now }).invoices.list(filter).toArray();
  return Object.fromEntries(network.sent[0]?.url.searchParams ?? []);
}

async function refusedFor(filter: InvoiceFilter): Promise<unknown> {
  const network = listing(invoices(1));
  const error = await rejection(clientOver(network, { now }).invoices.list(filter).toArray());
  expect(network.sent).toEqual([]);
  return error;
}

const page = { from: '1', to: '100' };

describe('status: Overdue, which the wire does not know', () => {
  test('is sent as Opened and due one tick of 100 ns before now', async () => {
    expect(await sentFor({ status: 'Overdue' })).toEqual({ status: 'Opened', dueDateTo: beforeNow, ...page });
  });

  test('keeps an earlier dueDateTo of the caller', async () => {
    for (const dueDateTo of [
      '2024-05-01',
      '2024-05-08T11:59:59.9999998Z',
      new Date('2024-05-08T11:59:59.999Z'),
    ]) {
      expect(await sentFor({ status: 'Overdue', dueDateTo })).toMatchObject({
        dueDateTo: dueDateTo instanceof Date ? dueDateTo.toISOString() : dueDateTo,
      });
    }
  });

  test('takes its own moment in place of a later one', async () => {
    for (const dueDateTo of ['2024-06-01', '2024-05-08T12:00:00Z', '2024-05-08T12:00:00', new Date(now())]) {
      expect(await sentFor({ status: 'Overdue', dueDateTo })).toMatchObject({
        status: 'Opened',
        dueDateTo: beforeNow,
      });
    }
  });

  test('combines with the other filters', async () => {
    const filter = { dueDateFrom: '2024-01-01', creditAccountId: 'x', value: 9.63, op: 'and' } as const;
    expect(await sentFor({ status: 'Overdue', ...filter })).toEqual({
      status: 'Opened',
      dueDateFrom: '2024-01-01',
      dueDateTo: beforeNow,
      creditAccountId: 'x',
      value: '9.63',
      op: 'and',
      ...page,
    });
  });

  test("is refused beside op: 'or', which cannot say it", async () => {
    const error = await refusedFor({ status: 'Overdue', op: 'or' });
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path: 'status' }] });
  });

  test('is refused beside a dueDateTo that is no date', async () => {
    expect(await refusedFor({ status: 'Overdue', dueDateTo: 'tomorrow' })).toMatchObject({
      issues: [{ path: 'dueDateTo' }],
    });
  });

  test('takes one moment for the whole walk, and a new one for the next', async () => {
    let time = now();
    const network = listing(invoices(5));
    const list = clientOver(network, { now: () => time }).invoices.list({ status: 'Overdue', pageSize: 2 });
    for await (const _ of list.pages()) time += 3_600_000;
    await list.toArray({ limit: 1 });
    const moments = network.sent.map(({ url }) => url.searchParams.get('dueDateTo'));
    expect(moments).toEqual([beforeNow, beforeNow, beforeNow, '2024-05-08T14:59:59.9999999Z']);
  });
});

describe('a status by name', () => {
  const opened = { status: 'Opened', ...page };
  const overdue = { status: 'Opened', dueDateTo: beforeNow, ...page };
  const notYetDue = { status: 'Opened', dueDateFrom: '2024-05-08T12:00:00Z', ...page };
  const paid = { status: 'Paid', ...page };
  const cancelled = { status: 'Cancelled', ...page };

  test.each([
    ...['Opened', 'open', 'Open', 'ABERTO', 'Abierto', 'em aberto'].map((word) => [word, opened] as const),
    ...['overdue', 'Expired', 'Vencido', 'VENCIDA', 'past-due', 'Em atraso'].map(
      (word) => [word, overdue] as const,
    ),
    ...['Paid', 'PAID', 'Pago', 'pagado'].map((word) => [word, paid] as const),
    ...['Canceled', 'cancelled', 'Cancelado'].map((word) => [word, cancelled] as const),
    ...['NotYetDue', 'not overdue', 'not-yet-due', 'A vencer', 'Não vencido', 'por vencer']
      .concat(['Open and not overdue', 'Aberto e não vencido', 'abierto y no vencido'])
      .map((word) => [word, notYetDue] as const),
  ])('%s is understood', async (status, sent) => {
    expect(await sentFor({ status })).toEqual(sent);
  });

  test.each(['Pago?', 'nonsense', '', 'Opened Paid'])('%j is refused with what there is', async (status) => {
    expect(await refusedFor({ status })).toMatchObject({
      operation: 'invoices.list',
      issues: [{ path: 'status', expected: expect.stringContaining('Overdue') }],
    });
  });

  test('open is just what is overdue and what is not yet due', async () => {
    const { client } = createInMemoryCustomerCredit({
      now,
      seed: {
        accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1 }],
        invoices: ['2024-05-08T11:59:59.999Z', '2024-05-08T12:00:00Z', '2024-05-09'].map((dueDate) => ({
          creditAccountId: 'a',
          value: 1,
          dueDate,
        })),
      },
    });
    const due = async (filter: InvoiceFilter): Promise<string[]> =>
      (await client.invoices.list(filter).toArray()).map(({ dueDate }) => dueDate);
    expect(await due({ status: 'Vencido' })).toEqual(['2024-05-08T11:59:59.999Z']);
    expect(await due({ status: 'NotYetDue' })).toEqual(['2024-05-08T12:00:00Z', '2024-05-09']);
    expect(await due({ status: 'NotYetDue', dueDateFrom: '2024-05-08T12:00:01Z' })).toEqual(['2024-05-09']);
    expect(await refusedFor({ status: 'not overdue', op: 'or' })).toMatchObject({
      issues: [{ path: 'status' }],
    });
  });
});

describe('filters', () => {
  test('are sent under the names of the API, dates as they are or as ISO', async () => {
    expect(
      await sentFor({
        createdDateFrom: '2023-01-20',
        createdDateTo: new Date(Date.UTC(2023, 0, 25)),
        dueDateFrom: '2023-01-20T00:00:00.1234567Z',
        dueDateTo: '2023-01-25',
        value: 101.22,
        status: 'Paid',
        friendlyId: 'u8KFsGDk-1',
        observation: 'Some observation about the invoice',
        creditAccountId: '01bce461-9g03-12ds-8217-b3d39271e15b',
        op: 'or',
      }),
    ).toEqual({
      createdDateFrom: '2023-01-20',
      createdDateTo: '2023-01-25T00:00:00.000Z',
      dueDateFrom: '2023-01-20T00:00:00.1234567Z',
      dueDateTo: '2023-01-25',
      value: '101.22',
      status: 'Paid',
      friendlyId: 'u8KFsGDk-1',
      observation: 'Some observation about the invoice',
      creditAccountId: '01bce461-9g03-12ds-8217-b3d39271e15b',
      op: 'or',
      ...page,
    });
  });

  test('that are undefined are left out', async () => {
    expect(
      await sentFor({ status: undefined, value: undefined, dueDateTo: undefined, from: undefined }),
    ).toEqual(page);
  });

  test.each<readonly [InvoiceFilter, string]>([
    [{ createdDateFrom: new Date(Number.NaN) }, 'createdDateFrom'],
    [{ createdDateTo: '2023-02-30' }, 'createdDateTo'],
    [{ dueDateFrom: '' }, 'dueDateFrom'],
    [{ value: -1 }, 'value'],
    [{ value: 0.001 }, 'value'],
    [{ value: Number.NaN }, 'value'],
    [{ friendlyId: '' }, 'friendlyId'],
    [{ creditAccountId: '' }, 'creditAccountId'],
  ])('%j is refused by name before anything is sent', async (filter, path) => {
    const error = await refusedFor(filter);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path }], outcome: 'not-sent' });
  });
});
