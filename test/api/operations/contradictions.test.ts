import { describe, expect, test } from 'vitest';
import { type CustomerCreditClient, InvalidInputError, type Warning } from 'vtex-customer-credit';
import { matchRoute } from '../../../src/api/router.ts';
import type { OperationId } from '../../../src/api/table.ts';
import { calls, fitting, goodAnswer, operationIds, pathOf, table } from '../../client/http/calls.ts';
import {
  clientOver,
  json,
  nothing,
  type Recording,
  recording,
  rejection,
} from '../../client/http/recording.ts';

// One describe per row of SPEC section 8. "sends" goes through the client over a recording fetch; "accepts" through
// the client for what comes from the API, and through the table's request codec for what arrives at the API's side.

const invoice = { creditAccountId: '11111111111_CPF', id: 'ED01C38CD4C949C2BCDFDB2C461C80F1-01' };

/** Answers every call with the operation's documented example. */
const over = (id: OperationId): { client: CustomerCreditClient; network: Recording } => {
  const network = recording(fitting(id));
  return { network, client: clientOver(network) };
};

/** What the API's side reads from a request body. */
function received(id: OperationId, body: unknown): unknown {
  const { request, path } = table[id];
  return request.fromWire({ path: pathOf(path), query: [], body });
}

function receivedQuery(id: OperationId, query: string): unknown {
  const pairs = [...new URLSearchParams(query)];
  return table[id].request.fromWire({ path: pathOf(table[id].path), query: pairs, body: undefined });
}

const example = (id: OperationId): object => {
  const answer = goodAnswer(id);
  if (typeof answer !== 'object' || answer === null) throw new Error(`no example of ${id}`);
  return answer;
};

describe('creditLimit and tolerance: strings in the official file, numbers in code', () => {
  const person = { document: '11111111111', documentType: 'CPF', email: 'test@test.com' };

  test.each([
    { creditLimit: 1100, tolerance: 0.2 },
    { creditLimit: '1100', tolerance: '0.2' },
  ])('POST sends strings, whichever the caller gives: %j', async (amounts) => {
    const { client, network } = over('accounts.open');
    await client.accounts.open({ ...person, ...amounts });
    expect(network.sent[0]?.body).toMatchObject({ creditLimit: '1100', tolerance: '0.2' });
  });

  test('POST sends the exact digits of a decimal string, and a tolerance of "0" when none is given', async () => {
    const { client, network } = over('accounts.open');
    await client.accounts.open({ ...person, creditLimit: '1100.50' });
    expect(network.sent[0]?.body).toMatchObject({ creditLimit: '1100.50', tolerance: '0' });
  });

  test.each([
    { creditLimit: 3400, tolerance: 0.25 },
    { creditLimit: '3400', tolerance: '0.25' },
  ])('PUT sends numbers, whichever the caller gives: %j', async (amounts) => {
    const { client, network } = over('accounts.update');
    await client.accounts.update('x', { ...person, ...amounts });
    expect(network.sent[0]?.body).toEqual({ ...person, creditLimit: 3400, tolerance: 0.25 });
  });

  test('PUT sends neither when neither is given', async () => {
    const { client, network } = over('accounts.update');
    await client.accounts.update('x', { email: 'test@test.com' });
    expect(network.sent[0]?.body).toEqual({ email: 'test@test.com' });
  });

  test('both forms are accepted in answers, as numbers', async () => {
    const answer = { ...example('accounts.get'), id: 'x', creditLimit: '1100.5', tolerance: '0.2' };
    const account = await clientOver(recording(json(answer))).accounts.get('x');
    expect(account).toMatchObject({ creditLimit: 1100.5, tolerance: 0.2 });
  });

  test.each(['accounts.open', 'accounts.update'] as const)(
    'both forms are accepted in requests of %s',
    (id) => {
      for (const amounts of [
        { creditLimit: 1100, tolerance: 0.2 },
        { creditLimit: '1100', tolerance: '0.2' },
      ]) {
        expect(received(id, { ...person, ...amounts })).toMatchObject({ body: { ...person, ...amounts } });
      }
    },
  );
});

describe('decrease balance: "-15"; answers {"value":"-15.0"} or bare', () => {
  test.each([-15, '-15'])('sends {"value":"-15"} for %j', async (value) => {
    const { client, network } = over('accounts.decreaseBalance');
    await client.accounts.decreaseBalance('x', { statementId: 'fee-1', value });
    expect(network.sent[0]?.text).toBe('{"value":"-15"}');
  });

  test.each([
    [{ value: '-15.0' }, '-15.0'],
    [{ value: -15 }, '-15'],
    ['-15.0', '-15.0'],
    [-15, '-15'],
  ])('accepts the answer %j', async (answer, value) => {
    const client = clientOver(recording(json(answer)));
    expect(await client.accounts.decreaseBalance('x', { statementId: 'fee-1', value: -15 })).toEqual({
      value,
    });
  });

  test.each([{ value: '-15' }, { value: -15 }])('accepts the request %j', (body) => {
    expect(received('accounts.decreaseBalance', body)).toMatchObject({ body });
  });
});

describe('description on POST: required and deprecated', () => {
  const opening = { document: '1', documentType: 'CPF', email: 'a@b.c', creditLimit: 1 };

  test('sends ""', async () => {
    const { client, network } = over('accounts.open');
    await client.accounts.open(opening);
    expect(network.sent[0]?.body).toHaveProperty('description', '');
  });

  test.each([
    {},
    { description: null },
    { description: 7 },
    { description: { a: 1 } },
    { description: 'text' },
  ])('accepts a request with %j', (description) => {
    expect(() => received('accounts.open', { ...opening, ...description })).not.toThrow();
  });

  test.each([{ description: undefined }, { description: null }, { description: 'This field is deprecated' }])(
    'accepts an answer with %j',
    async (description) => {
      const client = clientOver(recording(json({ ...example('accounts.get'), id: 'x', ...description })));
      await expect(client.accounts.get('x')).resolves.toMatchObject({ status: 'Open' });
    },
  );
});

describe('creditAccountId "required" on GET /invoices; the guide sends none', () => {
  test('sends it only when given', async () => {
    const { client, network } = over('invoices.list');
    await client.invoices.list().toArray({ limit: 1 });
    await client.invoices.list({ creditAccountId: 'x' }).toArray({ limit: 1 });
    expect(network.sent.map(({ url }) => url.searchParams.get('creditAccountId'))).toEqual([null, 'x']);
  });

  test('accepts a request without it', () => {
    expect(receivedQuery('invoices.list', 'from=1&to=20')).toMatchObject({ query: { from: 1, to: 20 } });
  });
});

describe('createdDateTo vs createDateTo; op undeclared', () => {
  test('sends createdDateTo, and op=or on demand only', async () => {
    const { client, network } = over('invoices.list');
    await client.invoices.list({ createdDateTo: '2023-01-25' }).toArray({ limit: 1 });
    await client.invoices.list({ createdDateTo: '2023-01-25', value: 100, op: 'or' }).toArray({ limit: 1 });
    expect(network.sent.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { createdDateTo: '2023-01-25', from: '1', to: '1' },
      { createdDateTo: '2023-01-25', value: '100', op: 'or', from: '1', to: '1' },
    ]);
  });

  test.each(['createdDateTo', 'createDateTo', 'CREATEDDATETO', 'createdateto'])('accepts %s', (name) => {
    expect(receivedQuery('invoices.list', `${name}=2023-01-25`)).toMatchObject({
      query: { createdDateTo: '2023-01-25' },
    });
  });

  test.each(['op=or', 'op=OR', 'Op=Or'])('accepts %s', (query) => {
    expect(receivedQuery('invoices.list', query)).toMatchObject({ query: { op: 'or' } });
  });
});

describe('account status filter: the enum of invoices vs the text Open, Closed, Cancelled', () => {
  test.each(['Open', 'Closed', 'Cancelled'])('sends %s', async (status) => {
    const { client, network } = over('accounts.list');
    await client.accounts.list({ status }).toArray({ limit: 1 });
    expect(network.sent[0]?.url.searchParams.get('status')).toBe(status);
  });

  test.each(['Opened', 'open', 'closed', 'Canceled', 'Paid', 'InReview'])('accepts %s', (status) => {
    expect(() => receivedQuery('accounts.list', `status=${status}`)).not.toThrow();
  });

  test('brings known spellings to the one the API writes', () => {
    expect(receivedQuery('accounts.list', 'status=opened')).toMatchObject({ query: { status: 'Open' } });
    expect(receivedQuery('accounts.list', 'status=canceled')).toMatchObject({
      query: { status: 'Cancelled' },
    });
  });
});

describe('PUT invoice: status required in the official file, optional in the guides', () => {
  test.each([
    { status: 'Paid' },
    { observation: 'Called the customer.' },
    { paymentLink: 'https://pay.example.com/1' },
    { paymentLink: '' },
    { status: 'Opened', observation: 'x', paymentLink: 'https://pay.example.com/1' },
  ] as const)('sends what the caller gave and no more: %j', async (update) => {
    const network = recording(nothing);
    await clientOver(network).invoices.update(invoice, update);
    expect(network.sent[0]?.body).toEqual(update);
  });

  test.each([{ status: 'Paid' }, { observation: '' }, { paymentLink: 'https://pay.example.com/1' }])(
    'accepts the subset %j',
    (body) => {
      expect(received('invoices.update', body)).toMatchObject({ body });
    },
  );

  test('sends nothing at all for an update of nothing', async () => {
    const network = recording(nothing);
    expect(await rejection(clientOver(network).invoices.update(invoice, {}))).toBeInstanceOf(
      InvalidInputError,
    );
    expect(network.sent).toEqual([]);
  });
});

describe('PUT storeconfig: ten required fields vs a partial body', () => {
  test('sends a partial body as it is given', async () => {
    const { client, network } = over('storeConfig.update');
    await client.storeConfig.update({ postponementEnabled: true, maxPostponementDays: 30 });
    expect(network.sent[0]?.body).toEqual({ postponementEnabled: true, maxPostponementDays: 30 });
  });

  test('has a helper that reads, merges and sends the whole', async () => {
    const network = recording(fitting('storeConfig.get'), fitting('storeConfig.update'));
    await clientOver(network).storeConfig.merge({ postponementEnabled: true });
    expect(network.sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(network.sent[1]?.body).toEqual({ ...example('storeConfig.get'), postponementEnabled: true });
  });

  test('accepts a partial body', () => {
    expect(received('storeConfig.update', { taxRate: 0.4 })).toMatchObject({ body: { taxRate: 0.4 } });
  });
});

describe('tolerance: 0.30 in the text vs 20.0 in a sample', () => {
  test('sends the fraction', async () => {
    const { client, network } = over('accounts.changeTolerance');
    await client.accounts.changeTolerance('x', { value: 0.3 });
    expect(network.sent[0]?.text).toBe('{"value":0.3}');
  });

  test('accepts zero and more in answers', async () => {
    const client = clientOver(recording(json({ ...example('accounts.get'), id: 'x', tolerance: 20 })));
    expect((await client.accounts.get('x')).tolerance).toBe(20);
  });

  test.each([0, 0.3, 1, 20])('accepts %d in requests', (value) => {
    expect(received('accounts.changeTolerance', { value })).toMatchObject({ body: { value } });
  });

  test('refuses less than zero', async () => {
    const { client, network } = over('accounts.changeTolerance');
    expect(await rejection(client.accounts.changeTolerance('x', { value: -0.1 }))).toBeInstanceOf(
      InvalidInputError,
    );
    expect(network.sent).toEqual([]);
  });

  test('warns above 1, and sends it all the same', async () => {
    const network = recording(fitting('accounts.changeTolerance'));
    const warnings: Warning[] = [];
    const client = clientOver(network, { onWarning: (warning) => warnings.push(warning) });
    await client.accounts.changeTolerance('x', { value: 20 });
    expect(network.sent).toHaveLength(1);
    expect(warnings).toMatchObject([{ code: 'tolerance_above_one', operation: 'accounts.changeTolerance' }]);
  });
});

describe('totals: integer vs number, absent in old payloads', () => {
  test.each([
    { count: 2, total: 9, totalPaid: 8, totalCancelled: 0 },
    { count: 2, total: 9.63, totalPaid: 8.01, totalCancelled: 1.24 },
    { count: 2, total: 9.63 },
    { count: 2 },
    { count: 2, total: null, totalPaid: null, totalCancelled: null },
  ])('accepts the summary %j', async (summary) => {
    const client = clientOver(recording(json({ ...example('invoices.listByAccount'), summary })));
    for await (const page of client.invoices.listByAccount('x').pages()) {
      expect(page.summary).toEqual(summary);
      break;
    }
    expect.assertions(1);
  });
});

describe('settle: true beside an expirationDate', () => {
  test('leaves the date out', async () => {
    const { client, network } = over('transactions.preAuthorize');
    await client.transactions.preAuthorize('x', { value: 49.7, settle: true, expirationDate: '2023-11-25' });
    expect(network.sent[0]?.body).toEqual({ value: 49.7, settle: true, installments: 1 });
  });

  test('sends the date beside settle: false', async () => {
    const { client, network } = over('transactions.updatePreAuthorization');
    const transaction = { creditAccountId: 'x', transactionId: 'y' };
    await client.transactions.updatePreAuthorization(transaction, {
      value: 49.7,
      expirationDate: '2023-11-25',
    });
    const sent = { value: 49.7, settle: false, installments: 1, expirationDate: '2023-11-25' };
    expect(network.sent[0]?.body).toEqual(sent);
  });

  test('accepts the date and ignores it', () => {
    const body = { value: 49.7, settle: true, installments: 2, expirationDate: '2023-11-25' };
    expect(received('transactions.preAuthorize', body)).toEqual({
      path: { creditAccountId: 'x' },
      body: { value: 49.7, settle: true, installments: 2 },
    });
  });
});

describe('settle and installments left out', () => {
  test('always sends both', async () => {
    const { client, network } = over('transactions.preAuthorize');
    await client.transactions.preAuthorize('x', { value: 49.7 });
    const other = over('transactions.updatePreAuthorization');
    await other.client.transactions.updatePreAuthorization(
      { creditAccountId: 'x', transactionId: 'y' },
      { value: 55 },
    );
    expect([...network.sent, ...other.network.sent].map(({ body }) => body)).toEqual([
      { value: 49.7, settle: false, installments: 1 },
      { value: 55, settle: false, installments: 1 },
    ]);
  });

  test.each(['transactions.preAuthorize', 'transactions.updatePreAuthorization'] as const)(
    '%s accepts their absence as false and 1',
    (id) => {
      expect(received(id, { value: 49.7 })).toMatchObject({
        body: { value: 49.7, settle: false, installments: 1 },
      });
    },
  );
});

describe('a trailing slash (/invoices/)', () => {
  test.each(operationIds)('%s sends none', async (id) => {
    const { client, network } = over(id);
    await calls[id](client, 'x');
    expect(network.sent[0]?.url.pathname).not.toMatch(/\/$/);
  });

  test.each(operationIds)('%s accepts both', (id) => {
    const { method, path } = table[id];
    const filled = path.replace(/\{\w+\}/g, 'x');
    expect(matchRoute(method, filled)).toMatchObject({ kind: 'operation', id });
    expect(matchRoute(method, `${filled}/`)).toMatchObject({ kind: 'operation', id });
  });
});

describe('a body with DELETE account', () => {
  test('is sent only when given', async () => {
    const { client, network } = over('accounts.close');
    await client.accounts.close('x');
    await client.accounts.close('x', {
      document: '32222222222',
      documentType: 'CPF',
      email: 'email@domain.com',
    });
    expect(network.sent.map(({ method, text, url }) => ({ method, text, path: url.pathname }))).toEqual([
      { method: 'DELETE', text: '', path: '/api/creditcontrol/accounts/x' },
      {
        method: 'DELETE',
        text: '{"document":"32222222222","documentType":"CPF","email":"email@domain.com"}',
        path: '/api/creditcontrol/accounts/x',
      },
    ]);
  });

  test.each([undefined, null, {}, { email: 'email@domain.com' }, { email: 7 }, 'text'])(
    'is ignored: %j',
    (body) => {
      expect(received('accounts.close', body)).toEqual({ path: { creditAccountId: 'x' }, body: undefined });
    },
  );
});

describe('mark as paid: an object now, a bare id in old stores', () => {
  test('sends no body', async () => {
    const { client, network } = over('invoices.markAsPaid');
    await client.invoices.markAsPaid(invoice);
    expect(network.sent).toHaveLength(1);
    expect(network.sent[0]?.text).toBe('');
  });

  test('accepts the object', async () => {
    const { client } = over('invoices.markAsPaid');
    expect(await client.invoices.markAsPaid(invoice)).toEqual({
      ...example('invoices.markAsPaid'),
      id: invoice.id,
    });
  });

  test('accepts the bare id, and then reads the invoice', async () => {
    const paid = { ...example('invoices.markAsPaid'), id: invoice.id };
    const network = recording(json(invoice.id), json(paid));
    expect(await clientOver(network).invoices.markAsPaid(invoice)).toEqual(paid);
    expect(network.sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      `POST /api/creditcontrol/accounts/${invoice.creditAccountId}/invoices/${invoice.id}/payments`,
      `GET /api/creditcontrol/accounts/${invoice.creditAccountId}/invoices/${invoice.id}`,
    ]);
  });
});

describe('empty 200 bodies', () => {
  const empty = [
    'invoices.update',
    'invoices.cancel',
    'invoices.postpone',
    'transactions.cancelPreAuthorization',
  ] as const;

  test.each(empty)('%s accepts one as undefined', async (id) => {
    await expect(calls[id](clientOver(recording(nothing)), 'x')).resolves.toBeUndefined();
  });

  test('a request of your own accepts one as undefined', async () => {
    const client = clientOver(recording(nothing));
    await expect(client.request({ method: 'PUT', path: '/anything' })).resolves.toBeUndefined();
  });
});

describe('invoice/Invoice, doneby/doneBy, Open/Opened', () => {
  const balances = { currentBalance: 0, intervalBalance: 0, previousBalance: 0 };
  const date = '2024-01-10T12:00:00.1234567Z';

  test('statements are read in one spelling', async () => {
    const rows = [
      { value: -15, date, origin: 'statement', doneby: 'clerk@example.com' },
      { value: -12.5, date, origin: 'invoice' },
      { value: 12.5, date, origin: 'PAYMENT', doneBy: null },
    ];
    const client = clientOver(recording(json({ statements: rows, ...balances })));
    expect((await client.accounts.getStatements('x')).statements).toEqual([
      { value: -15, date, origin: 'Statement', doneBy: 'clerk@example.com' },
      { value: -12.5, date, origin: 'Invoice' },
      { value: 12.5, date, origin: 'Payment', doneBy: null },
    ]);
  });

  test.each([
    ['Open', 'Opened'],
    ['open', 'Opened'],
    ['opened', 'Opened'],
    ['PAID', 'Paid'],
    ['canceled', 'Cancelled'],
    ['Cancelled', 'Cancelled'],
  ])('the invoice status %s is read as %s', async (status, read) => {
    const client = clientOver(recording(json({ ...example('invoices.get'), id: invoice.id, status })));
    expect((await client.invoices.get(invoice)).status).toBe(read);
    expect(received('invoices.update', { status })).toMatchObject({ body: { status: read } });
    expect(receivedQuery('invoices.list', `status=${status}`)).toMatchObject({ query: { status: read } });
  });

  test.each([
    ['Opened', 'Open'],
    ['open', 'Open'],
    ['CLOSED', 'Closed'],
  ])('the account status %s is read as %s', async (status, read) => {
    const client = clientOver(recording(json({ ...example('accounts.get'), id: 'x', status })));
    expect((await client.accounts.get('x')).status).toBe(read);
  });

  test('within a list, too', async () => {
    const page = { data: [{ ...example('invoices.get'), status: 'open' }], summary: { count: 1 } };
    const [first] = await clientOver(recording(json(page)))
      .invoices.list()
      .toArray();
    expect(first?.status).toBe('Opened');
  });
});

describe('the same invoice twice in one list', () => {
  test('is kept as it came', async () => {
    const twice = { ...example('invoices.get') };
    const page = { data: [twice, { ...twice, status: 'Paid' }], summary: { count: 2 } };
    expect(
      await clientOver(recording(json(page)))
        .invoices.list()
        .toArray(),
    ).toEqual(page.data);
  });
});
