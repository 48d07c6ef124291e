import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { unknown, unsent, untyped } from '../refusals.ts';

const impossibleIds: ReadonlyArray<readonly [string, unknown]> = [
  ['nothing', ''],
  ['a dot', '.'],
  ['two dots', '..'],
  ['an encoded dot', '%2e'],
  ['encoded dots', '%2E%2e'],
  ['a dot and an encoded one', '.%2e'],
  ['a line break', 'a\nb'],
  ['a NUL', 'a\0b'],
  ['half a surrogate pair', 'a\ud800'],
  ['201 characters', 'x'.repeat(201)],
  ['a number', 5],
  ['undefined', undefined],
  ['null', null],
  ['an object', { toString: () => 'a' }],
];

const oddIds = [
  'a/b',
  '../a',
  'a/../b',
  '%2e%2e/a',
  'a b',
  'a+b',
  'a%20b',
  'a?b=c',
  'a#b',
  'ção',
  '信用',
  '😀',
  '__proto__',
  'constructor',
];

// A reference without its parts is told as a whole.
const expected =
  /^(?:a non-empty string of at most 200 characters|the id of an account|an invoice, or|\{ creditAccountId, )/;

export const idChecks: readonly ContractCase[] = group('an id', [
  ...impossibleIds.map(([name, id]) =>
    it(`that is ${name} is refused before it is sent`, {
      holds: ['client.ids', 'client.checks'],
      needs: ['inputChecks'],
    }, async ({ store }) => {
      const world = await store();
      const { creditAccountId } = world;
      const { accounts, invoices, transactions } = world.client;
      const at = (part: string, whole: string): string => (typeof id === 'string' ? part : whole);
      await unsent(world, () => accounts.get(untyped(id)), 'creditAccountId', expected);
      await unsent(
        world,
        () => invoices.get(untyped({ creditAccountId, id })),
        at('id', 'invoice'),
        expected,
      );
      await unsent(
        world,
        () => invoices.markAsPaid(untyped({ creditAccountId: id, id: 'x' })),
        at('creditAccountId', 'invoice'),
        expected,
      );
      const ref = { creditAccountId, transactionId: id };
      await unsent(
        world,
        () => transactions.refund(untyped(ref), { value: 1 }),
        at('transactionId', 'transaction'),
        expected,
      );
      const holder = { creditAccountId, holderId: id };
      await unsent(world, () => accounts.holders.delete(untyped(holder)), at('holderId', 'holder'), expected);
      const debit = { statementId: id, value: -1 };
      await unsent(
        world,
        () => accounts.decreaseBalance(creditAccountId, untyped(debit)),
        'statementId',
        expected,
      );
    }),
  ),

  ...oddIds.flatMap((id) => [
    it(`of ${id} is unknown when there is none`, { holds: ['client.ids', 'wire.errors'] }, async ({
      store,
    }) => {
      const world = await store();
      const { client, creditAccountId } = world;
      await unknown(world, () => client.accounts.get(id), /no credit account/);
      await unknown(world, () => client.invoices.get({ creditAccountId, id }), /no invoice/);
    }),

    it(`of ${id} is just an id when there is one`, { holds: ['client.ids'], needs: ['seeding'] }, async ({
      store,
    }) => {
      const { client } = await store({
        accounts: [{ id, email: 'odd@example.com', creditLimit: 10 }],
        invoices: [{ creditAccountId: id, id, value: 5 }],
      });
      like(await client.accounts.get(id), { id, availableCredit: 5 });
      like(await client.invoices.get({ creditAccountId: id, id }), { id, value: 5 });
      equal((await client.invoices.list({ creditAccountId: id }).toArray()).length, 1);
      await client.invoices.markAsPaid({ creditAccountId: id, id });
      equal((await client.accounts.get(id)).availableCredit, 10);
    }),
  ]),

  it('is missed when nothing is passed at all', {
    holds: ['client.ids', 'client.checks'],
    needs: ['inputChecks'],
  }, async ({ store }) => {
    const world = await store();
    const { creditAccountId } = world;
    const { accounts, invoices, transactions } = world.client;
    const nothing = untyped(undefined);
    await unsent(world, () => invoices.get(nothing), 'invoice', expected);
    await unsent(world, () => transactions.settle(nothing, { value: 1 }), 'transaction', expected);
    await unsent(world, () => accounts.open(nothing), 'body', /^an object/);
    await unsent(world, () => accounts.decreaseBalance(creditAccountId, nothing), 'statementId', expected);
    await unsent(world, () => accounts.changeTolerance(creditAccountId, nothing), 'body', /^an object/);
  }),
]);
