import fc from 'fast-check';
import type { PreAuthorizationInput } from 'vtex-customer-credit';
import { accountIds } from './command.ts';
import type { HoldTerms } from './transaction-rules.ts';
import { DAY, type ModelTransaction, type World } from './world.ts';

export const money = (cents: number): number => cents / 100;
export const account = fc.constantFrom(...accountIds);
export const email = fc.constantFrom('a@example.com', 'A@example.com', 'b+c_d@example.com');
export const limit = fc.oneof(
  fc.constantFrom(0, 1, 100_000, 33_333_333),
  fc.integer({ min: 0, max: 300_000 }),
);
export const tolerance = fc.constantFrom(0, 100, 333, 1, 1500);
export const cents = fc.oneof(fc.constantFrom(1, 2, 100, 3333, 100_000), fc.integer({ min: 1, max: 60_000 }));
/** Cents by which an amount lies beside a limit, where limits are looked for; else nothing. */
export const beside = fc.constantFrom(undefined, undefined, undefined, -1, 0, 1);
/** Thousandths of what a transaction is worth: a share that hits the whole as often as it misses it. */
export const share = fc.oneof(fc.constantFrom(1000, 500, 1001, 1100), fc.integer({ min: 1, max: 1500 }));
/** The newest ones most of the time: what happened to them once shall happen to them again. */
export const at = fc.oneof({ arbitrary: fc.nat(2), weight: 3 }, { arbitrary: fc.nat(30), weight: 1 });

interface Picked {
  readonly account: string;
  readonly transaction: ModelTransaction | undefined;
  readonly ref: { readonly creditAccountId: string; readonly transactionId: string };
}

/** One of the transactions there are, or now and then one that is not. */
export function pickTransaction(world: World, pick: number): Picked {
  const all = [...world.accounts.values()].flatMap(({ id, transactions: those }) =>
    [...those.values()].map((transaction) => ({ account: id, transaction })),
  );
  const { account: id = '1_CPF', transaction } = all.toReversed()[pick % (all.length + 1)] ?? {};
  const transactionId = transaction?.id ?? 'nothing';
  return { account: id, transaction, ref: { creditAccountId: id, transactionId } };
}

export function pickInvoice(
  world: World,
  pick: number,
): { readonly creditAccountId: string; readonly id: string } {
  const found = world.invoices.toReversed()[pick % (world.invoices.length + 1)];
  return { creditAccountId: found?.account.id ?? '1_CPF', id: found?.invoice.id ?? 'nothing-01' };
}

export const part = (of: number | undefined, thousandths: number): number =>
  Math.max(1, Math.round(((of ?? 1000) * thousandths) / 1000));

export function idIn(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}

export const terms = fc.record({
  value: cents,
  settle: fc.boolean(),
  installments: fc.constantFrom(1, 2, 3, 7, 60),
  lasts: fc.constantFrom(undefined, undefined, 1, 3_600_000, 5 * DAY, 0, -1000),
});

export function holdInput(
  { value, settle, installments, lasts }: HoldTerms,
  now: number,
): PreAuthorizationInput {
  const dated = lasts === undefined ? {} : { expirationDate: new Date(now + lasts).toISOString() };
  return { value: money(value), settle, installments, ...dated };
}
