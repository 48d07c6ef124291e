import { equal, holdsThat, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict, unknown } from '../refusals.ts';

export const invoices: readonly ContractCase[] = group('an invoice', [
  it('is retrieved with everything the guide shows', {
    holds: ['wire.dates', 'settlement.order'],
    needs: ['seeding', 'clock'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened } = await store();
    equal(await client.invoices.get(opened), {
      ...opened,
      friendlyId: 'AAAAAAAA-1',
      status: 'Opened',
      value: 100,
      accountId: creditAccountId,
      creditValue: 0,
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-08T12:00:00Z',
      originalDueDate: '2024-05-20T06:52:53.1314379Z',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      installment: 1,
      orderId: '500001',
      transactionId: 'AAAA',
      numberOfInstallments: 1,
    });
  }),

  it('is marked as paid: resolved now, credit back, a Payment row, the invoice as the answer', {
    holds: ['invoice.open.pay', 'invoice.updated', 'statement.payment'],
    needs: ['seeding', 'clock'],
  }, async ({ store }) => {
    const { client, clock, creditAccountId, opened } = await store();
    await clock.advance({ hours: 1 });
    const answer = await client.invoices.markAsPaid(opened);
    like(answer, {
      status: 'Paid',
      resolvedAt: '2024-05-08T13:00:00Z',
      updatedAt: '2024-05-08T13:00:00Z',
    });
    equal(await client.invoices.get(opened), answer);
    equal((await client.accounts.get(creditAccountId)).availableCredit, 1000);
    equal((await client.accounts.getStatements(creditAccountId)).statements, [
      {
        value: 100,
        date: '2024-05-08T13:00:00Z',
        origin: 'Payment',
        metadata: { transactionId: 'AAAA', orderId: '500001', installment: 1 },
      },
    ]);
  }),

  it('gives its credit back when it is paid, and says when that was', {
    holds: ['invoice.open.pay', 'statement.payment'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened, moment, rows } = await store();
    const { transactionId } = await client.invoices.get(opened);
    await client.invoices.markAsPaid(opened);
    like(await client.invoices.get(opened), { status: 'Paid', value: 100, resolvedAt: await moment() });
    equal((await client.accounts.get(creditAccountId)).availableCredit, 1000);
    like(await rows(), [{ value: 100, origin: 'Payment', metadata: { transactionId, installment: 1 } }]);
  }),

  it('is paid by PUT as well, together with note and link', {
    holds: ['invoice.open.pay', 'invoice.update.subset', 'wire.success'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened, moment } = await store();
    const update = {
      status: 'Paid',
      observation: 'by wire',
      paymentLink: 'https://pay.example.com/1',
    } as const;
    equal(await client.invoices.update(opened, update), undefined);
    like(await client.invoices.get(opened), { ...update, resolvedAt: await moment() });
    equal((await client.accounts.get(creditAccountId)).availableCredit, 1000);
  }),

  it('is cancelled: resolved now, credit back', { holds: ['invoice.open.cancel', 'wire.success'] }, async ({
    store,
  }) => {
    const { client, creditAccountId, opened, moment } = await store();
    equal(await client.invoices.cancel(opened), undefined);
    like(await client.invoices.get(opened), { status: 'Cancelled', resolvedAt: await moment() });
    equal((await client.accounts.get(creditAccountId)).availableCredit, 1000);
  }),

  it('writes a positive Invoice row when it is cancelled', { holds: ['statement.cancelled'] }, async ({
    store,
  }) => {
    const { client, opened, rows } = await store();
    const { transactionId } = await client.invoices.get(opened);
    await client.invoices.cancel(opened);
    like(await rows(), [{ value: 100, origin: 'Invoice', metadata: { transactionId, installment: 1 } }]);
  }),

  it('that is paid can be reopened: no longer resolved, its credit used again', {
    holds: ['invoice.paid.reopen', 'statement.reopened'],
  }, async ({ store }) => {
    const { client, creditAccountId, paid, rows } = await store();
    await client.invoices.update(paid, { status: 'Opened' });
    const invoice = await client.invoices.get(paid);
    equal(invoice.status, 'Opened');
    holdsThat(!('resolvedAt' in invoice), 'expected a reopened invoice to have no resolvedAt');
    equal((await client.accounts.get(creditAccountId)).availableCredit, 850);
    like(await rows(), [{ value: -50, origin: 'Payment' }]);
  }),

  it('that is paid is reopened even where its credit does not fit any more', {
    holds: ['invoice.paid.reopen.cap'],
  }, async ({ store }) => {
    const { client, creditAccountId, paid } = await store();
    await client.accounts.changeCreditLimit(creditAccountId, { value: 100 });
    await client.invoices.update(paid, { status: 'Opened' });
    equal((await client.accounts.get(creditAccountId)).availableCredit, -50);
  }),

  it('of any status takes a note and a link, and moves only updatedAt by it', {
    holds: ['invoice.update.subset', 'invoice.updated'],
    needs: ['clock'],
  }, async ({ store }) => {
    const { client, clock, opened, paid, cancelled } = await store();
    await clock.advance(1000);
    for (const invoice of [opened, paid, cancelled]) {
      const before = await client.invoices.get(invoice);
      await client.invoices.update(invoice, { observation: 'seen' });
      await client.invoices.update(invoice, { paymentLink: 'https://pay.example.com' });
      equal(await client.invoices.get(invoice), {
        ...before,
        observation: 'seen',
        paymentLink: 'https://pay.example.com',
        updatedAt: '2024-05-08T12:00:01Z',
      });
    }
  }),

  it('keeps what an update leaves out, and loses its link to an empty one', {
    holds: ['invoice.update.subset'],
  }, async ({ store }) => {
    const { client, opened } = await store();
    const { update, get } = client.invoices;
    await update(opened, { observation: 'first', paymentLink: 'https://pay.example.com' });
    await update(opened, { observation: 'second' });
    like(await get(opened), {
      status: 'Opened',
      observation: 'second',
      paymentLink: 'https://pay.example.com',
    });
    await update(opened, { paymentLink: '' });
    holdsThat(!(await get(opened)).paymentLink, 'expected no payment link');
  }),

  it('does not change when it is told to be what it is', {
    holds: ['invoice.cancelled', 'account.no-change'],
  }, async ({ store }) => {
    const { client, opened, cancelled, later, state } = await store();
    await later();
    const before = await state();
    await client.invoices.update(opened, { status: 'Opened' });
    await client.invoices.cancel(cancelled);
    await client.invoices.update(cancelled, { status: 'Cancelled' });
    equal(await state(), before);
  }),

  it('that is paid is not cancelled, by whichever call', { holds: ['invoice.paid.cancel'] }, async ({
    store,
  }) => {
    const world = await store();
    await world.later();
    const { client, paid } = world;
    await conflict(world, () => client.invoices.cancel(paid), /paid invoice can no longer be cancelled/);
    await conflict(
      world,
      () => client.invoices.update(paid, { status: 'Cancelled', observation: 'x' }),
      /cancelled/,
    );
  }),

  it('that is paid is not paid again, by whichever call', { holds: ['invoice.paid.pay'] }, async ({
    store,
  }) => {
    const world = await store();
    await world.later();
    const { client, paid } = world;
    await conflict(world, () => client.invoices.markAsPaid(paid), /already paid/);
    await conflict(world, () => client.invoices.update(paid, { status: 'Paid' }), /already paid/);
  }),

  it('that is cancelled stays cancelled', { holds: ['invoice.cancelled'] }, async ({ store }) => {
    const world = await store();
    await world.later();
    const { client, cancelled } = world;
    await conflict(world, () => client.invoices.markAsPaid(cancelled), /cancelled/);
    await conflict(world, () => client.invoices.update(cancelled, { status: 'Paid' }), /cancelled/);
    await conflict(world, () => client.invoices.update(cancelled, { status: 'Opened' }), /cancelled/);
  }),

  it('that does not exist, or of an account that does not exist, is unknown to every call', {
    holds: ['wire.errors'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, opened } = world;
    const nobody = world.nobody();
    for (const [ref, message] of [
      [{ creditAccountId, id: 'nothing' }, 'The account has no invoice "nothing".'],
      [{ creditAccountId: nobody, id: opened.id }, `There is no credit account "${nobody}".`],
    ] as const) {
      await unknown(world, () => client.invoices.get(ref), message);
      await unknown(world, () => client.invoices.update(ref, { observation: 'x' }), message);
      await unknown(world, () => client.invoices.cancel(ref), message);
      await unknown(world, () => client.invoices.markAsPaid(ref), message);
      await unknown(world, () => client.invoices.postpone(ref, { dueDays: 1 }), message);
    }
  }),
]);
