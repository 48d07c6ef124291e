import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invoice, Warning } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { type Answer, clientOver, json, type Recording, recording } from './http/recording.ts';
import { asked, invoiceOf, invoices } from './resources/server.ts';

const idsOf = (list: readonly Invoice[]): string[] => list.map(({ id }) => id);

interface Habits {
  /** The most items it gives at a time. */
  readonly cap?: number;
  /** Tells the number of returned items as the count (known issue 432587). */
  readonly countsPage?: boolean;
}

/** A list that can change between two answers. */
function changing(
  items: Invoice[],
  { cap = Infinity, countsPage = false }: Habits = {},
): Recording & { readonly items: Invoice[] } {
  const answer: Answer = (request) => {
    const query = new URL(request.url).searchParams;
    const from = Number(query.get('from'));
    const data = items.slice(from - 1, Math.min(Number(query.get('to')), from - 1 + cap));
    return json({ data, summary: { count: countsPage ? data.length : items.length } })(request);
  };
  return { ...recording(answer), items };
}

function remove(items: Invoice[], { id }: Invoice): void {
  const at = items.findIndex((item) => item.id === id);
  if (at >= 0) items.splice(at, 1);
}

describe('a loop that changes what it walks', () => {
  test('pays each of them, once, and tells that the list changed, once', async () => {
    const warnings: Warning[] = [];
    const { client } = createInMemoryCustomerCredit({
      seed: {
        accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 1000 }],
        invoices: Array.from({ length: 250 }, () => ({ creditAccountId: 'a', value: 1 })),
      },
      onWarning: (warning) => warnings.push(warning),
    });
    const list = client.invoices.list({ status: 'Opened' });
    const paid: string[] = [];
    for await (const invoice of list) {
      await client.invoices.markAsPaid(invoice);
      paid.push(invoice.id);
    }
    expect(new Set(paid).size).toBe(250);
    expect(paid).toHaveLength(250);
    expect(await client.invoices.list({ status: 'Opened' }).toArray()).toEqual([]);
    expect(list.changed).toBe(true);
    expect(warnings).toEqual([
      {
        code: 'list_changed',
        operation: 'invoices.list',
        message: expect.stringContaining('its count went from 250 to 150'),
      },
    ]);
  });

  test('costs one request more per page', async () => {
    const network = changing(invoices(250));
    for await (const invoice of clientOver(network, { onWarning: () => undefined }).invoices.list())
      remove(network.items, invoice);
    expect(asked(network)).toEqual(['1-100', '100-200', '1-100', '100-200', '1-100']);
  });

  test('goes back by no more than what left', async () => {
    const network = changing(invoices(250));
    const client = clientOver(network, { onWarning: () => undefined });
    const found: string[] = [];
    for await (const invoice of client.invoices.list()) {
      found.push(invoice.id);
      if (found.length <= 250 && found.length % 10 === 0) remove(network.items, invoice);
    }
    expect(found).toEqual(idsOf(invoices(250)));
    expect(asked(network)).toEqual(['1-100', '100-200', '90-190', '190-290', '180-280']);
  });
});

describe('pages', () => {
  test('are those of the API, and go back by what the count has lost', async () => {
    const network = changing(invoices(250));
    const list = clientOver(network, { onWarning: () => undefined }).invoices.list();
    const found: string[] = [];
    for await (const { data } of list.pages())
      for (const invoice of data) {
        found.push(invoice.id);
        remove(network.items, invoice);
      }
    expect(found).toEqual(idsOf(invoices(250)));
    expect(list.changed).toBe(true);
    expect(asked(network)).toEqual(['1-100', '101-200', '1-100', '101-200', '1-100']);
  });

  test('of a list that stands still have the totals of their own rows', async () => {
    const network = changing(invoices(250));
    const sizes: number[] = [];
    for await (const { data } of clientOver(network).invoices.list().pages()) sizes.push(data.length);
    expect(sizes).toEqual([100, 100, 50]);
    expect(asked(network)).toEqual(['1-100', '101-200', '201-300']);
  });
});

describe('whatever happens to a list while it is walked', () => {
  const happening = fc.record({
    size: fc.nat({ max: 40 }),
    pageSize: fc.integer({ min: 1, max: 9 }),
    cap: fc.constantFrom(Infinity, 3, 5),
    countsPage: fc.boolean(),
    /** What the loop does, and to which of the items that it is given. */
    act: fc.constantFrom('remove', 'move to the end'),
    own: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
  });

  test('by the loop, each item comes once', async () => {
    await fc.assert(
      fc.asyncProperty(happening, async ({ size, pageSize, cap, countsPage, act, own }) => {
        // A capped page whose count is its own looks like the end: nothing could tell.
        const network = changing(invoices(size), { cap: countsPage ? Infinity : cap, countsPage });
        const client = clientOver(network, { onWarning: () => undefined });
        const found: string[] = [];
        for await (const invoice of client.invoices.list({ pageSize })) {
          found.push(invoice.id);
          if (own[found.length % own.length] !== true) continue;
          remove(network.items, invoice);
          if (act === 'move to the end') network.items.push(invoice);
          expect(network.sent.length).toBeLessThan(5000);
        }
        expect(found.toSorted()).toEqual(idsOf(invoices(size)));
      }),
      { numRuns: 500 },
    );
  });

  test('by others, each item that was there all the time comes once', async () => {
    const others = fc.array(
      fc.record({ what: fc.constantFrom('nothing', 'add', 'remove'), where: fc.nat({ max: 60 }) }),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(happening, others, async ({ size, pageSize, own }, events) => {
        const network = changing(invoices(size));
        const client = clientOver(network, { onWarning: () => undefined });
        const found: string[] = [];
        const left = new Set<string>();
        for await (const invoice of client.invoices.list({ pageSize })) {
          found.push(invoice.id);
          if (own[found.length % own.length]) remove(network.items, invoice);
          const { what, where } = events[found.length % events.length] ?? { what: 'nothing', where: 0 };
          if (found.length < 100 && what === 'add')
            network.items.splice(where, 0, invoiceOf(1000 + found.length));
          const gone = what === 'remove' ? network.items[where] : undefined;
          if (gone !== undefined) {
            remove(network.items, gone);
            left.add(gone.id);
          }
        }
        expect(new Set(found).size).toBe(found.length);
        expect(found).toEqual(expect.arrayContaining(idsOf(invoices(size)).filter((id) => !left.has(id))));
      }),
      { numRuns: 500 },
    );
  });

  test('a list in another order at each answer comes to an end, without repeats', async () => {
    const items = invoices(500);
    let turn = 0;
    const answer: Answer = (request) => {
      const query = new URL(request.url).searchParams;
      turn += 173;
      const turned = [...items.slice(turn % 500), ...items.slice(0, turn % 500)];
      const data = turned.slice(Number(query.get('from')) - 1, Number(query.get('to')));
      return json({ data, summary: { count: items.length } })(request);
    };
    const network = recording(answer);
    const found = await clientOver(network, { onWarning: () => undefined })
      .invoices.list({ pageSize: 20 })
      .toArray();
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(network.sent.length).toBeLessThan(1200);
  });
});

describe('who is told', () => {
  test('nobody, of a list that stands still', async () => {
    const warnings: Warning[] = [];
    const client = clientOver(changing(invoices(250)), { onWarning: (warning) => warnings.push(warning) });
    const list = client.invoices.list();
    await list.toArray();
    expect([list.changed, warnings]).toEqual([false, []]);
    expect(await client.invoices.summarize()).toMatchObject({ changed: false });
  });

  test('of items that only changed places', async () => {
    const network = changing(invoices(30));
    const warnings: Warning[] = [];
    const client = clientOver(network, { onWarning: (warning) => warnings.push(warning) });
    let given = 0;
    for await (const invoice of client.invoices.list({ pageSize: 10 })) {
      given += 1;
      if (given > 3) continue;
      remove(network.items, invoice);
      network.items.push(invoice);
    }
    expect(given).toBe(30);
    expect(warnings).toMatchObject([{ message: expect.stringContaining('items stood elsewhere') }]);
  });

  test('whoever reads a sum', async () => {
    const network = changing(invoices(250));
    let sums = 0;
    const client = clientOver(
      {
        fetch: (request) => {
          if (network.sent.length === 1) network.items.splice(0, 1);
          return network.fetch(request);
        },
      },
      { onWarning: ({ code }) => (sums += code === 'list_changed' ? 1 : 0) },
    );
    expect(await client.invoices.summarize()).toMatchObject({ count: 250, changed: true });
    expect(sums).toBe(1);
  });
});
