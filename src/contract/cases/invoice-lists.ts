import type { InvoiceFilter } from '../../client/resources/invoice-filter.ts';
import { isOverdue } from '../../ledger/overdue.ts';
import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { unsent } from '../refusals.ts';
import type { World } from '../world.ts';

const many = (count: number, value: number): Array<{ creditAccountId: string; value: number }> =>
  Array.from({ length: count }, () => ({ creditAccountId: 'many', value }));
const manyAccount = { id: 'many', email: 'many@example.com', creditLimit: 1_000_000 };

/** Short names of what a filter finds: `AAAA` for the invoice of the world with the id `AAAA-01`. */
async function found({ client }: World, filter: InvoiceFilter): Promise<string[]> {
  return (await client.invoices.list(filter).toArray()).map(({ id }) => id.slice(0, 4));
}

export const invoiceLists: readonly ContractCase[] = group('a list of invoices', [
  it('has totals of the page and the count of all, for the store and for an account', {
    holds: ['list.totals', 'list.count'],
    needs: ['ownStore', 'seeding'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    for (const list of [client.invoices.list(), client.invoices.listByAccount(creditAccountId)]) {
      const pages = [];
      for await (const page of list.pages()) pages.push(page);
      equal(
        pages.map(({ summary }) => summary),
        [{ total: 100, count: 3, totalPaid: 50, totalCancelled: 25 }],
      );
      equal(
        pages[0]?.data.map(({ id }) => id),
        ['AAAA-01', 'BBBB-01', 'CCCC-01'],
      );
    }
  }),

  it('has totals of the page and the count of all, also when the page is but a part', {
    holds: ['list.totals', 'list.count'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const seen: unknown[] = [];
    for await (const { data, summary } of client.invoices.list({ creditAccountId, pageSize: 1 }).pages()) {
      const [invoice] = data;
      const of = (status: string): number => (invoice?.status === status ? invoice.value : 0);
      like(summary, {
        count: 3,
        total: of('Opened'),
        totalPaid: of('Paid'),
        totalCancelled: of('Cancelled'),
      });
      seen.push(invoice?.value);
    }
    equal(
      seen.toSorted((a, b) => Number(a) - Number(b)),
      [25, 50, 100],
    );
  }),

  it('is filtered by status, value and account, and by several with AND', {
    holds: ['list.filters'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const values = async (filter: InvoiceFilter): Promise<number[]> =>
      (await client.invoices.list({ creditAccountId, ...filter }).toArray())
        .map(({ value }) => value)
        .toSorted((a, b) => a - b);
    equal(await values({}), [25, 50, 100]);
    equal(await values({ status: 'Paid' }), [50]);
    equal(await values({ status: 'Cancelled' }), [25]);
    equal(await values({ value: 100 }), [100]);
    equal(await values({ status: 'Paid', value: 50 }), [50]);
    equal(await values({ status: 'Paid', value: 25 }), []);
  }),

  it('is filtered by each of the filters, and by several with AND or OR', {
    holds: ['list.filters', 'list.filters.dates'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, paid } = world;
    await client.invoices.update(paid, { observation: 'a + b & c=d' });
    const ids = (filter: InvoiceFilter): Promise<string[]> => found(world, filter);
    equal(await ids({ status: 'Paid' }), ['BBBB']);
    equal(await ids({ value: 25 }), ['CCCC']);
    equal(await ids({ friendlyId: 'AAAAAAAA-1' }), ['AAAA']);
    equal(await ids({ observation: 'a + b & c=d' }), ['BBBB']);
    equal(await ids({ creditAccountId: 'nobody' }), []);
    equal(await ids({ creditAccountId }), ['AAAA', 'BBBB', 'CCCC']);
    equal(await ids({ dueDateTo: '2024-05-20T06:52:53.1314379Z' }), ['AAAA']);
    equal(await ids({ dueDateTo: '2024-05-20T06:52:53.1314378Z' }), []);
    equal(await ids({ dueDateFrom: new Date('2024-05-21') }), ['BBBB', 'CCCC']);
    const created = { createdDateFrom: '2024-05-08T12:00:00Z', createdDateTo: '2024-05-08T12:00:00Z' };
    equal(await ids(created), ['AAAA', 'BBBB', 'CCCC']);
    equal(await ids({ createdDateFrom: '2024-05-09' }), []);
    equal(await ids({ status: 'Paid', value: 25 }), []);
    equal(await ids({ status: 'Paid', value: 25, op: 'or' }), ['BBBB', 'CCCC']);
  }),

  it('is filtered exactly, and by the two ends of a date as one filter', {
    holds: ['list.filters.exact'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const world = await store();
    await world.client.invoices.update(world.paid, { observation: 'by wire' });
    const ids = (filter: InvoiceFilter): Promise<string[]> => found(world, filter);
    equal(await ids({ friendlyId: 'AAAAAAAA' }), []);
    equal(await ids({ friendlyId: 'aaaaaaaa-1' }), []);
    equal(await ids({ observation: 'wire' }), []);
    equal(await ids({ value: 100.01 }), []);
    const may = { dueDateFrom: '2024-05-01', dueDateTo: '2024-06-01' };
    // Each end on its own would bring all three.
    equal(await ids({ ...may, status: 'Cancelled', op: 'or' }), ['AAAA', 'CCCC']);
  }),

  it('takes both ends of a date, and a bare date as its midnight in UTC', {
    holds: ['list.filters.dates'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const world = await store({
      invoices: [
        { creditAccountId: '11111111111_CPF', id: 'MAY1-01', value: 1, dueDate: '2024-05-10T00:00:00Z' },
        { creditAccountId: '11111111111_CPF', id: 'MAY2-01', value: 1, dueDate: '2024-05-10T00:00:01Z' },
      ],
    });
    equal(await found(world, { dueDateTo: '2024-05-10' }), ['MAY1']);
    equal(await found(world, { dueDateFrom: '2024-05-10', dueDateTo: '2024-05-11' }), ['MAY1', 'MAY2']);
  }),

  it('comes in order of creation, or of the due date when filtered by it', {
    holds: ['list.order'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const later = { creditAccountId: '11111111111_CPF', id: 'DDDD-01', value: 1, dueDate: '2024-05-12' };
    const world = await store({ invoices: [later] });
    equal(await found(world, {}), ['AAAA', 'BBBB', 'CCCC', 'DDDD']);
    equal(await found(world, { dueDateFrom: '2024-05-01' }), ['DDDD', 'AAAA', 'BBBB', 'CCCC']);
  }),

  it('is walked page by page to its end, every invoice once, by inclusive positions', {
    holds: ['client.walk', 'list.positions', 'list.count'],
    needs: ['ownStore', 'seeding'],
  }, async ({ store }) => {
    const { client } = await store({ accounts: [manyAccount], invoices: many(57, 1) });
    const list = client.invoices.list({ creditAccountId: 'many', pageSize: 10 });
    const sizes: number[] = [];
    for await (const { data, summary } of list.pages()) {
      sizes.push(data.length);
      like(summary, { count: 57, total: data.length });
    }
    equal(sizes, [10, 10, 10, 10, 10, 7]);
    const all = await list.toArray();
    equal(new Set(all.map(({ id }) => id)).size, 57);
    equal(await list.toArray({ limit: 12 }), all.slice(0, 12));
    equal(
      await client.invoices.list({ creditAccountId: 'many', from: 5, to: 21, pageSize: 10 }).toArray(),
      all.slice(4, 21),
    );
  }),

  it('is added up over all pages, exactly', {
    holds: ['client.summarize'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const { client } = await store({
      accounts: [manyAccount],
      invoices: [...many(300, 0.1), ...many(300, 0.2)],
    });
    equal(await client.invoices.summarize({ creditAccountId: 'many' }), {
      count: 600,
      total: 90,
      totalPaid: 0,
      totalCancelled: 0,
      totalOverdue: 0,
      changed: false,
    });
    like(await client.invoices.summarize(), {
      count: 603,
      total: 190,
      totalPaid: 50,
      totalCancelled: 25,
    });
  }),

  it('of an account is added up', { holds: ['client.summarize'] }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    equal(await client.invoices.summarize({ creditAccountId }), {
      count: 3,
      total: 100,
      totalPaid: 50,
      totalCancelled: 25,
      totalOverdue: 0,
      changed: false,
    });
  }),

  it('of what is overdue changes with the clock alone, at the boundary', {
    holds: ['invoice.overdue', 'invoice.overdue.boundary'],
    needs: ['ownStore', 'seeding', 'clock'],
  }, async ({ store }) => {
    const { client, clock, opened } = await store();
    const overdue = async (): Promise<string[]> =>
      (await client.invoices.list({ status: 'Overdue' }).toArray()).map(({ id }) => id);
    await clock.set('2024-05-20T06:52:53.131Z');
    equal(await overdue(), []);
    await clock.advance(1);
    equal(await overdue(), [opened.id]);
    const invoice = await client.invoices.get(opened);
    equal([invoice.status, isOverdue(invoice, await clock.now())], ['Opened', true]);
    like(await client.invoices.summarize(), { total: 100, totalOverdue: 100 });
    equal(await client.invoices.list({ status: 'Overdue', dueDateTo: '2024-05-01' }).toArray(), []);
    await client.invoices.markAsPaid(opened);
    equal(await overdue(), []);
  }),

  it('refuses filters that cannot be meant, when it is read', {
    holds: ['client.checks'],
    needs: ['inputChecks'],
  }, async ({ store }) => {
    const world = await store();
    const read = (filter: InvoiceFilter) => () => world.client.invoices.list(filter).toArray();
    await unsent(world, read({ status: 'Overdue', op: 'or' }), 'status', /other than Overdue/);
    await unsent(world, read({ dueDateTo: 'soon' }), 'dueDateTo', /ISO 8601/);
    await unsent(world, read({ dueDateTo: new Date(Number.NaN) }), 'dueDateTo', /valid date/);
    await unsent(world, read({ pageSize: 0 }), 'pageSize', /from 1 to 1000/);
    await unsent(world, read({ value: -1 }), 'value', /zero or more/);
  }),
]);
