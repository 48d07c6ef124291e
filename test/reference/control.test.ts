import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CustomerCreditError } from 'vtex-customer-credit';
import {
  createInMemoryCustomerCredit,
  type InMemoryCustomerCredit,
  type Snapshot,
} from 'vtex-customer-credit/memory';

const now = '2024-05-08T12:00:00Z';
const creditAccountId = '11111111111_CPF';
const seed = {
  accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
  invoices: [{ creditAccountId, value: 9.63, id: 'T-01' }],
};
const ref = { creditAccountId, id: 'T-01' };

function create(): InMemoryCustomerCredit {
  return createInMemoryCustomerCredit({ now, seed });
}

/** What a test passes on purpose although the types forbid it. */
function untyped<Value>(json: string): Value {
  return JSON.parse(json);
}

/** The same for what JSON cannot say. */
function impossible(value: unknown): never {
  const isNever = (_: unknown): _ is never => true;
  if (isNever(value)) return value;
  throw new Error('unreachable');
}

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('the clock', () => {
  it('moves forward only, by any unit', () => {
    const { clock } = create().control;
    clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 });
    expect(clock.iso()).toBe('2024-05-09T14:03:04.005Z');
    clock.set('2024-06-01');
    expect(clock.now()).toBe(Date.UTC(2024, 5, 1));
  });

  it.each([
    ['back', (adapter: InMemoryCustomerCredit) => adapter.control.clock.set('2024-05-08T11:59:59Z'), 'to'],
    ['by less than nothing', (adapter: InMemoryCustomerCredit) => adapter.control.clock.advance(-1), 'by'],
    ['by no number', (adapter: InMemoryCustomerCredit) => adapter.control.clock.advance(Number.NaN), 'by'],
    ['to no date', (adapter: InMemoryCustomerCredit) => adapter.control.clock.set('tomorrow'), 'to'],
    [
      'beyond the calendar',
      (adapter: InMemoryCustomerCredit) => adapter.control.clock.advance({ days: 9e9 }),
      'by',
    ],
  ])('refuses to go %s, and stays', (_, move, path) => {
    const adapter = create();
    const error = thrownBy(() => move(adapter));
    expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path }] });
    expect(adapter.control.clock.iso()).toBe('2024-05-08T12:00:00Z');
  });

  it.each([
    [{ day: 31 }, 'by.day'],
    [{ months: 1 }, 'by.months'],
    [{ days: 1, hour: 2 }, 'by.hour'],
    [{ days: '31' }, 'by.days'],
    [{ days: null }, 'by.days'],
    [{ hours: Number.NaN }, 'by.hours'],
    ['31d', 'by'],
    [{}, 'by'],
    [true, 'by'],
    [[1], 'by'],
    [null, 'by'],
    [undefined, 'by'],
  ])('refuses to advance by %j, and names %s', (by, path) => {
    const { clock } = create().control;
    expect(thrownBy(() => clock.advance(impossible(by)))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path, expected: expect.stringMatching(/milliseconds|number/) }],
    });
    expect(clock.iso()).toBe('2024-05-08T12:00:00Z');
  });

  it.each([[{}], [true], [[1]], [null], [undefined], [new Date('soon')], [Number.POSITIVE_INFINITY]])(
    'refuses to go to %j',
    (to) => {
      const { clock } = create().control;
      expect(thrownBy(() => clock.set(impossible(to)))).toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'to' }],
      });
    },
  );

  it('goes by itself with a function, never backwards', () => {
    let time = 1000;
    const { clock } = createInMemoryCustomerCredit({ now: () => time }).control;
    clock.advance(500);
    time = 2000;
    expect(clock.now()).toBe(2500);
    time = 100;
    expect(clock.now()).toBe(2500);
  });

  it.each([['soon'], [null], [{}], [Number.NaN], [() => Number.NaN], [() => 'soon'], [() => 1e18]])(
    'refuses %s for a start: it is no time',
    (time) => {
      expect(thrownBy(() => createInMemoryCustomerCredit({ now: impossible(time) }))).toMatchObject({
        code: 'invalid_configuration',
        issues: [{ path: 'now' }],
      });
    },
  );
});

describe('ids', () => {
  const hold = async ({ client }: InMemoryCustomerCredit): Promise<string> =>
    (await client.transactions.preAuthorize(creditAccountId, { value: 1 })).id;

  it('are the same for the same seed and calls, and others for another seed', async () => {
    const [a, b] = [create(), create()];
    const other = createInMemoryCustomerCredit({ now, seed, idSeed: 2 });
    const first = [await hold(a), await hold(a)];
    expect([await hold(b), await hold(b)]).toEqual(first);
    expect(await hold(other)).not.toBe(first[0]);
    expect(first[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(first).size).toBe(2);
  });

  it('go on where a snapshot was taken', async () => {
    const adapter = create();
    await hold(adapter);
    const snapshot = adapter.control.snapshot();
    const next = await hold(adapter);
    adapter.control.restore(snapshot);
    expect(await hold(adapter)).toBe(next);
  });
});

describe('options', () => {
  it.each([[null], [7], [[]]])('of %j are none', (options) => {
    expect(thrownBy(() => createInMemoryCustomerCredit(impossible(options)))).toMatchObject({
      code: 'invalid_configuration',
      issues: [{ path: 'options' }],
    });
  });
});

describe('callers', () => {
  it('are told by name, never by what they prove themselves with', () => {
    const { control } = create();
    expect(control.callers()).toEqual([]);
    control.addCaller({ userToken: 'a-long-secret', name: 'Ana', permissions: [] });
    expect(control.callers()).toEqual(['Ana']);
    control.reset();
    expect(control.callers()).toEqual([]);
  });
});

describe('results', () => {
  it('are no live references: changing one is refused and the store keeps what it had', async () => {
    const { client } = create();
    const invoice = await client.invoices.get(ref);
    expect(Reflect.set(invoice, 'value', 0)).toBe(false);
    const page = await client.invoices.list().toArray();
    page.pop();
    const config = await client.storeConfig.get();
    expect(Reflect.set(config.notificationsSettings?.daysPrior ?? [], '0', null)).toBe(false);
    expect((await client.invoices.list().toArray()).map(({ value }) => value)).toEqual([9.63]);
  });

  it('do not change when the store does', async () => {
    const { client } = create();
    const before = await client.invoices.get(ref);
    await client.invoices.markAsPaid(ref);
    expect(before.status).toBe('Opened');
  });
});

describe('snapshots', () => {
  it('survive JSON, and restore data, time and ids', async () => {
    const adapter = create();
    await adapter.client.transactions.preAuthorize(creditAccountId, { value: 5 });
    await adapter.client.accounts.holders.add(creditAccountId, { claims: { email: 'a@example.com' } });
    await adapter.client.accounts.decreaseBalance(creditAccountId, { statementId: 's', value: -15 });
    const snapshot: Snapshot = JSON.parse(JSON.stringify(adapter.control.snapshot()));
    await adapter.client.accounts.close(creditAccountId);
    adapter.control.clock.advance({ days: 9 });
    adapter.control.restore(snapshot);
    expect(adapter.control.snapshot()).toEqual(snapshot);
    const account = await adapter.client.accounts.get(creditAccountId);
    expect(account).toMatchObject({ balance: -15, preAuthorizedCredit: 5, availableCredit: 985.37 });
  });

  it.each([
    ['another version', '{"version":2}', 'snapshot.version'],
    ['nothing', 'null', 'snapshot.version'],
    ['a text', '"snapshot"', 'snapshot.version'],
    ['one without accounts', '{"version":1,"clock":{"now":0},"ids":[1,2,3,4]}', 'snapshot.storeConfig'],
  ])('refuse %s, and nothing changes', (_, json, path) => {
    const adapter = create();
    const before = adapter.control.snapshot();
    const error = thrownBy(() => adapter.control.restore(untyped(json)));
    expect(error).toBeInstanceOf(CustomerCreditError);
    expect(error).toMatchObject({
      code: 'invalid_input',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(adapter.control.snapshot()).toEqual(before);
  });

  /** Puts a value in a snapshot, at a path such as `accounts.0.record.balance`. */
  function changed(snapshot: Snapshot, path: string, value: unknown): Snapshot {
    const copy: Snapshot = JSON.parse(JSON.stringify(snapshot));
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at: object = copy;
    for (const key of keys) {
      const next: unknown = Reflect.get(at, key);
      if (typeof next !== 'object' || next === null) throw new Error(`no ${key} in ${path}`);
      at = next;
    }
    Reflect.set(at, last, value);
    return copy;
  }

  it.each([
    ['clock.now', 1e18],
    ['clock.now', -1e18],
    ['clock.now', 0.5],
    ['ids.0', 2 ** 40],
    ['storeConfig.taxRate', -1],
    ['storeConfig.maxPostponementDays', 1.5],
    ['storeConfig.defaultCreditValue', 0.001],
    ['storeConfig.notificationsSettings', { daysPrior: [{ days: 1, timeOfDay: 'noon' }] }],
    ['accounts.0.record.creditLimit', 1.001],
    ['accounts.0.record.creditLimit', -1],
    ['accounts.0.record.tolerance', 1e9],
    ['accounts.0.record.balance', 0.005],
    ['accounts.0.record.createdAt', 'yesterday'],
    ['accounts.0.record.status', 'Ajar'],
    ['accounts.0.record.id', ''],
    ['accounts.0.invoices.0.invoice.value', 9.631],
    ['accounts.0.invoices.0.invoice.value', -1],
    ['accounts.0.invoices.0.invoice.dueDate', '2024-02-30'],
    ['accounts.0.invoices.0.invoice.status', 'Late'],
    ['accounts.0.invoices.0.invoice.creditAccountId', 'another'],
    ['accounts.0.invoices.0.invoice.transactionId', 'another'],
    ['accounts.0.transactions.0.creditAccountId', 'another'],
    ['accounts.0.transactions.0.expiresAt', ''],
    ['accounts.0.transactions.0.installments', 0],
    ['accounts.0.transactions.0.captured', 0.001],
    ['accounts.0.transactions.0.refunded', 10],
    ['accounts.0.transactions.0.state', 'held'],
    ['accounts.0.transactions.1.id', 'T'],
    ['accounts.0.statements.0.row.value', 0.001],
    ['accounts.0.statements.1.id', 's'],
    ['accounts.0.holders.0.createdAt', 'soon'],
    ['accounts.1.record.id', creditAccountId],
  ])('with a %s of %j is refused, and nothing changes', async (path, value) => {
    const adapter = create();
    adapter.control.seed({ accounts: [{ id: 'second', email: 'b@example.com', creditLimit: 1 }] });
    await adapter.client.transactions.preAuthorize(creditAccountId, { value: 5 });
    await adapter.client.accounts.holders.add(creditAccountId, { claims: { email: 'a@example.com' } });
    for (const statementId of ['s', 't'])
      await adapter.client.accounts.decreaseBalance(creditAccountId, { statementId, value: -15 });
    const before = adapter.control.snapshot();
    adapter.control.restore(JSON.parse(JSON.stringify(before)));
    const error = thrownBy(() => adapter.control.restore(changed(before, path, value)));
    const named = path.replace(/\.(\d+)/g, '[$1]');
    expect(error).toMatchObject({ code: 'invalid_input' });
    expect(error).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: expect.stringContaining(`snapshot.${named}`) }),
      ]),
    });
    expect(adapter.control.snapshot()).toEqual(before);
  });

  it('are not changed from outside once they are restored, frozen or not', async () => {
    const adapter = create();
    const snapshot: Snapshot = JSON.parse(JSON.stringify(adapter.control.snapshot()));
    for (const record of snapshot.accounts[0]?.invoices ?? []) Object.freeze(record);
    adapter.control.restore(snapshot);
    Reflect.set(snapshot.accounts[0]?.invoices[0]?.invoice ?? {}, 'value', 'much');
    expect((await adapter.client.invoices.get(ref)).value).toBe(9.63);
  });

  it('hold no credentials', () => {
    const adapter = create();
    adapter.control.addCaller({ appKey: 'the-key', appToken: 'the-token', permissions: ['Read Invoices'] });
    expect(JSON.stringify(adapter.control.snapshot())).not.toMatch(/the-key|the-token/);
  });

  it('fork a store that goes its own way', async () => {
    const adapter = create();
    const fork = adapter.control.fork();
    await fork.client.invoices.markAsPaid(ref);
    fork.control.clock.advance({ days: 1 });
    expect((await adapter.client.invoices.get(ref)).status).toBe('Opened');
    expect(adapter.control.clock.iso()).toBe('2024-05-08T12:00:00Z');
    await adapter.client.invoices.cancel(ref);
    expect((await fork.client.invoices.get(ref)).status).toBe('Paid');
  });

  it('knows callers whose tokens no header could carry', async () => {
    const own = { appKey: 'key-key-key', appToken: '信用-token-\ud800' };
    const callers = [{ ...own, permissions: ['Main Access' as const] }];
    const { clientAs, control } = createInMemoryCustomerCredit({ seed: { callers } });
    await expect(clientAs(own).storeConfig.get()).resolves.toMatchObject({ taxRate: 0 });
    await clientAs(own)
      .accounts.get('信用-token-')
      .catch(() => undefined);
    expect(control.journal.calls()).toHaveLength(2);
  });

  it('reset returns to the seed: data, callers, time and ids', async () => {
    const adapter = create();
    const start = adapter.control.snapshot();
    adapter.control.clock.advance({ days: 40 });
    await adapter.client.transactions.preAuthorize(creditAccountId, { value: 5 });
    await adapter.client.invoices.cancel(ref);
    adapter.control.addCaller({ userToken: 'someone', permissions: ['Main Access'] });
    adapter.control.reset();
    expect(adapter.control.snapshot()).toEqual(start);
    const anyone = adapter.clientAs({ userToken: 'anyone' });
    expect((await anyone.invoices.get(ref)).status).toBe('Opened');
  });
});

describe('a seed', () => {
  it.each([
    [
      'a value with three decimals',
      { invoices: [{ creditAccountId, value: 1.001 }] },
      'seed.invoices[0].value',
    ],
    [
      'an unknown account',
      { invoices: [{ creditAccountId: 'nobody', value: 1 }] },
      'seed.invoices[0].creditAccountId',
    ],
    ['an invoice that is there', { invoices: [{ ...ref, value: 1 }] }, 'seed.invoices[0].id'],
    ['an account that is there', { accounts: seed.accounts }, 'seed.accounts[0].id'],
    [
      'an account without an id',
      { accounts: [{ email: 'a@example.com', creditLimit: 1 }] },
      'seed.accounts[0].id',
    ],
    ['no date', { invoices: [{ creditAccountId, value: 1, dueDate: 'soon' }] }, 'seed.invoices[0].dueDate'],
    [
      'a negative limit',
      { storeConfig: { invoicePostponementLimit: -1 } },
      'seed.storeConfig.invoicePostponementLimit',
    ],
    ['a caller without credentials', { callers: [{ permissions: [] }] }, 'seed.callers[0]'],
    ['callers that are no list', { callers: impossible({}) }, 'seed.callers'],
    ['a key that there is not', impossible({ account: [] }), 'seed.account'],
  ])('with %s is refused whole', (_, bad, path) => {
    const adapter = create();
    const before = adapter.control.snapshot();
    const good = { accounts: [{ id: 'good', email: 'good@example.com', creditLimit: 1 }] };
    const mixed = 'accounts' in bad ? bad : { ...good, ...bad };
    expect(thrownBy(() => adapter.control.seed(mixed))).toMatchObject({
      code: 'invalid_configuration',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(adapter.control.snapshot()).toEqual(before);
  });

  it.each([[null], [7], [[]], ['seed']])('of %j is none', (bad) => {
    for (const act of [
      () => create().control.seed(impossible(bad)),
      () => createInMemoryCustomerCredit({ seed: impossible(bad) }),
    ])
      expect(thrownBy(act)).toMatchObject({ code: 'invalid_configuration', issues: [{ path: 'seed' }] });
  });

  it('with a wrong caller uses up no ids', async () => {
    const [first, second] = [create(), create()];
    const invoices = [{ creditAccountId, value: 1 }];
    expect(thrownBy(() => first.control.seed({ invoices, callers: [impossible(7)] }))).toMatchObject({
      code: 'invalid_configuration',
    });
    expect(first.control.snapshot()).toEqual(second.control.snapshot());
  });

  it('may be the payloads of the API as they are', async () => {
    const adapter = create();
    const account = await adapter.client.accounts.get(creditAccountId);
    const invoices = await adapter.client.invoices.list().toArray();
    const copy = createInMemoryCustomerCredit({
      now,
      seed: {
        accounts: [untyped(JSON.stringify(account))],
        invoices: untyped(JSON.stringify(invoices)),
      },
    });
    expect(await copy.client.accounts.get(creditAccountId)).toEqual(account);
    expect(await copy.client.invoices.list().toArray()).toEqual(invoices);
  });

  it('makes an invoice that can be refunded like one that was settled', async () => {
    const { client } = create();
    await client.transactions.refund({ creditAccountId, transactionId: 'T' }, { value: 4.63 });
    expect((await client.invoices.get(ref)).value).toBe(5);
  });
});

describe('an account with many holds', () => {
  it('frees each by the clock alone, to the cent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 30 }),
        fc.nat(110),
        async (hours, passed) => {
          const { client, control } = create();
          for (const at of hours) {
            const expirationDate = new Date(control.clock.now() + at * 3_600_000).toISOString();
            await client.transactions.preAuthorize(creditAccountId, { value: 0.07, expirationDate });
          }
          control.clock.advance({ hours: passed });
          const left = hours.filter((at) => at > passed).length;
          const { preAuthorizedCredit } = await client.accounts.get(creditAccountId);
          expect(Math.round(preAuthorizedCredit * 100)).toBe(left * 7);
        },
      ),
      { numRuns: 50 },
    );
  });
});
