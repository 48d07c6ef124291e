import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CustomerCredit, isCustomerCreditError } from 'vtex-customer-credit';
import { type FaultMoment, UnusedFaultError } from 'vtex-customer-credit/memory';
import { type Door, inMemory, overHttp, overMsw, overSocket } from '../contract/door.ts';
import { creditAccountId, opened, seed, start } from '../contract/store.ts';

const socket = await overSocket();
const msw = overMsw();
beforeAll(() => msw.server.listen({ onUnhandledFrame: 'bypass' }));
afterAll(async () => {
  msw.server.close();
  await socket.server.close();
});

async function failed(act: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await act().then(
    () => new Error('it went through'),
    (reason: unknown) => reason,
  );
  if (!isCustomerCreditError(error)) throw error;
  return error.toJSON();
}

interface Case {
  readonly moment: FaultMoment;
  readonly error: Record<string, unknown>;
  /** Whether the payment was recorded all the same. */
  readonly paid: boolean;
}

// Doing it twice would be wrong: no such failure calls for simply trying again.
const lost = { name: 'NetworkError', code: 'network', retryable: false, attempts: 1 };
const late = { name: 'TimeoutError', code: 'timeout', retryable: false, attempts: 1, timeout: 60 };
const server = { name: 'ServerError', code: 'server_error', outcome: 'unknown', attempts: 1 };

const cases: readonly Case[] = [
  {
    moment: { phase: 'before', effect: { status: 429, retryAfter: 7 } },
    error: { name: 'RateLimitError', outcome: 'refused', status: 429, retryAfter: 7000 },
    paid: false,
  },
  {
    moment: { phase: 'before', effect: { status: 500 } },
    error: { ...server, status: 500, vtexMessage: 'An error has occurred.' },
    paid: false,
  },
  {
    moment: { phase: 'after', effect: { status: 503, body: '<html><title>Busy</title></html>' } },
    error: { ...server, status: 503, vtexMessage: 'Busy' },
    paid: true,
  },
  { moment: { phase: 'before', effect: 'drop' }, error: { ...lost, outcome: 'unknown' }, paid: false },
  { moment: { phase: 'before', effect: 'reset' }, error: { ...lost, outcome: 'unknown' }, paid: false },
  { moment: { phase: 'after', effect: 'drop' }, error: { ...lost, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'after', effect: 'reset' }, error: { ...lost, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'body', effect: 'truncate' }, error: { ...lost, outcome: 'done' }, paid: true },
  { moment: { phase: 'body', effect: 'reset' }, error: { ...lost, outcome: 'done' }, paid: true },
  { moment: { phase: 'body', effect: 'drop' }, error: { ...lost, outcome: 'done' }, paid: true },
  { moment: { phase: 'before', effect: 'hang' }, error: { ...late, outcome: 'unknown' }, paid: false },
  { moment: { phase: 'after', effect: 'hang' }, error: { ...late, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'body', effect: 'hang' }, error: { ...late, outcome: 'done' }, paid: true },
  {
    moment: { phase: 'before', effect: { latency: 5000 } },
    error: { ...late, outcome: 'unknown' },
    paid: false,
  },
  {
    moment: { phase: 'after', effect: { latency: 5000 } },
    error: { ...late, outcome: 'unknown' },
    paid: true,
  },
  { moment: { phase: 'body', effect: { latency: 5000 } }, error: { ...late, outcome: 'done' }, paid: true },
];

const named = cases.map((each) => ({
  ...each,
  name: `${each.moment.phase} ${JSON.stringify(each.moment.effect)}`,
}));

const doors: readonly Door[] = [inMemory, overHttp, socket.door, msw.door];

describe.each(doors)('a fault $name', (door) => {
  const open = () => door.open({ now: start, seed });
  const pay = (client: CustomerCredit, timeout = 2000) => client.invoices.markAsPaid(opened, { timeout });

  it.each(named)('$name: the same error and the same end in every door', async ({ moment, error, paid }) => {
    const { client, control } = open();
    // The whole way to an answer that arrives takes longer than nothing.
    const timeout = 'timeout' in error ? 60 : 2000;
    {
      using fault = control.faults.add({ operation: 'invoices.markAsPaid', ...moment });
      expect(await failed(() => pay(client, timeout))).toMatchObject({
        ...error,
        operation: 'invoices.markAsPaid',
        path: '/accounts/{creditAccountId}/invoices/{invoiceId}/payments',
      });
      expect(fault.fired).toBe(1);
    }
    expect(await client.invoices.get(opened)).toMatchObject({ status: paid ? 'Paid' : 'Opened' });
  });

  it('with a latency lets the call through, later', async () => {
    const { client, control } = open();
    control.faults.add({ phase: 'before', effect: { latency: 30 }, times: 2 });
    control.faults.add({ phase: 'after', effect: { status: 500 }, operation: 'invoices.cancel' });
    const began = performance.now();
    await client.invoices.get(opened);
    expect(performance.now() - began).toBeGreaterThanOrEqual(25);
    // A latency comes on top of a failure.
    expect(await failed(() => client.invoices.cancel(opened))).toMatchObject({ status: 500 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(50);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Cancelled' });
  });

  it('takes nothing away from an empty answer that had begun to arrive', async () => {
    const { client, control } = open();
    control.faults.add({ operation: 'invoices.cancel', phase: 'body', effect: 'truncate' });
    await client.invoices.cancel(opened);
    expect(control.journal.calls('invoices.cancel')).toMatchObject([{ fault: 'body truncate', done: true }]);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Cancelled' });
  });

  it('ends with the caller, whose own reason is told', async () => {
    const { client, control } = open();
    control.faults.add({ phase: 'before', effect: 'hang' });
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = client.invoices
      .markAsPaid(opened, { signal: controller.signal })
      .catch((error: unknown) => error);
    setTimeout(() => controller.abort(reason), 20);
    expect(await call).toBe(reason);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Opened' });
  });

  it('strikes in order, as often as told, and only the operations it names', async () => {
    const { client, control } = open();
    control.faults.add({
      operation: ['invoices.get', 'accounts.get'],
      phase: 'before',
      effect: { status: 503 },
      skip: 1,
    });
    control.faults.add({ operation: 'accounts.get', phase: 'before', effect: { status: 500 }, times: 2 });
    const statuses: unknown[] = [];
    for (let call = 0; call < 5; call += 1) {
      const outcome: unknown = await client.accounts.get(creditAccountId).then(
        () => 200,
        (error: unknown) => (isCustomerCreditError(error) ? error.toJSON()['status'] : error),
      );
      statuses.push(outcome);
    }
    expect(statuses).toEqual([500, 503, 500, 200, 200]);
    expect(control.faults.list()).toMatchObject([
      { fired: 1, left: 0 },
      { fired: 2, left: 0 },
    ]);
  });

  it('does not strike who is not let in, and is gone after a reset', async () => {
    const { client, clientAs, control } = door.open({
      now: start,
      seed: {
        ...seed,
        callers: [{ appKey: 'reader-key', appToken: 'reader-token', permissions: ['Read Invoices'] }],
      },
    });
    control.faults.add({ phase: 'before', effect: { status: 503 }, times: 'always' });
    const reader = clientAs({ appKey: 'reader-key', appToken: 'reader-token' });
    expect(await failed(() => reader.accounts.get(creditAccountId))).toMatchObject({ status: 403 });
    expect(await failed(() => reader.invoices.get(opened))).toMatchObject({ status: 503 });
    control.reset();
    expect(control.faults.list()).toEqual([]);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Opened' });
  });

  it('by chance is the same for the same seed, and comes after what was asked for', async () => {
    const statuses = async (chance: string): Promise<unknown[]> => {
      const { client, control } = open();
      control.faults.random({
        seed: chance,
        rate: 0.4,
        faults: [{ phase: 'before', effect: { status: 502 } }],
      });
      control.faults.add({ phase: 'before', effect: { status: 418 } });
      const told: unknown[] = [];
      for (let call = 0; call < 40; call += 1) {
        const error = await client.storeConfig.get().then(
          () => ({ status: 200 }),
          (reason: unknown) => reason,
        );
        told.push(error !== null && typeof error === 'object' && 'status' in error ? error.status : error);
      }
      return told;
    };
    const first = await statuses('one');
    expect(await statuses('one')).toEqual(first);
    expect(await statuses('two')).not.toEqual(first);
    expect(first[0]).toBe(418);
    const struck = first.filter((status) => status === 502).length;
    expect(struck).toBeGreaterThan(5);
    expect(struck).toBeLessThan(30);
  });
});

describe('a fault that never strikes', () => {
  const add = () => {
    const { client, control } = inMemory.open({ now: start, seed });
    return { client, control, operation: 'invoices.cancel' } as const;
  };

  it('fails the test that added it', () => {
    const { control, operation } = add();
    const act = (): void => {
      using _ = control.faults.add({ operation, phase: 'after', effect: 'drop' });
    };
    expect(act).toThrow(UnusedFaultError);
    expect(act).toThrow('The fault "invoices.cancel after drop" never struck');
    expect(control.faults.list()).toEqual([]);
  });

  it('is forgiven when it was taken away, and after a reset', () => {
    const { control, operation } = add();
    {
      using fault = control.faults.add({ operation, phase: 'after', effect: 'drop' });
      fault.remove();
    }
    {
      using _ = control.faults.add({ operation, phase: 'after', effect: 'drop' });
      control.reset();
    }
  });

  it('is not forgiven with await using either', async () => {
    const { control, operation } = add();
    const act = async (): Promise<void> => {
      await using _ = control.faults.add({ operation, phase: 'after', effect: 'drop' });
    };
    await expect(act()).rejects.toMatchObject({ code: 'unused_fault' });
  });
});

describe('a fault that cannot be', () => {
  const { control } = inMemory.open({});
  const impossible = (value: unknown): never => {
    const isNever = (_: unknown): _ is never => true;
    if (isNever(value)) return value;
    throw new Error('unreachable');
  };

  it.each([
    [undefined, 'fault.phase'],
    [{ phase: 'sometime', effect: 'drop' }, 'fault.phase'],
    [{ phase: 'before', effect: 'explode' }, 'fault.effect'],
    [{ phase: 'before', effect: 'truncate' }, 'fault.effect'],
    [{ phase: 'body', effect: { status: 500 } }, 'fault.effect'],
    [{ phase: 'before', effect: { status: 200 } }, 'fault.effect.status'],
    [{ phase: 'before', effect: { status: 429, retryAfter: 1.5 } }, 'fault.effect.retryAfter'],
    [{ phase: 'before', effect: { status: 429, headers: { 'a b': 'c' } } }, 'fault.effect.headers'],
    [{ phase: 'before', effect: { latency: -1 } }, 'fault.effect.latency'],
    [{ phase: 'before', effect: 'drop', times: 0 }, 'fault.times'],
    [{ phase: 'before', effect: 'drop', skip: -1 }, 'fault.skip'],
    [{ phase: 'before', effect: 'drop', operation: 'invoices.burn' }, 'fault.operation'],
    [{ phase: 'before', effect: 'drop', operation: [] }, 'fault.operation'],
  ])('%j is refused, and %s is named', (fault, path) => {
    expect(() => control.faults.add(impossible(fault))).toThrow(
      expect.objectContaining({
        code: 'invalid_configuration',
        issues: expect.arrayContaining([expect.objectContaining({ path })]),
      }),
    );
    expect(control.faults.list()).toEqual([]);
  });

  it.each([
    [{ rate: 0.5 }, 'fault.seed'],
    [{ seed: 1, rate: 0 }, 'fault.rate'],
    [{ seed: 1, rate: 1.1 }, 'fault.rate'],
    [{ seed: 1, rate: 1, faults: [] }, 'fault.faults'],
    [{ seed: 1, rate: 1, faults: [{ phase: 'before', effect: 'x' }] }, 'fault.faults[0].effect'],
  ])('nor by chance: %j, and %s is named', (faults, path) => {
    expect(() => control.faults.random(impossible(faults))).toThrow(
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ path })]) }),
    );
  });
});
