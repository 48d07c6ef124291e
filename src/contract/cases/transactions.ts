import type { Invoice } from '../../api/invoices/types.ts';
import type { World } from '../world.ts';

type Ref = { readonly creditAccountId: string; readonly transactionId: string };

/** A hold with `settle: true`. */
export async function held(
  { client, creditAccountId }: World,
  value: number,
  installments = 1,
): Promise<Ref> {
  const hold = { value, settle: true, installments };
  const { id } = await client.transactions.preAuthorize(creditAccountId, hold);
  return { creditAccountId, transactionId: id };
}

/** The same, settled. */
export async function settled(world: World, value: number, installments = 1): Promise<Ref> {
  const ref = await held(world, value, installments);
  await world.client.transactions.settle(ref, { value });
  return ref;
}

/** A transaction's invoices by instalment: the API promises no order. */
export async function invoicesOf(
  { client, creditAccountId }: World,
  transactionId: string,
): Promise<Invoice[]> {
  const all = await client.invoices.list({ creditAccountId }).toArray();
  return all
    .filter((invoice) => invoice.transactionId === transactionId)
    .toSorted((a, b) => a.installment - b.installment);
}

/** The value and status of each of them. */
export async function standing(
  world: World,
  transactionId: string,
): Promise<ReadonlyArray<readonly [number, string]>> {
  return (await invoicesOf(world, transactionId)).map(({ value, status }) => [value, status]);
}

export async function available({ client, creditAccountId }: World): Promise<number> {
  return (await client.accounts.get(creditAccountId)).availableCredit;
}
