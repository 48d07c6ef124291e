import { describe, expect, it } from 'vitest';
import { isAccountAlreadyOpen } from 'vtex-customer-credit';
import { conflict, creditAccountId, opened, refusal, type Subject, unknown } from './store.ts';

const opening = {
  document: '22222222222',
  documentType: 'CPF',
  email: 'new+one_two@example.com',
  creditLimit: 1100,
  tolerance: 0.2,
};

export function accounts({ store }: Subject): void {
  describe('an account', () => {
    it('is opened under {document}_{documentType}, with all its credit available and no statement', async () => {
      const { client } = store();
      const account = await client.accounts.open(opening);
      expect(account).toEqual({
        id: '22222222222_CPF',
        status: 'Open',
        document: '22222222222',
        documentType: 'CPF',
        email: 'new+one_two@example.com',
        balance: 0,
        creditLimit: 1100,
        availableCredit: 1100,
        availableBalance: 1100,
        preAuthorizedCredit: 0,
        tolerance: 0.2,
        description: '',
        createdAt: '2024-05-08T12:00:00Z',
        updatedAt: '2024-05-08T12:00:00Z',
      });
      expect(await client.accounts.get(account.id)).toEqual(account);
      expect(await client.accounts.getStatements(account.id)).toEqual({
        statements: [],
        currentBalance: 0,
        intervalBalance: 0,
        previousBalance: 0,
      });
    });

    it('takes limit and tolerance as decimal strings too', async () => {
      const { client } = store();
      const account = await client.accounts.open({ ...opening, creditLimit: '1100.50', tolerance: '0.25' });
      expect(account).toMatchObject({ creditLimit: 1100.5, tolerance: 0.25 });
      const updated = await client.accounts.update(account.id, {
        email: opening.email,
        creditLimit: '7.05',
        tolerance: '0',
      });
      expect(updated).toMatchObject({ creditLimit: 7.05, tolerance: 0 });
    });

    it('that is open is refused with code 1099', async () => {
      const { client, control } = store();
      await client.accounts.open(opening);
      const error = await refusal({ control }, () => client.accounts.open(opening));
      expect(isAccountAlreadyOpen(error)).toBe(true);
      expect(error).toMatchObject({
        name: 'ConflictError',
        status: 409,
        vtexCode: 1099,
        vtexMessage: 'The Credit Account is already open.',
      });
      expect(error.message).toContain('409, code 1099. The Credit Account is already open.');
    });

    it('is replaced by an update: document fields left out are wiped, limit and tolerance stay', async () => {
      const { client, control } = store();
      control.clock.advance(1000);
      const account = await client.accounts.update(creditAccountId, { email: 'else@example.com' });
      expect(account).toMatchObject({
        email: 'else@example.com',
        creditLimit: 1000,
        createdAt: '2024-05-08T12:00:00Z',
        updatedAt: '2024-05-08T12:00:01Z',
      });
      expect('document' in account || 'documentType' in account).toBe(false);
    });

    it('comes to life by an update of an unknown id', async () => {
      const { client } = store();
      const account = await client.accounts.update('fresh', { email: 'fresh@example.com', creditLimit: 10 });
      expect(account).toMatchObject({ id: 'fresh', status: 'Open', creditLimit: 10, tolerance: 0 });
      expect(await client.accounts.get('fresh')).toEqual(account);
    });

    it('is closed with whatever it owes: answered once, then gone with all that was its own', async () => {
      const { client, control } = store();
      await client.transactions.preAuthorize(creditAccountId, { value: 10, settle: true });
      await client.accounts.holders.add(creditAccountId, { claims: { email: 'dependent@example.com' } });
      expect(await client.accounts.close(creditAccountId)).toMatchObject({
        id: creditAccountId,
        status: 'Closed',
      });
      await unknown({ control }, () => client.accounts.get(creditAccountId), /no credit account/);
      await unknown({ control }, () => client.accounts.close(creditAccountId), /no credit account/);
      await unknown({ control }, () => client.accounts.getStatements(creditAccountId), /no credit account/);
      await unknown({ control }, () => client.invoices.get(opened), /no credit account/);
      expect(await client.accounts.list().toArray()).toEqual([]);
      expect(await client.accounts.list({ status: 'Closed' }).toArray()).toEqual([]);
      expect(await client.invoices.list().toArray()).toEqual([]);
    });

    it('may be opened anew after closing, with the same document and e-mail and none of the past', async () => {
      const { client } = store();
      await client.accounts.close(creditAccountId, { email: 'buyer@example.com' });
      const account = await client.accounts.open({
        ...opening,
        document: '11111111111',
        email: 'buyer@example.com',
      });
      expect(account).toMatchObject({ id: creditAccountId, status: 'Open', availableCredit: 1100 });
      expect(await client.invoices.listByAccount(creditAccountId).toArray()).toEqual([]);
    });

    it('is unknown to every call when there is none', async () => {
      const { client, control } = store();
      const { accounts: all, transactions } = client;
      const amount = { value: 1 };
      for (const act of [
        () => all.get('nobody'),
        () => all.close('nobody'),
        () => all.getStatements('nobody'),
        () => all.changeCreditLimit('nobody', amount),
        () => all.changeTolerance('nobody', amount),
        () => all.decreaseBalance('nobody', { statementId: 's', value: -1 }),
        () => all.holders.add('nobody', { claims: { email: 'a@example.com' } }),
        () => all.holders.delete({ creditAccountId: 'nobody', holderId: 'h' }),
        () => client.invoices.listByAccount('nobody').toArray(),
        () => transactions.preAuthorize('nobody', amount),
        () => transactions.settle({ creditAccountId: 'nobody', transactionId: 't' }, amount),
      ]) {
        await unknown({ control }, act, /^There is no credit account "nobody"\.$/);
      }
    });
  });

  describe('credit', () => {
    it('is limit less holds less open invoices; tolerance and debits are no part of it', async () => {
      const { client } = store();
      await client.accounts.changeTolerance(creditAccountId, { value: 0.5 });
      await client.accounts.decreaseBalance(creditAccountId, { statementId: 's', value: -15 });
      await client.transactions.preAuthorize(creditAccountId, { value: 0.1, settle: true });
      await client.transactions.preAuthorize(creditAccountId, { value: 0.2, settle: true });
      expect(await client.accounts.get(creditAccountId)).toMatchObject({
        creditLimit: 1000,
        preAuthorizedCredit: 0.3,
        availableCredit: 899.7,
        availableBalance: 899.7,
        balance: -15,
      });
    });

    it('has its limit and tolerance set to what is given, each change with a Credit row', async () => {
      const { client } = store();
      await client.accounts.changeTolerance(creditAccountId, { value: 0.1 });
      await client.accounts.changeCreditLimit(creditAccountId, { value: 4000 });
      await client.accounts.update(creditAccountId, { email: 'a@example.com', creditLimit: 0 });
      const { statements, intervalBalance } = await client.accounts.getStatements(creditAccountId);
      expect(statements.map(({ origin, value }) => [origin, value])).toEqual([
        ['Credit', 100],
        ['Credit', 3300],
        ['Credit', -4400],
      ]);
      expect(intervalBalance).toBe(-1000);
    });

    it('may be lowered below what is used, and then is negative', async () => {
      const { client } = store();
      const account = await client.accounts.changeCreditLimit(creditAccountId, { value: 40.5 });
      expect(account).toMatchObject({ creditLimit: 40.5, availableCredit: -59.5 });
    });

    it('of 1,000 and a tolerance of 10 % takes 1,100 and refuses 1,250, once tolerance is enabled', async () => {
      const account = { id: 'x', email: 'x@example.com', creditLimit: 1000, tolerance: 0.1 };
      const strict = store({ accounts: [account] });
      const hold = (value: number) => () =>
        strict.client.transactions.preAuthorize('x', { value, settle: true });
      await conflict(strict, hold(1100), /not enough credit/);
      await strict.client.storeConfig.update({ toleranceEnabled: true });
      await conflict(strict, hold(1250), /not enough credit/);
      await conflict(strict, hold(1100.01), /not enough credit/);
      await hold(1100)();
      expect((await strict.client.accounts.get('x')).availableCredit).toBe(-100);
      await conflict(strict, hold(0.01), /not enough credit/);
    });

    it('is debited by hand under an id of the caller, once for each id', async () => {
      const { client, control } = store();
      const debit = (value: number | string) =>
        client.accounts.decreaseBalance(creditAccountId, { statementId: 'fee', value });
      expect(await debit('-15')).toEqual({ value: '-15.0' });
      expect(await debit(-15)).toEqual({ value: '-15.0' });
      expect((await client.accounts.get(creditAccountId)).balance).toBe(-15);
      const { statements, currentBalance } = await client.accounts.getStatements(creditAccountId);
      expect(statements).toEqual([
        { value: -15, date: '2024-05-08T12:00:00Z', doneBy: 'vtex-customer-credit', origin: 'Statement' },
      ]);
      expect(currentBalance).toBe(-15);
      await conflict({ control }, () => debit(-16), /exists with another value/);
    });
  });

  describe('a holder', () => {
    it('is added as a dependent and deleted again', async () => {
      const { client, control } = store();
      const holder = await client.accounts.holders.add(creditAccountId, {
        claims: { email: 'a+b_c@example.com' },
      });
      expect(holder).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        level: 2,
        claims: { email: 'a+b_c@example.com' },
        createdAt: '2024-05-08T12:00:00Z',
      });
      const ref = { creditAccountId, holderId: holder.id };
      expect(await client.accounts.holders.delete(ref)).toEqual({ id: holder.id });
      await unknown({ control }, () => client.accounts.holders.delete(ref), /no holder/);
    });

    it('is refused twice on one account, whatever its case', async () => {
      const { client, control } = store();
      const add = (email: string) => client.accounts.holders.add(creditAccountId, { claims: { email } });
      await add('a@example.com');
      await conflict({ control }, () => add('A@Example.com'), /claims\.email/);
    });
  });
}
