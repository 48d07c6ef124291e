import { describe, expect, test } from 'vitest';
import { NetworkError } from 'vtex-customer-credit';
import { type PlanOptions, planAccounts } from 'vtex-customer-credit/csv';
import { createInMemoryCustomerCredit, type InMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { all, ended, moment, short, sourceOf } from './world.ts';

const id = '11111111111_CPF';

const store = (): InMemoryCustomerCredit =>
  createInMemoryCustomerCredit({
    now: moment,
    seed: {
      accounts: [
        {
          id,
          document: '11111111111',
          documentType: 'CPF',
          email: 'buyer@example.com',
          creditLimit: 1000,
          tolerance: 0.1,
        },
      ],
    },
  });

const titles = 'Account ID;Status;Email;Document;Document Type;Credit limit;Tolerance rate';

async function planned(row: string, options: PlanOptions = {}): Promise<string> {
  const [first] = await all(planAccounts(store().client, sourceOf(`${titles}\n${row}`), options));
  return first === undefined ? 'nothing' : short(first);
}

describe('a plan of accounts', () => {
  test.each([
    ['nothing', `${id};;;;;;`, 'unchanged'],
    ['what is so', `${id};Open;buyer@example.com;11111111111;cpf;1.000,00;0,1`, 'unchanged'],
    ['what is so in Portuguese', `${id};Aberta;;;;1000;`, 'unchanged'],
    ['what is so in Spanish', `${id};Abierta;;;;1000;`, 'unchanged'],
    ['a limit', `${id};;;;;1500,5;`, 'change credit_limit'],
    ['a limit of thousands', `${id};;;;;1.500.000;`, 'change credit_limit'],
    ['a tolerance', `${id};;;;;;0,05`, 'change tolerance'],
    ['an e-mail', `${id};;other@example.com;;;;`, 'change email'],
    ['a document', `${id};;;22222222222;;;`, 'change document'],
    ['a type', `${id};;;;Other;;`, 'change document'],
    ['much', `${id};;o@example.com;11222333000181;CNPJ;1;2`, 'change email document credit_limit tolerance'],
    ['a new one', ';;new@example.com;11222333000181;CNPJ;2000;', 'change open'],
    ['a new one by its id', '33333333333_CPF;;new@example.com;33333333333;CPF;2000;0,1', 'change open'],
    ['a known one by its document', ';;;11111111111;CPF;1500;', 'change credit_limit'],
    ['an unknown one', 'nobody;;;;;5;', 'impossible not_found missing missing missing'],
    ['another id', 'nobody;;n@example.com;3;CPF;5;', 'impossible not_found'],
    ['a new one without a limit', ';;n@example.com;33333333333;CPF;;', 'impossible not_found missing'],
    ['nobody', ';;n@example.com;;;5;', 'impossible missing'],
    ['what is no e-mail', `${id};;nobody;;;;`, 'impossible not_understood'],
    ['a limit below zero', `${id};;;;;-1;`, 'impossible not_understood'],
    ['a limit of three decimals', `${id};;;;;0,001;`, 'impossible not_understood'],
    ['what is no number', `${id};;;;;R$ 5;`, 'impossible not_understood'],
    ['percent', `${id};;;;;;5%`, 'impossible not_understood'],
    ['a thousand or one', `${id};;;;;2.000;`, 'impossible not_understood'],
    ['a thousand as a spreadsheet parts it', `${id};;;;;1.000;`, 'unchanged'],
    ['a document that a spreadsheet shortened', `;;;1,12223E+13;CNPJ;5;`, 'impossible not_understood'],
    ['closing', `${id};Closed;;;;;`, 'impossible closing_not_offered'],
  ])('with %s', async (_, row, expected) => {
    expect(await planned(row)).toBe(expected);
  });

  test.each([
    ['.', '1,500', 'change credit_limit'],
    [',', '1.000', 'unchanged'],
    [',', '1,000', 'change credit_limit'],
    ['.', '1.000,5', 'impossible not_understood'],
  ] as const)('whose decimals follow %s reads %s', async (decimalMark, limit, expected) => {
    expect(await planned(`${id};;;;;${limit};`, { decimalMark })).toBe(expected);
  });
});

describe('the run of a plan of accounts', () => {
  const rows = [
    `${id};;new@example.com;;;1500;0,2`,
    ';;next@example.com;22222222222;CPF;99,9;',
    'unknown;;;;;5;',
  ];

  test('opens and changes, and loses nothing that stays', async () => {
    const { client } = store();
    const outcomes = await all(planAccounts(client, sourceOf([titles, ...rows].join('\n'))).run());
    expect(outcomes.map(ended)).toEqual(['done', 'done', 'refused not_found']);
    expect(outcomes.map(({ creditAccountId }) => creditAccountId)).toEqual([
      id,
      '22222222222_CPF',
      'unknown',
    ]);
    expect(await client.accounts.get(id)).toMatchObject({
      document: '11111111111',
      documentType: 'CPF',
      email: 'new@example.com',
      creditLimit: 1500,
      tolerance: 0.2,
    });
    expect(await client.accounts.get('22222222222_CPF')).toMatchObject({
      email: 'next@example.com',
      creditLimit: 99.9,
      tolerance: 0,
    });
  });

  test.each([
    ['accounts.changeCreditLimit', `${id};;;;;1500;`],
    ['accounts.changeTolerance', `${id};;;;;;0,2`],
    ['accounts.update', `${id};;;;;1500;0,2`],
    ['accounts.open', ';;next@example.com;22222222222;CPF;99,9;'],
  ] as const)('asks %s once for what changes', async (operation, row) => {
    const { client, control } = store();
    await all(planAccounts(client, sourceOf(`${titles}\n${row}`)).run());
    const writes = control.journal.calls().filter((call) => call.operation !== 'accounts.get');
    expect(writes.map((call) => call.operation)).toEqual([operation]);
  });

  test('says again what stays, since the API wipes what it is not told', async () => {
    const { client, control } = store();
    await all(planAccounts(client, sourceOf(`${titles}\n${id};;new@example.com;;;;`)).run());
    expect(control.journal.calls('accounts.update').map((call) => call.input?.body)).toEqual([
      {
        email: 'new@example.com',
        document: '11111111111',
        documentType: 'CPF',
        creditLimit: 1000,
        tolerance: 0.1,
      },
    ]);
  });

  test('knows that an account was opened although the answer was lost', async () => {
    const { client, control } = store();
    control.faults.add({ operation: 'accounts.open', phase: 'after', effect: 'drop' });
    const outcomes = await all(planAccounts(client, sourceOf(`${titles}\n${rows[1]}`)).run({ attempts: 1 }));
    expect(outcomes.map(ended)).toEqual(['done']);
  });

  test('does not give up when opening is refused every other time', async () => {
    const { client, control } = store();
    control.quirks.set(['opening-refused-every-other-time']);
    const outcomes = await all(planAccounts(client, sourceOf(`${titles}\n${rows[1]}`)).run());
    expect(outcomes.map(ended)).toEqual(['done']);
  });

  test('says what it could not read', async () => {
    const { client } = store();
    const deaf = {
      ...client,
      invoices: client.invoices,
      transactions: client.transactions,
      storeConfig: client.storeConfig,
      request: client.request,
      accounts: {
        ...client.accounts,
        get: () => Promise.reject(new NetworkError('lost', { outcome: 'unknown', retryable: true })),
      },
    };
    const plan = planAccounts(deaf, sourceOf(`${titles}\n${id};;;;;5;`));
    expect((await all(plan)).map(short)).toEqual(['unread network']);
    expect((await all(plan.run())).map(ended)).toEqual(['not-sent network']);
  });
});
