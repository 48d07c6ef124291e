import { DAY_IN_MILLISECONDS } from '../../values/instant.ts';
import { equal, holdsThat, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict } from '../refusals.ts';
import { available, held, invoicesOf, settled, standing } from './transactions.ts';

export const settlements: readonly ContractCase[] = group('a settlement', [
  it('makes one invoice per instalment, to the cent, the first ones with the odd cents', {
    holds: ['settlement.invoices', 'settlement.split'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await held(world, 10.01, 3);
    equal(await world.client.transactions.settle(ref, { value: 10.01 }), {
      id: ref.transactionId,
      value: 10.01,
    });
    const made = await invoicesOf(world, ref.transactionId);
    equal(
      made.map(({ id, value, installment }) => [id, value, installment]),
      [
        [`${ref.transactionId}-01`, 3.34, 1],
        [`${ref.transactionId}-02`, 3.34, 2],
        [`${ref.transactionId}-03`, 3.33, 3],
      ],
    );
    for (const invoice of made) {
      like(invoice, { status: 'Opened', numberOfInstallments: 3, creditValue: 0 });
      like(invoice, { friendlyId: new RegExp(`^[A-Za-z0-9]{8}-${invoice.installment}$`) });
      equal(invoice.originalDueDate, invoice.dueDate);
    }
    equal(await available(world), 889.99);
  }),

  it('is due every 30 days from its creation', { holds: ['settlement.due'], needs: ['clock'] }, async ({
    store,
  }) => {
    const world = await store();
    const ref = await settled(world, 10, 3);
    equal(
      (await invoicesOf(world, ref.transactionId)).map(({ dueDate }) => dueDate),
      ['2024-06-07T12:00:00Z', '2024-07-07T12:00:00Z', '2024-08-06T12:00:00Z'],
    );
  }),

  it('is due every 30 days, whatever the time', { holds: ['settlement.due'] }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 10, 3);
    equal(
      (await invoicesOf(world, ref.transactionId)).map(({ dueDate, createdAt }) =>
        Math.round((Date.parse(dueDate) - Date.parse(createdAt)) / DAY_IN_MILLISECONDS),
      ),
      [30, 60, 90],
    );
  }),

  it('is due by the days of the payment conditions, and goes on in their last step', {
    holds: ['settlement.due.set'],
    needs: ['seeding', 'clock'],
  }, async ({ store }) => {
    const world = await store({ dueDays: [15, 30, 45] });
    const ref = await settled(world, 10, 5);
    const created = Date.parse('2024-05-08T12:00:00Z');
    equal(
      (await invoicesOf(world, ref.transactionId)).map(
        ({ dueDate }) => (Date.parse(dueDate) - created) / DAY_IN_MILLISECONDS,
      ),
      [15, 30, 45, 60, 75],
    );
  }),

  it('has an order number of its own, on all its instalments and its row, also when it grows', {
    holds: ['settlement.order', 'statement.invoice.order'],
  }, async ({ store }) => {
    const world = await store();
    const orders = async (transactionId: string): Promise<string[]> => {
      const numbers = (await invoicesOf(world, transactionId)).map(({ orderId }) => orderId ?? '');
      return [...new Set(numbers)];
    };
    const ref = await settled(world, 10, 3);
    const [order = '', ...others] = await orders(ref.transactionId);
    equal(others, []);
    like(order, /^\d{13}-\d\d$/);
    const row = (await world.rows()).find(({ metadata }) => metadata?.transactionId === ref.transactionId);
    equal(row?.metadata?.orderId, order);
    await world.client.transactions.settle(ref, { value: 20 });
    equal(await orders(ref.transactionId), [order]);
    const second = await settled(world, 10, 2);
    holdsThat(!(await orders(second.transactionId)).includes(order), 'expected another order number');
  }),

  it('carries the order into its invoices and its row, before and after', {
    holds: ['settlement.order', 'statement.invoice.order'],
    needs: ['orders', 'clock'],
  }, async ({ store }) => {
    const world = await store();
    const { client, setOrderId, rows } = world;
    const ref = await held(world, 10, 3);
    await setOrderId(ref.transactionId, '500002');
    await client.transactions.settle(ref, { value: 10 });
    const orders = async () => (await invoicesOf(world, ref.transactionId)).map(({ orderId }) => orderId);
    equal(await orders(), ['500002', '500002', '500002']);
    equal(await rows(), [
      {
        value: -10,
        date: '2024-05-08T12:00:00Z',
        origin: 'Invoice',
        metadata: { transactionId: ref.transactionId, orderId: '500002', numberOfInstallments: 3 },
      },
    ]);
    await setOrderId(ref.transactionId, '500003');
    equal(await orders(), ['500003', '500003', '500003']);
  }),

  it('writes one Invoice row with its negative value and the number of instalments', {
    holds: ['statement.invoice'],
  }, async ({ store }) => {
    const world = await store();
    const { transactionId } = await settled(world, 10, 3);
    like(await world.rows(), [
      { value: -10, origin: 'Invoice', metadata: { transactionId, numberOfInstallments: 3 } },
    ]);
  }),

  it('never makes an invoice of less than a cent', { holds: ['settlement.split'] }, async ({ store }) => {
    const world = await store();
    const { transactionId } = await settled(world, 0.02, 3);
    equal(await standing(world, transactionId), [
      [0.01, 'Opened'],
      [0.01, 'Opened'],
    ]);
  }),

  it('of less than the hold releases the rest', { holds: ['settlement.less-than-hold'] }, async ({
    store,
  }) => {
    const world = await store();
    const ref = await held(world, 100);
    await world.client.transactions.settle(ref, { value: 60 });
    like(await world.client.accounts.get(world.creditAccountId), {
      preAuthorizedCredit: 0,
      availableCredit: 840,
    });
  }),

  it('of more than the hold must fit under the cap', {
    holds: ['settlement.more-than-hold', 'credit.cap'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await held(world, 100);
    const settle = (value: number) => () => world.client.transactions.settle(ref, { value });
    await conflict(world, settle(900.01), /not enough credit/);
    await settle(900)();
    equal(await available(world), 0);
  }),

  it('again with the same value changes nothing', { holds: ['settlement.again-same'] }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 90, 3);
    await world.later();
    const before = await world.state();
    equal(await world.client.transactions.settle(ref, { value: 90 }), {
      id: ref.transactionId,
      value: 90,
    });
    equal(await world.state(), before);
  }),

  it('again with less shrinks from the last invoice; one brought to zero is cancelled', {
    holds: ['settlement.again-less', 'settlement.again-less.order', 'statement.cancelled'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 90, 3);
    await world.client.transactions.settle(ref, { value: 50 });
    equal(await standing(world, ref.transactionId), [
      [30, 'Opened'],
      [20, 'Opened'],
      [0, 'Cancelled'],
    ]);
    equal(await available(world), 850);
    equal(
      (await world.rows()).map(({ value, origin }) => [value, origin]),
      [
        [-90, 'Invoice'],
        [40, 'Invoice'],
      ],
    );
  }),

  it('again with more adds invoices for the difference, numbered on, as many as the instalments', {
    holds: ['settlement.again-more', 'settlement.again-more.numbers', 'settlement.split'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 50, 3);
    await world.client.transactions.settle(ref, { value: 80.01 });
    equal(
      (await invoicesOf(world, ref.transactionId)).map(({ value, installment }) => [installment, value]),
      [
        [1, 16.67],
        [2, 16.67],
        [3, 16.66],
        [4, 10.01],
        [5, 10],
        [6, 10],
      ],
    );
    equal(await available(world), 819.99);
    equal(
      (await world.rows()).map(({ value }) => value),
      [-50, -30.01],
    );
  }),

  it('again with more is due from then', {
    holds: ['settlement.again-more.numbers'],
    needs: ['clock'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 50, 2);
    await world.clock.advance({ days: 10 });
    await world.client.transactions.settle(ref, { value: 60 });
    equal(
      (await invoicesOf(world, ref.transactionId)).slice(2).map(({ dueDate }) => dueDate),
      ['2024-06-17T12:00:00Z', '2024-07-17T12:00:00Z'],
    );
  }),

  it('cannot shrink below what is paid', { holds: ['settlement.again-less.order'] }, async ({ store }) => {
    const world = await store();
    const { invoices, transactions: api } = world.client;
    const ref = await settled(world, 90, 3);
    for (const invoice of (await invoicesOf(world, ref.transactionId)).slice(0, 2))
      await invoices.markAsPaid(invoice);
    await conflict(world, () => api.settle(ref, { value: 59 }), /worth less than the difference/);
    await api.settle(ref, { value: 60 });
    equal(await standing(world, ref.transactionId), [
      [30, 'Paid'],
      [30, 'Paid'],
      [0, 'Cancelled'],
    ]);
  }),
]);

export const refunds: readonly ContractCase[] = group('a refund', [
  it('comes off the open invoices, the last first; one brought to zero is cancelled', {
    holds: ['refund.order', 'statement.cancelled'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 90, 3);
    equal(await world.client.transactions.refund(ref, { value: 45 }), { value: 45 });
    equal(await standing(world, ref.transactionId), [
      [30, 'Opened'],
      [15, 'Opened'],
      [0, 'Cancelled'],
    ]);
    equal(await available(world), 855);
    like((await world.rows()).at(-1), {
      value: 45,
      origin: 'Invoice',
      metadata: { transactionId: ref.transactionId },
    });
  }),

  it('is at most what was settled less what was refunded', { holds: ['refund.limit'] }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 90);
    const refund = (value: number) => () => world.client.transactions.refund(ref, { value });
    await conflict(world, refund(90.01), /90 of the settlement is left/);
    await refund(45)();
    await conflict(world, refund(45.01), /45 of the settlement is left/);
    await refund(45)();
    equal(await standing(world, ref.transactionId), [[0, 'Cancelled']]);
  }),

  it('of what is paid leaves its invoice alone', { holds: ['refund.paid'] }, async ({ store }) => {
    const world = await store();
    const ref = await settled(world, 10);
    for (const invoice of await invoicesOf(world, ref.transactionId))
      await world.client.invoices.markAsPaid(invoice);
    await world.client.transactions.refund(ref, { value: 10 });
    equal(await standing(world, ref.transactionId), [[10, 'Paid']]);
    equal(await available(world), 900);
  }),

  it('needs a settlement', { holds: ['refund.limit'] }, async ({ store }) => {
    const world = await store();
    const ref = await held(world, 10);
    await conflict(
      world,
      () => world.client.transactions.refund(ref, { value: 1 }),
      /Only a settled transaction/,
    );
  }),
]);
