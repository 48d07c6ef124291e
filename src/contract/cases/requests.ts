import { isApiError } from '../../errors/index.ts';
import { equal, like } from '../assert.ts';
import { type ContractCase, group, it } from '../case.ts';
import { conflict, malformed, refusal, unsent } from '../refusals.ts';

const elsewhere = ['invoices', '//evil.example', '/../x', '/a/%2e%2e/b', '/a?b=c', '/a#b', '/a\\b', ''];

const rows = (answer: unknown): number =>
  typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data)
    ? answer.data.length
    : -1;

export const requests: readonly ContractCase[] = group('a request of one’s own', [
  it('reaches the operations, and is answered by an empty body where they are', {
    holds: ['client.request', 'wire.success'],
    needs: ['requests', 'ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened } = await store({
      storeConfig: { postponementEnabled: true, invoicePostponementLimit: 1, maxPostponementDays: 9 },
    });
    const path = `/accounts/${creditAccountId}/invoices/${opened.id}`;
    equal(await client.request({ method: 'GET', path }), await client.invoices.get(opened));
    equal(await client.request({ method: 'PUT', path, body: { observation: 'x' } }), undefined);
    equal(
      await client.request({ method: 'PUT', path: `${path}/postponement`, body: { dueDays: 1 } }),
      undefined,
    );
    equal(await client.request({ method: 'DELETE', path }), undefined);
    const hold = await client.transactions.preAuthorize(creditAccountId, { value: 1 });
    const transaction = `/accounts/${creditAccountId}/transactions/${hold.id}`;
    equal(await client.request({ method: 'DELETE', path: transaction }), undefined);
  }),

  it('is refused as the operation would be', {
    holds: ['client.request', 'wire.errors'],
    needs: ['requests', 'refusals'],
  }, async ({ store }) => {
    const world = await store();
    const { client, creditAccountId, paid } = world;
    const payment = `/accounts/${creditAccountId}/invoices/${paid.id}/payments`;
    await conflict(world, () => client.request({ method: 'POST', path: payment }), /already paid/);
    like(await refusal(world, () => client.request({ method: 'GET', path: '/payment-conditions' })), {
      code: 'not_found',
      status: 404,
      operation: 'request',
    });
    like(await refusal(world, () => client.request({ method: 'PATCH', path: '/storeconfig' })), {
      status: 405,
    });
    await malformed(
      world,
      () => client.request({ method: 'PUT', path: `/accounts/${creditAccountId}/creditlimit`, body: {} }),
      /^value: expected/,
    );
  }),

  it('that changes nothing of an invoice is no mistake', {
    holds: ['invoice.update.empty', 'client.request'],
    needs: ['requests', 'ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened, later } = await store();
    const path = `/accounts/${creditAccountId}/invoices/${opened.id}`;
    const before = await client.invoices.get(opened);
    await later();
    equal(await client.request({ method: 'PUT', path, body: {} }), undefined);
    equal(await client.invoices.get(opened), before);
  }),

  it('may say transaction for transactions', {
    holds: ['wire.transaction', 'client.request'],
    needs: ['requests'],
  }, async ({ store }) => {
    const { client, creditAccountId } = await store();
    const path = `/accounts/${creditAccountId}/transaction`;
    const body = { value: 1, settle: false, installments: 1 };
    like(await client.request({ method: 'POST', path, body }), { value: 1, installments: 1 });
  }),

  it('may end in a slash, and have parameters and fields that nobody knows', {
    holds: ['wire.slash', 'wire.unknown-fields'],
    needs: ['requests', 'ownStore'],
  }, async ({ store }) => {
    const { client, creditAccountId, opened } = await store();
    like(
      await client.request({
        method: 'GET',
        path: '/invoices/',
        query: { status: 'Paid', foo: 'bar', left: null },
      }),
      { summary: { count: 1 } },
    );
    await client.request({
      method: 'PUT',
      path: `/accounts/${creditAccountId}/invoices/${opened.id}`,
      body: { observation: 'x', foo: 'bar' },
    });
    like(await client.invoices.get(opened), { observation: 'x', status: 'Opened' });
  }),

  it('for a list brings the first 20 without positions, and counts positions from 1 with both ends', {
    holds: ['list.first', 'list.positions', 'list.positions.one-based'],
    needs: ['requests', 'seeding', 'ownStore'],
  }, async ({ store }) => {
    const world = await store({
      invoices: Array.from({ length: 30 }, () => ({ creditAccountId: '11111111111_CPF', value: 1 })),
    });
    const list = (query: Readonly<Record<string, number>>) =>
      world.client.request({ method: 'GET', path: '/invoices', query });
    equal(rows(await list({})), 20);
    equal(rows(await list({ from: 1, to: 25 })), 25);
    like(await list({ from: 2, to: 3 }), {
      data: [{ id: 'BBBB-01' }, { id: 'CCCC-01' }],
      summary: { count: 33 },
    });
    await malformed(world, () => list({ from: 0, to: 5 }), /^from: expected/);
    await malformed(world, () => list({ from: 5, to: 4 }), /^to: expected/);
  }),

  it('is answered with dates in UTC without trailing zeros', {
    holds: ['wire.dates'],
    needs: ['requests', 'clock'],
  }, async ({ store }) => {
    const { client, clock, customer } = await store();
    await clock.set('2024-05-08T12:00:00.120Z');
    const { id } = await client.accounts.open({ ...customer(), creditLimit: 5 });
    const path = `/accounts/${id}`;
    like(await client.request({ method: 'GET', path }), { createdAt: '2024-05-08T12:00:00.12Z' });
    like(
      await client.request({
        method: 'POST',
        path: `${path}/transactions`,
        body: { value: 1, settle: false, installments: 1 },
      }),
      { expirationDate: '2024-05-09T12:00:00.12' },
    );
  }),

  ...elsewhere.map((path) =>
    it(`cannot leave the API by ${path === '' ? 'nothing' : path}`, {
      holds: ['client.request', 'client.checks'],
      needs: ['requests', 'inputChecks'],
    }, async ({ store }) => {
      const world = await store();
      await unsent(world, () => world.client.request({ method: 'GET', path }), 'path', /stays below/);
    }),
  ),

  it('and every other call ends with the reason of a signal that has ended, and nothing happens', {
    holds: ['client.signal'],
    needs: ['requests'],
  }, async ({ store }) => {
    const { client, opened, state } = await store();
    const before = await state();
    const reason = new Error('enough');
    const options = { signal: AbortSignal.abort(reason) };
    const outcome = (act: Promise<unknown>): Promise<unknown> =>
      act.catch((error: unknown) => (isApiError(error) ? error.code : error === reason));
    equal(await outcome(client.invoices.markAsPaid(opened, options)), true);
    equal(await outcome(client.invoices.list({}, options).toArray()), true);
    equal(await outcome(client.request({ method: 'GET', path: '/storeconfig' }, options)), true);
    equal(await state(), before);
  }),
]);
