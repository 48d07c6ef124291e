import { describe, expect, test } from 'vitest';
import { type CustomerCreditClient, UnknownOutcomeError } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import type { Fault } from 'vtex-customer-credit/memory';
import { rejection } from './recording.ts';
import { account, clientOf, world } from './world.ts';

const opened = { creditAccountId: account, id: 'AAAA-01' };

interface Opened {
  readonly emulator: Emulator;
  readonly client: CustomerCreditClient;
  /** What was asked of the store, in order. */
  readonly asked: () => ReadonlyArray<string | undefined>;
}

async function open(...faults: readonly Fault[]): Promise<Opened> {
  const emulator = await world();
  for (const fault of faults) emulator.control.faults.add(fault);
  emulator.control.journal.clear();
  const asked = () => emulator.control.journal.calls().map(({ operation }) => operation);
  return { emulator, client: clientOf(emulator.fetch), asked };
}

const lost = (operation: Fault['operation'], phase: 'before' | 'after' = 'after'): Fault => ({
  operation,
  phase,
  effect: 'reset',
});

describe('postponing with a lost answer', () => {
  const asks = ['invoices.get', 'invoices.postpone', 'invoices.get'];

  test('is found out by reading before and after, whether a reference or the invoice is given', async () => {
    for (const given of [opened, { ...opened, dueDate: '' }, { ...opened, dueDate: '2024-05-01' }]) {
      const { client, asked } = await open(lost('invoices.postpone'));
      await client.invoices.postpone(given, { dueDays: 5 });
      expect(asked()).toEqual(asks);
      expect(await client.invoices.get(opened)).toMatchObject({ dueDate: '2024-05-25' });
    }
  });

  test('that did not arrive is never repeated, since it may still come', async () => {
    const { client, asked } = await open(lost('invoices.postpone', 'before'));
    expect(await rejection(client.invoices.postpone(opened, { dueDays: 5 }))).toMatchObject({
      code: 'unknown_outcome',
      outcome: 'unknown',
      retryable: false,
      operation: 'invoices.postpone',
      attempts: 1,
      cause: { code: 'network', systemCode: 'ECONNRESET' },
      advice: expect.stringContaining('Read the invoice'),
    });
    expect(asked()).toEqual(asks);
  });

  test('by a copy from before an earlier postponement is not taken for that one', async () => {
    const { client, emulator } = await open();
    const copy = await client.invoices.get(opened);
    await client.invoices.postpone(copy, { dueDays: 5 });
    const failed: Fault = {
      operation: 'invoices.postpone',
      phase: 'before',
      effect: { status: 500 },
      times: 3,
    };
    emulator.control.faults.add(failed);
    const error = await rejection(client.invoices.postpone(copy, { dueDays: 5 }));
    expect(error).toMatchObject({ code: 'server_error', outcome: 'refused', retryable: true, attempts: 3 });
    expect(await client.invoices.get(opened)).toMatchObject({ dueDate: '2024-05-25' });
  });

  test('that cannot be read before leaves nothing to compare with', async () => {
    const { client } = await open(lost('invoices.postpone'), {
      operation: 'invoices.get',
      phase: 'before',
      effect: { status: 403 },
    });
    const error = await rejection(client.invoices.postpone(opened, { dueDays: 5 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
  });

  test('while someone else postpones too is nothing one can tell', async () => {
    const { client, emulator } = await open();
    const invoice = await client.invoices.get(opened);
    await client.invoices.postpone(opened, { dueDays: 3 });
    emulator.control.faults.add(lost('invoices.postpone', 'before'));
    const error = await rejection(client.invoices.postpone(invoice, { dueDays: 5 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(await client.invoices.get(opened)).toMatchObject({ dueDate: '2024-05-23' });
  });
});

describe('a refusal after a lost answer', () => {
  test('of a second cancelling, closing, paying or opening is success', async () => {
    const refused = { status: 409, body: { code: 409, message: 'No.' } };
    for (const operation of [
      'invoices.cancel',
      'accounts.close',
      'invoices.update',
      'accounts.open',
    ] as const) {
      const { client, asked } = await open(lost(operation), { operation, phase: 'before', effect: refused });
      const acts = {
        'invoices.cancel': () => client.invoices.cancel(opened),
        'accounts.close': () => client.accounts.close(account),
        'invoices.update': () => client.invoices.update(opened, { status: 'Paid', paymentLink: '' }),
        'accounts.open': () =>
          client.accounts.open({
            document: '2',
            documentType: 'CPF',
            email: 'b@example.com',
            creditLimit: 5,
          }),
      };
      await acts[operation]();
      expect(asked().slice(0, operation === 'accounts.open' ? 1 : 2)).toEqual(
        operation === 'accounts.open' ? [operation] : [operation, operation],
      );
    }
  });

  test('closing tells what can still be known', async () => {
    const { client } = await open(lost('accounts.close'));
    expect(await client.accounts.close(account)).toEqual({ id: account, status: 'Closed' });
  });

  const refusal = (operation: Fault['operation'], effect: Fault['effect']): Fault[] => [
    { operation, phase: 'before', effect },
    { operation, phase: 'before', effect: { status: 409, body: { code: 409, message: 'No.' } } },
  ];

  test('stands where the API had said that it failed, and reading shows that nothing was done', async () => {
    const { client } = await open(...refusal('invoices.cancel', { status: 500 }));
    const error = await rejection(client.invoices.cancel(opened));
    expect(error).toMatchObject({ code: 'conflict', outcome: 'refused', attempts: 2 });
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Opened' });
  });

  test('says nothing about a first attempt that may still be under way', async () => {
    for (const effect of ['reset', { status: 502 }, { status: 504 }] as const) {
      const { client } = await open(...refusal('invoices.cancel', effect));
      const error = await rejection(client.invoices.cancel(opened));
      expect(error).toMatchObject({
        code: 'unknown_outcome',
        retryable: true,
        message: expect.stringContaining('the same call may be made again'),
        cause: { code: 'conflict' },
      });
    }
  });

  test('stands where what may be under way can no longer do it', async () => {
    const { client, emulator } = await open();
    await client.invoices.markAsPaid(opened);
    emulator.control.faults.add(lost('invoices.cancel', 'before'));
    const error = await rejection(client.invoices.cancel(opened));
    expect(error).toMatchObject({ code: 'conflict', outcome: 'refused', attempts: 2 });
  });

  test('is not believed where nothing can be read', async () => {
    const { client, asked } = await open(lost('transactions.settle'), {
      operation: 'transactions.settle',
      phase: 'before',
      effect: { status: 403 },
    });
    const error = await rejection(
      client.transactions.settle({ creditAccountId: account, transactionId: 'hold-0001' }, { value: 40 }),
    );
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({ cause: { status: 403, outcome: 'refused' } });
    expect(asked()).toEqual(['transactions.settle', 'transactions.settle']);
  });

  test('nor where reading fails', async () => {
    const { client } = await open(lost('invoices.markAsPaid'), {
      operation: 'invoices.get',
      phase: 'before',
      effect: { status: 403 },
      times: 'always',
    });
    const error = await rejection(client.invoices.markAsPaid(opened));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({ cause: { code: 'network' } });
  });

  test('too many requests after a lost answer leaves it open, too', async () => {
    const { client } = await open(lost('transactions.settle'), {
      operation: 'transactions.settle',
      phase: 'before',
      effect: { status: 429 },
      times: 'always',
    });
    const error = await rejection(
      client.transactions.settle({ creditAccountId: account, transactionId: 'hold-0001' }, { value: 40 }),
    );
    expect(error).toMatchObject({ code: 'unknown_outcome', cause: { code: 'rate_limited' } });
  });
});

describe('opening an account', () => {
  const opening = {
    document: '2',
    documentType: 'CPF',
    email: 'b@example.com',
    creditLimit: '55.50',
    tolerance: 0.1,
  };

  test('that is open with other data is refused, before and after a lost answer', async () => {
    const { client, emulator } = await open();
    await client.accounts.open({ ...opening, creditLimit: 1 });
    expect(await rejection(client.accounts.open(opening))).toMatchObject({
      vtexCode: 1099,
      outcome: 'refused',
    });
    emulator.control.faults.add(lost('accounts.open', 'before'));
    // Another account of that id is open: what was lost can no longer open one.
    expect(await rejection(client.accounts.open(opening))).toMatchObject({
      code: 'network',
      outcome: 'refused',
      attempts: 1,
    });
  });

  test('twice at the same time is one account and one refusal', async () => {
    const { client } = await open();
    const all = await Promise.allSettled([client.accounts.open(opening), client.accounts.open(opening)]);
    expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a hold with a lost answer', () => {
  test('is made again only where all holds together are less than it', async () => {
    // 40 are on hold already: one of 50 can be told, one of 30 cannot.
    const failed: Fault = {
      operation: 'transactions.preAuthorize',
      phase: 'before',
      effect: { status: 500 },
    };
    const big = await open(failed);
    await big.client.transactions.preAuthorize(account, { value: 50 });
    expect(big.asked()).toEqual(['transactions.preAuthorize', 'accounts.get', 'transactions.preAuthorize']);
    const small = await open(failed);
    expect(await rejection(small.client.transactions.preAuthorize(account, { value: 30 }))).toBeInstanceOf(
      UnknownOutcomeError,
    );
    const under = await open(lost('transactions.preAuthorize', 'before'));
    expect(await rejection(under.client.transactions.preAuthorize(account, { value: 50 }))).toBeInstanceOf(
      UnknownOutcomeError,
    );
  });
});

describe('reading back', () => {
  test('goes on within the deadline, the signal and the caller of the call', async () => {
    const { client } = await open(lost('invoices.markAsPaid'), {
      operation: 'invoices.get',
      phase: 'before',
      effect: 'hang',
      times: 'always',
    });
    // Enough for a busy machine to come to the reading, which then never ends by itself.
    const late = await rejection(client.invoices.markAsPaid(opened, { timeout: false, totalTimeout: 1500 }));
    expect(late).toMatchObject({ code: 'unknown_outcome', cause: { code: 'network' } });
    const controller = new AbortController();
    const { client: other } = await open(lost('invoices.markAsPaid'), {
      operation: 'invoices.get',
      phase: 'before',
      effect: 'hang',
    });
    const call = rejection(other.invoices.markAsPaid(opened, { timeout: false, signal: controller.signal }));
    setTimeout(() => controller.abort('enough'), 30);
    expect(await call).toBe('enough');
  });

  test('does not happen where retries is 0', async () => {
    const { client, asked } = await open(lost('invoices.markAsPaid'));
    const error = await rejection(client.invoices.markAsPaid(opened, { retries: 0 }));
    expect(error).toMatchObject({ code: 'unknown_outcome', outcome: 'unknown', retryable: false });
    expect(asked()).toEqual(['invoices.markAsPaid']);
  });
});

describe('what is not one of the table', () => {
  test('is never read back, and never repeated while its outcome is unknown', async () => {
    const { client, asked } = await open(lost('invoices.markAsPaid'));
    const path = `/accounts/${account}/invoices/AAAA-01/payments`;
    const error = await rejection(client.request({ method: 'POST', path, retry: 'idempotent' }));
    expect(error).toMatchObject({
      code: 'unknown_outcome',
      cause: { code: 'network' },
      operation: 'request',
    });
    expect(asked()).toEqual(['invoices.markAsPaid']);
  });
});
