import { isOverdue } from '../../ledger/overdue.ts';
import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict } from '../refusals.ts';

const postponable = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };

export const postponements: readonly ContractCase[] = group('a postponement', [
  it('moves the due date and keeps its digits; the original due date stays', {
    holds: ['postponement.moves', 'wire.success'],
    needs: ['seeding', 'ownStore'],
  }, async ({ store }) => {
    const { client, opened } = await store({ storeConfig: postponable });
    equal(await client.invoices.postpone(opened, { dueDays: 5 }), undefined);
    like(await client.invoices.get(opened), {
      originalDueDate: '2024-05-20T06:52:53.1314379Z',
      dueDate: '2024-05-25T06:52:53.1314379Z',
    });
  }),

  it('moves updatedAt and nothing else', {
    holds: ['invoice.updated', 'postponement.moves'],
    needs: ['seeding', 'ownStore', 'clock'],
  }, async ({ store }) => {
    const { client, clock, opened, rows } = await store({ storeConfig: postponable });
    const before = await client.invoices.get(opened);
    await clock.advance(1000);
    await client.invoices.postpone(opened, { dueDays: 5 });
    equal(await client.invoices.get(opened), {
      ...before,
      dueDate: '2024-05-25T06:52:53.1314379Z',
      updatedAt: '2024-05-08T12:00:01Z',
    });
    equal(await rows(), []);
  }),

  it('is refused unless enabled, and with a limit of 0', {
    holds: ['postponement.enabled'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const plain = await store();
    await conflict(
      plain,
      () => plain.client.invoices.postpone(plain.opened, { dueDays: 5 }),
      /postponementEnabled is false/,
    );
    const none = await store({ storeConfig: { ...postponable, invoicePostponementLimit: 0 } });
    await conflict(
      none,
      () => none.client.invoices.postpone(none.opened, { dueDays: 5 }),
      /^Postponement is not enabled: invoicePostponementLimit is 0/,
    );
    const off = await store({ storeConfig: { ...postponable, postponementEnabled: false } });
    await conflict(
      off,
      () => off.client.invoices.postpone(off.opened, { dueDays: 5 }),
      /postponementEnabled is false/,
    );
  }),

  it('is refused a fourth time of three', {
    holds: ['postponement.limits', 'postponement.moves'],
    needs: ['seeding', 'ownStore'],
  }, async ({ store }) => {
    const world = await store({ storeConfig: postponable });
    const { client, opened } = world;
    for (const dueDays of [1, 2, 3]) await client.invoices.postpone(opened, { dueDays });
    await conflict(
      world,
      () => client.invoices.postpone(opened, { dueDays: 1 }),
      /3 times; invoicePostponementLimit is 3/,
    );
    equal((await client.invoices.get(opened)).dueDate, '2024-05-26T06:52:53.1314379Z');
  }),

  it('is refused a 31st day of 30, at once or in pieces', {
    holds: ['postponement.limits'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store({ storeConfig: postponable });
    const { client, opened } = world;
    await conflict(
      world,
      () => client.invoices.postpone(opened, { dueDays: 31 }),
      /maxPostponementDays, which is 30/,
    );
    await client.invoices.postpone(opened, { dueDays: 30 });
    await conflict(world, () => client.invoices.postpone(opened, { dueDays: 1 }), /1 on top of 30 days/);
  }),

  it('is for open invoices only, overdue or not', {
    holds: ['postponement.opened'],
    needs: ['seeding', 'ownStore', 'clock'],
  }, async ({ store }) => {
    const world = await store({ storeConfig: postponable });
    const { client, clock, opened, paid, cancelled } = world;
    await conflict(world, () => client.invoices.postpone(paid, { dueDays: 1 }), /this one is paid/);
    await conflict(world, () => client.invoices.postpone(cancelled, { dueDays: 1 }), /this one is cancelled/);
    await clock.set('2024-06-10');
    await client.invoices.postpone(opened, { dueDays: 30 });
    equal(isOverdue(await client.invoices.get(opened), await clock.now()), false);
  }),

  it('may be by 36,500 days at once', {
    holds: ['postponement.days'],
    needs: ['seeding', 'ownStore'],
  }, async ({ store }) => {
    const { client, opened } = await store({
      storeConfig: { ...postponable, maxPostponementDays: 36_500 },
    });
    await client.invoices.postpone(opened, { dueDays: 36_500 });
    equal((await client.invoices.get(opened)).dueDate, '2124-04-26T06:52:53.1314379Z');
  }),
]);
