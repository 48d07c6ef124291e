import type { AccountFilter } from '../../client/resources/accounts.ts';
import { equal } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { unsent } from '../refusals.ts';

export const accountLists: readonly ContractCase[] = group('a list of accounts', [
  it('is in order of opening, by status and by e-mail in any case', {
    holds: ['list.order', 'list.filters', 'list.filters.exact', 'list.count'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const { id } = await client.accounts.open({
      document: 'b',
      documentType: 'Other',
      email: 'B+1@example.com',
      creditLimit: 5,
    });
    const ids = async (filter: AccountFilter): Promise<string[]> =>
      (await client.accounts.list(filter).toArray()).map((account) => account.id);
    equal(await ids({}), [creditAccountId, id]);
    equal(await ids({ status: 'Open' }), [creditAccountId, id]);
    equal(await ids({ status: 'Cancelled' }), []);
    equal(await ids({ email: 'b+1@example.com' }), [id]);
    equal(await ids({ email: 'b+1@EXAMPLE.com' }), [id]);
    equal(await ids({ email: '1@example.com' }), []);
    equal(await ids({ from: 2 }), [id]);
    for await (const { summary } of client.accounts.list({ pageSize: 1 }).pages())
      equal(summary, { count: 2 });
  }),

  it('finds accounts by their document, exactly', {
    holds: ['list.filters.document', 'list.count'],
  }, async ({ store }) => {
    const { client, customer } = await store();
    const who = customer();
    const other = customer();
    const { id } = await client.accounts.open({ ...who, creditLimit: 5 });
    await client.accounts.open({ ...other, creditLimit: 5 });
    const ids = async (filter: AccountFilter): Promise<string[]> =>
      (await client.accounts.list(filter).toArray()).map((account) => account.id);
    const { document, email } = who;
    equal(await ids({ document }), [id]);
    equal(await ids({ document, email }), [id]);
    equal(await ids({ document, email: other.email }), []);
    equal(await ids({ document: `${document}0` }), []);
    await client.accounts.update(id, { email });
    equal(await ids({ document }), []);
  }),

  it('finds an account by its e-mail, + and _ included', { holds: ['list.filters'] }, async ({ store }) => {
    const { client, customer } = await store();
    const who = customer();
    const email = `a+b_c-${who.email}`;
    const { id } = await client.accounts.open({ ...who, email, creditLimit: 5 });
    equal(
      (await client.accounts.list({ email }).toArray()).map((account) => account.id),
      [id],
    );
  }),
]);

export const storeConfig: readonly ContractCase[] = group('the store configuration', [
  it('of a fresh store is the documented one', { holds: ['config.fresh'], needs: ['ownStore'] }, async ({
    store,
  }) => {
    const { client } = await store();
    equal(await client.storeConfig.get(), {
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
  }),

  it('keeps what an update leaves out, and a merge sends it whole', {
    holds: ['config.merge'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client } = await store();
    const before = await client.storeConfig.get();
    const change = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };
    equal(await client.storeConfig.update(change), { ...before, ...change });
    equal(await client.storeConfig.update({ myCreditsEnabled: true }), {
      ...before,
      ...change,
      myCreditsEnabled: true,
    });
    await client.storeConfig.update({ myCreditsEnabled: false });
    const daysAfter = [{ days: 9, timeOfDay: '08:30:00' }];
    const merged = await client.storeConfig.merge({ taxRate: 0.4, notificationsSettings: { daysAfter } });
    equal(merged, {
      ...before,
      ...change,
      taxRate: 0.4,
      notificationsSettings: { ...before.notificationsSettings, daysAfter },
    });
    equal(await client.storeConfig.get(), merged);
  }),

  it('keeps the list of notifications that an update leaves out', {
    holds: ['config.merge.notifications'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client } = await store();
    const { notificationsSettings: before } = await client.storeConfig.get();
    const daysPrior = [{ days: 7, timeOfDay: '08:30:00' }];
    await client.storeConfig.update({ notificationsSettings: { daysPrior } });
    equal((await client.storeConfig.get()).notificationsSettings, { ...before, daysPrior });
    await client.storeConfig.update({ notificationsSettings: { daysAfter: [] } });
    equal((await client.storeConfig.get()).notificationsSettings, { daysPrior, daysAfter: [] });
  }),

  it('takes at most three notifications on a side, within 10 days, at times of day that exist', {
    holds: ['config.triggers', 'client.checks'],
    needs: ['ownStore', 'inputChecks'],
  }, async ({ store }) => {
    const world = await store();
    const { storeConfig: config } = world.client;
    const trigger = { days: 1, timeOfDay: '12:00:00' };
    const set = (daysPrior: ReadonlyArray<typeof trigger>) => () =>
      config.update({ notificationsSettings: { daysPrior } });
    const path = 'notificationsSettings.daysPrior';
    await unsent(world, set([trigger, trigger, trigger, trigger]), path, /at most three/);
    await unsent(world, set([{ days: 1, timeOfDay: '24:00:00' }]), `${path}[0].timeOfDay`, /HH:mm:ss/);
    await unsent(world, () => config.update({ taxRate: -1 }), 'taxRate', /decimal fraction/);
    await unsent(world, set([{ days: 11, timeOfDay: '12:00:00' }]), `${path}[0].days`, /from 0 to 10$/);
    await set([trigger, trigger, { ...trigger, days: 10 }])();
    equal((await config.get()).notificationsSettings?.daysPrior, [
      trigger,
      trigger,
      { ...trigger, days: 10 },
    ]);
    await set([])();
    equal((await config.get()).notificationsSettings?.daysPrior, []);
  }),

  it('tells which notifications are due, by clock and open invoices', {
    holds: ['config.outbox', 'config.triggers'],
    needs: ['ownStore', 'seeding', 'clock', 'notifications'],
  }, async ({ store }) => {
    const { client, clock, opened, notifications } = await store();
    const due = async (): Promise<string[]> =>
      (await notifications()).map(
        ({ invoiceId, kind, days, dueAt }) => `${invoiceId} ${kind} ${days} ${dueAt}`,
      );
    equal(await due(), []);
    await clock.set('2024-05-19T12:00:00Z');
    equal(await due(), [
      'AAAA-01 daysPrior 5 2024-05-15T12:00:00Z',
      'AAAA-01 daysPrior 1 2024-05-19T12:00:00Z',
    ]);
    await clock.set('2024-05-23T12:00:00Z');
    equal((await due()).at(-1), 'AAAA-01 daysAfter 3 2024-05-23T12:00:00Z');
    await client.storeConfig.update({ notificationsSettings: { daysPrior: [] } });
    equal(await due(), ['AAAA-01 daysAfter 3 2024-05-23T12:00:00Z']);
    await client.invoices.markAsPaid(opened);
    equal(await due(), []);
  }),
]);
