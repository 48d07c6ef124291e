import { type ContractCase, group, it } from '../case.ts';
import { unsent, untyped } from '../refusals.ts';

const days: ReadonlyArray<readonly [string, unknown]> = [
  ['0', 0],
  ['-1', -1],
  ['1.5', 1.5],
  ['36501', 36_501],
  ['"5"', '5'],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['null', null],
  ['undefined', undefined],
  ['[5]', [5]],
];

const amounts: ReadonlyArray<readonly [string, unknown]> = [
  ['-1', -1],
  ['0', 0],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['1e21', 1e21],
  ['10^12', 1e12],
  ['three decimals', 1.005],
  ['"1"', '1'],
  ['undefined', undefined],
];

const debits: ReadonlyArray<readonly [string, unknown]> = [
  ['above zero', 1],
  ['zero', 0],
  ['three decimals', '-1.005'],
  ['no number', 'ten'],
  ['nothing', undefined],
];

const needs = ['inputChecks'] as const;

export const amountChecks: readonly ContractCase[] = [
  ...group(
    'dueDays',
    days.map(([name, dueDays]) =>
      it(`of ${name} is refused before it is sent`, {
        holds: ['postponement.days', 'client.checks'],
        needs,
      }, async ({ store }) => {
        const world = await store();
        const act = () => world.client.invoices.postpone(world.opened, untyped({ dueDays }));
        await unsent(world, act, 'dueDays', /^a whole number of days from 1 to 36500$/);
      }),
    ),
  ),

  ...group('an amount', [
    ...amounts.map(([name, value]) =>
      it(`of ${name} is neither held nor settled nor refunded`, { holds: ['client.checks'], needs }, async ({
        store,
      }) => {
        const world = await store();
        const { creditAccountId } = world;
        const { preAuthorize, updatePreAuthorization, settle, refund } = world.client.transactions;
        const ref = { creditAccountId, transactionId: 'AAAA' };
        const expected = /^an amount above zero with two decimals at most/;
        const input = untyped({ value });
        await unsent(world, () => preAuthorize(creditAccountId, input), 'value', expected);
        await unsent(world, () => updatePreAuthorization(ref, input), 'value', expected);
        await unsent(world, () => settle(ref, input), 'value', expected);
        await unsent(world, () => refund(ref, input), 'value', expected);
      }),
    ),

    ...amounts
      .filter(([name]) => name !== '0')
      .map(([name, value]) =>
        it(`of ${name} is no credit limit`, { holds: ['client.checks'], needs }, async ({ store }) => {
          const world = await store();
          const { client, creditAccountId } = world;
          const act = () => client.accounts.changeCreditLimit(creditAccountId, untyped({ value }));
          await unsent(world, act, 'value', /^an amount of zero or more/);
        }),
      ),

    ...debits.map(([name, value]) =>
      it(`to debit that is ${name} is refused`, { holds: ['client.checks'], needs }, async ({ store }) => {
        const world = await store();
        const { client, creditAccountId } = world;
        const act = () =>
          client.accounts.decreaseBalance(creditAccountId, untyped({ statementId: 's', value }));
        await unsent(world, act, 'value', /^a negative amount such as -15/);
      }),
    ),
  ]),
];
