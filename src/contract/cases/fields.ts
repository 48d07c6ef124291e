import { equal, holdsThat } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { unsent, untyped } from '../refusals.ts';

const needs = ['inputChecks'] as const;

export const fieldChecks: readonly ContractCase[] = group('a field', [
  it('that is not known is refused by name, also __proto__ and constructor', {
    holds: ['client.checks'],
    needs,
  }, async ({ store }) => {
    const world = await store();
    const body = (text: string) => () =>
      world.client.invoices.update(world.opened, untyped(JSON.parse(text)));
    const none = /^no such field$/;
    await unsent(world, body('{"observation":"x","dueDate":"2030-01-01"}'), 'dueDate', none);
    await unsent(world, body('{"observation":"x","__proto__":{"status":"Paid"}}'), '__proto__', none);
    await unsent(world, body('{"observation":"x","constructor":{}}'), 'constructor', none);
    equal(Reflect.get({}, 'status'), undefined);
  }),

  it('that is not what it should be is named, one by one', { holds: ['client.checks'], needs }, async ({
    store,
  }) => {
    const world = await store();
    const { creditAccountId, opened } = world;
    const { accounts, invoices } = world.client;
    const update = (given: unknown) => () => invoices.update(opened, untyped(given));
    const some = /^at least one of status, observation, paymentLink$/;
    await unsent(world, update({}), 'body', some);
    await unsent(world, update({ status: 'Overdue' }), 'status', /^one of Opened, Paid, Cancelled$/);
    const link = { paymentLink: 'javascript:alert(1)' };
    await unsent(world, update(link), 'paymentLink', /^an absolute http or https URL/);
    await unsent(world, update({ observation: 5 }), 'observation', /^a string$/);
    const opening = { document: '1', documentType: 'CPF', email: 'a@example.com', creditLimit: 1 };
    const open = (given: object) => () => accounts.open(untyped({ ...opening, ...given }));
    for (const document of ['', ' ', 'a\nb', '..'])
      await unsent(world, open({ document }), 'document', /^a non-blank string/);
    await unsent(world, open({ email: 'nobody' }), 'email', /^an e-mail address$/);
    await unsent(world, open({ creditLimit: '1,5' }), 'creditLimit', /decimal string$/);
    await unsent(world, open({ creditLimit: -1 }), 'creditLimit', /^an amount of zero or more/);
    await unsent(world, open({ tolerance: -0.1 }), 'tolerance', /^a decimal fraction/);
    const add = (claims: unknown) => () => accounts.holders.add(creditAccountId, untyped({ claims }));
    await unsent(world, add({ email: 'no e-mail' }), 'claims.email', /^an e-mail address$/);
    await unsent(world, add(undefined), 'claims', /^an object/);
  }),

  it('that is wrong is never shown with its value', { holds: ['client.silent'], needs }, async ({
    store,
  }) => {
    const { client } = await store();
    const email = 'sentinel@@secret';
    const error: unknown = await client.accounts
      .open({ document: '1', documentType: 'CPF', email, creditLimit: 1 })
      .catch((reason: unknown) => reason);
    holdsThat(error instanceof Error, 'expected an error');
    holdsThat(
      !`${JSON.stringify(error)} ${String(error)}`.includes('sentinel'),
      'expected an error without the value that was refused',
    );
  }),
]);
