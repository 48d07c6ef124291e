import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CustomerCredit, isCustomerCreditError } from 'vtex-customer-credit';
import { type FaultMoment, UnusedFaultError } from 'vtex-customer-credit/memory';
import { type Adapter, inMemory, overHttp, overMsw, overSocket } from '../contract/adapters.ts';
import { creditAccountId, opened, paid, seed, start } from '../contract/store.ts';

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

/** What is to be late is later than this; all else has come by then, on a busy machine too. */
const soon = 600;
const inTime = 20_000;

// Doing it twice would be wrong: no such failure calls for simply trying again.
const lost = { name: 'NetworkError', code: 'network', retryable: false, attempts: 1 };
const late = { name: 'TimeoutError', code: 'timeout', retryable: false, attempts: 1, timeout: soon };
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
  { moment: { phase: 'body', effect: 'truncate' }, error: { ...lost, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'body', effect: 'reset' }, error: { ...lost, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'body', effect: 'drop' }, error: { ...lost, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'before', effect: 'hang' }, error: { ...late, outcome: 'unknown' }, paid: false },
  { moment: { phase: 'after', effect: 'hang' }, error: { ...late, outcome: 'unknown' }, paid: true },
  { moment: { phase: 'body', effect: 'hang' }, error: { ...late, outcome: 'unknown' }, paid: true },
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
  {
    moment: { phase: 'body', effect: { latency: 5000 } },
    error: { ...late, outcome: 'unknown' },
    paid: true,
  },
];

const named = cases.map((each) => ({
  ...each,
  name: `${each.moment.phase} ${JSON.stringify(each.moment.effect)}`,
}));

const adapters: readonly Adapter[] = [inMemory, overHttp, socket.adapter, msw.adapter];

describe.each(adapters)('a fault $name', (adapter) => {
  const open = () => adapter.open({ now: start, seed });
  const pay = (client: CustomerCredit, timeout = inTime) => client.invoices.markAsPaid(opened, { timeout });

  it.each(named)(
    '$name: the same error and the same end in every adapter',
    async ({ moment, error, paid }) => {
      const { client, control } = open();
      const timeout = 'timeout' in error ? soon : inTime;
      {
        using fault = control.faults.add({ operation: 'invoices.markAsPaid', ...moment });
        const told = await failed(() => pay(client, timeout));
        // What may not be repeated is told as an unknown outcome, its last failure beside it.
        expect(told).toMatchObject({ outcome: error['outcome'], attempts: 1 });
        expect(told['cause'] ?? told).toMatchObject({
          ...error,
          operation: 'invoices.markAsPaid',
          path: '/accounts/{creditAccountId}/invoices/{invoiceId}/payments',
        });
        expect(fault.fired).toBe(1);
      }
      expect(await client.invoices.get(opened)).toMatchObject({ status: paid ? 'Paid' : 'Opened' });
    },
  );

  it('with a latency lets the call through, later; in memory no time passes', async () => {
    const { client, control } = open();
    const least = adapter === inMemory ? 0 : 25;
    control.faults.add({ phase: 'before', effect: { latency: 30 }, times: 2 });
    control.faults.add({ phase: 'after', effect: { status: 500 }, operation: 'invoices.cancel' });
    const began = performance.now();
    await client.invoices.get(opened);
    expect(performance.now() - began).toBeGreaterThanOrEqual(least);
    // A latency comes on top of a failure.
    expect(await failed(() => client.invoices.cancel(opened))).toMatchObject({ status: 500 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(least * 2);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Cancelled' });
  });

  it('that cuts an empty answer leaves open whether it was done', async () => {
    const { client, control } = open();
    control.faults.add({ operation: 'invoices.cancel', phase: 'body', effect: 'truncate' });
    expect(await failed(() => client.invoices.cancel(opened))).toMatchObject({
      code: 'network',
      outcome: 'unknown',
    });
    expect(control.journal.calls('invoices.cancel')).toMatchObject([{ fault: 'body truncate', done: true }]);
    expect(await client.invoices.get(opened)).toMatchObject({ status: 'Cancelled' });
  });

  it('may have its headers as an object of fetch', async () => {
    const { client, control } = open();
    const headers = new Headers({ 'retry-after': '3' });
    control.faults.add({ phase: 'before', effect: { status: 429, headers } });
    control.faults.random({
      seed: 1,
      rate: 1,
      faults: [{ phase: 'before', effect: { status: 503, headers } }],
    });
    expect(await failed(() => client.storeConfig.get())).toMatchObject({ status: 429, retryAfter: 3000 });
    expect(await failed(() => client.storeConfig.get())).toMatchObject({ status: 503, retryAfter: 3000 });
  });

  it.each(['truncate', 'drop', 'hang', { latency: 5000 }] as const)(
    'in the body %j of a refusal leaves its status, takes its words, and so says nothing for the API',
    async (effect) => {
      const { client, control } = open();
      control.faults.add({ operation: 'invoices.cancel', phase: 'body', effect });
      const timeout = effect === 'truncate' || effect === 'drop' ? inTime : 2 * soon;
      const error = await failed(() => client.invoices.cancel(paid, { timeout }));
      expect(error).toMatchObject({ code: 'conflict', outcome: 'unknown', status: 409 });
      expect(error['message']).toContain('not one of the API itself');
      expect(error['vtexMessage']).toBeUndefined();
    },
  );

  it.each(['reset', 'restore'] as const)('that is on while the store is replaced by a %s', async (how) => {
    const { client, control } = open();
    const before = control.snapshot();
    for (const phase of ['before', 'after'] as const) {
      // In memory only a call that hangs can be overtaken, and its caller ends it.
      const effect = adapter === inMemory ? ('hang' as const) : { latency: 400 };
      const fault = control.faults.add({ operation: 'invoices.markAsPaid', phase, effect });
      const ending = new AbortController();
      const call = client.invoices.markAsPaid(opened, { signal: ending.signal }).then(
        () => 'done',
        (error: unknown) => error,
      );
      await expect.poll(() => fault.fired, { interval: 5 }).toBe(1);
      if (how === 'reset') control.reset();
      else control.restore(before);
      if (adapter === inMemory) ending.abort('enough');
      expect(await call).toEqual(
        adapter === inMemory
          ? 'enough'
          : expect.objectContaining({ code: 'unknown_outcome', outcome: 'unknown' }),
      );
      expect(await client.invoices.get(opened)).toMatchObject({ status: 'Opened' });
      if (how === 'reset')
        expect(control.journal.calls()).toMatchObject([{ number: 1, operation: 'invoices.get' }]);
      control.faults.clear();
    }
  });

  it('ends with the caller, whose own reason is told', async () => {
    const { client, control } = open();
    control.faults.add({ phase: 'before', effect: 'hang' });
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = client.invoices
      .markAsPaid(opened, { signal: controller.signal })
      .catch((error: unknown) => error);
    // Else the fault would strike the next call.
    await expect.poll(() => control.journal.calls().length, { timeout: 20_000 }).toBe(1);
    controller.abort(reason);
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
    const { client, clientAs, control } = adapter.open({
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

  it('is forgiven when it was taken away by itself', () => {
    const { control, operation } = add();
    {
      using fault = control.faults.add({ operation, phase: 'after', effect: 'drop' });
      fault.remove();
    }
    {
      using fault = control.faults.add({ operation, phase: 'after', effect: 'drop' });
      control.faults.clear();
      fault.remove();
    }
  });

  it.each(['reset', 'clear'] as const)('is not forgiven because of a %s', async (how) => {
    const { client, control, operation } = add();
    const takeAway = (): void => (how === 'reset' ? control.reset() : control.faults.clear());
    expect(() => {
      using _ = control.faults.add({ operation, phase: 'after', effect: 'drop' });
      takeAway();
    }).toThrow(UnusedFaultError);
    {
      using _ = control.faults.add({ operation: 'invoices.get', phase: 'before', effect: 'drop' });
      await expect(client.invoices.get(opened)).rejects.toMatchObject({ code: 'network' });
      takeAway();
    }
  });

  it('is no fault that was never added', () => {
    const { control } = add();
    for (const id of ['nope', 'fault-1', 'fault-0'])
      expect(() => control.faults.verify(id)).toThrow(
        expect.objectContaining({ code: 'invalid_input', issues: [expect.objectContaining({ path: 'id' })] }),
      );
  });

  it('says how many calls came that it is for', async () => {
    const { client, control } = add();
    control.faults.add({ phase: 'before', effect: { status: 500 } });
    const second = control.faults.add({
      operation: 'invoices.get',
      phase: 'before',
      effect: 'drop',
      skip: 3,
    });
    for (let call = 0; call < 3; call += 1) await client.invoices.get(opened).catch(() => undefined);
    await client.storeConfig.get();
    expect(() => control.faults.verify(second.id)).toThrow(
      expect.objectContaining({
        calls: 3,
        message: expect.stringContaining('of the calls that it is for 3 came'),
      }),
    );
    const third = control.faults.add({ operation: 'invoices.get', phase: 'before', effect: 'drop' });
    expect(() => control.faults.verify(third.id)).toThrow('no call that it is for was let in');
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
    [{ phase: 'before', effect: 'drop', operations: 'invoices.get' }, 'fault.operations'],
    [{ phase: 'before', effect: { latency: 1, status: 500 } }, 'fault.effect.status'],
    [{ phase: 'before', effect: { status: 500, retryafter: 1 } }, 'fault.effect.retryafter'],
    [{ phase: 'before', effect: { status: 304 } }, 'fault.effect.status'],
    [{ phase: 'before', effect: { status: 204 } }, 'fault.effect.status'],
    [{ phase: 'before', effect: { status: 429, retryAfter: '1\r\nx: y' } }, 'fault.effect.retryAfter'],
    [{ phase: 'before', effect: { status: 429, retryAfter: 'amanhã' } }, 'fault.effect.retryAfter'],
    [{ phase: 'before', effect: { status: 429, headers: [] } }, 'fault.effect.headers'],
    [7, 'fault.phase'],
    [null, 'fault.phase'],
  ])('%j is refused, and %s is named', (fault, path) => {
    expect(() => control.faults.add(impossible(fault))).toThrow(
      expect.objectContaining({
        code: 'invalid_configuration',
        issues: expect.arrayContaining([expect.objectContaining({ path })]),
      }),
    );
    expect(control.faults.list()).toEqual([]);
  });

  const circle: { self?: unknown } = {};
  circle.self = circle;

  it.each([
    ['a BigInt', { amount: 1n }],
    ['a circle', circle],
    ['a function', () => 1],
    ['an object with a function', { inner: () => 1 }],
    ['a symbol', Symbol('x')],
  ])('with %s for a body is refused', (_, body) => {
    expect(() => control.faults.add({ phase: 'before', effect: { status: 500, body } })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: 'fault.effect.body' })] }),
    );
  });

  it.each([
    [{}, 'faults'],
    [[null], 'faults[0].phase'],
    [
      [
        { phase: 'before', effect: 'drop' },
        { phase: 'before', effect: 'bang' },
      ],
      'faults[1].effect',
    ],
    [[{ seed: 1, rate: 2 }], 'faults[0].rate'],
  ])('nor as an option: %j, and %s is named', (faults, path) => {
    expect(() => inMemory.open({ faults: impossible(faults) })).toThrow(
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ path })]) }),
    );
  });

  it.each([
    [{ seed: 1, rate: 1, operations: 'invoices.get' }, 'fault.operations'],
    [{ seed: 1, rate: 1, faults: [{ phase: 'before', effect: 'drop', times: 2 }] }, 'fault.faults[0].times'],
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
