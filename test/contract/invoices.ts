import { describe, expect, it } from 'vitest';
import { isOverdue } from 'vtex-customer-credit';
import { cancelled, conflict, creditAccountId, opened, paid, type Subject, unknown } from './store.ts';

const now = '2024-05-08T12:00:00Z';
const postponable = { postponementEnabled: true, invoicePostponementLimit: 3, maxPostponementDays: 30 };

export function invoices({ store }: Subject): void {
  describe('an invoice', () => {
    it('is retrieved with everything the guide shows', async () => {
      expect(await store().client.invoices.get(opened)).toEqual({
        ...opened,
        friendlyId: 'AAAAAAAA-1',
        status: 'Opened',
        value: 100,
        accountId: creditAccountId,
        creditValue: 0,
        createdAt: now,
        updatedAt: now,
        originalDueDate: '2024-05-20T06:52:53.1314379Z',
        dueDate: '2024-05-20T06:52:53.1314379Z',
        installment: 1,
        orderId: '500001',
        transactionId: 'AAAA',
      });
    });

    it('is marked as paid: resolved now, credit back, a Payment row, the invoice as the answer', async () => {
      const { client, control } = store();
      control.clock.advance({ hours: 1 });
      const answer = await client.invoices.markAsPaid(opened);
      expect(answer).toMatchObject({
        status: 'Paid',
        resolvedAt: '2024-05-08T13:00:00Z',
        updatedAt: '2024-05-08T13:00:00Z',
      });
      expect(await client.invoices.get(opened)).toEqual(answer);
      expect((await client.accounts.get(creditAccountId)).availableCredit).toBe(1000);
      expect((await client.accounts.getStatements(creditAccountId)).statements).toEqual([
        {
          value: 100,
          date: '2024-05-08T13:00:00Z',
          origin: 'Payment',
          metadata: { transactionId: 'AAAA', orderId: '500001', installment: 1 },
        },
      ]);
    });

    it('is paid by PUT as well, together with note and link', async () => {
      const { client } = store();
      const update = {
        status: 'Paid',
        observation: 'by wire',
        paymentLink: 'https://pay.example.com/1',
      } as const;
      expect(await client.invoices.update(opened, update)).toBeUndefined();
      expect(await client.invoices.get(opened)).toMatchObject({ ...update, resolvedAt: now });
      expect((await client.accounts.get(creditAccountId)).availableCredit).toBe(1000);
    });

    it('is cancelled: resolved now, credit back, a positive Invoice row', async () => {
      const { client } = store();
      expect(await client.invoices.cancel(opened)).toBeUndefined();
      expect(await client.invoices.get(opened)).toMatchObject({ status: 'Cancelled', resolvedAt: now });
      expect((await client.accounts.get(creditAccountId)).availableCredit).toBe(1000);
      expect((await client.accounts.getStatements(creditAccountId)).statements).toMatchObject([
        { value: 100, origin: 'Invoice', metadata: { transactionId: 'AAAA', installment: 1 } },
      ]);
    });

    it('that is paid can be reopened: no longer resolved, its credit used again', async () => {
      const { client } = store();
      await client.invoices.update(paid, { status: 'Opened' });
      const invoice = await client.invoices.get(paid);
      expect(invoice.status).toBe('Opened');
      expect('resolvedAt' in invoice).toBe(false);
      expect((await client.accounts.get(creditAccountId)).availableCredit).toBe(850);
      expect((await client.accounts.getStatements(creditAccountId)).statements).toMatchObject([
        { value: -50, origin: 'Payment' },
      ]);
    });

    it('of any status takes a note and a link, and moves only updatedAt by it', async () => {
      const { client, control } = store();
      control.clock.advance(1000);
      for (const invoice of [opened, paid, cancelled]) {
        const before = await client.invoices.get(invoice);
        await client.invoices.update(invoice, { observation: 'seen' });
        await client.invoices.update(invoice, { paymentLink: 'https://pay.example.com' });
        expect(await client.invoices.get(invoice)).toEqual({
          ...before,
          observation: 'seen',
          paymentLink: 'https://pay.example.com',
          updatedAt: '2024-05-08T12:00:01Z',
        });
      }
    });

    it('does not change when it is told to be what it is', async () => {
      const { client, control } = store();
      const before = control.snapshot();
      await client.invoices.update(opened, { status: 'Opened' });
      await client.invoices.cancel(cancelled);
      await client.invoices.update(cancelled, { status: 'Cancelled' });
      expect(control.snapshot()).toEqual(before);
    });

    it('that is paid is neither cancelled nor paid again, by whichever call', async () => {
      const { client, control } = store();
      await conflict(
        { control },
        () => client.invoices.cancel(paid),
        /paid invoice can no longer be cancelled/,
      );
      await conflict(
        { control },
        () => client.invoices.update(paid, { status: 'Cancelled', observation: 'x' }),
        /cancelled/,
      );
      await conflict({ control }, () => client.invoices.markAsPaid(paid), /already paid/);
      await conflict({ control }, () => client.invoices.update(paid, { status: 'Paid' }), /already paid/);
    });

    it('that is cancelled stays cancelled', async () => {
      const { client, control } = store();
      await conflict({ control }, () => client.invoices.markAsPaid(cancelled), /cancelled/);
      await conflict({ control }, () => client.invoices.update(cancelled, { status: 'Paid' }), /cancelled/);
      await conflict({ control }, () => client.invoices.update(cancelled, { status: 'Opened' }), /cancelled/);
    });

    it('that does not exist, of an account that does not exist, is unknown to every call', async () => {
      const { client, control } = store();
      for (const [ref, message] of [
        [{ creditAccountId, id: 'nothing' }, /no invoice "nothing"/],
        [{ creditAccountId: 'nobody', id: opened.id }, /no credit account "nobody"/],
      ] as const) {
        await unknown({ control }, () => client.invoices.get(ref), message);
        await unknown({ control }, () => client.invoices.update(ref, { observation: 'x' }), message);
        await unknown({ control }, () => client.invoices.cancel(ref), message);
        await unknown({ control }, () => client.invoices.markAsPaid(ref), message);
        await unknown({ control }, () => client.invoices.postpone(ref, { dueDays: 1 }), message);
      }
    });
  });

  describe('a postponement', () => {
    it('moves the due date and keeps its digits; the original due date stays', async () => {
      const { client } = store({ storeConfig: postponable });
      expect(await client.invoices.postpone(opened, { dueDays: 5 })).toBeUndefined();
      expect(await client.invoices.get(opened)).toMatchObject({
        originalDueDate: '2024-05-20T06:52:53.1314379Z',
        dueDate: '2024-05-25T06:52:53.1314379Z',
      });
    });

    it('is refused unless enabled, and with a limit of 0', async () => {
      const plain = store();
      await conflict(
        plain,
        () => plain.client.invoices.postpone(opened, { dueDays: 5 }),
        /postponementEnabled is false/,
      );
      const none = store({ storeConfig: { ...postponable, invoicePostponementLimit: 0 } });
      await conflict(
        none,
        () => none.client.invoices.postpone(opened, { dueDays: 5 }),
        /invoicePostponementLimit is 0/,
      );
    });

    it('is refused a fourth time of three', async () => {
      const { client, control } = store({ storeConfig: postponable });
      for (const dueDays of [1, 2, 3]) await client.invoices.postpone(opened, { dueDays });
      await conflict(
        { control },
        () => client.invoices.postpone(opened, { dueDays: 1 }),
        /3 times; invoicePostponementLimit is 3/,
      );
      expect((await client.invoices.get(opened)).dueDate).toBe('2024-05-26T06:52:53.1314379Z');
    });

    it('is refused a 31st day of 30, at once or in pieces', async () => {
      const { client, control } = store({ storeConfig: postponable });
      await conflict(
        { control },
        () => client.invoices.postpone(opened, { dueDays: 31 }),
        /maxPostponementDays, which is 30/,
      );
      await client.invoices.postpone(opened, { dueDays: 30 });
      await conflict(
        { control },
        () => client.invoices.postpone(opened, { dueDays: 1 }),
        /1 on top of 30 days/,
      );
    });

    it('is for open invoices only, overdue or not', async () => {
      const { client, control } = store({ storeConfig: postponable });
      await conflict({ control }, () => client.invoices.postpone(paid, { dueDays: 1 }), /this one is paid/);
      await conflict(
        { control },
        () => client.invoices.postpone(cancelled, { dueDays: 1 }),
        /this one is cancelled/,
      );
      control.clock.set('2024-06-10');
      await client.invoices.postpone(opened, { dueDays: 30 });
      expect(isOverdue(await client.invoices.get(opened), control.clock.now())).toBe(false);
    });
  });
}
