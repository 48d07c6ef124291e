import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, type Invoice, isApiError, isOverdue } from 'vtex-customer-credit';
import {
  behaviours,
  createInMemoryCustomerCredit,
  type InMemoryCustomerCredit,
} from 'vtex-customer-credit/memory';

const start = Date.UTC(2024, 4, 8, 12);
const day = 86_400_000;
const creditAccountId = '11111111111_CPF';

const cents = (amount: number): number => Math.round(amount * 100);

const amount = fc.integer({ min: 1, max: 20_000 }).map((value) => value / 100);
const limit = fc.integer({ min: 0, max: 300_000 }).map((value) => value / 100);

/** One member of the union for each kind, so that a look at the kind tells the rest. */
type On<Kind extends string, More = unknown> = Kind extends string
  ? { readonly kind: Kind; readonly pick: number } & More
  : never;

type Valued = { readonly value: number };

type Command =
  | ({ readonly kind: 'hold'; readonly settle: boolean; readonly installments: number } & Valued)
  | On<'settle' | 'refund' | 'debit', Valued>
  | On<'release' | 'pay' | 'cancel' | 'reopen'>
  | On<'postpone', { readonly dueDays: number }>
  | ({ readonly kind: 'limit' } & Valued)
  | ({ readonly kind: 'tolerance' } & Valued)
  | { readonly kind: 'advance'; readonly hours: number };

// A small range, so that the same few invoices and transactions come up again and again.
const pick = fc.nat(4);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hold'),
      value: amount,
      settle: fc.boolean(),
      installments: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('settle', 'refund'), value: amount, pick }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('release', 'pay', 'cancel', 'reopen'), pick }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('postpone'),
      dueDays: fc.constantFrom(1, 2, 5, 10, 15, 31),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('limit'), value: limit }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('tolerance'), value: fc.constantFrom(0, 0.1, 0.25, 0.333) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('debit'), value: amount.map((value) => -value), pick }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('advance'), hours: fc.integer({ min: 1, max: 60 }) }),
  },
);

interface Seen {
  readonly account: Account;
  readonly invoices: readonly Invoice[];
}

/** A store, the transactions it made, and what each command did to it. */
class World {
  readonly adapter: InMemoryCustomerCredit = createInMemoryCustomerCredit({
    now: start,
    seed: {
      accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1500 }],
      invoices: [
        { creditAccountId, value: 19.9 },
        { creditAccountId, value: 0.01 },
        { creditAccountId, value: 8.01, status: 'Paid' },
      ],
      storeConfig: {
        postponementEnabled: true,
        invoicePostponementLimit: 3,
        maxPostponementDays: 30,
        toleranceEnabled: true,
      },
    },
  });
  readonly transactions: string[] = [];

  async see(): Promise<Seen> {
    const { client } = this.adapter;
    return {
      account: await client.accounts.get(creditAccountId),
      invoices: await client.invoices.list({ creditAccountId }).toArray(),
    };
  }

  /** Runs a command; says whether the rules let it. */
  async run(given: Command): Promise<boolean> {
    try {
      await this.#send(given);
      return true;
    } catch (error) {
      if (!isApiError(error)) throw error;
      return false;
    }
  }

  async #send(given: Command): Promise<void> {
    const { client, control } = this.adapter;
    const { accounts, transactions } = client;
    if (given.kind === 'advance') return control.clock.advance({ hours: given.hours });
    if (given.kind === 'limit') {
      await accounts.changeCreditLimit(creditAccountId, { value: given.value });
    } else if (given.kind === 'tolerance') {
      await accounts.changeTolerance(creditAccountId, { value: given.value });
    } else if (given.kind === 'hold') {
      const { value, settle, installments } = given;
      this.transactions.push(
        (await transactions.preAuthorize(creditAccountId, { value, settle, installments })).id,
      );
    } else if (given.kind === 'debit') {
      await accounts.decreaseBalance(creditAccountId, {
        statementId: `debit-${given.pick}`,
        value: given.value,
      });
    } else if (given.kind === 'settle' || given.kind === 'refund' || given.kind === 'release') {
      await this.#onTransaction(given);
    } else {
      await this.#onInvoice(given);
    }
  }

  async #onTransaction(given: Extract<Command, { kind: 'settle' | 'refund' | 'release' }>): Promise<void> {
    const { transactions } = this.adapter.client;
    const transactionId = this.transactions[given.pick % this.transactions.length];
    if (transactionId === undefined) return;
    const transaction = { creditAccountId, transactionId };
    if (given.kind === 'release') await transactions.cancelPreAuthorization(transaction);
    else await transactions[given.kind](transaction, { value: given.value });
  }

  async #onInvoice(
    given: Extract<Command, { kind: 'pay' | 'cancel' | 'reopen' | 'postpone' }>,
  ): Promise<void> {
    const { invoices } = this.adapter.client;
    const all = await invoices.list({ creditAccountId }).toArray();
    const invoice = all[given.pick % all.length];
    if (invoice === undefined) return;
    if (given.kind === 'pay') await invoices.markAsPaid(invoice);
    else if (given.kind === 'cancel') await invoices.cancel(invoice);
    else if (given.kind === 'reopen') await invoices.update(invoice, { status: 'Opened' });
    else await invoices.postpone(invoice, { dueDays: given.dueDays });
  }
}

/** Runs generated commands and looks at the world after each. */
async function always(
  look: (before: Seen, after: Seen, command: Command, done: boolean, world: World) => void | Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 60, size: 'max' }), async (commands) => {
      const world = new World();
      let before = await world.see();
      for (const given of commands) {
        const done = await world.run(given);
        const after = await world.see();
        await look(before, after, given, done, world);
        before = after;
      }
    }),
    { numRuns: 100 },
  );
}

const sumOf = (invoices: readonly Invoice[], status: string): number =>
  invoices.filter((invoice) => invoice.status === status).reduce((sum, { value }) => sum + cents(value), 0);

describe('whatever commands come', () => {
  it('each kind of command is let through at times and refused at times', async () => {
    const seen = new Set<string>();
    await always((_, __, { kind }, done) => {
      seen.add(`${kind} ${done ? 'done' : 'refused'}`);
    });
    const neverRefused = ['limit', 'tolerance', 'advance'];
    for (const kind of [
      'hold',
      'settle',
      'refund',
      'release',
      'pay',
      'cancel',
      'reopen',
      'postpone',
      'debit',
    ]) {
      expect(seen).toContain(`${kind} done`);
      expect(seen).toContain(`${kind} refused`);
    }
    for (const kind of neverRefused)
      expect([...seen].filter((each) => each.startsWith(kind))).toEqual([`${kind} done`]);
  });

  it('available credit is the limit less holds and open invoices', async () => {
    await always((_, { account, invoices }) => {
      const expected =
        cents(account.creditLimit) - cents(account.preAuthorizedCredit) - sumOf(invoices, 'Opened');
      expect(cents(account.availableCredit)).toBe(expected);
      expect(account.availableBalance).toBe(account.availableCredit);
    });
  });

  it('a command that takes credit never passes the cap', async () => {
    await always((before, { account, invoices }, given, done) => {
      if (!done || (given.kind !== 'hold' && given.kind !== 'settle')) return;
      const used = cents(account.preAuthorizedCredit) + sumOf(invoices, 'Opened');
      const usedBefore = cents(before.account.preAuthorizedCredit) + sumOf(before.invoices, 'Opened');
      if (used > usedBefore)
        expect(used).toBeLessThanOrEqual(cents(account.creditLimit) * (1 + account.tolerance));
    });
  });

  it('a refused command changes nothing', async () => {
    await always((before, after, _, done) => {
      if (!done) expect(after).toEqual(before);
    });
  });

  it('an invoice leaves a resolved status only by being reopened, and never leaves Cancelled', async () => {
    await always((before, after, given) => {
      for (const earlier of before.invoices) {
        const later = after.invoices.find(({ id }) => id === earlier.id);
        if (later === undefined) throw new Error(`the invoice ${earlier.id} got lost`);
        if (earlier.status === 'Cancelled') expect(later).toEqual(earlier);
        if (earlier.status === 'Paid' && later.status !== 'Paid') {
          expect([given.kind, later.status, later.resolvedAt]).toEqual(['reopen', 'Opened', undefined]);
        }
        expect(later.resolvedAt === undefined).toBe(later.status === 'Opened');
      }
    });
  });

  it('postponing stays within both limits and leaves the original due date alone', async () => {
    const postponed = new WeakMap<World, Map<string, number>>();
    await always((before, after, given, done, world) => {
      const times = postponed.get(world) ?? new Map<string, number>();
      postponed.set(world, times);
      for (const earlier of before.invoices) {
        const later = after.invoices.find(({ id }) => id === earlier.id);
        if (later === undefined) throw new Error(`the invoice ${earlier.id} got lost`);
        expect(later.originalDueDate).toBe(earlier.originalDueDate);
        expect(Date.parse(later.dueDate) - Date.parse(later.originalDueDate)).toBeLessThanOrEqual(30 * day);
        if (later.dueDate === earlier.dueDate) continue;
        expect([given.kind, done]).toEqual(['postpone', true]);
        times.set(later.id, (times.get(later.id) ?? 0) + 1);
        expect(times.get(later.id)).toBeLessThanOrEqual(3);
      }
    });
  });

  it('what was settled is the sum of the invoices, to the cent', async () => {
    await always(async (before, after, given, done, { adapter }) => {
      if (!done || given.kind !== 'settle') return;
      const known = new Set(before.invoices.map(({ id }) => id));
      const made = after.invoices.filter(({ id }) => !known.has(id));
      if (made.length === 0) return;
      const { statements } = await adapter.client.accounts.getStatements(creditAccountId);
      const row = statements.at(-1);
      expect(row?.origin).toBe('Invoice');
      expect(sumOf(made, 'Opened')).toBe(-cents(row?.value ?? 0));
    });
  });

  it('the totals of a page are a fold over the page', async () => {
    await always(async (_, { invoices }, __, ___, { adapter }) => {
      for await (const { data, summary } of adapter.client.invoices.list({ pageSize: 3 }).pages()) {
        expect(summary.count).toBe(invoices.length);
        expect(cents(summary.total ?? -1)).toBe(sumOf(data, 'Opened'));
        expect(cents(summary.totalPaid ?? -1)).toBe(sumOf(data, 'Paid'));
        expect(cents(summary.totalCancelled ?? -1)).toBe(sumOf(data, 'Cancelled'));
      }
    });
  });
});

describe('time', () => {
  it('advancing twice equals advancing once by the sum', async () => {
    const step = fc.nat({ max: 90 * day });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 15 }), step, step, async (commands, first, second) => {
        const world = new World();
        for (const given of commands) await world.run(given);
        const other = world.adapter.control.fork();
        world.adapter.control.clock.advance(first);
        await world.see();
        world.adapter.control.clock.advance(second);
        other.control.clock.advance(first + second);
        expect(world.adapter.control.snapshot()).toEqual(other.control.snapshot());
        expect(await world.see()).toEqual({
          account: await other.client.accounts.get(creditAccountId),
          invoices: await other.client.invoices.list({ creditAccountId }).toArray(),
        });
        expect(world.adapter.control.notifications()).toEqual(other.control.notifications());
      }),
      { numRuns: 60 },
    );
  });

  it('turns an invoice overdue at the boundary, without a write', async () => {
    const dueDate = '2024-05-20T06:52:53.1314379Z';
    const { client, control } = createInMemoryCustomerCredit({
      now: start,
      seed: {
        accounts: [{ id: creditAccountId, email: 'buyer@example.com', creditLimit: 1000 }],
        invoices: [{ creditAccountId, value: 9.63, dueDate }],
      },
    });
    const overdue = async (): Promise<number> =>
      (await client.invoices.list({ status: 'Overdue' }).toArray()).length;
    control.clock.set(Date.UTC(2024, 4, 20, 6, 52, 53, 131));
    const before = control.snapshot();
    const [invoice] = await client.invoices.list().toArray();
    if (invoice === undefined) throw new Error('the seeded invoice is missing');
    expect([await overdue(), isOverdue(invoice, control.clock.now())]).toEqual([0, false]);
    control.clock.advance(1);
    expect([await overdue(), isOverdue(invoice, control.clock.now())]).toEqual([1, true]);
    expect((await client.invoices.get(invoice)).status).toBe('Opened');
    expect({ ...control.snapshot(), clock: before.clock }).toEqual(before);
  });
});

describe('the list of behaviours', () => {
  it('names each behaviour once, with a mark and a source', () => {
    expect(new Set(behaviours.map(({ id }) => id)).size).toBe(behaviours.length);
    for (const { says, source } of behaviours) {
      expect(says).toMatch(/\.$/);
      expect(source).not.toBe('');
    }
  });

  it('never calls our own choice a fact', () => {
    for (const { mark, source } of behaviours)
      expect(source.startsWith('our choice')).toBe(mark === 'assumed');
  });
});
