import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict } from '../refusals.ts';

export const credit: readonly ContractCase[] = group('credit', [
  it('is limit less holds less open invoices; tolerance and debits are no part of it', {
    holds: ['credit.available', 'credit.available.no-tolerance', 'credit.available.no-debits'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    await client.accounts.changeTolerance(creditAccountId, { value: 0.5 });
    await client.accounts.decreaseBalance(creditAccountId, { statementId: 's', value: -15 });
    await client.transactions.preAuthorize(creditAccountId, { value: 0.1, settle: true });
    await client.transactions.preAuthorize(creditAccountId, { value: 0.2, settle: true });
    like(await client.accounts.get(creditAccountId), {
      creditLimit: 1000,
      preAuthorizedCredit: 0.3,
      availableCredit: 899.7,
      availableBalance: 899.7,
      balance: -15,
    });
  }),

  it('has its limit and tolerance set to what is given, each change with a Credit row', {
    holds: ['credit.limit.absolute', 'statement.credit', 'statement.balances'],
  }, async ({ store }) => {
    const { client, creditAccountId, customer, rows } = await store();
    const { intervalBalance: before } = await client.accounts.getStatements(creditAccountId);
    for (const value of [0.3, 0.1])
      like(await client.accounts.changeTolerance(creditAccountId, { value }), { tolerance: value });
    like(await client.accounts.changeCreditLimit(creditAccountId, { value: 4000 }), { creditLimit: 4000 });
    await client.accounts.update(creditAccountId, { email: customer().email, creditLimit: 0 });
    like(
      (await rows()).map(({ origin, value }) => [origin, value]),
      [
        ['Credit', 300],
        ['Credit', -200],
        ['Credit', 3300],
        ['Credit', -4400],
      ],
    );
    equal((await client.accounts.getStatements(creditAccountId)).intervalBalance, before - 1000);
  }),

  it('has the difference of a Credit row rounded half away from zero to the cent', {
    holds: ['statement.credit.rounding'],
  }, async ({ store }) => {
    const { client, customer } = await store();
    const { id } = await client.accounts.open({ ...customer(), creditLimit: 10.05 });
    for (const value of [0.1, 0.01, 0]) await client.accounts.changeTolerance(id, { value });
    const { statements } = await client.accounts.getStatements(id);
    // 1.005 is 1.01, and 0.1005 is 0.10.
    equal(
      statements.map(({ value }) => value),
      [1.01, -0.91, -0.1],
    );
  }),

  it('may be lowered below what is used, and then is negative', {
    holds: ['credit.limit.below-use'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const account = await client.accounts.changeCreditLimit(creditAccountId, { value: 40.5 });
    like(account, { creditLimit: 40.5, availableCredit: -59.5 });
  }),

  it('of 1,000 and a tolerance of 10 % takes 1,100 and refuses 1,250, once tolerance is enabled', {
    holds: ['credit.cap'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store();
    const { client, customer } = world;
    const { id } = await client.accounts.open({ ...customer(), creditLimit: 1000, tolerance: 0.1 });
    const hold = (value: number) => () => client.transactions.preAuthorize(id, { value, settle: true });
    await conflict(world, hold(1100), /not enough credit/);
    await client.storeConfig.update({ toleranceEnabled: true });
    await conflict(world, hold(1250), /not enough credit/);
    await conflict(world, hold(1100.01), /not enough credit/);
    await hold(1100)();
    equal((await client.accounts.get(id)).availableCredit, -100);
    await conflict(world, hold(0.01), /not enough credit/);
  }),

  it('holds beside what is held and open, to the cent', {
    holds: ['credit.cap', 'credit.available', 'hold.lowers'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId } = world;
    const hold = (value: number) => () =>
      client.transactions.preAuthorize(creditAccountId, { value, settle: true });
    await hold(300)();
    await conflict(world, hold(600.01), /not enough credit/);
    await hold(600)();
    like(await client.accounts.get(creditAccountId), { availableCredit: 0, preAuthorizedCredit: 900 });
    await conflict(world, hold(0.01), /not enough credit/);
  }),

  it('is compared with its cap exactly, without rounding', {
    holds: ['credit.cap.exact'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const world = await store({ storeConfig: { toleranceEnabled: true } });
    const { client, customer } = world;
    // 10.05 and a third more is 13.39665: a rounded cap would take 13.40.
    const { id } = await client.accounts.open({ ...customer(), creditLimit: 10.05, tolerance: 0.333 });
    await conflict(world, () => client.transactions.preAuthorize(id, { value: 13.4 }), /not enough credit/);
    await client.transactions.preAuthorize(id, { value: 13.39 });
  }),

  it('is debited by hand under an id of the caller, once for each id', {
    holds: ['account.debit.same-id', 'account.debit.answer'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId } = world;
    const debit = (value: number | string) =>
      client.accounts.decreaseBalance(creditAccountId, { statementId: 'fee', value });
    equal(await debit('-15'), { value: '-15.0' });
    equal(await debit(-15), { value: '-15.0' });
    equal((await client.accounts.get(creditAccountId)).balance, -15);
    await conflict(world, () => debit(-16), /exists with another value/);
  }),

  it('has the sum of its manual debits as balance, exactly, each with a Statement row', {
    holds: ['credit.balance', 'statement.debit', 'statement.balances'],
  }, async ({ store }) => {
    const { client, creditAccountId, moment, rows } = await store();
    const debit = (statementId: string, value: number) =>
      client.accounts.decreaseBalance(creditAccountId, { statementId, value });
    await debit('a', -0.1);
    await debit('b', -0.2);
    const date = await moment();
    equal((await client.accounts.get(creditAccountId)).balance, -0.3);
    equal(await rows(), [
      { value: -0.1, date, doneBy: /./, origin: 'Statement' },
      { value: -0.2, date, doneBy: /./, origin: 'Statement' },
    ]);
    like(await client.accounts.getStatements(creditAccountId), {
      currentBalance: -0.3,
      previousBalance: 0,
    });
  }),

  it('has statements in the order of their dates', {
    holds: ['statement.balances'],
    needs: ['clock'],
  }, async ({ store }) => {
    const { client, clock, creditAccountId, rows } = await store();
    for (const value of [900, 800, 700]) {
      await client.accounts.changeCreditLimit(creditAccountId, { value });
      await clock.advance({ hours: 1 });
    }
    equal(
      (await rows()).map(({ date }) => date),
      ['2024-05-08T12:00:00Z', '2024-05-08T13:00:00Z', '2024-05-08T14:00:00Z'],
    );
  }),
]);
