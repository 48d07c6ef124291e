import { describe, expect, it } from 'vitest';
import { creditAccountId, opened, type Subject, unknown, unsent, untyped } from './store.ts';

const numbers: ReadonlyArray<readonly [string, unknown]> = [
  ['0', 0],
  ['-1', -1],
  ['1.5', 1.5],
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

export function badInput({ store }: Subject): void {
  const idExpected = /^a non-empty string of at most 200 characters/;

  describe('dueDays', () => {
    it.each(numbers)('of %s is refused before it is sent', async (_, dueDays) => {
      const all = store();
      const act = () => all.client.invoices.postpone(opened, untyped({ dueDays }));
      await unsent(all, act, 'dueDays', /^a whole number of days from 1 to 36500$/);
    });
  });

  describe('an amount', () => {
    it.each(amounts)('of %s is neither held nor settled nor refunded', async (_, value) => {
      const all = store();
      const { transactions } = all.client;
      const ref = { creditAccountId, transactionId: 'AAAA' };
      const expected = /^an amount above zero with two decimals at most/;
      await unsent(
        all,
        () => transactions.preAuthorize(creditAccountId, untyped({ value })),
        'value',
        expected,
      );
      await unsent(
        all,
        () => transactions.updatePreAuthorization(ref, untyped({ value })),
        'value',
        expected,
      );
      await unsent(all, () => transactions.settle(ref, untyped({ value })), 'value', expected);
      await unsent(all, () => transactions.refund(ref, untyped({ value })), 'value', expected);
    });

    it.each(amounts.filter(([name]) => name !== '0'))(
      'of %s is no credit limit and no tolerance',
      async (_, value) => {
        const all = store();
        const { accounts } = all.client;
        await unsent(
          all,
          () => accounts.changeCreditLimit(creditAccountId, untyped({ value })),
          'value',
          /^an amount of zero or more/,
        );
      },
    );

    it.each([
      ['above zero', 1],
      ['zero', 0],
      ['three decimals', '-1.005'],
      ['no number', 'ten'],
      ['nothing', undefined],
    ])('to debit that is %s is refused', async (_, value) => {
      const all = store();
      const act = () =>
        all.client.accounts.decreaseBalance(creditAccountId, untyped({ statementId: 's', value }));
      await unsent(all, act, 'value', /^a negative amount such as -15/);
    });
  });

  describe('an id', () => {
    it.each(impossibleIds)('that is %s is refused before it is sent', async (_, id) => {
      const all = store();
      const { accounts, invoices, transactions } = all.client;
      await unsent(all, () => accounts.get(untyped(id)), 'creditAccountId', idExpected);
      await unsent(all, () => invoices.get(untyped({ creditAccountId, id })), 'invoiceId', idExpected);
      await unsent(
        all,
        () => invoices.markAsPaid(untyped({ creditAccountId: id, id: 'x' })),
        'creditAccountId',
        idExpected,
      );
      const ref = { creditAccountId, transactionId: id };
      await unsent(all, () => transactions.refund(untyped(ref), { value: 1 }), 'transactionId', idExpected);
      const holder = { creditAccountId, holderId: id };
      await unsent(all, () => accounts.holders.delete(untyped(holder)), 'holderId', idExpected);
      const debit = { statementId: id, value: -1 };
      await unsent(
        all,
        () => accounts.decreaseBalance(creditAccountId, untyped(debit)),
        'statementId',
        idExpected,
      );
    });

    it.each(oddIds)(
      'of %s is just an id: unknown when there is none, and found when there is',
      async (id) => {
        const none = store();
        await unknown(none, () => none.client.accounts.get(id), /no credit account/);
        await unknown(none, () => none.client.invoices.get({ creditAccountId, id }), /no invoice/);
        const all = store({
          accounts: [{ id, email: 'odd@example.com', creditLimit: 10 }],
          invoices: [{ creditAccountId: id, id, value: 5 }],
        });
        expect(await all.client.accounts.get(id)).toMatchObject({ id, availableCredit: 5 });
        expect(await all.client.invoices.get({ creditAccountId: id, id })).toMatchObject({ id, value: 5 });
        expect(await all.client.invoices.list({ creditAccountId: id }).toArray()).toHaveLength(1);
        await all.client.invoices.markAsPaid({ creditAccountId: id, id });
        expect((await all.client.accounts.get(id)).availableCredit).toBe(10);
      },
    );

    it('is missed when nothing is passed at all', async () => {
      const all = store();
      const { accounts, invoices, transactions } = all.client;
      await unsent(all, () => invoices.get(untyped(undefined)), 'creditAccountId', idExpected);
      await unsent(
        all,
        () => transactions.settle(untyped(undefined), { value: 1 }),
        'transactionId',
        idExpected,
      );
      await unsent(all, () => accounts.open(untyped(undefined)), 'body', /^an object/);
      await unsent(
        all,
        () => accounts.decreaseBalance(creditAccountId, untyped(undefined)),
        'statementId',
        idExpected,
      );
      await unsent(
        all,
        () => accounts.changeTolerance(creditAccountId, untyped(undefined)),
        'body',
        /^an object/,
      );
    });
  });

  describe('a field', () => {
    it('that is not known is refused by name, also __proto__ and constructor', async () => {
      const all = store();
      const body = (text: string) => () => all.client.invoices.update(opened, untyped(JSON.parse(text)));
      await unsent(all, body('{"observation":"x","dueDate":"2030-01-01"}'), 'dueDate', /^no such field$/);
      await unsent(
        all,
        body('{"observation":"x","__proto__":{"status":"Paid"}}'),
        '__proto__',
        /^no such field$/,
      );
      await unsent(all, body('{"observation":"x","constructor":{}}'), 'constructor', /^no such field$/);
      expect(Reflect.get({}, 'status')).toBeUndefined();
    });

    it('that is not what it should be is named, one by one', async () => {
      const all = store();
      const { accounts, invoices } = all.client;
      const update = (given: unknown) => () => invoices.update(opened, untyped(given));
      await unsent(all, update({}), 'body', /^at least one of status, observation, paymentLink$/);
      await unsent(all, update({ status: 'Overdue' }), 'status', /^one of Opened, Paid, Cancelled$/);
      await unsent(
        all,
        update({ paymentLink: 'javascript:alert(1)' }),
        'paymentLink',
        /^an absolute http or https URL/,
      );
      await unsent(all, update({ observation: 5 }), 'observation', /^a string$/);
      const opening = { document: '1', documentType: 'CPF', email: 'a@example.com', creditLimit: 1 };
      const open = (given: object) => () => accounts.open(untyped({ ...opening, ...given }));
      await unsent(all, open({ document: ' ' }), 'document', /^a non-empty string$/);
      await unsent(all, open({ email: 'nobody' }), 'email', /^an e-mail address$/);
      await unsent(all, open({ creditLimit: '1,5' }), 'creditLimit', /decimal string$/);
      await unsent(all, open({ creditLimit: -1 }), 'creditLimit', /^an amount of zero or more/);
      await unsent(all, open({ tolerance: -0.1 }), 'tolerance', /^a decimal fraction/);
      const add = (claims: unknown) => () => accounts.holders.add(creditAccountId, untyped({ claims }));
      await unsent(all, add({ email: 'no e-mail' }), 'claims.email', /^an e-mail address$/);
      await unsent(all, add(undefined), 'claims', /^an object/);
    });

    it('that is wrong is never shown with its value', async () => {
      const all = store();
      const secret = 'sentinel@@secret';
      const act = () =>
        all.client.accounts.open({ document: '1', documentType: 'CPF', email: secret, creditLimit: 1 });
      const error: unknown = await act().catch((reason: unknown) => reason);
      expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain('sentinel');
    });
  });

  it('a signal that has ended refuses with its own reason, and nothing happens', async () => {
    const all = store();
    const before = all.control.snapshot();
    const reason = new Error('enough');
    const options = { signal: AbortSignal.abort(reason) };
    await expect(all.client.invoices.markAsPaid(opened, options)).rejects.toBe(reason);
    await expect(all.client.invoices.list({}, options).toArray()).rejects.toBe(reason);
    await expect(all.client.request({ method: 'GET', path: '/storeconfig' }, options)).rejects.toBe(reason);
    expect(all.control.snapshot()).toEqual(before);
  });
}
