import { type Permission, permissionNames } from '../../api/permissions.ts';
import { type OperationId, operationIds, operationsById } from '../../api/table.ts';
import type { CustomerCredit } from '../../client/base-client.ts';
import { contains, holdsThat, like } from '../assert.ts';
import { type Bench, type ContractCase, group, it } from '../case.ts';
import { refusal } from '../refusals.ts';
import { sampleCall } from '../sample-call.ts';
import type { World } from '../world.ts';

/** The ids that the samples are called with: those of the world, and others that there are not. */
const call = (
  id: OperationId,
  client: CustomerCredit,
  { creditAccountId, opened }: World,
): Promise<unknown> => {
  const known: Readonly<Record<string, string>> = {
    creditAccountId,
    invoiceId: opened.id,
    transactionId: 'AAAA',
  };
  return sampleCall(client, id, (parameter) => known[parameter] ?? 'x');
};

const permissions = permissionNames.filter((name) => name !== 'Main Access');

const key = { appKey: 'k', appToken: 't' };

async function named(
  { store }: Bench,
  given: readonly Permission[],
): Promise<{ readonly world: World; readonly caller: CustomerCredit }> {
  const world = await store({ callers: [{ ...key, permissions: given }] });
  return { world, caller: world.clientAs(key) };
}

const needs = ['callers', 'ownStore', 'seeding', 'refusals'] as const;

const perOperation = operationIds.flatMap((id) => {
  const { permission } = operationsById[id];
  return group(id, [
    it(`is forbidden without "${permission}", whatever else one has`, {
      holds: ['access.permission'],
      needs,
    }, async (bench) => {
      const { world, caller } = await named(
        bench,
        permissions.filter((other) => other !== permission),
      );
      const error = await refusal(world, () => call(id, caller, world));
      like(error, { name: 'PermissionError', code: 'permission', status: 403, operation: id });
      contains(error.message, `"${permission}"`);
    }),

    it(`is allowed with "${permission}" alone, and with Main Access`, {
      holds: ['access.permission'],
      needs,
    }, async (bench) => {
      for (const given of [permission, 'Main Access'] as const) {
        const { world, caller } = await named(bench, [given]);
        const outcome: unknown = await call(id, caller, world).catch((error: unknown) => error);
        const status: unknown =
          typeof outcome === 'object' && outcome !== null ? Reflect.get(outcome, 'status') : undefined;
        // A rule may refuse it, but never for lack of a permission.
        holdsThat(status !== 401 && status !== 403, `expected ${given} to suffice, got ${String(status)}`);
      }
    }),

    it('is refused to who is not known', { holds: ['access.none'], needs }, async (bench) => {
      const { world } = await named(bench, ['Main Access']);
      const stranger = world.clientAs({ ...key, appToken: 'other' });
      const error = await refusal(world, () => call(id, stranger, world));
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
      await call('accounts.decreaseBalance', world.clientAs(key), world);
      like(await world.rows(), [{ doneBy: 'Ana', origin: 'Statement' }]);
    }),
  ]),
];
