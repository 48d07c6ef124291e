import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MyCreditsOptions, myCredits } from 'vtex-customer-credit';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { clientOver, rejection } from './http/recording.ts';

const account = '11111111111_CPF';
const now = Date.parse('2024-05-21T00:00:00Z');

function store(myCreditsEnabled = true) {
  return createInMemoryCustomerCredit({
    now,
    seed: {
      accounts: [
        { id: account, email: 'buyer@example.com', creditLimit: 1000 },
        { id: '2_CPF', email: 'a+b@example.com', creditLimit: 1 },
      ],
      invoices: [
        {
          creditAccountId: account,
          id: 'A-03',
          value: 40,
          dueDate: '2024-07-01',
          orderId: '99-01',
          installment: 3,
        },
        {
          creditAccountId: account,
          id: 'A-02',
          friendlyId: 'AbCdEfGh-2',
          value: 20.1,
          dueDate: '2024-05-20',
          paymentLink: 'https://pay.example.com/2',
          observation: 'Pay\u001b[31m here\n\u202eplease',
        },
        {
          creditAccountId: account,
          id: 'A-01',
          value: 0.2,
          status: 'Paid',
          dueDate: '2024-04-20',
          paymentLink: 'https://pay.example.com/1',
        },
        {
          creditAccountId: account,
          id: 'A-04',
          value: 7,
          status: 'Cancelled',
          dueDate: '2024-08-01',
          paymentLink: 'https://pay.example.com/4',
        },
        { creditAccountId: '2_CPF', id: 'B-01', value: 1 },
      ],
      storeConfig: { myCreditsEnabled },
    },
  });
}

const view = (options: Partial<MyCreditsOptions> = {}, { client } = store()) =>
  myCredits(client, account, { now, ...options });

describe('what the customer sees', () => {
  test('is the credit, and the open, overdue and paid invoices by due date', async () => {
    const { client } = store();
    await client.transactions.preAuthorize(account, { value: 100, settle: true, installments: 1 });
    const credits = await view({}, { ...store(), client });
    expect(credits).toMatchObject({
      creditAccountId: account,
      enabled: true,
      creditLimit: 1000,
      available: 839.9,
      reserved: 100,
      totals: { open: 40, overdue: 20.1, paid: 0.2 },
    });
    expect(credits.invoices.map(({ id, status }) => [id, status])).toEqual([
      ['A-01', 'Paid'],
      ['A-02', 'Overdue'],
      ['A-03', 'Opened'],
    ]);
  });

  test.each([
    ['en', ['Paid', 'Overdue', 'Open']],
    ['pt', ['Pago', 'Vencido', 'Aberto']],
    ['es', ['Pagado', 'Vencido', 'Abierto']],
  ] as const)('has labels in %s', async (locale, labels) => {
    const { invoices } = await view({ locale });
    expect(invoices.map(({ label }) => label)).toEqual(labels);
  });

  test('has the observation as one line that can be shown', async () => {
    const [paid, overdue] = (await view()).invoices;
    expect(paid?.observation).toBeUndefined();
    expect(overdue?.observation).toBe('Pay [31m here please');
  });

  test('ages by the moment alone', async () => {
    const later = await view({ now: Date.parse('2024-07-02') });
    expect(later.totals).toEqual({ open: 0, overdue: 60.1, paid: 0.2 });
  });

  test('is the same for a dependent', async () => {
    expect(await view({ as: 'dependent@example.com' })).toEqual(await view());
  });
});

describe('Pay', () => {
  test('is there exactly when there is a link, the invoice is open and the page is shown', async () => {
    const some = fc.record({
      enabled: fc.boolean(),
      status: fc.constantFrom('Opened', 'Paid', 'Cancelled'),
      link: fc.constantFrom(undefined, 'https://pay.example.com/x', 'http://pay.example.com/y'),
      overdue: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(some, async ({ enabled, status, link, overdue }) => {
        const { client } = createInMemoryCustomerCredit({
          now,
          seed: {
            accounts: [{ id: account, email: 'a@example.com', creditLimit: 10 }],
            invoices: [
              {
                creditAccountId: account,
                value: 1,
                status,
                dueDate: overdue ? '2024-05-20' : '2024-05-22',
                ...(link === undefined ? {} : { paymentLink: link }),
              },
            ],
            storeConfig: { myCreditsEnabled: enabled },
          },
        });
        const { invoices } = await myCredits(client, account, { now });
        expect(invoices.map(({ pay }) => pay)).toEqual(
          status === 'Cancelled' ? [] : [enabled && status === 'Opened' ? link : undefined],
        );
      }),
    );
  });

  test('goes when the invoice is paid, and comes with a link', async () => {
    const { client } = store();
    const pays = async () => (await view({}, { ...store(), client })).invoices.map(({ pay }) => pay);
    expect(await pays()).toEqual([undefined, 'https://pay.example.com/2', undefined]);
    await client.invoices.update(
      { creditAccountId: account, id: 'A-03' },
      { paymentLink: 'https://pay.example.com/3' },
    );
    await client.invoices.markAsPaid({ creditAccountId: account, id: 'A-02' });
    expect(await pays()).toEqual([undefined, undefined, 'https://pay.example.com/3']);
  });

  test('is not for a link that is none', async () => {
    const { fetch } = createEmulator({
      seed: {
        accounts: [{ id: account, email: 'a@example.com', creditLimit: 10 }],
        invoices: [{ creditAccountId: account, value: 1, paymentLink: 'https://pay.example.com/1' }],
        storeConfig: { myCreditsEnabled: true },
      },
    });
    const links = ['https://pay.example.com/1', 'javascript:alert(1)', '/pay', ' '];
    const pays: unknown[] = [];
    for (const link of links) {
      const client = clientOver({
        fetch: async (request) => {
          const text = await (await fetch(request)).text();
          return new Response(text.replace('https://pay.example.com/1', link));
        },
      });
      pays.push((await myCredits(client, account, { now })).invoices[0]?.pay);
    }
    expect(pays).toEqual(['https://pay.example.com/1', undefined, undefined, undefined]);
  });
});

describe('a known issue', () => {
  test('546267: the observation is a comment, and nothing can be paid', async () => {
    const { invoices } = await view({ knownIssues: [546267] });
    expect(invoices.map(({ comment, observation, pay }) => [comment, observation, pay])).toEqual([
      [undefined, undefined, undefined],
      ['Pay [31m here please', undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  test('367276: the page of a dependent fails', async () => {
    const knownIssues = [367276] as const;
    expect(await rejection(view({ knownIssues, as: 'dependent@example.com' }))).toMatchObject({
      code: 'server_error',
      operation: 'myCredits',
    });
    expect(await view({ knownIssues, as: 'Buyer@example.com' })).toMatchObject({ creditLimit: 1000 });
    expect(await view({ knownIssues })).toMatchObject({ creditLimit: 1000 });
  });

  test('1287291: the page of an e-mail address with + or _ fails', async () => {
    const knownIssues = [1287291] as const;
    const { client } = store();
    expect(await rejection(myCredits(client, '2_CPF', { now, knownIssues }))).toMatchObject({ status: 500 });
    expect(await view({ knownIssues })).toMatchObject({ creditLimit: 1000 });
  });
});

test('what cannot be meant is told at once', async () => {
  const wrong: object = { now: Number.NaN, locale: 'fr', knownIssues: [1], lang: 'pt' };
  expect(await rejection(view(wrong))).toMatchObject({
    operation: 'myCredits',
    issues: [{ path: 'lang' }, { path: 'now' }, { path: 'locale' }, { path: 'knownIssues' }],
  });
  expect(await rejection(myCredits(store().client, 'nobody', { now }))).toMatchObject({ code: 'not_found' });
});
