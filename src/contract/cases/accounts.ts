import { isAccountAlreadyOpen } from '../../errors/index.ts';
import { contains, equal, holdsThat, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { refusal, unknown } from '../refusals.ts';

export const accounts: readonly ContractCase[] = group('an account', [
  it('is opened under {document}_{documentType}, with all its credit available and no statement', {
    holds: ['account.open.id', 'statement.none', 'statement.balances', 'credit.available.no-tolerance'],
  }, async ({ store }) => {
    const { client, customer, moment } = await store();
    const who = customer();
    const account = await client.accounts.open({ ...who, creditLimit: 1100, tolerance: 0.2 });
    const now = await moment();
    equal(account, {
      ...who,
      id: `${who.document}_${who.documentType}`,
      status: 'Open',
      balance: 0,
      creditLimit: 1100,
      availableCredit: 1100,
      availableBalance: 1100,
      preAuthorizedCredit: 0,
      tolerance: 0.2,
      description: '',
      createdAt: now,
      updatedAt: now,
    });
    equal(await client.accounts.get(account.id), account);
    equal(await client.accounts.getStatements(account.id), {
      statements: [],
      currentBalance: 0,
      intervalBalance: 0,
      previousBalance: 0,
    });
  }),

  it('takes limit and tolerance as decimal strings too', {
    holds: ['credit.limit.absolute'],
  }, async ({ store }) => {
    const { client, customer } = await store();
    const who = customer();
    const account = await client.accounts.open({ ...who, creditLimit: '1100.50', tolerance: '0.25' });
    like(account, { creditLimit: 1100.5, tolerance: 0.25 });
    const updated = await client.accounts.update(account.id, {
      email: who.email,
      creditLimit: '7.05',
      tolerance: '0',
    });
    like(updated, { creditLimit: 7.05, tolerance: 0 });
  }),

  it('that is open is refused with code 1099', { holds: ['account.open.twice'] }, async ({ store }) => {
    const world = await store();
    const { client, customer, exact } = world;
    const opening = { ...customer(), creditLimit: 1100 };
    await client.accounts.open(opening);
    const error = await refusal(world, () => client.accounts.open(opening));
    holdsThat(isAccountAlreadyOpen(error), 'expected code 1099');
    if (!exact) return;
    like(error, {
      name: 'ConflictError',
      status: 409,
      vtexCode: 1099,
      vtexMessage: 'The Credit Account is already open.',
    });
    contains(error.message, '409, code 1099. The Credit Account is already open.');
  }),

  it('is replaced by an update: document fields left out are wiped, limit and tolerance stay', {
    holds: ['account.update.wipes'],
  }, async ({ store }) => {
    const { client, creditAccountId, customer } = await store();
    await client.accounts.changeTolerance(creditAccountId, { value: 0.3 });
    const { email } = customer();
    const account = await client.accounts.update(creditAccountId, { email });
    like(account, { email, creditLimit: 1000, tolerance: 0.3, availableCredit: 900 });
    holdsThat(!account.document && !account.documentType, 'expected the document fields to be wiped');
    equal(await client.accounts.get(creditAccountId), account);
  }),

  it('keeps when it was created, and says when it was changed', {
    holds: ['account.updated'],
    needs: ['seeding', 'clock'],
  }, async ({ store }) => {
    const { client, clock, creditAccountId } = await store();
    await clock.advance(1000);
    like(await client.accounts.update(creditAccountId, { email: 'else@example.com' }), {
      createdAt: '2024-05-08T12:00:00Z',
      updatedAt: '2024-05-08T12:00:01Z',
    });
  }),

  it('does not change by a command that changes nothing', {
    holds: ['account.no-change'],
    needs: ['clock'],
  }, async ({ store }) => {
    const { client, clock, creditAccountId } = await store();
    const before = await client.accounts.get(creditAccountId);
    const statements = await client.accounts.getStatements(creditAccountId);
    await clock.advance(1000);
    const { document, documentType, email, creditLimit, tolerance } = before;
    await client.accounts.update(creditAccountId, {
      email,
      creditLimit,
      tolerance,
      ...(document ? { document } : {}),
      ...(documentType ? { documentType } : {}),
    });
    await client.accounts.changeCreditLimit(creditAccountId, { value: creditLimit });
    await client.accounts.changeTolerance(creditAccountId, { value: tolerance });
    equal(await client.accounts.get(creditAccountId), before);
    equal(await client.accounts.getStatements(creditAccountId), statements);
  }),

  it('comes to life by an update of an unknown id, with a limit of 100 and tolerance 0 unless given', {
    holds: ['account.update.unknown', 'account.update.unknown.limit', 'account.update.unknown.tolerance'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client } = await store();
    const account = await client.accounts.update('fresh', { email: 'fresh@example.com', creditLimit: 10 });
    like(account, { id: 'fresh', status: 'Open', creditLimit: 10, tolerance: 0 });
    equal(await client.accounts.get('fresh'), account);
    like(await client.accounts.update('bare', { email: 'bare@example.com' }), {
      creditLimit: 100,
      tolerance: 0,
      availableCredit: 100,
    });
  }),

  it('that is closed is made anew by an update of its id, with nothing of the past', {
    holds: ['account.update.closed', 'account.update.unknown.limit', 'account.close'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const email = 'new@example.com';
    await client.accounts.close(creditAccountId);
    const account = await client.accounts.update(creditAccountId, { email });
    like(account, { id: creditAccountId, status: 'Open', email, creditLimit: 100, availableCredit: 100 });
    equal(await client.accounts.get(creditAccountId), account);
    equal(await client.invoices.listByAccount(creditAccountId).toArray(), []);
    equal((await client.accounts.getStatements(creditAccountId)).statements, []);
  }),

  it('is closed with whatever it owes: answered once, then gone with all that was its own', {
    holds: ['account.close', 'account.close.debts'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, opened, customer } = world;
    await client.transactions.preAuthorize(creditAccountId, { value: 10, settle: true });
    await client.accounts.holders.add(creditAccountId, { claims: { email: customer().email } });
    like(await client.accounts.close(creditAccountId), { id: creditAccountId, status: 'Closed' });
    await unknown(world, () => client.accounts.get(creditAccountId), /no credit account/);
    await unknown(world, () => client.accounts.close(creditAccountId), /no credit account/);
    await unknown(world, () => client.accounts.getStatements(creditAccountId), /no credit account/);
    await unknown(world, () => client.invoices.get(opened), /no credit account/);
    equal(await client.invoices.list({ creditAccountId }).toArray(), []);
  }),

  it('that is closed leaves the lists', {
    holds: ['list.closed', 'account.close'],
    needs: ['ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const { email } = await client.accounts.get(creditAccountId);
    await client.accounts.close(creditAccountId);
    equal(await client.accounts.list().toArray(), []);
    equal(await client.accounts.list({ email }).toArray(), []);
    equal(await client.accounts.list({ status: 'Closed' }).toArray(), []);
    equal(await client.invoices.list().toArray(), []);
  }),

  it('may be opened anew after closing, with the same document and e-mail and none of the past', {
    holds: ['account.close.reopen', 'account.close'],
  }, async ({ store }) => {
    const { client, customer } = await store();
    const who = customer();
    const first = await client.accounts.open({ ...who, creditLimit: 500 });
    const hold = await client.transactions.preAuthorize(first.id, { value: 10, settle: true });
    await client.transactions.settle({ creditAccountId: first.id, transactionId: hold.id }, { value: 10 });
    await client.accounts.holders.add(first.id, { claims: { email: `of-${who.email}` } });
    await client.accounts.close(first.id, { email: who.email });
    const again = await client.accounts.open({ ...who, creditLimit: 1100 });
    like(again, { id: first.id, status: 'Open', availableCredit: 1100, email: who.email });
    equal(await client.invoices.listByAccount(again.id).toArray(), []);
    equal((await client.accounts.getStatements(again.id)).statements, []);
    like(await client.accounts.holders.add(again.id, { claims: { email: `of-${who.email}` } }), { level: 2 });
  }),

  it('is unknown to every call when there is none', { holds: ['wire.errors'] }, async ({ store }) => {
    const world = await store();
    const { accounts: all, invoices, transactions } = world.client;
    const amount = { value: 1 };
    const nobody = world.nobody();
    for (const act of [
      () => all.get(nobody),
      () => all.close(nobody),
      () => all.getStatements(nobody),
      () => all.changeCreditLimit(nobody, amount),
      () => all.changeTolerance(nobody, amount),
      () => all.decreaseBalance(nobody, { statementId: 's', value: -1 }),
      () => all.holders.add(nobody, { claims: { email: 'a@example.com' } }),
      () => all.holders.delete({ creditAccountId: nobody, holderId: 'h' }),
      () => invoices.listByAccount(nobody).toArray(),
      () => transactions.settle({ creditAccountId: nobody, transactionId: 't' }, amount),
    ]) {
      await unknown(world, act, `There is no credit account "${nobody}".`);
    }
  }),

  it('is found by the e-mail of its owner or of a dependent when somebody wants to buy', {
    holds: ['undocumented.accounts.getPurchaseConditions'],
  }, async ({ store }) => {
    const world = await store();
    const { client, customer } = world;
    const who = customer();
    const { id } = await client.accounts.open({ ...who, creditLimit: 1000 });
    const dependent = `of-${who.email}`;
    await client.accounts.holders.add(id, { claims: { email: dependent } });
    await client.transactions.preAuthorize(id, { value: 400 });
    for (const email of [who.email, who.email.toUpperCase(), dependent]) {
      const found = await client.accounts.getPurchaseConditions({ email, sc: 1, skus: '1,2' });
      like(found, { accountId: id, availableCredit: 600 });
    }
    const stranger = { email: `no-${who.email}`, sc: 1, skus: '1' };
    const ask = () => client.accounts.getPurchaseConditions(stranger);
    await unknown(world, ask, `There is no credit account "${stranger.email}".`);
  }),
]);
