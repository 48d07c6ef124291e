import fc from 'fast-check';
import * as rules from './account-rules.ts';
import { account, at, email, idIn, limit, money, tolerance } from './arbitraries.ts';
import { type Command, command } from './command.ts';

export const accountCommands: ReadonlyArray<fc.Arbitrary<Command>> = [
  fc.record({ document: fc.constantFrom('1', '2', '3'), email, limit, tolerance }).map((given) =>
    command('open', given, (world, { client }) => ({
      account: `${given.document}_CPF`,
      act: () =>
        client.accounts.open({
          document: given.document,
          documentType: 'CPF',
          email: given.email,
          creditLimit: money(given.limit),
          tolerance: given.tolerance / 1000,
        }),
      judge: () => rules.openAccount(world, given),
    })),
  ),
  fc
    .record({
      account,
      email,
      document: fc.constantFrom(undefined, '1', '7'),
      limit: fc.option(limit, { nil: undefined }),
      tolerance: fc.option(tolerance, { nil: undefined }),
    })
    .map((given) =>
      command('update', given, (world, { client }) => ({
        account: given.account,
        act: () =>
          client.accounts.update(given.account, {
            email: given.email,
            document: given.document,
            documentType: given.document === undefined ? undefined : 'CPF',
            creditLimit: given.limit === undefined ? undefined : money(given.limit),
            tolerance: given.tolerance === undefined ? undefined : given.tolerance / 1000,
          }),
        judge: () => rules.updateAccount(world, given.account, given),
      })),
    ),
  // Most of the time one that can be opened again, lest there be nothing left.
  fc.record({ account: fc.constantFrom('3_CPF', '3_CPF', '3_CPF', '2_CPF', '1_CPF', 'old') }).map((given) =>
    command('close', given, (world, { client }) => ({
      act: () => client.accounts.close(given.account),
      judge: () => rules.closeAccount(world, given.account),
    })),
  ),
  fc.record({ account, limit }).map((given) =>
    command('limit', given, (world, { client }) => ({
      account: given.account,
      act: () => client.accounts.changeCreditLimit(given.account, { value: money(given.limit) }),
      judge: () => rules.changeLimit(world, given.account, given.limit),
    })),
  ),
  fc.record({ account, tolerance }).map((given) =>
    command('tolerance', given, (world, { client }) => ({
      account: given.account,
      act: () => client.accounts.changeTolerance(given.account, { value: given.tolerance / 1000 }),
      judge: () => rules.changeTolerance(world, given.account, given.tolerance),
    })),
  ),
  fc
    .record({ account, statementId: fc.constantFrom('s1', 's2', 's3'), value: fc.constantFrom(1, 1500, 333) })
    .map((given) =>
      command('debit', given, (world, { client }) => ({
        account: given.account,
        act: () =>
          client.accounts.decreaseBalance(given.account, {
            statementId: given.statementId,
            value: -money(given.value),
          }),
        judge: () => rules.debit(world, given.account, given.statementId, given.value),
      })),
    ),
  fc.record({ account, email }).map((given) =>
    command('add holder', given, (world, { client }) => ({
      account: given.account,
      act: () => client.accounts.holders.add(given.account, { claims: { email: given.email } }),
      judge: (value) => rules.addHolder(world, given.account, given.email, idIn(value)),
    })),
  ),
  fc.record({ account, at }).map((given) =>
    command('delete holder', given, (world, { client }) => {
      const ids = [...(world.accounts.get(given.account)?.holders.values() ?? [])];
      const holderId = ids[given.at % (ids.length + 1)] ?? 'nobody';
      return {
        account: given.account,
        act: () => client.accounts.holders.delete({ creditAccountId: given.account, holderId }),
        judge: () => rules.deleteHolder(world, given.account, holderId),
      };
    }),
  ),
];
