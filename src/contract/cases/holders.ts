import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict, unknown } from '../refusals.ts';

export const holders: readonly ContractCase[] = group('a holder', [
  it('is added as a dependent and deleted again', { holds: ['holder.level'] }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, customer, moment } = world;
    const claims = { email: `a+b_c-${customer().email}` };
    const holder = await client.accounts.holders.add(creditAccountId, { claims });
    equal(holder, { id: /^[0-9a-f]{32}$/, level: 2, claims, createdAt: await moment() });
    const ref = { creditAccountId, holderId: holder.id };
    equal(await client.accounts.holders.delete(ref), { id: holder.id });
    await unknown(world, () => client.accounts.holders.delete(ref), /no holder/);
  }),

  it('is refused twice on one account, whatever its case', { holds: ['holder.twice'] }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, customer } = world;
    const { email } = customer();
    const add = (address: string) =>
      client.accounts.holders.add(creditAccountId, { claims: { email: address } });
    await add(email);
    await conflict(world, () => add(email), /claims\.email/);
    await conflict(world, () => add(email.toUpperCase()), /claims\.email/);
  }),

  it('shares the credit of the account with the others: one limit for all that they buy', {
    holds: ['holder.shares', 'credit.cap', 'credit.available'],
  }, async ({ store }) => {
    const world = await store();
    const { client, customer } = world;
    const who = customer();
    const { id } = await client.accounts.open({ ...who, creditLimit: 100 });
    for (const name of ['first', 'second'])
      await client.accounts.holders.add(id, { claims: { email: `${name}-${who.email}` } });
    const buy = async (value: number): Promise<void> => {
      const hold = await client.transactions.preAuthorize(id, { value, settle: true });
      await client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value });
    };
    await buy(60);
    await conflict(world, () => buy(40.01), /not enough credit/);
    await buy(40);
    like(await client.accounts.get(id), { creditLimit: 100, availableCredit: 0 });
  }),
]);
