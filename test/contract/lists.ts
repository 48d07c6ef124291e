import { describe, expect, it } from 'vitest';
import { isOverdue } from 'vtex-customer-credit';
import { conflict, creditAccountId, opened, paid, type Subject, unsent } from './store.ts';

const many = (count: number, value: number): Array<{ creditAccountId: string; value: number }> =>
  Array.from({ length: count }, () => ({ creditAccountId: 'many', value }));
const manyAccount = { id: 'many', email: 'many@example.com', creditLimit: 1_000_000 };

export function lists({ store }: Subject): void {
  describe('a list of invoices', () => {
    it('has totals of the page and the count of all, for the store and for an account', async () => {
      const { client } = store();
      for (const list of [client.invoices.list(), client.invoices.listByAccount(creditAccountId)]) {
        const pages = [];
        for await (const page of list.pages()) pages.push(page);
        expect(pages.map(({ summary }) => summary)).toEqual([
          { total: 100, count: 3, totalPaid: 50, totalCancelled: 25 },
        ]);
        expect(pages[0]?.data.map(({ id }) => id)).toEqual(['AAAA-01', 'BBBB-01', 'CCCC-01']);
      }
    });

    it('is filtered by each of the filters, and by several with AND or OR', async () => {
      const { client } = store();
      await client.invoices.update(paid, { observation: 'a + b & c=d' });
      const ids = async (filter: Parameters<typeof client.invoices.list>[0]): Promise<string[]> =>
        (await client.invoices.list(filter).toArray()).map(({ id }) => id.slice(0, 4));
      expect(await ids({ status: 'Paid' })).toEqual(['BBBB']);
      expect(await ids({ value: 25 })).toEqual(['CCCC']);
      expect(await ids({ friendlyId: 'AAAAAAAA-1' })).toEqual(['AAAA']);
      expect(await ids({ observation: 'a + b & c=d' })).toEqual(['BBBB']);
      expect(await ids({ creditAccountId: 'nobody' })).toEqual([]);
      expect(await ids({ creditAccountId })).toEqual(['AAAA', 'BBBB', 'CCCC']);
      expect(await ids({ dueDateTo: '2024-05-20T06:52:53.1314379Z' })).toEqual(['AAAA']);
      expect(await ids({ dueDateTo: '2024-05-20T06:52:53.1314378Z' })).toEqual([]);
      expect(await ids({ dueDateFrom: new Date('2024-05-21') })).toEqual(['BBBB', 'CCCC']);
      expect(
        await ids({ createdDateFrom: '2024-05-08T12:00:00Z', createdDateTo: '2024-05-08T12:00:00Z' }),
      ).toHaveLength(3);
      expect(await ids({ createdDateFrom: '2024-05-09' })).toEqual([]);
      expect(await ids({ status: 'Paid', value: 25 })).toEqual([]);
      expect(await ids({ status: 'Paid', value: 25, op: 'or' })).toEqual(['BBBB', 'CCCC']);
    });

    it('is walked page by page to its end, every invoice once', async () => {
      const { client } = store({ accounts: [manyAccount], invoices: many(57, 1) });
      const list = client.invoices.list({ creditAccountId: 'many', pageSize: 10 });
      const sizes: number[] = [];
      for await (const { data, summary } of list.pages()) {
        sizes.push(data.length);
        expect(summary).toMatchObject({ count: 57, total: data.length });
      }
      expect(sizes).toEqual([10, 10, 10, 10, 10, 7]);
      const all = await list.toArray();
      expect(new Set(all.map(({ id }) => id)).size).toBe(57);
      expect(await list.toArray({ limit: 12 })).toEqual(all.slice(0, 12));
      expect(
        await client.invoices.list({ creditAccountId: 'many', from: 5, to: 21, pageSize: 10 }).toArray(),
      ).toEqual(all.slice(4, 21));
    });

    it('is added up over all pages, exactly', async () => {
      const { client } = store({ accounts: [manyAccount], invoices: [...many(300, 0.1), ...many(300, 0.2)] });
      expect(await client.invoices.summarize({ creditAccountId: 'many' })).toEqual({
        count: 600,
        total: 90,
        totalPaid: 0,
        totalCancelled: 0,
        totalOverdue: 0,
      });
      expect(await client.invoices.summarize()).toMatchObject({
        count: 603,
        total: 190,
        totalPaid: 50,
        totalCancelled: 25,
      });
    });

    it('of what is overdue changes with the clock alone, at the boundary', async () => {
      const { client, control } = store();
      const overdue = async (): Promise<string[]> =>
        (await client.invoices.list({ status: 'Overdue' }).toArray()).map(({ id }) => id);
      control.clock.set('2024-05-20T06:52:53.131Z');
      expect(await overdue()).toEqual([]);
      control.clock.advance(1);
      expect(await overdue()).toEqual([opened.id]);
      const invoice = await client.invoices.get(opened);
      expect([invoice.status, isOverdue(invoice, control.clock.now())]).toEqual(['Opened', true]);
      expect(await client.invoices.summarize()).toMatchObject({ total: 100, totalOverdue: 100 });
      expect(await client.invoices.list({ status: 'Overdue', dueDateTo: '2024-05-01' }).toArray()).toEqual(
        [],
      );
      await client.invoices.markAsPaid(opened);
      expect(await overdue()).toEqual([]);
    });

    it('refuses filters that cannot be meant, when it is read', async () => {
      const { client, control } = store();
      const read = (filter: Parameters<typeof client.invoices.list>[0]) => () =>
        client.invoices.list(filter).toArray();
      await unsent({ control }, read({ status: 'Overdue', op: 'or' }), 'status', /other than Overdue/);
      await unsent({ control }, read({ dueDateTo: 'soon' }), 'dueDateTo', /ISO 8601/);
      await unsent({ control }, read({ dueDateTo: new Date(Number.NaN) }), 'dueDateTo', /valid date/);
      await unsent({ control }, read({ pageSize: 0 }), 'pageSize', /from 1 to 1000/);
      await unsent({ control }, read({ value: -1 }), 'value', /zero or more/);
    });
  });

  describe('a list of accounts', () => {
    it('is in order of opening, by status and by e-mail', async () => {
      const { client } = store({ accounts: [{ id: 'b', email: 'B+1@example.com', creditLimit: 5 }] });
      const ids = async (filter: Parameters<typeof client.accounts.list>[0]): Promise<string[]> =>
        (await client.accounts.list(filter).toArray()).map(({ id }) => id);
      expect(await ids({})).toEqual([creditAccountId, 'b']);
      expect(await ids({ status: 'Open' })).toEqual([creditAccountId, 'b']);
      expect(await ids({ status: 'Cancelled' })).toEqual([]);
      expect(await ids({ email: 'b+1@example.com' })).toEqual(['b']);
      expect(await ids({ from: 2 })).toEqual(['b']);
      for await (const { summary } of client.accounts.list({ pageSize: 1 }).pages())
        expect(summary).toEqual({ count: 2 });
    });
  });

  describe('the store configuration', () => {
    it('of a fresh store is the documented one', async () => {
      expect(await store().client.storeConfig.get()).toEqual({
        dailyInterestRate: 0,
        invoicePostponementLimit: 0,
        taxRate: 0,
        maxPostponementDays: 0,
        defaultCreditValue: 2000,
        postponementEnabled: false,
        automaticCheckingAccountCreationEnabled: false,
        toleranceEnabled: false,
        myCreditsEnabled: false,
        maxPreAuthorizationGrowthRate: 0,
        notificationsSettings: {
          daysPrior: [5, 1, 0].map((days) => ({ days, timeOfDay: '12:00:00' })),
          daysAfter: [{ days: 3, timeOfDay: '12:00:00' }],
        },
      });
    });

    it('keeps what an update leaves out, and a merge sends it whole', async () => {
      const { client } = store();
      const before = await client.storeConfig.get();
      const change = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };
      expect(await client.storeConfig.update(change)).toEqual({ ...before, ...change });
      const daysAfter = [{ days: 9, timeOfDay: '08:30:00' }];
      const merged = await client.storeConfig.merge({ taxRate: 0.4, notificationsSettings: { daysAfter } });
      expect(merged).toEqual({
        ...before,
        ...change,
        taxRate: 0.4,
        notificationsSettings: { ...before.notificationsSettings, daysAfter },
      });
      expect(await client.storeConfig.get()).toEqual(merged);
    });

    it('takes at most three notifications on a side, at times of day that exist', async () => {
      const { client, control } = store();
      const trigger = { days: 1, timeOfDay: '12:00:00' };
      const set = (daysPrior: Array<typeof trigger>) => () =>
        client.storeConfig.update({ notificationsSettings: { daysPrior } });
      const path = 'notificationsSettings.daysPrior';
      await unsent({ control }, set([trigger, trigger, trigger, trigger]), path, /at most three/);
      await unsent(
        { control },
        set([{ days: 1, timeOfDay: '24:00:00' }]),
        `${path}[0].timeOfDay`,
        /HH:mm:ss/,
      );
      await unsent(
        { control },
        () => client.storeConfig.update({ taxRate: -1 }),
        'taxRate',
        /decimal fraction/,
      );
    });

    it('tells which notifications are due, by clock and open invoices', async () => {
      const { client, control } = store();
      const due = (): string[] =>
        control
          .notifications()
          .map(({ invoiceId, kind, days, dueAt }) => `${invoiceId} ${kind} ${days} ${dueAt}`);
      expect(due()).toEqual([]);
      control.clock.set('2024-05-19T12:00:00Z');
      expect(due()).toEqual([
        'AAAA-01 daysPrior 5 2024-05-15T12:00:00Z',
        'AAAA-01 daysPrior 1 2024-05-19T12:00:00Z',
      ]);
      control.clock.set('2024-05-23T12:00:00Z');
      expect(due().at(-1)).toBe('AAAA-01 daysAfter 3 2024-05-23T12:00:00Z');
      await client.invoices.markAsPaid(opened);
      expect(due()).toEqual([]);
    });
  });

  describe('a request of one’s own', () => {
    it('reaches the table, with its refusals', async () => {
      const { client, control } = store();
      const path = `/accounts/${creditAccountId}/invoices/AAAA-01`;
      expect(await client.request({ method: 'GET', path })).toEqual(await client.invoices.get(opened));
      expect(await client.request({ method: 'PUT', path, body: { observation: 'x' } })).toBeUndefined();
      expect(
        await client.request({ method: 'GET', path: '/invoices/', query: { status: 'Paid', foo: null } }),
      ).toMatchObject({
        summary: { count: 1 },
      });
      await conflict(
        { control },
        () =>
          client.request({ method: 'POST', path: `/accounts/${creditAccountId}/invoices/BBBB-01/payments` }),
        /already paid/,
      );
      await expect(client.request({ method: 'GET', path: '/purchase-conditions' })).rejects.toMatchObject({
        code: 'not_found',
        operation: 'request',
      });
      await expect(client.request({ method: 'PATCH', path: '/storeconfig' })).rejects.toMatchObject({
        status: 405,
      });
    });

    it.each(['invoices', '//evil.example', '/../x', '/a/%2e%2e/b', '/a?b=c', '/a#b', '/a\\b', ''])(
      'cannot leave the API by %s',
      async (path) => {
        const { client, control } = store();
        await unsent({ control }, () => client.request({ method: 'GET', path }), 'path', /stays below/);
      },
    );
  });
}
