import { describe, expect, test } from 'vitest';
import { type CustomerCredit, CustomerCreditClient } from 'vtex-customer-credit';
import { createEmulator, type Emulator, type EmulatorOptions } from 'vtex-customer-credit/emulator';
import { basePath } from '../../src/api/operation.ts';
import { matchRoute } from '../../src/api/router.ts';
import type { OperationId } from '../../src/api/table.ts';
import { calls, operationIds, table } from '../client/http/calls.ts';
import { answerOf, answerSchemaOf, bodyOf, parametersOf, parameterValue, problems } from './checker.ts';

const url = (path: string): string => `https://mystore.vtexcommercestable.com.br${basePath}${path}`;
const credentials = { 'X-VTEX-API-AppKey': 'any', 'X-VTEX-API-AppToken': 'any' };

/** An id for every place of a path, as `calls` has it. */
const id = 'x';

const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    now: '2024-05-08T12:00:00Z',
    seed: {
      accounts: [{ id, email: 'a@example.com', creditLimit: 1000 }],
      invoices: [{ id, creditAccountId: id, value: 100, transactionId: 'another', orderId: '1-01' }],
      storeConfig: { postponementEnabled: true, invoicePostponementLimit: 9, maxPostponementDays: 90 },
    },
    ...options,
  });

const clientOf = (fetch: (request: Request) => Promise<Response>): CustomerCreditClient =>
  new CustomerCreditClient({ accountName: 'mystore', appKey: 'any', appToken: 'any', retries: 0, fetch });

const hold = (client: CustomerCredit) =>
  client.transactions.updatePreAuthorization({ creditAccountId: id, transactionId: id }, { value: 60 });

/** What has to be there before an operation can succeed. */
const before: Partial<Record<OperationId, (client: CustomerCredit) => Promise<unknown>>> = {
  'transactions.cancelPreAuthorization': hold,
  'transactions.settle': hold,
  'transactions.refund': async (client) => {
    await hold(client);
    await client.transactions.settle({ creditAccountId: id, transactionId: id }, { value: 60 });
  },
  'accounts.getStatements': (client) => client.accounts.changeCreditLimit(id, { value: 900 }),
};

/** The holder's id is not ours to choose. */
async function deleteHolder(client: CustomerCredit): Promise<unknown> {
  const { id: holderId } = await client.accounts.holders.add(id, { claims: { email: 'b@example.com' } });
  return client.accounts.holders.delete({ creditAccountId: id, holderId });
}

function call(operation: OperationId, client: CustomerCredit): Promise<unknown> {
  return operation === 'accounts.holders.delete' ? deleteHolder(client) : calls[operation](client, id);
}

interface Exchange {
  readonly operation: OperationId;
  readonly wrong: readonly string[];
  readonly status: number;
}

/** Looks at a request and its answer with the document's eyes. */
async function look(
  request: Request,
  fetch: (request: Request) => Promise<Response>,
): Promise<[Response, Exchange]> {
  const { pathname, searchParams } = new URL(request.url);
  const route = matchRoute(request.method, pathname.slice(basePath.length));
  if (route.kind !== 'operation') throw new Error(`no operation ${request.method} ${pathname}`);
  const { id: operation, path } = route;
  const sent = await request.clone().text();
  const response = await fetch(request);
  const got = await response.clone().text();
  const schema = answerSchemaOf(operation, response.status);
  const body = bodyOf(operation);
  const given = { path, query: Object.fromEntries(searchParams) };
  const wrong = [
    ...parametersOf(operation).flatMap(({ name, in: where, required, schema: pointer }) => {
      const value = where === 'path' ? given.path[name] : given.query[name];
      if (value === undefined) return required ? [`${name} is missing`] : [];
      return problems(pointer, parameterValue(pointer, value)).map((problem) => `${name}${problem}`);
    }),
    ...Object.keys(given.query).filter(
      (name) => !parametersOf(operation).some((parameter) => parameter.name === name),
    ),
    ...(sent === '' ? [] : body === undefined ? ['a body'] : problems(body, JSON.parse(sent))),
    ...(answerOf(operation, response.status) === undefined ? [`status ${response.status}`] : []),
    ...(schema === undefined
      ? got === ''
        ? []
        : ['a body in the answer']
      : problems(schema, JSON.parse(got))),
    ...(response.headers.has('x-vtex-operation-id') ? [] : ['no x-vtex-operation-id']),
  ];
  return [response, { operation, wrong, status: response.status }];
}

/** Makes a call and tells what the document has to say of it; `undefined` when nothing was sent. */
async function exchangeOf(
  emulator: Emulator,
  operation: OperationId,
  run: (client: CustomerCredit) => Promise<unknown>,
): Promise<Exchange | undefined> {
  const seen: Exchange[] = [];
  const client = clientOf(async (request) => {
    const [response, exchange] = await look(request, emulator.fetch);
    seen.push(exchange);
    return response;
  });
  await run(client).catch(() => undefined);
  return seen.findLast((exchange) => exchange.operation === operation);
}

const fine = (operation: OperationId, status: number) => ({ operation, wrong: [], status });

describe.each(operationIds)('%s', (operation) => {
  test('is sent and answered as the document says', async () => {
    const emulator = world();
    await before[operation]?.(clientOf(emulator.fetch));
    const exchange = await exchangeOf(emulator, operation, (client) => call(operation, client));
    expect(exchange).toEqual(fine(operation, 200));
  });

  test('is refused to callers without its permission as the document says', async () => {
    const callers = [{ appKey: 'any', appToken: 'any', permissions: [] }];
    const emulator = world({ seed: { callers } });
    const exchange = await exchangeOf(emulator, operation, (client) => calls[operation](client, id));
    expect(exchange).toEqual(fine(operation, 403));
  });

  test('is refused to strangers as the document says', async () => {
    const callers = [{ appKey: 'another', appToken: 'another', permissions: [] }];
    const emulator = world({ seed: { callers } });
    const exchange = await exchangeOf(emulator, operation, (client) => calls[operation](client, id));
    expect(exchange).toEqual(fine(operation, 401));
  });

  test.each([429, 500, 503])('fails with %i as the document says', async (status) => {
    const emulator = world();
    emulator.control.faults.add({ operation, phase: 'before', effect: { status, retryAfter: 1 } });
    const exchange = await exchangeOf(emulator, operation, (client) => calls[operation](client, id));
    expect(exchange).toEqual(fine(operation, status));
  });
});

// An account that is not there is made by an update, and a hold gets one when the store says so.
const findable = operationIds.filter((operation) => table[operation].path.includes('{'));

test.each(findable.filter((operation) => operation !== 'accounts.update'))(
  '%s answers to an unknown id as the document says',
  async (operation) => {
    const exchange = await exchangeOf(world(), operation, (client) => calls[operation](client, 'nobody'));
    expect(exchange).toEqual(fine(operation, 404));
  },
);

describe('a refusal by a rule is what the document says', () => {
  const invoice = { creditAccountId: id, id };
  const conflicts: ReadonlyArray<readonly [OperationId, (client: CustomerCredit) => Promise<unknown>]> = [
    [
      'accounts.open',
      (client) => calls['accounts.open'](client, id).then(() => calls['accounts.open'](client, id)),
    ],
    [
      'invoices.cancel',
      (client) => client.invoices.markAsPaid(invoice).then(() => client.invoices.cancel(invoice)),
    ],
    [
      'invoices.markAsPaid',
      (client) => client.invoices.cancel(invoice).then(() => client.invoices.markAsPaid(invoice)),
    ],
    ['invoices.postpone', (client) => client.invoices.postpone(invoice, { dueDays: 91 })],
    ['transactions.preAuthorize', (client) => client.transactions.preAuthorize(id, { value: 5000 })],
    [
      'transactions.settle',
      (client) =>
        hold(client).then(() =>
          client.transactions.settle({ creditAccountId: id, transactionId: id }, { value: 5000 }),
        ),
    ],
  ];

  test.each(conflicts)('%s', async (operation, run) => {
    expect(await exchangeOf(world(), operation, run)).toEqual(fine(operation, 409));
  });
});

describe('what the document does not allow is refused', () => {
  const bodies: ReadonlyArray<readonly [OperationId, unknown]> = [
    ['invoices.update', { status: 'Overdue' }],
    ['invoices.update', { paymentLink: 'ftp://example.com' }],
    ['invoices.postpone', { dueDays: 0 }],
    ['invoices.postpone', { dueDays: 1.5 }],
    ['accounts.open', { document: '1', documentType: 'CPF', email: 'a@example.com', creditLimit: '1.234' }],
    ['accounts.update', { email: 'nobody' }],
    ['accounts.changeCreditLimit', { value: -1 }],
    ['accounts.changeTolerance', { value: 1001 }],
    ['accounts.decreaseBalance', { value: '15' }],
    ['accounts.holders.add', { claims: {} }],
    ['transactions.preAuthorize', { value: 1, settle: false, installments: 100 }],
    ['transactions.updatePreAuthorization', { value: 0, settle: false, installments: 1 }],
    ['transactions.settle', {}],
    ['transactions.refund', { value: '30' }],
    ['storeConfig.update', { notificationsSettings: { daysPrior: [{ days: 1, timeOfDay: '24:00:00' }] } }],
  ];

  test.each(bodies)('%s with %j', async (operation, body) => {
    expect(problems(bodyOf(operation) ?? '#', body)).not.toEqual([]);
    const { method, path } = table[operation];
    const request = new Request(url(path.replace(/\{\w+\}/g, id)), {
      method,
      headers: credentials,
      body: JSON.stringify(body),
    });
    const [, { status, wrong }] = await look(request, world().fetch);
    expect(status).toBe(400);
    expect(wrong).toEqual(problems(bodyOf(operation) ?? '#', body));
  });

  test.each([
    'from=0',
    'from=1.5',
    'to=x',
    'status=Overdue',
    'createdDateFrom=today',
    'op=xor',
    'value=1.234',
  ])('invoices.list with %s', async (query) => {
    const request = new Request(url(`/invoices?${query}`), { headers: credentials });
    const [, { status, wrong }] = await look(request, world().fetch);
    expect(status).toBe(400);
    // Two decimals are told by x-decimals alone.
    expect(wrong.length > 0).toBe(query !== 'value=1.234');
  });
});
