import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CustomerCreditError, UnknownOutcomeError } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import { operationIds, table } from './calls.ts';
import type { Answer } from './recording.ts';
import { json, lost, rejection, text } from './recording.ts';
import { account, clientOf, countedCallOf, world } from './world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };
const dueLater = 30;

/** What the caller sees of a request that the store does later. */
const ends: Readonly<Record<string, Answer>> = {
  'a lost connection': lost(),
  '502': text('<html><title>Bad gateway</title></html>', { status: 502 }),
  '504': text('', { status: 504 }),
  silence: () => new Promise(() => undefined),
};

/** The first request that changes something is answered by `end`, and done a moment later. */
function lateStore(emulator: Emulator, end: Answer) {
  let late: Promise<unknown> | undefined;
  return {
    done: () => late,
    fetch: async (request: Request): Promise<Response> => {
      if (late !== undefined || request.method === 'GET') return emulator.fetch(request);
      const copy = new Request(request.url, {
        method: request.method,
        headers: request.headers,
        body: (await request.text()) || null,
      });
      late = sleep(dueLater).then(() => emulator.fetch(copy));
      return end(request);
    },
  };
}

describe.each(operationIds.filter((id) => table[id].retry !== 'read'))('%s', (id) => {
  test.each(Object.keys(ends))(
    'that is done late, after %s, is done once, and never told wrongly',
    async (name) => {
      const emulator = await world();
      const { call, times } = countedCallOf(id);
      const store = lateStore(emulator, ends[name] ?? lost());
      const told = await call(clientOf(store.fetch), emulator).then(
        () => 'done',
        (error: unknown) => (error instanceof CustomerCreditError ? error.outcome : String(error)),
      );
      await store.done();
      expect(times(emulator)).toBe(1);
      // Whatever is told before it was done, it is not that it was refused.
      expect(['done', 'unknown']).toContain(told);
    },
  );
});

/** A client to whose reads something else answers. */
async function misread(answer: Answer, firstEnd: Answer = lost()) {
  const emulator = await world();
  let changed = false;
  const client = clientOf(async (request) => {
    if (request.method === 'GET' && changed) return answer(request);
    const response = await emulator.fetch(request);
    if (request.method === 'GET') return response;
    changed = true;
    return firstEnd(request);
  });
  return { emulator, client };
}

const page404 = text('<html><title>404 Not Found</title></html>', { status: 404 });

describe('a 404 that the API did not say', () => {
  test('is no sign that a postponement was not done', async () => {
    const { emulator, client } = await misread(page404);
    const invoice = { ...opened, dueDate: '2024-05-20' };
    const error = await rejection(client.invoices.postpone(invoice, { dueDays: 5 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(countedCallOf('invoices.postpone').times(emulator)).toBe(1);
  });

  test('is no sign that an account was closed', async () => {
    const emulator = await world();
    const client = clientOf(async (request) =>
      request.method === 'GET' ? page404(request) : new Response('', { status: 500 }),
    );
    const error = await rejection(client.accounts.close(account));
    expect(error).toMatchObject({ outcome: 'unknown', operation: 'accounts.close' });
    expect(countedCallOf('accounts.close').times(emulator)).toBe(0);
  });
});

describe('a success that cannot be read', () => {
  test('of a payment is found out by reading', async () => {
    const emulator = await world();
    const client = clientOf(async (request) => {
      const response = await emulator.fetch(request);
      return request.method === 'POST' ? new Response('<html>') : response;
    });
    expect(await client.invoices.markAsPaid(opened)).toMatchObject({ status: 'Paid' });
    expect(countedCallOf('invoices.markAsPaid').times(emulator)).toBe(1);
  });

  test('says where it came from', async () => {
    const headers = { 'x-vtex-operation-id': 'abc-1' };
    const client = clientOf(async () => new Response('[]', { headers }));
    expect(await rejection(client.accounts.get('x'))).toMatchObject({
      code: 'invalid_response',
      operation: 'accounts.get',
      path: '/accounts/{creditAccountId}',
      attempts: 1,
      status: 200,
      requestId: 'abc-1',
    });
  });
});

describe('reading back', () => {
  test('goes on without a limit for the whole call', async () => {
    const { client, emulator } = await misread(json({ ...opened, status: 'Paid' }));
    const paid = await client.invoices.markAsPaid(opened, { totalTimeout: false, validation: 'off' });
    expect(paid).toMatchObject({ status: 'Paid' });
    expect(countedCallOf('invoices.markAsPaid').times(emulator)).toBe(1);
  });

  test('has time even where one attempt may take as long as the whole call', async () => {
    const emulator = await world();
    emulator.control.faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'hang' });
    const client = clientOf(emulator.fetch);
    const limits = { timeout: 30_000, totalTimeout: 800 };
    expect(await client.invoices.markAsPaid(opened, limits)).toMatchObject({ status: 'Paid' });
  });

  test('copes with sums that are no whole cents', async () => {
    const { client } = await misread(
      json({ id: account, status: 'Open', preAuthorizedCredit: 0.1 + 0.2 }),
      text('', { status: 500 }),
    );
    const hold = client.transactions.preAuthorize(account, { value: 0.3 }, { validation: 'off' });
    expect(await rejection(hold)).toBeInstanceOf(UnknownOutcomeError);
  });

  test('of the paid invoice that fails does not make the payment refused', async () => {
    const emulator = await world();
    emulator.control.quirks.set(['payment-answers-with-id']);
    emulator.control.faults.add({ operation: 'invoices.get', phase: 'before', effect: { status: 403 } });
    const error = await rejection(clientOf(emulator.fetch).invoices.markAsPaid(opened));
    expect(error).toMatchObject({
      outcome: 'done',
      operation: 'invoices.markAsPaid',
      cause: { code: 'permission' },
    });
    expect(countedCallOf('invoices.markAsPaid').times(emulator)).toBe(1);
  });

  test('knows an account by its e-mail, however that is written', async () => {
    const emulator = await world();
    let first = true;
    const client = clientOf(async (request) => {
      const response = await emulator.fetch(request);
      if (request.method === 'GET') {
        const found = await response.json();
        return Response.json({ ...Object(found), email: 'finance@example.com' });
      }
      if (!first) return response;
      first = false;
      throw new TypeError('fetch failed');
    });
    const opening = { document: '9', documentType: 'CPF', email: 'Finance@Example.com', creditLimit: 5 };
    expect(await client.accounts.open(opening)).toMatchObject({ id: '9_CPF', status: 'Open' });
  });
});

describe('a failure of the system', () => {
  const failing = (cause: object) => {
    let requests = 0;
    const client = clientOf(async () => {
      requests += 1;
      throw new TypeError('fetch failed', { cause });
    });
    const refund = () =>
      client.transactions.refund({ creditAccountId: account, transactionId: 'AAAA' }, { value: 30 });
    return { refund, requests: () => requests };
  };

  test('of a connection that stands is no sign that nothing was sent', async () => {
    const { refund, requests } = failing({ code: 'EHOSTUNREACH', syscall: 'read' });
    expect(await rejection(refund())).toBeInstanceOf(UnknownOutcomeError);
    expect(requests()).toBe(1);
  });

  test('while every address is tried is one', async () => {
    const tried = { code: 'EHOSTUNREACH', syscall: 'connect' };
    const { refund, requests } = failing({ ...tried, errors: [tried, tried] });
    expect(await rejection(refund())).toMatchObject({ outcome: 'not-sent', retryable: true });
    expect(requests()).toBe(3);
  });

  test('to trust a certificate sends nothing, and does not pass', async () => {
    const { refund, requests } = failing({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await rejection(refund())).toMatchObject({
      outcome: 'not-sent',
      retryable: false,
      systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(requests()).toBe(1);
  });
});

test('an error body without end is read as far as it helps', async () => {
  const endless = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('no '.repeat(4096))),
    });
  const client = clientOf(async () => new Response(endless(), { status: 400 }), { retries: 0 });
  const error = await rejection(client.accounts.get('x'));
  expect(error).toMatchObject({ status: 400, vtexMessage: expect.stringMatching(/^no no .*…$/) });
});

test('a signal that ends while an answer is told of ends the call with its reason', async () => {
  const emulator = await world();
  const controller = new AbortController();
  const client = clientOf(emulator.fetch, { hooks: { onResponse: () => controller.abort('enough') } });
  expect(await rejection(client.accounts.get('nobody', { signal: controller.signal }))).toBe('enough');
});
