import { equal } from '../assert.ts';
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
]);
