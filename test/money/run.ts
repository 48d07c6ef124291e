import { expect } from 'vitest';
import { CustomerCreditClient, CustomerCreditError } from 'vtex-customer-credit';
import type { AsyncControl } from 'vtex-customer-credit/emulator';
import type { FaultMoment, Seed, Snapshot } from 'vtex-customer-credit/memory';
import { createRandom } from '../../src/reference/engine/random.ts';

const account = '11111111111_CPF';

/** What one call wants, on an invoice, a hold or an account that no other call touches. */
interface Wish {
  readonly name: string;
  call(client: CustomerCreditClient, at: number): Promise<unknown>;
  /** How often the ledger shows that it was done. */
  times(ledger: Ledger, at: number): number;
}

/** The end of all, as the store itself tells it. */
class Ledger {
  readonly #snapshot: Snapshot;
  readonly #invoices;
  readonly #rows;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    const own = snapshot.accounts.find(({ record }) => record.id === account);
    this.#invoices = new Map(own?.invoices.map((record) => [record.invoice.id, record]));
    this.#rows = own?.statements ?? [];
  }

  invoice(at: number) {
    return this.#invoices.get(`${transactionOf(at)}-01`);
  }

  payments(at: number): number {
    const id = transactionOf(at);
    return this.#rows.filter(({ row }) => row.origin === 'Payment' && row.metadata?.transactionId === id)
      .length;
  }

  debits(id: string): number {
    return this.#rows.filter((row) => row.id === id).length;
  }

  account(id: string): number {
    return this.#snapshot.accounts.filter(({ record }) => record.id === id).length;
  }

  holds(id: string): number {
    const own = this.#snapshot.accounts.find(({ record }) => record.id === account);
    return own?.transactions.filter((transaction) => transaction.id === id).length ?? 0;
  }
}

const transactionOf = (at: number): string => `T${String(at).padStart(6, '0')}`;
const refOf = (at: number) => ({ creditAccountId: account, id: `${transactionOf(at)}-01` });
const dueDate = '2024-06-07T12:00:00Z';
const moved = (ledger: Ledger, at: number): number => ledger.invoice(at)?.postponements ?? 0;

const wishes: readonly Wish[] = [
  {
    name: 'pay',
    call: ({ invoices }, at) => invoices.markAsPaid(refOf(at)),
    times: (ledger, at) => ledger.payments(at),
  },
  {
    name: 'pay by PUT',
    call: ({ invoices }, at) => invoices.update(refOf(at), { status: 'Paid', observation: `call ${at}` }),
    times: (ledger, at) => ledger.payments(at),
  },
  {
    name: 'postpone, whole invoice',
    call: ({ invoices }, at) => {
      const whole = { ...refOf(at), dueDate };
      return invoices.postpone(whole, { dueDays: 5 });
    },
    times: moved,
  },
  {
    name: 'postpone, reference',
    call: ({ invoices }, at) => invoices.postpone(refOf(at), { dueDays: 5 }),
    times: moved,
  },
  {
    name: 'cancel',
    call: ({ invoices }, at) => invoices.cancel(refOf(at)),
    times: (ledger, at) => Number(ledger.invoice(at)?.invoice.status === 'Cancelled'),
  },
  {
    name: 'debit',
    call: ({ accounts }, at) => accounts.decreaseBalance(account, { statementId: `fee-${at}`, value: -1.1 }),
    times: (ledger, at) => ledger.debits(`fee-${at}`),
  },
  {
    name: 'open',
    call: ({ accounts }, at) =>
      accounts.open({
        document: `${at}`,
        documentType: 'CPF',
        email: `a${at}@example.com`,
        creditLimit: '10.10',
      }),
    times: (ledger, at) => ledger.account(`${at}_CPF`),
  },
  {
    name: 'hold under an id',
    call: ({ transactions }, at) =>
      transactions.updatePreAuthorization(
        { creditAccountId: account, transactionId: `hold-${at}` },
        { value: 0.01, settle: true },
      ),
    times: (ledger, at) => ledger.holds(`hold-${at}`),
  },
  {
    name: 'refund',
    call: ({ transactions }, at) =>
      transactions.refund({ creditAccountId: account, transactionId: transactionOf(at) }, { value: 0.5 }),
    times: (ledger, at) => Number(ledger.invoice(at)?.invoice.value === 9.5),
  },
];

const faults: readonly FaultMoment[] = [
  { phase: 'before', effect: { status: 429, retryAfter: 0 } },
  { phase: 'before', effect: { status: 500 } },
  { phase: 'before', effect: { status: 503 } },
  { phase: 'before', effect: 'reset' },
  { phase: 'after', effect: { status: 500 } },
  { phase: 'after', effect: { status: 504, body: '' } },
  { phase: 'after', effect: 'reset' },
  { phase: 'after', effect: 'drop' },
  { phase: 'body', effect: 'truncate' },
];

export const moneySeed = (calls: number): Seed => ({
  accounts: [{ id: account, email: 'a@example.com', creditLimit: 10_000_000 }],
  invoices: Array.from({ length: calls }, (_, at) => ({
    creditAccountId: account,
    transactionId: transactionOf(at),
    value: 10,
    dueDate,
  })),
  storeConfig: { postponementEnabled: true, invoicePostponementLimit: 50, maxPostponementDays: 1000 },
});

export const moneyStart = '2024-05-08T12:00:00Z';

type Counts = Record<string, { calls: number; done: number; failed: number; unknown: number }>;

/** Makes so many calls, some at a time, and holds every word that the client said against the ledger. */
export async function moneyUnderFaults(
  clientOptions: { readonly fetch?: (request: Request) => Promise<Response>; readonly baseUrl?: string },
  control: AsyncControl,
  {
    calls,
    seed,
    concurrency,
  }: { readonly calls: number; readonly seed: number; readonly concurrency: number },
): Promise<Counts> {
  await control.faults.random({ seed, rate: 0.2, faults });
  const client = new CustomerCreditClient({
    accountName: 'mystore',
    appKey: 'key',
    appToken: 'token',
    maxRetryDelay: 1,
    ...clientOptions,
  });
  const random = createRandom(seed);
  const plan = Array.from({ length: calls }, () => wishes[random.next() % wishes.length]);
  const told: Array<'success' | CustomerCreditError> = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next; at < calls; at = next) {
      next += 1;
      told[at] = await (plan[at]?.call(client, at) ?? Promise.reject()).then(
        () => 'success' as const,
        (error: unknown) => {
          if (error instanceof CustomerCreditError) return error;
          throw error;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const ledger = new Ledger(await control.snapshot());
  const counts: Counts = {};
  for (const [at, wish] of plan.entries()) {
    if (wish === undefined) continue;
    const times = wish.times(ledger, at);
    const outcome = told[at];
    const said = `call ${at}, ${wish.name}: ${outcome === 'success' ? outcome : outcome?.message}; in the ledger ${times} times`;
    const count = counts[wish.name] ?? { calls: 0, done: 0, failed: 0, unknown: 0 };
    counts[wish.name] = count;
    count.calls += 1;
    // Never twice; none lost; and what is not known is said not to be known.
    expect(times, said).toBeLessThanOrEqual(1);
    if (outcome === 'success' || outcome?.outcome === 'done') {
      expect(times, said).toBe(1);
      count.done += 1;
    } else if (outcome?.outcome === 'unknown') {
      expect(wish.name === 'pay' && outcome.retryable, said).toBe(false);
      count.unknown += 1;
    } else {
      expect(times, said).toBe(0);
      count.failed += 1;
    }
  }
  return counts;
}
