import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverdue } from 'vtex-customer-credit';
import { createInMemoryCustomerCredit, type InvoiceSeed, type Seed } from 'vtex-customer-credit/memory';
import * as z from 'zod/mini';
import { checkSeed, isPlainInvoice } from '../../src/reference/control/seed-check.ts';

const now = '2024-05-08T12:00:00Z';
const id = '1_CPF';
const account = { id, email: 'a@example.com', creditLimit: 1000 };

const issuesOf = (seed: unknown): string[] => {
  const { control } = createInMemoryCustomerCredit({ now, seed: { accounts: [account] } });
  const before = JSON.stringify(control.snapshot());
  const untyped = (value: unknown): value is Seed => value !== null;
  try {
    if (untyped(seed)) control.seed(seed);
  } catch (error) {
    expect(JSON.stringify(control.snapshot())).toBe(before);
    const { issues } = z.parse(
      z.object({ issues: z.array(z.object({ path: z.string(), expected: z.string() })) }),
      error,
    );
    return issues.map(({ path }) => path);
  }
  return [];
};

describe('control.seed', () => {
  it('tells what it made, as the API shows it', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now });
    const made = control.seed({
      accounts: [{ ...account, dependents: ['b@example.com'], debits: [{ value: -15 }] }],
      invoices: [{ creditAccountId: id, value: 10 }],
      holds: [{ creditAccountId: id, value: 5 }],
    });
    expect(made.accounts).toEqual([await client.accounts.get(id)]);
    expect(made.accounts).toMatchObject([{ balance: -15, preAuthorizedCredit: 5, availableCredit: 985 }]);
    expect(made.invoices).toEqual(await client.invoices.listByAccount(id).toArray());
    expect(made.dependents).toMatchObject([
      { creditAccountId: id, level: 2, claims: { email: 'b@example.com' } },
    ]);
    const [hold] = made.holds;
    if (hold === undefined) throw new Error('no hold');
    expect(await client.transactions.settle(hold, { value: 5 })).toEqual({
      id: hold.transactionId,
      value: 5,
    });
    expect(control.holders(id)).toMatchObject([{ claims: { email: 'b@example.com' } }]);
  });

  it('makes overdue invoices by word', async () => {
    const { client, control } = createInMemoryCustomerCredit({ now, seed: { accounts: [account] } });
    const { invoices } = control.seed({
      invoices: [
        { creditAccountId: id, value: 1, status: 'Overdue' },
        { creditAccountId: id, value: 2, status: 'Overdue', dueDate: '2024-01-01' },
        { creditAccountId: id, value: 3, status: 'Overdue', installment: 3, createdAt: '2024-01-01' },
      ],
    });
    expect(invoices.map(({ status }) => status)).toEqual(['Opened', 'Opened', 'Opened']);
    expect(invoices.map((invoice) => isOverdue(invoice, control.clock.now()))).toEqual([true, true, true]);
    expect(invoices.map(({ dueDate }) => dueDate.slice(0, 10))).toEqual([
      '2024-05-07',
      '2024-01-01',
      '2024-03-31',
    ]);
    expect(invoices[0]?.createdAt.slice(0, 10)).toBe('2024-04-07');
    expect(await client.invoices.list({ status: 'Overdue' }).toArray()).toHaveLength(3);
  });

  it('makes statements and debits, oldest first', async () => {
    const { client } = createInMemoryCustomerCredit({
      now,
      seed: {
        accounts: [
          {
            ...account,
            debits: [
              { value: -0.1, id: 'fee', date: '2024-03-01T00:00:00Z', doneBy: 'clerk' },
              { value: -0.2 },
            ],
            statements: [{ value: 100, origin: 'Credit', date: '2024-02-01T00:00:00Z' }],
          },
        ],
      },
    });
    expect(await client.accounts.getStatements(id)).toEqual({
      statements: [
        { value: 100, origin: 'Credit', date: '2024-02-01T00:00:00Z' },
        { value: -0.1, origin: 'Statement', date: '2024-03-01T00:00:00Z', doneBy: 'clerk' },
        { value: -0.2, origin: 'Statement', date: now, doneBy: 'vtex-customer-credit' },
      ],
      currentBalance: -0.3,
      intervalBalance: 99.7,
      previousBalance: 0,
    });
    const debit = { statementId: 'fee', value: -0.1 };
    expect(await client.accounts.decreaseBalance(id, debit)).toEqual({ value: '-0.1' });
    expect(await client.accounts.get(id)).toMatchObject({ balance: -0.3 });
  });

  it('names everything that is wrong, and then changes nothing', () => {
    expect(
      issuesOf({
        accounts: [{ ...account, emial: 'x' }],
        invoices: [{ creditAccountId: id, value: -1, stauts: 'Paid' }],
        holds: [{ creditAccountId: id, value: 0 }],
        acounts: [],
      }),
    ).toEqual([
      'seed.acounts',
      'seed.accounts[0].emial',
      'seed.invoices[0].value',
      'seed.invoices[0].stauts',
      'seed.holds[0].value',
    ]);
    expect(
      issuesOf({ invoices: [{ creditAccountId: id, value: 1, status: 'Overdue', dueDate: '2030-01-01' }] }),
    ).toEqual(['seed.invoices[0].dueDate']);
    expect(
      issuesOf({
        accounts: [{ id: 'x', email: 'x', creditLimit: 1, dependents: ['a@b.example', 'A@b.example'] }],
        holds: [
          { creditAccountId: 'nobody', value: 1 },
          { creditAccountId: id, value: 1, expirationDate: '2024-01-01' },
          { creditAccountId: id, value: 1, transactionId: 'same' },
          { creditAccountId: id, value: 1, transactionId: 'same' },
        ],
      }),
    ).toEqual([
      'seed.accounts[0].dependents[1]',
      'seed.holds[0].creditAccountId',
      'seed.holds[1].expirationDate',
      'seed.holds[3].transactionId',
    ]);
  });

  it('looks at most invoices without their schema, and sees the same', () => {
    const field = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        ' ',
        'Paid',
        'Overdue',
        'AAAA-01',
        '..',
        '%2e',
        'a\nb',
        '\ud800abc',
      ),
      fc.constantFrom<unknown>(0, -0, -1, 1, 99, 100, 0.5, 9.63, 1.005, 1e12, 1e-7, Number.NaN),
      fc.constantFrom<unknown>(
        '2024-05-08T12:00:00Z',
        '2024-05-08',
        '9900-01-01T00:00:00Z',
        '2024-02-30T00:00:00Z',
      ),
    );
    const fields: ReadonlyArray<keyof InvoiceSeed> = [
      'id',
      'transactionId',
      'friendlyId',
      'status',
      'createdAt',
      'resolvedAt',
      'dueDate',
      'installment',
      'numberOfInstallments',
      'orderId',
      'postponements',
    ];
    const extra = fc.dictionary(fc.constantFrom(...fields, 'stauts'), field, { maxKeys: 3 });
    fc.assert(
      fc.property(
        extra,
        fc.oneof(field, fc.constant(9.63)),
        fc.oneof(field, fc.constant(id)),
        (more, value, creditAccountId) => {
          const given = { creditAccountId, value, ...more };
          if (!isPlainInvoice(given)) return;
          // A second field makes the first one look at nothing but the schema.
          const slow = { ...given, postponements: 0 };
          const issues: Array<{ path: string; expected: string }> = [];
          checkSeed({ invoices: [slow] }, issues);
          expect(issues).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('makes transactions that can be refunded and settled on, before and after a snapshot', async () => {
    const invoices = [1, 2, 3].map((installment) => ({
      creditAccountId: id,
      transactionId: 'T',
      installment,
      value: 10,
      numberOfInstallments: 3,
    }));
    const seed = {
      accounts: [account],
      invoices: [...invoices, { creditAccountId: id, id: 'odd', transactionId: 'U', value: 7 }],
    };
    const first = createInMemoryCustomerCredit({ now, seed });
    const second = createInMemoryCustomerCredit({ now });
    second.control.restore(JSON.parse(JSON.stringify(first.control.snapshot())));
    for (const { client, control } of [first, second]) {
      const before = control.snapshot();
      expect(before.accounts[0]?.transactions).toMatchObject([
        { id: 'T', captured: 30, issued: 3, installments: 3 },
        { id: 'U', captured: 7 },
      ]);
      const ref = { creditAccountId: id, transactionId: 'T' };
      await client.invoices.cancel({ creditAccountId: id, id: 'T-01' });
      // What was captured does not change with its invoices.
      expect(await client.transactions.refund(ref, { value: 30 })).toEqual({ value: 30 });
      await expect(client.transactions.refund(ref, { value: 0.01 })).rejects.toMatchObject({ status: 409 });
      expect(await client.transactions.refund({ ...ref, transactionId: 'U' }, { value: 7 })).toEqual({
        value: 7,
      });
      control.restore(before);
      expect(JSON.stringify(control.snapshot())).toBe(JSON.stringify(before));
    }
    expect(JSON.stringify(second.control.snapshot())).toBe(JSON.stringify(first.control.snapshot()));
  });

  it('hands out nothing by which the store can be changed', () => {
    const { control } = createInMemoryCustomerCredit({
      now,
      seed: { accounts: [account], invoices: [{ creditAccountId: id, value: 1 }] },
    });
    const isFixed = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFixed));
    const { transactions, ...rest } = control.snapshot().accounts[0] ?? { transactions: [] };
    expect(Object.values(rest).map(isFixed)).not.toContain(false);
    expect(isFixed(control.snapshot().storeConfig)).toBe(true);
    expect(transactions.every(Object.isFrozen)).toBe(true);
  });

  it('finds invoices the same whether they came at once or one by one', async () => {
    const invoices: InvoiceSeed[] = Array.from({ length: 300 }, (_, at) => ({
      creditAccountId: id,
      transactionId: `T${at}`,
      value: (at % 7) + 1,
      status: at % 3 === 0 ? 'Paid' : 'Opened',
      createdAt: `2024-0${(at % 4) + 1}-1${at % 9}T00:00:00.${(at * 7) % 10}Z`,
    }));
    const atOnce = createInMemoryCustomerCredit({ now, seed: { accounts: [account], invoices } });
    const oneByOne = createInMemoryCustomerCredit({ now, seed: { accounts: [account] } });
    for (const invoice of invoices) oneByOne.control.seed({ invoices: [invoice] });
    for (const filter of [
      {},
      { status: 'Paid' },
      { creditAccountId: id, status: 'Opened' },
      { dueDateFrom: '2024-03-01' },
      { value: 3 },
      { creditAccountId: id, dueDateTo: '2024-04-01' },
    ] as const) {
      const ids = async ({ client }: typeof atOnce): Promise<string[]> =>
        (await client.invoices.list({ ...filter, pageSize: 1000 }).toArray()).map((invoice) => invoice.id);
      const found = await ids(atOnce);
      expect(found.length).toBeGreaterThan(0);
      expect(await ids(oneByOne)).toEqual(found);
    }
  });
});
