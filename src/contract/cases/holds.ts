import { DAY_IN_MILLISECONDS } from '../../values/instant.ts';
import { equal, holdsThat, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict, malformed, unknown } from '../refusals.ts';
import { available, held } from './transactions.ts';

export const holds: readonly ContractCase[] = group('a hold', [
  it('lowers available credit and writes no statement', {
    holds: ['hold.lowers', 'statement.none', 'credit.available'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, rows } = world;
    const hold = await client.transactions.preAuthorize(creditAccountId, {
      value: 49.7,
      settle: true,
      installments: 2,
    });
    equal(hold, { id: /^[0-9a-f]{32}$/, value: 49.7, installments: 2 });
    equal(await available(world), 850.3);
    equal(await rows(), []);
  }),

  it('with settle: false says when it expires, one day from now unless told', {
    holds: ['hold.settle-false', 'wire.dates'],
    needs: ['clock'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const { preAuthorize } = client.transactions;
    like(await preAuthorize(creditAccountId, { value: 1 }), {
      installments: 1,
      expirationDate: '2024-05-09T12:00:00',
    });
    const long = await preAuthorize(creditAccountId, { value: 1, expirationDate: '2024-11-25' });
    equal(long.expirationDate, '2024-11-25T00:00:00');
  }),

  it('frees its credit by the clock alone, with the moment of its date, without a write', {
    holds: ['hold.expiry', 'hold.settle-false', 'hold.settle-true.expires'],
    needs: ['seeding', 'clock'],
  }, async ({ store }) => {
    const world = await store();
    const { client, clock, creditAccountId, rows } = world;
    await client.transactions.preAuthorize(creditAccountId, { value: 10 });
    await held(world, 20);
    const before = (await client.accounts.get(creditAccountId)).updatedAt;
    await clock.advance(DAY_IN_MILLISECONDS - 1);
    equal(await available(world), 870);
    await clock.advance(1);
    equal(await available(world), 880);
    await clock.advance({ days: 29 });
    equal(await available(world), 900);
    equal((await client.accounts.get(creditAccountId)).updatedAt, before);
    equal(await rows(), []);
  }),

  it('frees its credit without a write', { holds: ['hold.expiry'], needs: ['clock', 'snapshot'] }, async ({
    store,
  }) => {
    const world = await store();
    await held(world, 20);
    const before = await world.state();
    await world.clock.advance({ days: 31 });
    equal(await available(world), 900);
    const after = await world.state();
    holdsThat(typeof before === 'object' && typeof after === 'object', 'expected snapshots');
    equal({ ...Object(after), clock: undefined }, { ...Object(before), clock: undefined });
  }),

  it('cannot expire after the year 9999', { holds: ['hold.expiry'], needs: ['clock'] }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId } = world;
    const hold = (expirationDate: string) => () =>
      client.transactions.preAuthorize(creditAccountId, { value: 1, expirationDate });
    await malformed(world, hold('9999-12-31T23:59:59-01:00'), /before the year 10000/);
    like(await hold('9999-12-31T23:59:59Z')(), { expirationDate: '9999-12-31T23:59:59' });
  }),

  it('cannot begin in the past', { holds: ['hold.expiry'], needs: ['clock'] }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId } = world;
    for (const expirationDate of ['2024-05-08', '2024-05-08T12:00:00Z']) {
      await malformed(
        world,
        () => client.transactions.preAuthorize(creditAccountId, { value: 1, expirationDate }),
        /^expirationDate: expected a date in the future/,
      );
    }
  }),

  it('may grow by the rate over its first value, whatever it grew to before', {
    holds: ['hold.update.growth'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store({ storeConfig: { maxPreAuthorizationGrowthRate: 0.1 } });
    const ref = await held(world, 100);
    const change = (value: number) =>
      world.client.transactions.updatePreAuthorization(ref, { value, settle: true, installments: 1 });
    equal(await change(105), { id: ref.transactionId, value: 105, installments: 1 });
    await conflict(world, () => change(110.01), /maxPreAuthorizationGrowthRate/);
    equal(await change(110), { id: ref.transactionId, value: 110, installments: 1 });
    equal(await available(world), 790);
  }),

  it('may grow to the cap without a rate, and not beyond', {
    holds: ['hold.update.growth.zero', 'credit.cap'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await held(world, 100);
    const change = (value: number) =>
      world.client.transactions.updatePreAuthorization(ref, { value, settle: true, installments: 1 });
    await change(900);
    equal(await available(world), 0);
    await conflict(world, () => change(900.01), /not enough credit/);
    await change(5);
    equal(await available(world), 895);
  }),

  it('may become smaller where the limit was lowered below what is used', {
    holds: ['hold.update.shrink'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId } = world;
    const ref = await held(world, 500);
    await client.accounts.changeCreditLimit(creditAccountId, { value: 10 });
    await client.transactions.updatePreAuthorization(ref, { value: 400, settle: true });
    equal(await available(world), -490);
  }),

  it('is made by an update of an id that is not known', { holds: ['hold.update.creates'] }, async ({
    store,
  }) => {
    const world = await store();
    const ref = { creditAccountId: world.creditAccountId, transactionId: 'mine' };
    const terms = { value: 5, settle: true, installments: 1 };
    const hold = await world.client.transactions.updatePreAuthorization(ref, terms);
    equal(hold, { id: 'mine', value: 5, installments: 1 });
    equal(await available(world), 895);
  }),

  it('is cancelled when made with settle: false, and not otherwise', {
    holds: ['hold.cancel', 'wire.success'],
  }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const { creditAccountId } = world;
    const { id } = await api.preAuthorize(creditAccountId, { value: 10 });
    equal(await available(world), 890);
    equal(await api.cancelPreAuthorization({ creditAccountId, transactionId: id }), undefined);
    equal(await available(world), 900);
    const kept = await held(world, 10);
    await conflict(world, () => api.cancelPreAuthorization(kept), /settle: false/);
  }),

  it('that is cancelled stays so: cancelled again without a change, and neither changed nor settled', {
    holds: ['hold.cancel.twice', 'hold.update', 'settlement.expired'],
  }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const { creditAccountId, state } = world;
    const { id } = await api.preAuthorize(creditAccountId, { value: 10 });
    const ref = { creditAccountId, transactionId: id };
    await api.cancelPreAuthorization(ref);
    await world.later();
    const before = await state();
    equal(await api.cancelPreAuthorization(ref), undefined);
    equal(await state(), before);
    await conflict(world, () => api.updatePreAuthorization(ref, { value: 1 }), /cancelled and cannot change/);
    await conflict(world, () => api.settle(ref, { value: 1 }), /cancelled/);
  }),

  it('with settle: true may be settled until 30 days are over', {
    holds: ['hold.settle-true'],
    needs: ['clock'],
  }, async ({ store }) => {
    const world = await store();
    const ref = await held(world, 10);
    await world.clock.advance(30 * DAY_IN_MILLISECONDS - 1);
    equal(await world.client.transactions.settle(ref, { value: 10 }), { id: ref.transactionId, value: 10 });
  }),

  it('that has expired can neither change nor be settled', {
    holds: ['hold.update', 'settlement.expired', 'hold.settle-true.expires'],
    needs: ['clock'],
  }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const ref = await held(world, 10);
    await world.clock.advance({ days: 30 });
    await conflict(world, () => api.updatePreAuthorization(ref, { value: 1 }), /expired/);
    await conflict(world, () => api.settle(ref, { value: 10 }), /expired/);
  }),

  it('brings an unknown account to life where the store says so, with the default credit', {
    holds: ['hold.born'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store({
      storeConfig: { automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 },
    });
    const { transactions: api, accounts } = world.client;
    await conflict(world, () => api.preAuthorize('33333333333_CPF', { value: 151 }), /not enough credit/);
    await api.preAuthorize('33333333333_CPF', { value: 100 });
    like(await accounts.get('33333333333_CPF'), {
      document: '33333333333',
      documentType: 'CPF',
      creditLimit: 150,
      availableCredit: 50,
    });
  }),

  it('ends with its settlement: it can neither change nor be cancelled', {
    holds: ['hold.update', 'hold.cancel'],
  }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const ref = await held(world, 10);
    await api.settle(ref, { value: 10 });
    await conflict(world, () => api.updatePreAuthorization(ref, { value: 1 }), /captured/);
    await conflict(world, () => api.cancelPreAuthorization(ref), /settled/);
  }),

  it('on an unknown account is refused where the store does not say otherwise', {
    holds: ['hold.born', 'wire.errors'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const creditAccountId = world.nobody();
    const message = `There is no credit account "${creditAccountId}".`;
    const ref = { creditAccountId, transactionId: 'mine' };
    await unknown(world, () => api.preAuthorize(creditAccountId, { value: 1 }), message);
    await unknown(world, () => api.updatePreAuthorization(ref, { value: 1 }), message);
  }),

  it('that does not exist is unknown to every call', { holds: ['wire.errors'] }, async ({ store }) => {
    const world = await store();
    const { transactions: api } = world.client;
    const ref = { creditAccountId: world.creditAccountId, transactionId: 'nothing' };
    const message = 'The account has no transaction "nothing".';
    await unknown(world, () => api.cancelPreAuthorization(ref), message);
    await unknown(world, () => api.settle(ref, { value: 1 }), message);
    await unknown(world, () => api.refund(ref, { value: 1 }), message);
  }),
]);
