import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, type Invoice } from 'vtex-customer-credit';
import { clientOver, json, recording, rejection, text } from './http/recording.ts';
import { accountOf, asked, invoiceOf, invoices, listing, script } from './resources/server.ts';

const ids = (list: readonly Invoice[]): string[] => list.map(({ id }) => id);

async function pagesOf<Value>(pages: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe('a walk ends', () => {
  test('after the first page when nothing matches', async () => {
    const network = listing([]);
    expect(await clientOver(network).invoices.list().toArray()).toEqual([]);
    expect(asked(network)).toEqual(['1-100']);
  });

  test('after a page that is not full, without asking once more', async () => {
    const network = listing(invoices(42));
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(42));
    expect(asked(network)).toEqual(['1-100']);
  });

  test('when the count is reached by a page that is not full', async () => {
    const network = listing(invoices(250));
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(250));
    expect(asked(network)).toEqual(['1-100', '100-200', '200-300']);
  });

  test('after the last full page of several, without asking once more', async () => {
    const network = listing(invoices(200));
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(200));
    expect(asked(network)).toEqual(['1-100', '100-200']);
  });

  test('after an empty page, though the count promises more', async () => {
    const network = script(1000, invoices(100), []);
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(100));
    // Rows may have moved: it goes back before it gives up.
    expect(asked(network)).toEqual(['1-100', '100-200', '1-100']);
  });

  test('after a page that brings nothing new, such as from a server that ignores positions', async () => {
    const network = script(1000, invoices(20));
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(20));
    // It goes back before it gives up.
    expect(network.sent).toHaveLength(5);
  });
});

describe('a walk finds every item once', () => {
  test('when the count is that of the page only (known issue 432587)', async () => {
    const network = listing(invoices(250), { countsPage: true });
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(250));
    expect(asked(network)).toEqual(['1-100', '100-200', '200-300']);
  });

  test('when the server gives fewer items than asked', async () => {
    const network = listing(invoices(55), { cap: 20 });
    expect(await clientOver(network).invoices.list().toArray()).toEqual(invoices(55));
    expect(asked(network)).toEqual(['1-100', '20-120', '39-139']);
  });

  test('when the server gives one item more than asked (observed)', async () => {
    const network = listing(invoices(100), { more: 1 });
    const found = await clientOver(network).invoices.list({ pageSize: 20 }).toArray();
    expect(found).toEqual(invoices(100));
    expect(asked(network)).toEqual(['1-20', '20-40', '40-60', '60-80', '80-100']);
  });

  test('and none beyond `to`, though the server gives one more than asked', async () => {
    const network = listing(invoices(100), { more: 1 });
    const client = clientOver(network);
    expect(await client.invoices.list({ to: 20 }).toArray()).toEqual(invoices(20));
    expect(await client.invoices.list({ from: 3, to: 20, pageSize: 6 }).toArray()).toEqual(
      invoices(20).slice(2),
    );
    expect(asked(network)).toEqual(['1-20', '3-8', '8-14', '14-19']);
  });

  test('when the list shifts and an item comes back on a later page', async () => {
    const network = script(
      6,
      [invoiceOf(1), invoiceOf(2)],
      [invoiceOf(2), invoiceOf(3)],
      [invoiceOf(1), invoiceOf(4)],
    );
    const found = await clientOver(network).invoices.list({ pageSize: 2 }).toArray();
    expect(ids(found)).toEqual(ids(invoices(4)));
  });

  test('whatever the size of the list, of the pages and of the server', async () => {
    const some = fc.record({
      size: fc.nat({ max: 60 }),
      pageSize: fc.integer({ min: 1, max: 25 }),
      cap: fc.integer({ min: 1, max: 30 }),
      more: fc.constantFrom(0, 1),
    });
    await fc.assert(
      fc.asyncProperty(some, async ({ size, pageSize, cap, more }) => {
        const network = listing(invoices(size), { cap, more });
        expect(ids(await clientOver(network).invoices.list({ pageSize }).toArray())).toEqual(
          ids(invoices(size)),
        );
        expect(network.sent.length).toBeLessThanOrEqual(size + 1);
      }),
      { numRuns: 200 },
    );
  });

  test('whatever the size, when the count is that of the page only', async () => {
    const some = fc.record({ size: fc.nat({ max: 60 }), pageSize: fc.integer({ min: 1, max: 25 }) });
    await fc.assert(
      fc.asyncProperty(some, async ({ size, pageSize }) => {
        const network = listing(invoices(size), { countsPage: true });
        expect(ids(await clientOver(network).invoices.list({ pageSize }).toArray())).toEqual(
          ids(invoices(size)),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('one id twice', () => {
  const before = invoiceOf(1);
  const after = invoiceOf(1, { status: 'Paid', updatedAt: '2024-03-01T00:00:00Z' });

  test('is kept twice within one page, as it came', async () => {
    const network = script(3, [before, after, invoiceOf(2)]);
    expect(await clientOver(network).invoices.list().toArray()).toEqual([before, after, invoiceOf(2)]);
  });

  test('is kept once across pages', async () => {
    const network = script(4, [before, invoiceOf(2)], [after, invoiceOf(3)]);
    const found = await clientOver(network).invoices.list({ pageSize: 2 }).toArray();
    expect(found).toEqual([before, invoiceOf(2), invoiceOf(3)]);
  });

  test('is kept once however long the list is, as long as it is not far away', async () => {
    // Each page begins with the last row of the one before.
    const pages = Array.from({ length: 25 }, (_, page) =>
      Array.from({ length: 1000 }, (__, row) => invoiceOf(page * 999 + row)),
    );
    const [first = [], ...others] = pages;
    const found = await clientOver(script(30_000, first, ...others))
      .invoices.list({ pageSize: 1000 })
      .toArray();
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found).toHaveLength(25 * 999 + 1);
  });

  test('of two accounts is two invoices: their ids are those of the account', async () => {
    const other = invoiceOf(1, { creditAccountId: 'another', accountId: 'another' });
    const network = script(2, [before, other]);
    expect(await clientOver(network).invoices.summarize()).toMatchObject({ count: 2 });
    const paged = script(2, [before], [other]);
    expect(await clientOver(paged).invoices.list({ pageSize: 1 }).toArray()).toEqual([before, other]);
  });
});

describe('from, to, pageSize and limit', () => {
  const range = async (
    options: Parameters<ReturnType<typeof clientOver>['invoices']['list']>[0],
  ): Promise<[string[], number]> => {
    const network = listing(invoices(250));
    const found = await clientOver(network).invoices.list(options).toArray();
    return [asked(network), found.length];
  };

  test('both positions are always sent, a hundred items at a time', async () => {
    expect(await range({ to: 3 })).toEqual([['1-3'], 3]);
    expect(await range({})).toEqual([['1-100', '100-200', '200-300'], 250]);
  });

  test('from and to are inclusive and counted from 1', async () => {
    const network = listing(invoices(250));
    const found = await clientOver(network).invoices.list({ from: 11, to: 13 }).toArray();
    expect(ids(found)).toEqual([11, 12, 13].map((number) => invoiceOf(number).id));
    expect(asked(network)).toEqual(['11-13']);
  });

  test('pageSize cuts the way to `to`', async () => {
    expect(await range({ from: 5, to: 30, pageSize: 10 })).toEqual([['5-14', '14-24', '24-30'], 26]);
    expect(await range({ to: 20, pageSize: 10 })).toEqual([['1-10', '10-20'], 20]);
    expect(await range({ pageSize: 1000 })).toEqual([['1-1000'], 250]);
  });

  test('a range beyond the end is empty', async () => {
    expect(await range({ from: 1000 })).toEqual([['1000-1099'], 0]);
    expect(await range({ from: 9, to: 8 })).toEqual([[], 0]);
  });

  test('limit takes the first items and asks for no page beyond them', async () => {
    const network = listing(invoices(250));
    expect(await clientOver(network).invoices.list({ pageSize: 10 }).toArray({ limit: 25 })).toEqual(
      invoices(25),
    );
    expect(asked(network)).toEqual(['1-10', '10-20', '20-25']);
  });

  test('limit asks for no page more when a page ends with it', async () => {
    const network = listing(invoices(250));
    await clientOver(network).invoices.list({ pageSize: 10 }).toArray({ limit: 20 });
    expect(asked(network)).toEqual(['1-10', '10-20']);
  });

  test.each([
    [{ pageSize: 0 }, 'pageSize'],
    [{ pageSize: 1001 }, 'pageSize'],
    [{ pageSize: 1.5 }, 'pageSize'],
    [{ pageSize: Number.NaN }, 'pageSize'],
    [{ from: 0 }, 'from'],
    [{ from: -1 }, 'from'],
    [{ to: 0 }, 'to'],
    [{ to: Number.POSITIVE_INFINITY }, 'to'],
  ])('%j is refused by name when the list is read, before anything is sent', async (options, path) => {
    const network = listing([]);
    const list = clientOver(network).invoices.list(options);
    const error = await rejection(list.toArray());
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ issues: [{ path }] });
    expect(network.sent).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN])('a limit of %d is refused by name', async (limit) => {
    const network = listing([]);
    expect(await rejection(clientOver(network).invoices.list().toArray({ limit }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'limit' }],
    });
    expect(network.sent).toEqual([]);
  });
});

describe('laziness', () => {
  test('nothing is sent before an item is asked for', async () => {
    const network = listing(invoices(5));
    const list = clientOver(network).invoices.list();
    const iterator = list[Symbol.asyncIterator]();
    const pages = list.pages()[Symbol.asyncIterator]();
    await Promise.resolve();
    expect(network.sent).toEqual([]);
    await iterator.next();
    expect(network.sent).toHaveLength(1);
    await pages.next();
    expect(network.sent).toHaveLength(2);
  });

  test('a page is sent for only when its first item is asked for', async () => {
    const network = listing(invoices(5));
    const iterator = clientOver(network).invoices.list({ pageSize: 2 })[Symbol.asyncIterator]();
    const sent: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      await iterator.next();
      sent.push(network.sent.length);
    }
    expect(sent).toEqual([1, 1, 2, 2, 3, 3]);
  });

  test('leaving early sends no more', async () => {
    const network = listing(invoices(50));
    for await (const { id } of clientOver(network).invoices.list({ pageSize: 10 })) {
      if (id === invoiceOf(12).id) break;
    }
    expect(asked(network)).toEqual(['1-10', '10-20']);
  });

  test('each iteration begins anew', async () => {
    const network = listing(invoices(3));
    const list = clientOver(network).invoices.list();
    expect(await list.toArray()).toEqual(await list.toArray());
    expect(asked(network)).toEqual(['1-100', '1-100']);
  });

  test('a failure of a page ends the walk with its error, after the items before', async () => {
    const page = { data: invoices(2), summary: { count: 4 } };
    const network = recording(json(page), text('', { status: 500 }));
    const found: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of clientOver(network).invoices.list({ pageSize: 2 })) found.push(id);
    };
    expect(await rejection(walk())).toMatchObject({ code: 'server_error', operation: 'invoices.list' });
    expect(found).toEqual(ids(invoices(2)));
  });
});

describe('pages', () => {
  test('come with their own summaries', async () => {
    const pages = await pagesOf(
      clientOver(listing(invoices(5)))
        .invoices.list({ pageSize: 2 })
        .pages(),
    );
    expect(pages.map(({ data, summary }) => [data.length, summary.count])).toEqual([
      [2, 5],
      [2, 5],
      [1, 5],
    ]);
  });

  test('a last page that brings nothing new is none', async () => {
    for (const last of [[], invoices(2)]) {
      const pages = await pagesOf(
        clientOver(script(9, invoices(2), last))
          .invoices.list({ pageSize: 2 })
          .pages(),
      );
      expect(pages.map(({ data }) => data)).toEqual([invoices(2)]);
    }
  });

  test('an item that stood on an earlier page is dropped, and the summary stays as it came', async () => {
    const network = script(5, [invoiceOf(1), invoiceOf(2)], [invoiceOf(2), invoiceOf(3)], []);
    const pages = await pagesOf(clientOver(network).invoices.list({ pageSize: 2 }).pages());
    expect(pages).toEqual([
      { data: [invoiceOf(1), invoiceOf(2)], summary: { count: 5 }, read: 2 },
      { data: [invoiceOf(3)], summary: { count: 5 }, read: 3 },
    ]);
  });

  test('an empty list has one empty page, with its summary', async () => {
    expect(await pagesOf(clientOver(listing([])).invoices.list().pages())).toEqual([
      { data: [], summary: { count: 0 }, read: 0 },
    ]);
  });
});

describe('a signal', () => {
  test('ends a walk between two items, with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const network = listing(invoices(10));
    const found: string[] = [];
    const walk = async (): Promise<void> => {
      const list = clientOver(network).invoices.list({ pageSize: 4 }, { signal: controller.signal });
      for await (const { id } of list) {
        found.push(id);
        if (found.length === 2) controller.abort(reason);
      }
    };
    expect(await rejection(walk())).toBe(reason);
    expect(found).toEqual(ids(invoices(2)));
    expect(network.sent).toHaveLength(1);
  });

  test('ends a walk at its last item, too', async () => {
    const controller = new AbortController();
    const list = clientOver(listing(invoices(2))).invoices.list({}, { signal: controller.signal });
    const walk = async (): Promise<void> => {
      let left = 2;
      for await (const _ of list) {
        left -= 1;
        if (left === 0) controller.abort('enough');
      }
    };
    expect(await rejection(walk())).toBe('enough');
  });

  test('ends a walk between two pages, with its reason', async () => {
    const controller = new AbortController();
    const network = listing(Array.from({ length: 10 }, (_, at) => accountOf(at)));
    const walk = async (): Promise<void> => {
      const list = clientOver(network).accounts.list({ pageSize: 4 }, { signal: controller.signal });
      for await (const _ of list.pages()) controller.abort('enough');
    };
    expect(await rejection(walk())).toBe('enough');
    expect(network.sent).toHaveLength(1);
  });
});

describe('a list that is awaited', () => {
  test('gives its first page, which leads to the next ones', async () => {
    const network = listing(invoices(5));
    const list = clientOver(network).invoices.list({ pageSize: 2 });
    expect(network.sent).toEqual([]);
    const first = await list;
    expect(first).toMatchObject({ data: invoices(2), summary: { count: 5 }, hasNextPage: true });
    const second = await first.nextPage();
    expect(second).toMatchObject({ data: invoices(4).slice(2), hasNextPage: true });
    expect(await first.nextPage()).toBe(second);
    const third = await second?.nextPage();
    expect(third).toMatchObject({ data: invoices(5).slice(4), hasNextPage: false });
    expect(await third?.nextPage()).toBeUndefined();
    expect(asked(network)).toEqual(['1-2', '3-4', '5-6']);
  });

  test('has an empty first page when nothing matches', async () => {
    expect(await clientOver(listing([])).accounts.list()).toMatchObject({
      data: [],
      summary: { count: 0 },
      hasNextPage: false,
    });
  });

  test('rejects with what went wrong, and a next page can be asked for again', async () => {
    const page = { data: invoices(2), summary: { count: 4 } };
    const rest = { data: invoices(4).slice(2), summary: { count: 4 } };
    const network = recording(json(page), text('', { status: 500 }), json(rest));
    const first = await clientOver(network).invoices.list({ pageSize: 2 });
    expect(await rejection(first.nextPage())).toMatchObject({ code: 'server_error' });
    expect(await first.nextPage()).toMatchObject({ data: rest.data });
    const failing = clientOver(recording(text('', { status: 403 }))).invoices.list();
    expect(await rejection(Promise.resolve(failing))).toMatchObject({ code: 'permission' });
  });
});

describe('parts of a list', () => {
  test('first asks for one item, take for no more than it gives', async () => {
    const network = listing(invoices(250));
    const list = clientOver(network).invoices.list({ pageSize: 10 });
    expect(await list.first()).toEqual(invoiceOf(1));
    expect(await list.take(12).toArray()).toEqual(invoices(12));
    expect(await list.take(12).take(3).toArray()).toEqual(invoices(3));
    expect(await list.take(3).toArray({ limit: 12 })).toEqual(invoices(3));
    expect(asked(network)).toEqual(['1-1', '1-10', '10-12', '1-3', '1-3']);
    expect(await clientOver(listing([])).invoices.list().first()).toBeUndefined();
  });

  test('map changes each item, one at a time and in order', async () => {
    const list = clientOver(listing(invoices(5))).invoices.list({ pageSize: 2 });
    const mapped = list.map(async ({ id }, at) => `${at} ${id}`);
    const expected = invoices(5).map(({ id }, at) => `${at} ${id}`);
    expect(await mapped.toArray()).toEqual(expected);
    expect(await mapped.take(3).first()).toBe(expected[0]);
    const seen: string[] = [];
    for await (const each of mapped.take(2)) seen.push(each);
    expect(seen).toEqual(expected.slice(0, 2));
  });

  test.each([0, -1, 1.5, Number.NaN])('take(%d) is refused by name when it is read', async (count) => {
    const network = listing([]);
    expect(await rejection(clientOver(network).invoices.list().take(count).toArray())).toMatchObject({
      code: 'invalid_input',
      operation: 'invoices.list',
      issues: [{ path: 'count' }],
    });
    expect(network.sent).toEqual([]);
  });
});

describe('a page that fails', () => {
  const failing = (times: number) => {
    const rest = json({ data: invoices(4).slice(1), summary: { count: 4 } });
    const failures = Array.from({ length: times }, () => text('', { status: 503 }));
    return recording(json({ data: invoices(2), summary: { count: 4 } }), ...failures, rest);
  };

  test('is asked for again as often as pageRetries says', async () => {
    const network = failing(3);
    const list = clientOver(network).invoices.list({ pageSize: 2, pageRetries: 3 });
    expect(await list.toArray()).toEqual(invoices(4));
    expect(asked(network)).toEqual(['1-2', '2-4', '2-4', '2-4', '2-4']);
    const lost = clientOver(failing(3)).invoices.list({ pageSize: 2, pageRetries: 2 });
    expect(await rejection(lost.toArray())).toMatchObject({ code: 'server_error' });
  });

  test('is not asked for again where that would not help', async () => {
    const network = recording(text('', { status: 403 }));
    const list = clientOver(network).invoices.list({ pageRetries: 5 });
    expect(await rejection(list.toArray())).toMatchObject({ code: 'permission' });
    expect(network.sent).toHaveLength(1);
  });
});

describe('a name that is none', () => {
  test.each<[object, string, string]>([
    [{ limit: 10 }, 'limit', 'toArray({ limit })'],
    [{ pagesize: 10 }, 'pagesize', 'did you mean pageSize?'],
    [{ duedateto: '2024-01-01' }, 'duedateto', 'did you mean dueDateTo?'],
    [{ accountId: 'x' }, 'accountId', 'did you mean creditAccountId?'],
    [{ zzz: 1 }, 'zzz', 'the names are from, to, pageSize'],
  ])('%j is refused with the one that was meant, before anything is sent', async (filter, path, advice) => {
    const network = listing([]);
    const error = await rejection(clientOver(network).invoices.list(filter).toArray());
    expect(error).toMatchObject({
      code: 'invalid_input',
      operation: 'invoices.list',
      issues: [{ path, expected: expect.stringContaining(advice) }],
    });
    expect(network.sent).toEqual([]);
  });

  test('is refused by every list, all at once, and by toArray', async () => {
    const client = clientOver(listing([]));
    const names: object = { perPage: 5, offset: 1 };
    for (const list of [client.accounts.list(names), client.invoices.listByAccount('x', names)])
      expect(await rejection(list.toArray())).toMatchObject({
        issues: [{ path: 'perPage' }, { path: 'offset' }],
      });
    const options: object = { max: 5 };
    expect(await rejection(client.invoices.list().toArray(options))).toMatchObject({
      issues: [{ path: 'max', expected: 'no such option; the names are limit' }],
    });
  });
});

describe('every list', () => {
  test('of an account goes the same way', async () => {
    const network = listing(invoices(5));
    const list = clientOver(network).invoices.listByAccount('a/b', { from: 2, to: 5, pageSize: 3 });
    expect(await list.toArray()).toEqual(invoices(5).slice(1));
    expect(network.sent.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
      '/api/creditcontrol/accounts/a%2Fb/invoices?from=2&to=4',
      '/api/creditcontrol/accounts/a%2Fb/invoices?from=4&to=5',
    ]);
  });

  test('of accounts goes the same way, with its filter on every page', async () => {
    const accounts = Array.from({ length: 5 }, (_, at) => accountOf(at));
    const network = listing(accounts);
    const found = await clientOver(network)
      .accounts.list({ status: 'Open', email: 'a@b.c', pageSize: 3 })
      .toArray();
    expect(found).toEqual(accounts);
    expect(network.sent.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { status: 'Open', email: 'a@b.c', from: '1', to: '3' },
      { status: 'Open', email: 'a@b.c', from: '3', to: '6' },
    ]);
  });
});
