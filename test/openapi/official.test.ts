import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { contractCases, referenceAdapter, runCase } from 'vtex-customer-credit/contract';
import { createEmulator, type Emulator } from 'vtex-customer-credit/emulator';
import type { CallerCredentials, InvoiceSeed, ReferenceOptions } from 'vtex-customer-credit/memory';
import { basePath } from '../../src/api/operation.ts';
import { matchRoute } from '../../src/api/router.ts';
import type { OperationId } from '../../src/api/table.ts';
import { operationIds } from '../client/http/calls.ts';
import { isOfficial, officialProblems } from './official.ts';

interface Answered {
  readonly id: OperationId;
  readonly body: unknown;
}

/** Every successful answer of this file, and what the official file has against it. */
const answers: Answered[] = [];
const wrong: string[] = [];

async function look(request: Request, emulator: Emulator): Promise<Response> {
  const { pathname } = new URL(request.url);
  const route = matchRoute(request.method, pathname.slice(basePath.length));
  const response = await emulator.fetch(request);
  if (route.kind !== 'operation' || response.status !== 200 || !isOfficial(route.id)) return response;
  const text = await response.clone().text();
  answers.push({ id: route.id, body: text === '' ? undefined : JSON.parse(text) });
  wrong.push(...officialProblems(route.id, text).map((problem) => `${route.id}: ${problem}: ${text}`));
  return response;
}

const owner = { appKey: 'owner-key', appToken: 'owner-token' };

function open(options: ReferenceOptions) {
  const named = options.seed?.callers ?? [];
  const callers = named.length === 0 ? [] : [...named, { ...owner, permissions: ['Main Access' as const] }];
  const emulator = createEmulator({ ...options, seed: { ...options.seed, callers } });
  const clientAs = ({ appKey = '', appToken = '', userToken }: CallerCredentials): CustomerCreditClient =>
    new CustomerCreditClient({
      ...(userToken === undefined ? { appKey, appToken } : { userToken }),
      accountName: 'mystore',
      fetch: (request: Request) => look(request, emulator),
      now: emulator.control.clock.now,
      retries: 0,
    });
  return { client: clientAs(owner), control: emulator.control, clientAs };
}

const account = '11111111111_CPF';
const adapter = referenceAdapter('watched', open);

function nothingWrong(): void {
  expect(wrong.splice(0)).toEqual([]);
}

describe('the official file holds for every answer in', () => {
  test.each(contractCases.map((each) => [`${each.group} ${each.name}`, each] as const))(
    '%s',
    async (_, each) => {
      await runCase(each, adapter);
      nothingWrong();
    },
  );

  test('what the cases have to come by for this to mean something', () => {
    const seen = (id: OperationId): unknown[] => answers.flatMap((each) => (each.id === id ? each.body : []));
    for (const id of operationIds.filter(isOfficial)) expect(seen(id).length, id).toBeGreaterThan(0);
    const lists = ['invoices.list', 'invoices.listByAccount'] as const;
    for (const id of lists)
      for (const status of ['Opened', 'Paid', 'Cancelled'])
        expect(seen(id), `${id} ${status}`).toContainEqual(
          expect.objectContaining({ data: expect.arrayContaining([expect.objectContaining({ status })]) }),
        );
    for (const origin of ['Credit', 'Invoice', 'Payment', 'Statement'])
      expect(seen('accounts.getStatements'), origin).toContainEqual(
        expect.objectContaining({
          statements: expect.arrayContaining([expect.objectContaining({ origin })]),
        }),
      );
    const holds = seen('transactions.preAuthorize');
    expect(holds).toContainEqual(expect.objectContaining({ expirationDate: expect.any(String) }));
    expect(holds).toContainEqual(expect.not.objectContaining({ expirationDate: expect.anything() }));
  });
});

const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Anything that a seed may tell of an invoice, or leave out. */
const invoiceSeed: fc.Arbitrary<InvoiceSeed> = fc
  .record({
    value: fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
    status: sometimes(fc.constantFrom('Opened', 'Paid', 'Cancelled', 'Overdue')),
    transactionId: sometimes(fc.constantFrom('ONE', 'TWO')),
    installment: sometimes(fc.integer({ min: 1, max: 99 })),
    numberOfInstallments: sometimes(fc.integer({ min: 1, max: 99 })),
    friendlyId: sometimes(fc.constant('AbCdEfGh-1')),
    orderId: sometimes(fc.constant('1413870513134-01')),
    paymentLink: sometimes(fc.constant('https://pay.example.com/1')),
    observation: sometimes(fc.constantFrom('', 'called')),
    dueDate: fc.constant('2024-05-01'),
  })
  .map((seed) => ({ ...seed, creditAccountId: account }));

const openStore = (invoices: readonly InvoiceSeed[]) =>
  open({
    now: '2024-05-08T12:00:00Z',
    seed: { accounts: [{ id: account, email: 'a@example.com', creditLimit: 1000 }], invoices },
  });

describe('the official file holds for invoices', () => {
  test('that are seeded, whatever the seed leaves out', async () => {
    const key = ({ transactionId, installment = 1 }: InvoiceSeed) => `${transactionId ?? ''} ${installment}`;
    const seeds = fc
      .uniqueArray(invoiceSeed, { selector: key, maxLength: 6 })
      .map((list) => list.filter(({ transactionId }) => transactionId !== undefined));
    await fc.assert(
      fc.asyncProperty(seeds, invoiceSeed, async (list, one) => {
        const { client } = openStore([...list, { ...one, transactionId: undefined }]);
        const invoices = await client.invoices.list().toArray();
        nothingWrong();
        for (const seed of list) {
          const { transactionId, installment = 1, orderId, numberOfInstallments } = seed;
          const mates = invoices.filter((each) => each.transactionId === transactionId);
          const made = mates.find((each) => each.installment === installment);
          if (orderId !== undefined) expect(made?.orderId).toBe(orderId);
          expect(made?.numberOfInstallments).toBe(
            numberOfInstallments ?? Math.max(...mates.map((each) => each.installment)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of one order: the same order number and code on all, the same each time', async () => {
    const seeds = [1, 2, 3].map((installment) => ({
      ...{ creditAccountId: account, value: 1, transactionId: 'ONE', installment },
    }));
    const invoices = await openStore(seeds).client.invoices.list().toArray();
    const [{ orderId, friendlyId } = { orderId: undefined, friendlyId: undefined }] = invoices;
    expect(orderId).toMatch(/^1\d{12}-01$/);
    expect(invoices.map((each) => each.orderId)).toEqual([orderId, orderId, orderId]);
    const code = friendlyId?.slice(0, 8);
    expect(code).toMatch(/^[A-Za-z0-9]{8}$/);
    expect(invoices.map((each) => each.friendlyId)).toEqual([`${code}-1`, `${code}-2`, `${code}-3`]);
    expect(invoices.map((each) => each.numberOfInstallments)).toEqual([3, 3, 3]);
    expect(await openStore(seeds).client.invoices.list().toArray()).toEqual(invoices);
  });

  test('except where a seed says that there is none, or is a whole payload', async () => {
    const none = { friendlyId: null, orderId: null, numberOfInstallments: null };
    const { control } = openStore([{ creditAccountId: account, value: 1, id: 'A-01', ...none }]);
    const [first] = control.snapshot().accounts[0]?.invoices ?? [];
    expect(Object.keys(first?.invoice ?? {})).not.toEqual(expect.arrayContaining(['orderId']));
    expect(first?.invoice).not.toHaveProperty('friendlyId');
    expect(first?.invoice).not.toHaveProperty('numberOfInstallments');
    const payload = {
      ...first?.invoice,
      id: 'A-02',
      creditAccountId: account,
      value: 2,
      installment: 2,
      status: 'Opened' as const,
    };
    control.seed({ invoices: [payload] });
    expect(control.snapshot().accounts[0]?.invoices[1]?.invoice).toEqual({ ...payload, creditValue: 0 });
  });

  test('only with its exceptions, each of which is needed', async () => {
    const { client } = openStore([{ creditAccountId: account, value: 8.01, status: 'Paid' }]);
    const from = answers.length;
    await client.invoices.listByAccount(account);
    await client.accounts.update(account, { email: 'b@example.com' });
    await client.accounts.get(account);
    nothingWrong();
    const without = answers
      .slice(from)
      .flatMap(({ id, body }) =>
        officialProblems(id, JSON.stringify(body), []).map((each) => `${id} ${each}`),
      );
    expect(without).toEqual([
      'invoices.listByAccount /summary/totalPaid must be integer',
      "accounts.get  must have required property 'document'",
      "accounts.get  must have required property 'documentType'",
    ]);
  });
});
