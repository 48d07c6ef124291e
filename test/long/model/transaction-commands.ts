import fc from 'fast-check';
import {
  account,
  at,
  beside,
  cents,
  holdInput,
  idIn,
  money,
  part,
  pickTransaction,
  share,
  terms,
} from './arbitraries.ts';
import { type Command, command } from './command.ts';
import * as rules from './transaction-rules.ts';
import type { ModelTransaction, World } from './world.ts';

/** What fits under the cap of an account, to the cent. */
function roomOf(world: World, id: string): number {
  const found = world.accounts.get(id);
  if (found === undefined) return world.config.bornWith;
  const rate = world.config.toleranceEnabled ? found.tolerance : 0;
  return Math.floor((found.limit * (1000 + rate)) / 1000) - world.held(found) - world.open(found);
}

/** What a hold may grow to by the store's rate. */
function mostOf({ config }: World, transaction: ModelTransaction | undefined): number | undefined {
  return transaction === undefined
    ? undefined
    : Math.floor((transaction.first * (1000 + config.growth)) / 1000);
}

/** An amount just below, at or above a limit; nothing where none is wanted, or where it would be no amount. */
function nearLimit(by: number | undefined, limit: number | undefined): number | undefined {
  if (by === undefined || limit === undefined) return undefined;
  return limit + by >= 1 && limit < 100_000_000 ? limit + by : undefined;
}

export const transactionCommands: ReadonlyArray<fc.Arbitrary<Command>> = [
  fc.record({ account, terms, beside }).map((given) =>
    command('hold', given, (world, { client }) => {
      const value = nearLimit(given.beside, roomOf(world, given.account)) ?? given.terms.value;
      const chosen = { ...given.terms, value };
      return {
        account: given.account,
        act: () => client.transactions.preAuthorize(given.account, holdInput(chosen, world.now)),
        judge: (answer) => rules.hold(world, given.account, idIn(answer), chosen),
      };
    }),
  ),
  fc.record({ account, terms, name: fc.constantFrom('a', 'b') }).map((given) =>
    command('hold by name', given, (world, { client }) => {
      const transactionId = `${given.name}${given.account}`;
      return {
        account: given.account,
        act: () =>
          client.transactions.updatePreAuthorization(
            { creditAccountId: given.account, transactionId },
            holdInput(given.terms, world.now),
          ),
        judge: () => rules.changeHold(world, given.account, transactionId, given.terms),
      };
    }),
  ),
  fc.record({ at, terms, share, beside, keeps: fc.boolean() }).map((given) =>
    command('change hold', given, (world, { client }) => {
      const { account: id, transaction, ref } = pickTransaction(world, given.at);
      const changed = {
        ...given.terms,
        value: nearLimit(given.beside, mostOf(world, transaction)) ?? part(transaction?.value, given.share),
        ...(given.keeps ? { settle: transaction?.settle ?? false, lasts: undefined } : {}),
      };
      return {
        account: id,
        act: () => client.transactions.updatePreAuthorization(ref, holdInput(changed, world.now)),
        judge: () => rules.changeHold(world, id, ref.transactionId, changed),
      };
    }),
  ),
  fc.record({ at: fc.nat(30) }).map((given) =>
    command('cancel hold', given, (world, { client }) => {
      const { account: id, ref } = pickTransaction(world, given.at);
      return {
        account: id,
        act: () => client.transactions.cancelPreAuthorization(ref),
        judge: () => rules.cancelHold(world, id, ref.transactionId),
      };
    }),
  ),
  fc.record({ at, share, beside, exact: fc.option(cents, { nil: undefined, freq: 4 }) }).map((given) =>
    command('settle', given, (world, { client }) => {
      const { account: id, transaction, ref } = pickTransaction(world, given.at);
      const known = transaction?.state === 'captured' ? transaction.captured : transaction?.value;
      const most = transaction === undefined ? undefined : (known ?? 0) + roomOf(world, id);
      const value = nearLimit(given.beside, most) ?? given.exact ?? part(known, given.share);
      return {
        account: id,
        act: () => client.transactions.settle(ref, { value: money(value) }),
        judge: () => rules.settle(world, id, ref.transactionId, value),
      };
    }),
  ),
  fc.record({ at, share, beside }).map((given) =>
    command('refund', given, (world, { client }) => {
      const { account: id, transaction, ref } = pickTransaction(world, given.at);
      const left = transaction === undefined ? undefined : transaction.captured - transaction.refunded;
      const value = nearLimit(given.beside, left) ?? part(left, given.share);
      return {
        account: id,
        act: () => client.transactions.refund(ref, { value: money(value) }),
        judge: () => rules.refund(world, id, ref.transactionId, value),
      };
    }),
  ),
  fc.record({ at, orderId: fc.constantFrom('v1-01', 'v2-01') }).map((given) =>
    command('tie to order', given, (world, { client, control }) => {
      const { account: id, transaction } = pickTransaction(world, given.at);
      // No public call sets it; where there is nothing to tie, the control would refuse in its own way.
      if (transaction === undefined) {
        return { account: id, act: () => client.accounts.get('nobody'), judge: () => [404] };
      }
      return {
        account: id,
        act: async () => control.setOrderId(id, transaction.id, given.orderId),
        judge: () => rules.setOrder(transaction, given.orderId),
      };
    }),
  ),
];
