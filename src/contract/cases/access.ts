import type { Permission } from '../../api/operation.ts';
import { isOperationId, type OperationId, operationsById } from '../../api/table.ts';
import type { CustomerCredit } from '../../client/base-client.ts';
import { ContractFailure, contains, holdsThat, like } from '../assert.ts';
import { type Bench, type ContractCase, group, it } from '../case.ts';
import { refusal } from '../refusals.ts';
import type { World } from '../world.ts';

const limit = { value: 1 };

/** One call of each operation. */
const calls: { readonly [Id in OperationId]: (client: CustomerCredit, world: World) => Promise<unknown> } = {
  'invoices.list': ({ invoices }) => invoices.list().toArray(),
  'invoices.listByAccount': ({ invoices }, { creditAccountId }) =>
    invoices.listByAccount(creditAccountId).toArray(),
  'invoices.get': ({ invoices }, { opened }) => invoices.get(opened),
  'invoices.update': ({ invoices }, { opened }) => invoices.update(opened, { observation: 'x' }),
  'invoices.cancel': ({ invoices }, { opened }) => invoices.cancel(opened),
  'invoices.markAsPaid': ({ invoices }, { opened }) => invoices.markAsPaid(opened),
  'invoices.postpone': ({ invoices }, { opened }) => invoices.postpone(opened, { dueDays: 1 }),
  'accounts.list': ({ accounts }) => accounts.list().toArray(),
  'accounts.open': ({ accounts }) =>
    accounts.open({ document: '9', documentType: 'Other', email: 'a@example.com', creditLimit: 1 }),
  'accounts.get': ({ accounts }, { creditAccountId }) => accounts.get(creditAccountId),
  'accounts.update': ({ accounts }, { creditAccountId }) =>
    accounts.update(creditAccountId, { email: 'a@example.com' }),
  'accounts.close': ({ accounts }, { creditAccountId }) => accounts.close(creditAccountId),
  'accounts.getStatements': ({ accounts }, { creditAccountId }) => accounts.getStatements(creditAccountId),
  'accounts.changeCreditLimit': ({ accounts }, { creditAccountId }) =>
    accounts.changeCreditLimit(creditAccountId, limit),
  'accounts.changeTolerance': ({ accounts }, { creditAccountId }) =>
    accounts.changeTolerance(creditAccountId, limit),
  'accounts.decreaseBalance': ({ accounts }, { creditAccountId }) =>
    accounts.decreaseBalance(creditAccountId, { statementId: 's', value: -1 }),
  'accounts.holders.add': ({ accounts }, { creditAccountId }) =>
    accounts.holders.add(creditAccountId, { claims: { email: 'a@example.com' } }),
  'accounts.holders.delete': ({ accounts }, { creditAccountId }) =>
    accounts.holders.delete({ creditAccountId, holderId: 'h' }),
  'transactions.preAuthorize': ({ transactions }, { creditAccountId }) =>
    transactions.preAuthorize(creditAccountId, limit),
  'transactions.updatePreAuthorization': ({ transactions }, { creditAccountId }) =>
    transactions.updatePreAuthorization({ creditAccountId, transactionId: 'mine' }, limit),
  'transactions.cancelPreAuthorization': ({ transactions }, { creditAccountId }) =>
    transactions.cancelPreAuthorization({ creditAccountId, transactionId: 'AAAA' }),
  'transactions.settle': ({ transactions }, { creditAccountId }) =>
    transactions.settle({ creditAccountId, transactionId: 'AAAA' }, limit),
  'transactions.refund': ({ transactions }, { creditAccountId }) =>
    transactions.refund({ creditAccountId, transactionId: 'AAAA' }, limit),
  'storeConfig.get': ({ storeConfig }) => storeConfig.get(),
  'storeConfig.update': ({ storeConfig }) => storeConfig.update({ taxRate: 0.1 }),
};

const operations = Object.values(operationsById);
const permissions: readonly Permission[] = [...new Set(operations.map(({ permission }) => permission))];

const key = { appKey: 'k', appToken: 't' };

async function named(
  { store }: Bench,
  given: readonly Permission[],
): Promise<{ readonly world: World; readonly caller: CustomerCredit }> {
  const world = await store({ callers: [{ ...key, permissions: given }] });
  return { world, caller: world.clientAs(key) };
}

const needs = ['callers', 'ownStore', 'seeding', 'refusals'] as const;

const perOperation = operations.flatMap(({ id, permission }) => {
  if (!isOperationId(id)) throw new ContractFailure(`no call of ${id}`);
  const call = calls[id];
  return group(id, [
    it(`is forbidden without "${permission}", whatever else one has`, {
      holds: ['access.permission'],
      needs,
    }, async (bench) => {
      const { world, caller } = await named(
        bench,
        permissions.filter((other) => other !== permission),
      );
      const error = await refusal(world, () => call(caller, world));
      like(error, { name: 'PermissionError', code: 'permission', status: 403, operation: id });
      contains(error.message, `"${permission}"`);
    }),

    it(`is allowed with "${permission}" alone, and with Main Access`, {
      holds: ['access.permission'],
      needs,
    }, async (bench) => {
      for (const given of [permission, 'Main Access'] as const) {
        const { world, caller } = await named(bench, [given]);
        const outcome: unknown = await call(caller, world).catch((error: unknown) => error);
        const status: unknown =
          typeof outcome === 'object' && outcome !== null ? Reflect.get(outcome, 'status') : undefined;
        // A rule may refuse it, but never for lack of a permission.
        holdsThat(status !== 401 && status !== 403, `expected ${given} to suffice, got ${String(status)}`);
      }
    }),

    it('is refused to who is not known', { holds: ['access.none'], needs }, async (bench) => {
      const { world } = await named(bench, ['Main Access']);
      const stranger = world.clientAs({ ...key, appToken: 'other' });
      const error = await refusal(world, () => call(stranger, world));
      like(error, { name: 'AuthenticationError', code: 'authentication', status: 401, operation: id });
    }),
  ]);
});

export const access: readonly ContractCase[] = [
  ...perOperation,
  ...group('a caller', [
    it('may have any credentials while nobody is named, a user token among them', {
      holds: ['access.none'],
      needs: ['callers'],
    }, async ({ store }) => {
      const { clientAs, opened } = await store();
      like(await clientAs({ appKey: 'x', appToken: 'y' }).invoices.get(opened), { value: 100 });
      like(await clientAs({ userToken: 'z' }).invoices.get(opened), { value: 100 });
    }),

    it('is named in the row of a debit', { holds: ['statement.debit'], needs: ['callers'] }, async ({
      store,
    }) => {
      const world = await store({ callers: [{ name: 'Ana', ...key, permissions: ['Main Access'] }] });
      await calls['accounts.decreaseBalance'](world.clientAs(key), world);
      like(await world.rows(), [{ doneBy: 'Ana', value: -1 }]);
    }),
  ]),
];
