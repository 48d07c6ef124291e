import { describe, expect, it } from 'vitest';
import type { CustomerCredit, Permission } from 'vtex-customer-credit';
import { operationsById } from '../../src/operations/table.ts';
import { creditAccountId, opened, refusal, type Subject } from './store.ts';

const transaction = { creditAccountId, transactionId: 'AAAA' };
const limit = { value: 1 };

/** One call of each operation. */
const calls: {
  readonly [Id in keyof typeof operationsById]: (client: CustomerCredit) => Promise<unknown>;
} = {
  'invoices.list': ({ invoices }) => invoices.list().toArray(),
  'invoices.listByAccount': ({ invoices }) => invoices.listByAccount(creditAccountId).toArray(),
  'invoices.get': ({ invoices }) => invoices.get(opened),
  'invoices.update': ({ invoices }) => invoices.update(opened, { observation: 'x' }),
  'invoices.cancel': ({ invoices }) => invoices.cancel(opened),
  'invoices.markAsPaid': ({ invoices }) => invoices.markAsPaid(opened),
  'invoices.postpone': ({ invoices }) => invoices.postpone(opened, { dueDays: 1 }),
  'accounts.list': ({ accounts }) => accounts.list().toArray(),
  'accounts.open': ({ accounts }) =>
    accounts.open({ document: '9', documentType: 'Other', email: 'a@example.com', creditLimit: 1 }),
  'accounts.get': ({ accounts }) => accounts.get(creditAccountId),
  'accounts.update': ({ accounts }) => accounts.update(creditAccountId, { email: 'a@example.com' }),
  'accounts.close': ({ accounts }) => accounts.close(creditAccountId),
  'accounts.getStatements': ({ accounts }) => accounts.getStatements(creditAccountId),
  'accounts.changeCreditLimit': ({ accounts }) => accounts.changeCreditLimit(creditAccountId, limit),
  'accounts.changeTolerance': ({ accounts }) => accounts.changeTolerance(creditAccountId, limit),
  'accounts.decreaseBalance': ({ accounts }) =>
    accounts.decreaseBalance(creditAccountId, { statementId: 's', value: -1 }),
  'accounts.holders.add': ({ accounts }) =>
    accounts.holders.add(creditAccountId, { claims: { email: 'a@example.com' } }),
  'accounts.holders.delete': ({ accounts }) => accounts.holders.delete({ creditAccountId, holderId: 'h' }),
  'transactions.preAuthorize': ({ transactions }) => transactions.preAuthorize(creditAccountId, limit),
  'transactions.updatePreAuthorization': ({ transactions }) =>
    transactions.updatePreAuthorization({ creditAccountId, transactionId: 'mine' }, limit),
  'transactions.cancelPreAuthorization': ({ transactions }) =>
    transactions.cancelPreAuthorization(transaction),
  'transactions.settle': ({ transactions }) => transactions.settle(transaction, { value: 1 }),
  'transactions.refund': ({ transactions }) => transactions.refund(transaction, { value: 1 }),
  'storeConfig.get': ({ storeConfig }) => storeConfig.get(),
  'storeConfig.update': ({ storeConfig }) => storeConfig.update({ taxRate: 0.1 }),
};

const permissions: readonly Permission[] = [
  ...new Set(Object.values(operationsById).map(({ permission }) => permission)),
];

export function access({ store }: Subject): void {
  describe.each(Object.values(operationsById))('$id', ({ id, permission }) => {
    const [, call] = Object.entries(calls).find(([name]) => name === id) ?? [];
    if (call === undefined) throw new Error(`no call of ${id}`);
    const named = (given: readonly Permission[]) => {
      const all = store({ callers: [{ appKey: 'k', appToken: 't', permissions: given }] });
      return { ...all, caller: all.clientAs({ appKey: 'k', appToken: 't' }) };
    };

    it(`is forbidden without "${permission}", whatever else one has`, async () => {
      const all = named(permissions.filter((other) => other !== permission));
      const error = await refusal(all, () => call(all.caller));
      expect(error).toMatchObject({
        name: 'PermissionError',
        code: 'permission',
        status: 403,
        operation: id,
      });
      expect(error.message).toContain(`"${permission}"`);
    });

    it(`is allowed with "${permission}" alone, and with Main Access`, async () => {
      for (const given of [permission, 'Main Access'] as const) {
        const outcome: unknown = await call(named([given]).caller).catch((error: unknown) => error);
        // A rule may refuse it, but never for lack of a permission.
        expect(outcome).not.toMatchObject({ status: 403 });
        expect(outcome).not.toMatchObject({ status: 401 });
      }
    });

    it('is refused to who is not known', async () => {
      const all = named(['Main Access']);
      const stranger = all.clientAs({ appKey: 'k', appToken: 'other' });
      const error = await refusal(all, () => call(stranger));
      expect(error).toMatchObject({
        name: 'AuthenticationError',
        code: 'authentication',
        status: 401,
        operation: id,
      });
    });
  });

  it('any credentials will do while nobody is named, and a user token is one', async () => {
    const all = store();
    expect(await all.clientAs({ appKey: 'x', appToken: 'y' }).invoices.get(opened)).toMatchObject({
      value: 100,
    });
    expect(await all.clientAs({ userToken: 'z' }).invoices.get(opened)).toMatchObject({ value: 100 });
  });

  it('a debit says who did it, by name', async () => {
    const callers = [{ name: 'Ana', appKey: 'k', appToken: 't', permissions: ['Main Access' as const] }];
    const all = store({ callers });
    await calls['accounts.decreaseBalance'](all.clientAs({ appKey: 'k', appToken: 't' }));
    const { statements } = await all.client.accounts.getStatements(creditAccountId);
    expect(statements).toMatchObject([{ doneBy: 'Ana', value: -1 }]);
  });
}
