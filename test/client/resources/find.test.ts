import { describe, expect, test } from 'vitest';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { clientOver, rejection } from '../http/recording.ts';
import { asked, invoiceOf, listing } from './server.ts';

const many = Array.from({ length: 250 }, (_, at) =>
  invoiceOf(at + 1, {
    orderId: at % 100 === 7 ? '1413870513134-01' : `other-${at}`,
    installment: 3 - Math.floor(at / 100),
    friendlyId: `AAAA${at}-1`,
  }),
);

describe('invoices of an order', () => {
  test('are found by walking, for the API has no such filter', async () => {
    const network = listing(many);
    const found = await clientOver(network).invoices.findByOrder('1413870513134-01');
    expect(found.map(({ installment }) => installment)).toEqual([1, 2, 3]);
    expect(network.sent).toHaveLength(3);
    for (const { url } of network.sent) expect(url.searchParams.has('orderId')).toBe(false);
  });

  test('come beside the other filters, which are sent', async () => {
    const network = listing(many);
    const { invoices } = clientOver(network);
    expect(await invoices.list({ orderId: '1413870513134-01', creditAccountId: 'x' }).toArray()).toHaveLength(
      3,
    );
    expect(network.sent[0]?.url.searchParams.get('creditAccountId')).toBe('x');
    expect(
      await invoices.findByOrder('1413870513134-01', { creditAccountId: 'x', pageSize: 1000 }),
    ).toHaveLength(3);
    expect(asked(network).at(-1)).toBe('1-1000');
  });

  test('are counted and limited after they were looked at', async () => {
    const list = clientOver(listing(many)).invoices.list({ orderId: '1413870513134-01' });
    expect(await list.toArray({ limit: 2 })).toHaveLength(2);
    expect((await list.first())?.id).toBe(many[7]?.id);
    const read: number[][] = [];
    for await (const page of list.pages()) read.push([page.data.length, page.read]);
    expect(read).toEqual([
      [1, 100],
      [1, 200],
      [1, 250],
    ]);
    expect(await list).toMatchObject({ data: [many[7]], hasNextPage: true });
  });

  test.each([
    [{ orderId: '1', op: 'or' as const }, 'orderId'],
    [{ orderId: ' ' }, 'orderId'],
  ])('%j cannot be asked for', async (filter, path) => {
    const network = listing(many);
    const error = await rejection(clientOver(network).invoices.list(filter).toArray());
    expect(error).toMatchObject({ operation: 'invoices.list', issues: [{ path }] });
    expect(network.sent).toEqual([]);
  });

  test('are added up', async () => {
    const { client } = createInMemoryCustomerCredit({
      seed: {
        accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1000 }],
        invoices: [1, 2, 4].map((value) => ({ creditAccountId: 'a', value, orderId: value < 3 ? 'A' : 'B' })),
      },
    });
    expect(await client.invoices.summarize({ orderId: 'A' })).toMatchObject({ count: 2, total: 3 });
  });
});

describe('an invoice by its friendly id', () => {
  test('is found by the filter of the API, and only when it is just that', async () => {
    const network = listing([
      invoiceOf(1, { friendlyId: 'AbCdEfGh-1' }),
      invoiceOf(2, { friendlyId: 'AbCdEfGh-11' }),
    ]);
    const { invoices } = clientOver(network);
    expect((await invoices.findByFriendlyId('AbCdEfGh-1'))?.id).toBe(invoiceOf(1).id);
    expect(network.sent[0]?.url.searchParams.get('friendlyId')).toBe('AbCdEfGh-1');
    expect(await invoices.findByFriendlyId('AbCdEfGh-2')).toBeUndefined();
  });

  test('is not guessed where several have it', async () => {
    const network = listing([invoiceOf(1, { friendlyId: 'A-1' }), invoiceOf(2, { friendlyId: 'A-1' })]);
    expect(await rejection(clientOver(network).invoices.findByFriendlyId('A-1'))).toMatchObject({
      code: 'invalid_input',
      operation: 'invoices.findByFriendlyId',
      issues: [{ path: 'friendlyId' }],
    });
  });
});
