import { describe, expect, it } from 'vitest';
import type { Invoice } from 'vtex-customer-credit';
import type { Opened } from './door.ts';
import { conflict, creditAccountId, refusal, type Subject, unknown } from './store.ts';

const hour = 3_600_000;

async function held(
  { client }: Opened,
  value: number,
  installments = 1,
): Promise<{ creditAccountId: string; transactionId: string }> {
  const { id } = await client.transactions.preAuthorize(creditAccountId, {
    value,
    settle: true,
    installments,
  });
  return { creditAccountId, transactionId: id };
}

async function invoicesOf({ client }: Opened, transactionId: string): Promise<Invoice[]> {
  const all = await client.invoices.list({ creditAccountId }).toArray();
  return all.filter((invoice) => invoice.transactionId === transactionId);
}

const available = async ({ client }: Opened): Promise<number> =>
  (await client.accounts.get(creditAccountId)).availableCredit;

export function transactions({ store }: Subject): void {
  describe('a hold', () => {
    it('lowers available credit and writes no statement', async () => {
      const all = store();
      const hold = await all.client.transactions.preAuthorize(creditAccountId, {
        value: 49.7,
        settle: true,
        installments: 2,
      });
      expect(hold).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), value: 49.7, installments: 2 });
      expect(await available(all)).toBe(850.3);
      expect((await all.client.accounts.getStatements(creditAccountId)).statements).toEqual([]);
    });

    it('with settle: false says when it expires, one day from now unless told', async () => {
      const { client } = store();
      const short = await client.transactions.preAuthorize(creditAccountId, { value: 1 });
      expect(short).toMatchObject({ installments: 1, expirationDate: '2024-05-09T12:00:00' });
      const long = await client.transactions.preAuthorize(creditAccountId, {
        value: 1,
        expirationDate: '2024-11-25',
      });
      expect(long.expirationDate).toBe('2024-11-25T00:00:00');
    });

    it('frees its credit by the clock alone, with the moment of its date, without a write', async () => {
      const all = store();
      await all.client.transactions.preAuthorize(creditAccountId, { value: 10 });
      await held(all, 20);
      const before = all.control.snapshot();
      all.control.clock.advance(24 * hour - 1);
      expect(await available(all)).toBe(870);
      all.control.clock.advance(1);
      expect(await available(all)).toBe(880);
      all.control.clock.advance({ days: 29 });
      expect(await available(all)).toBe(900);
      expect({ ...all.control.snapshot(), clock: before.clock }).toEqual(before);
    });

    it('cannot begin in the past', async () => {
      const all = store();
      const act = () =>
        all.client.transactions.preAuthorize(creditAccountId, { value: 1, expirationDate: '2024-05-08' });
      const error = await refusal(all, act);
      expect(error).toMatchObject({ name: 'BadRequestError', code: 'bad_request', status: 400 });
      expect(error.vtexMessage).toBe('expirationDate: expected a date in the future.');
    });

    it('may grow by the rate over its first value, and without a rate to the cap', async () => {
      const all = store({ storeConfig: { maxPreAuthorizationGrowthRate: 0.1 } });
      const { transactions: api, storeConfig } = all.client;
      const ref = await held(all, 100);
      const change = (value: number) =>
        api.updatePreAuthorization(ref, { value, settle: true, installments: 1 });
      expect(await change(110)).toEqual({ id: ref.transactionId, value: 110, installments: 1 });
      await conflict(all, () => change(110.01), /maxPreAuthorizationGrowthRate/);
      await storeConfig.update({ maxPreAuthorizationGrowthRate: 0 });
      await change(900);
      expect(await available(all)).toBe(0);
      await conflict(all, () => change(900.01), /not enough credit/);
      await change(5);
      expect(await available(all)).toBe(895);
    });

    it('is made by an update of an id that is not known', async () => {
      const all = store();
      const ref = { creditAccountId, transactionId: 'mine' };
      const hold = await all.client.transactions.updatePreAuthorization(ref, {
        value: 5,
        settle: true,
        installments: 1,
      });
      expect(hold).toEqual({ id: 'mine', value: 5, installments: 1 });
      expect(await available(all)).toBe(895);
    });

    it('is cancelled when made with settle: false, again without a change, and not otherwise', async () => {
      const all = store();
      const { transactions: api } = all.client;
      const { id } = await api.preAuthorize(creditAccountId, { value: 10 });
      const ref = { creditAccountId, transactionId: id };
      expect(await api.cancelPreAuthorization(ref)).toBeUndefined();
      expect(await available(all)).toBe(900);
      expect(await api.cancelPreAuthorization(ref)).toBeUndefined();
      await conflict(all, () => api.updatePreAuthorization(ref, { value: 1 }), /cancelled and cannot change/);
      await conflict(all, () => api.settle(ref, { value: 1 }), /cancelled/);
      const kept = await held(all, 10);
      await conflict(all, () => api.cancelPreAuthorization(kept), /settle: false/);
    });

    it('that has expired can neither change nor be settled', async () => {
      const all = store();
      const ref = await held(all, 10);
      all.control.clock.advance({ days: 30 });
      await conflict(all, () => all.client.transactions.updatePreAuthorization(ref, { value: 1 }), /expired/);
      await conflict(all, () => all.client.transactions.settle(ref, { value: 10 }), /expired/);
    });

    it('brings an unknown account to life where the store says so, with the default credit', async () => {
      const all = store({
        storeConfig: { automaticCheckingAccountCreationEnabled: true, defaultCreditValue: 150 },
      });
      const { transactions: api, accounts } = all.client;
      await conflict(all, () => api.preAuthorize('33333333333_CPF', { value: 151 }), /not enough credit/);
      await api.preAuthorize('33333333333_CPF', { value: 100 });
      expect(await accounts.get('33333333333_CPF')).toMatchObject({
        document: '33333333333',
        documentType: 'CPF',
        creditLimit: 150,
        availableCredit: 50,
      });
    });
  });

  describe('a settlement', () => {
    it('makes one invoice per instalment, to the cent, due every 30 days, with the order', async () => {
      const all = store();
      const ref = await held(all, 10, 3);
      all.control.setOrderId(creditAccountId, ref.transactionId, '500002');
      expect(await all.client.transactions.settle(ref, { value: 10 })).toEqual({
        id: ref.transactionId,
        value: 10,
      });
      const made = await invoicesOf(all, ref.transactionId);
      expect(
        made.map(({ id, value, installment, dueDate }) => [id.slice(-3), value, installment, dueDate]),
      ).toEqual([
        ['-01', 3.34, 1, '2024-06-07T12:00:00Z'],
        ['-02', 3.33, 2, '2024-07-07T12:00:00Z'],
        ['-03', 3.33, 3, '2024-08-06T12:00:00Z'],
      ]);
      for (const invoice of made) {
        expect(invoice).toMatchObject({
          status: 'Opened',
          orderId: '500002',
          numberOfInstallments: 3,
          creditValue: 0,
        });
        expect(invoice.friendlyId).toMatch(new RegExp(`^[A-Za-z0-9]{8}-${invoice.installment}$`));
        expect(invoice.originalDueDate).toBe(invoice.dueDate);
      }
      expect((await all.client.accounts.getStatements(creditAccountId)).statements).toEqual([
        {
          value: -10,
          date: '2024-05-08T12:00:00Z',
          origin: 'Invoice',
          metadata: { transactionId: ref.transactionId, orderId: '500002', numberOfInstallments: 3 },
        },
      ]);
      expect(await available(all)).toBe(890);
    });

    it('of less than the hold releases the rest; of more must fit under the cap', async () => {
      const all = store();
      const less = await held(all, 100);
      await all.client.transactions.settle(less, { value: 60 });
      expect(await all.client.accounts.get(creditAccountId)).toMatchObject({
        preAuthorizedCredit: 0,
        availableCredit: 840,
      });
      const more = await held(all, 100);
      await conflict(all, () => all.client.transactions.settle(more, { value: 840.01 }), /not enough credit/);
      await all.client.transactions.settle(more, { value: 840 });
      expect(await available(all)).toBe(0);
    });

    it('again: the same changes nothing, less shrinks from the last invoice, more adds invoices', async () => {
      const all = store();
      const ref = await held(all, 90, 3);
      const values = async (): Promise<unknown> =>
        (await invoicesOf(all, ref.transactionId)).map(({ value, status }) => [value, status]);
      const settle = (value: number) => all.client.transactions.settle(ref, { value });
      await settle(90);
      const before = all.control.snapshot();
      await settle(90);
      expect(all.control.snapshot()).toEqual(before);
      await settle(50);
      expect(await values()).toEqual([
        [30, 'Opened'],
        [20, 'Opened'],
        [0, 'Cancelled'],
      ]);
      expect(await available(all)).toBe(850);
      await settle(80.01);
      expect(
        (await invoicesOf(all, ref.transactionId))
          .slice(3)
          .map(({ value, installment }) => [value, installment]),
      ).toEqual([
        [10.01, 4],
        [10, 5],
        [10, 6],
      ]);
      expect(await available(all)).toBe(819.99);
      const { statements } = await all.client.accounts.getStatements(creditAccountId);
      expect(statements.map(({ value }) => value)).toEqual([-90, 40, -30.01]);
    });

    it('cannot shrink below what is paid', async () => {
      const all = store();
      const ref = await held(all, 90, 3);
      await all.client.transactions.settle(ref, { value: 90 });
      for (const invoice of (await invoicesOf(all, ref.transactionId)).slice(0, 2))
        await all.client.invoices.markAsPaid(invoice);
      await conflict(
        all,
        () => all.client.transactions.settle(ref, { value: 59 }),
        /worth less than the difference/,
      );
      await all.client.transactions.settle(ref, { value: 60 });
    });

    it('ends the hold: it can neither change nor be cancelled', async () => {
      const all = store();
      const ref = await held(all, 10);
      await all.client.transactions.settle(ref, { value: 10 });
      await conflict(
        all,
        () => all.client.transactions.updatePreAuthorization(ref, { value: 1 }),
        /captured/,
      );
      await conflict(all, () => all.client.transactions.cancelPreAuthorization(ref), /settled/);
    });
  });

  describe('a refund', () => {
    it('comes off the open invoices, the last first; one brought to zero is cancelled', async () => {
      const all = store();
      const ref = await held(all, 90, 3);
      await all.client.transactions.settle(ref, { value: 90 });
      expect(await all.client.transactions.refund(ref, { value: 45 })).toEqual({ value: 45 });
      const made = await invoicesOf(all, ref.transactionId);
      expect(made.map(({ value, status }) => [value, status])).toEqual([
        [30, 'Opened'],
        [15, 'Opened'],
        [0, 'Cancelled'],
      ]);
      expect(await available(all)).toBe(855);
      const { statements } = await all.client.accounts.getStatements(creditAccountId);
      expect(statements.at(-1)).toMatchObject({
        value: 45,
        origin: 'Invoice',
        metadata: { transactionId: ref.transactionId },
      });
      await conflict(
        all,
        () => all.client.transactions.refund(ref, { value: 45.01 }),
        /45 of the settlement is left/,
      );
    });

    it('of what is paid leaves its invoice alone', async () => {
      const all = store();
      const ref = await held(all, 10);
      await all.client.transactions.settle(ref, { value: 10 });
      for (const invoice of await invoicesOf(all, ref.transactionId))
        await all.client.invoices.markAsPaid(invoice);
      await all.client.transactions.refund(ref, { value: 10 });
      expect(await invoicesOf(all, ref.transactionId)).toMatchObject([{ status: 'Paid', value: 10 }]);
      expect(await available(all)).toBe(900);
    });

    it('needs a settlement', async () => {
      const all = store();
      const ref = await held(all, 10);
      await conflict(
        all,
        () => all.client.transactions.refund(ref, { value: 1 }),
        /Only a settled transaction/,
      );
    });
  });

  it('a transaction that does not exist is unknown to every call', async () => {
    const all = store();
    const { transactions: api } = all.client;
    const ref = { creditAccountId, transactionId: 'nothing' };
    const message = /^The account has no transaction "nothing"\.$/;
    await unknown(all, () => api.cancelPreAuthorization(ref), message);
    await unknown(all, () => api.settle(ref, { value: 1 }), message);
    await unknown(all, () => api.refund(ref, { value: 1 }), message);
    const nobody = { creditAccountId: 'nobody', transactionId: 'mine' };
    await unknown(all, () => api.updatePreAuthorization(nobody, { value: 1 }), /no credit account "nobody"/);
  });
}
