import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from 'vtex-customer-credit';
import { asyncControl, createEmulator } from 'vtex-customer-credit/emulator';
import { anAccount, aStore, createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';

const now = '2024-05-08T12:00:00Z';

function issuesOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.issues.map(({ path, expected }) => `${path}: ${expected}`).join('; ');
    throw error;
  }
  return 'nothing thrown';
}

describe('anAccount', () => {
  it('is a seed as it is, with defaults for everything', async () => {
    const buyer = anAccount();
    const { client } = createInMemoryCustomerCredit({ now, seed: buyer });
    expect(await client.accounts.get(buyer.id)).toMatchObject({
      id: '11111111111_CPF',
      document: '11111111111',
      documentType: 'CPF',
      email: '11111111111@example.com',
      creditLimit: 10_000,
    });
  });

  it('keeps what it is told, and an id that is none of document and type', async () => {
    const own = anAccount({
      id: 'A1B2C3',
      document: null,
      documentType: null,
      email: 'a@example.com',
      tolerance: 0.1,
    });
    const { client } = createInMemoryCustomerCredit({ now, seed: own });
    const account = await client.accounts.get('A1B2C3');
    expect(account).toMatchObject({ email: 'a@example.com', tolerance: 0.1 });
    expect(account).not.toHaveProperty('document');
  });

  it('makes invoices of a kind, or each by its position', async () => {
    const buyer = anAccount()
      .withInvoices(3, { status: 'Overdue' })
      .withInvoices(2, (position) => ({
        status: 'Paid',
        value: position * 10,
        observation: `no. ${position}`,
      }));
    const { client } = createInMemoryCustomerCredit({ now, seed: buyer });
    const overdue = await client.invoices.list({ status: 'Overdue' }).toArray();
    expect(overdue.map(({ value, creditAccountId }) => [value, creditAccountId])).toEqual(
      Array.from({ length: 3 }, () => [100, buyer.id]),
    );
    const paid = await client.invoices.list({ status: 'Paid' }).toArray();
    expect(paid.map(({ value, observation }) => [value, observation])).toEqual([
      [10, 'no. 1'],
      [20, 'no. 2'],
    ]);
    expect(new Set([...overdue, ...paid].map(({ transactionId }) => transactionId)).size).toBe(5);
  });

  it('makes an order in instalments that is exact to the cent, the same each time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (count, cents) => {
          const buyer = anAccount().withOrder(count, { value: cents / 100 });
          const { invoices } = createInMemoryCustomerCredit({ now }).control.seed(buyer);
          expect(invoices.reduce((sum, { value }) => sum + Math.round(value * 100), 0)).toBe(cents);
          expect(invoices.map(({ installment }) => installment)).toEqual(
            Array.from({ length: count }, (_, at) => at + 1),
          );
          expect(new Set(invoices.map((one) => `${one.transactionId} ${one.orderId}`)).size).toBe(1);
          expect(invoices[0]).toMatchObject({
            numberOfInstallments: count,
            orderId: expect.stringMatching(/^\d+-01$/),
          });
          expect(anAccount().withOrder(count, { value: cents / 100 }).invoices).toEqual(buyer.invoices);
        },
      ),
    );
  });

  it('gives two orders of an account two transactions', () => {
    const { invoices } = anAccount().withOrder(2).withOrder(2);
    expect(new Set(invoices.map(({ transactionId }) => transactionId)).size).toBe(2);
    createInMemoryCustomerCredit({ now, seed: anAccount().withOrder(2).withOrder(2) });
  });

  it('makes holds, dependents, debits and statements', async () => {
    const buyer = anAccount()
      .withHolds(2, { value: 50, settle: true })
      .withDependents('b@example.com', { email: 'c@example.com' })
      .withDebits(-15)
      .withStatements({ origin: 'Credit', value: 10 });
    const { client, control } = createInMemoryCustomerCredit({ now, seed: buyer });
    expect(await client.accounts.get(buyer.id)).toMatchObject({
      preAuthorizedCredit: 100,
      availableCredit: 9_900,
      balance: -15,
    });
    expect(control.holders(buyer.id).map(({ claims }) => claims.email)).toEqual([
      'b@example.com',
      'c@example.com',
    ]);
    const { statements } = await client.accounts.getStatements(buyer.id);
    expect(statements.map(({ value }) => value).sort()).toEqual([-15, 10]);
  });

  it('leaves the builder it came from as it is', () => {
    const base = anAccount().withInvoices(1);
    base.withInvoices(5).withOrder(3).withDependents('b@example.com').withHolds(1).withDebits(-1);
    expect(base).toEqual(anAccount().withInvoices(1));
    expect(base.invoices).toHaveLength(1);
  });

  it('goes to an emulator as any seed does', async () => {
    const emulator = createEmulator({ now });
    const made = await asyncControl(emulator.control).seed(anAccount().withInvoices(2));
    expect(made.invoices).toHaveLength(2);
  });

  it('names what it cannot use', () => {
    expect(issuesOf(() => anAccount().withInvoices(-1))).toBe('count: a whole number from 0 to 1000000');
    expect(issuesOf(() => anAccount().withOrder(100))).toBe('count: a whole number from 1 to 99');
    expect(issuesOf(() => anAccount().withOrder(2, { value: 0.001 }))).toMatch(/^fields\.value: an amount/);
    const wrong: unknown = 'no fields';
    expect(issuesOf(() => Reflect.apply(anAccount, undefined, [wrong]))).toBe(
      'fields: an object with fields of the seed',
    );
    const seed = anAccount({ email: '' }).withInvoices(2, { value: -1 });
    expect(issuesOf(() => createInMemoryCustomerCredit({ seed }))).toMatch(
      /seed\.invoices\[0\]\.value.*seed\.invoices\[1\]\.value/,
    );
  });
});

describe('a status of a seed', () => {
  it.each([
    ['Pago', 'Paid'],
    ['pagado', 'Paid'],
    ['CANCELADO', 'Cancelled'],
    ['canceled', 'Cancelled'],
    ['Abierto', 'Opened'],
    ['Vencido', 'Opened'],
    ['expired', 'Opened'],
  ])('may be the word %s', (word, status) => {
    const { control } = createInMemoryCustomerCredit({ now: '2024-05-08T12:00:00Z' });
    const [made] = control.seed(anAccount().withInvoices(1, { status: word })).invoices;
    expect(made?.status).toBe(status);
    const isOverdue = /venc|exp/i.test(word);
    expect(made !== undefined && made.dueDate < '2024-05-08').toBe(isOverdue);
  });

  it('is refused when it is no word for one', () => {
    const seed = anAccount().withInvoices(1, { status: 'Pago?' });
    expect(issuesOf(() => createInMemoryCustomerCredit({ seed }))).toBe(
      'seed.invoices[0].status: one of Opened, Paid, Cancelled, Overdue',
    );
  });
});

describe('aStore', () => {
  it('puts seeds together; configuration field by field, due days and callers as they come', async () => {
    const first = anAccount({ document: '1' }).withInvoices(1);
    const second = anAccount({ document: '2' }).withOrder(2);
    const reader = { appKey: 'r', appToken: 's', permissions: ['Read Invoices'] } as const;
    const seed = aStore(
      first,
      second,
      { storeConfig: { postponementEnabled: true, taxRate: 0.1 }, dueDays: [15] },
      { storeConfig: { taxRate: 0.2 }, callers: [reader] },
    );
    const { client, control } = createInMemoryCustomerCredit({ now, seed });
    expect(await client.storeConfig.get()).toMatchObject({ postponementEnabled: true, taxRate: 0.2 });
    const due = (await client.invoices.listByAccount(second.id).toArray()).map(({ dueDate }) =>
      dueDate.slice(0, 10),
    );
    expect(due.sort()).toEqual(['2024-05-23', '2024-06-07']);
    expect((await client.accounts.list().toArray()).map(({ id }) => id).sort()).toEqual([
      first.id,
      second.id,
    ]);
    expect(control.callers()).toHaveLength(1);
  });

  it('changes none of the seeds, and says which one is none', () => {
    const storeConfig = { taxRate: 0.1 };
    aStore({ storeConfig }, { storeConfig: { taxRate: 0.2 } });
    expect(storeConfig).toEqual({ taxRate: 0.1 });
    const wrong: unknown = [];
    expect(issuesOf(() => Reflect.apply(aStore, undefined, [{}, wrong]))).toMatch(/^seeds\[1\]/);
  });

  it('finds two accounts that are the same', () => {
    expect(issuesOf(() => createInMemoryCustomerCredit({ seed: aStore(anAccount(), anAccount()) }))).toBe(
      'seed.accounts[1].id: an id that no other account has',
    );
  });
});
