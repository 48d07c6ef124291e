import { expect } from 'vitest';
import { type CustomerCredit, isApiError } from 'vtex-customer-credit';
import { type Adapter, type Opened, overSocket, type TransportName } from '../contract/adapters.ts';

/** In thousandths of the limit. */
const tolerance = 50;

interface MarkedStore {
  /** Stands in every id, e-mail, order and note of the store, and in no other's. */
  readonly mark: string;
  readonly account: string;
  /** What the common account may use in all, in cents: about half of what its callers want. */
  readonly cap: number;
  readonly opened: Opened;
}

function open(adapter: Adapter, number: number, callers: number): MarkedStore {
  const limit = callers * 2_000;
  const mark = `store.${number}.`;
  const account = `${mark}_CPF`;
  const opened = adapter.open({
    now: '2024-05-08T12:00:00Z',
    idSeed: mark,
    seed: {
      accounts: [
        {
          id: account,
          email: `${mark}owner@example.com`,
          creditLimit: limit / 100,
          tolerance: tolerance / 1000,
        },
      ],
      storeConfig: { toleranceEnabled: true },
    },
  });
  return { mark, account, cap: (limit * (1000 + tolerance)) / 1000, opened };
}

/** Amounts in cents, other ones for each caller: some fit where others no longer do. */
const amountOf = (caller: number): number => 1_700 + ((caller * 7919) % 5_000);

/** So many at once keep each other waiting. */
const patient = { timeout: false } as const;

type Counts = { requests: number; granted: number; refused: number };

async function refusedBy(act: Promise<unknown>): Promise<number | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (!isApiError(error)) throw error;
    return error.status;
  }
}

/** One caller among many: opens an account of its own, takes credit of the common one, and looks around. */
async function call(
  { mark, account, opened: { client, control } }: MarkedStore,
  caller: number,
  counts: Counts,
): Promise<void> {
  const document = `${mark}${caller}`;
  const opening = { document, documentType: 'CPF', email: `${document}@example.com`, creditLimit: 1 };
  await client.accounts.open(opening, patient);
  counts.requests += 2;
  const value = amountOf(caller) / 100;
  let id = '';
  const status = await refusedBy(
    client.transactions
      .preAuthorize(account, { value, settle: true, installments: 2 }, patient)
      .then((hold) => {
        id = hold.id;
      }),
  );
  counts[status === undefined ? 'granted' : 'refused'] += 1;
  if (status === undefined) {
    control.setOrderId(account, id, `${mark}order-${caller}`);
    // A smaller settlement would free credit, and the arithmetic of who came when with it.
    await client.transactions.settle({ creditAccountId: account, transactionId: id }, { value }, patient);
    counts.requests += 1;
  } else expect(status).toBe(409);
  await look(client, mark, account);
  counts.requests += 2;
}

const marks = /store\.\d+\./g;

function expectOnly(mark: string, told: unknown): void {
  const found = new Set(JSON.stringify(told).match(marks));
  expect([...found]).toEqual([mark]);
}

async function look(client: CustomerCredit, mark: string, account: string): Promise<void> {
  const seen = await client.accounts.get(account, patient);
  expect(seen.availableCredit).toBeGreaterThanOrEqual(-seen.creditLimit * seen.tolerance);
  expectOnly(mark, [seen, await client.accounts.list({ pageSize: 1000 }, patient).toArray()]);
}

/** Repeats what the store was asked, one after the other, with whole numbers: each hold has to be granted or not as it was. */
function expectSequential({ account, cap, opened: { control } }: MarkedStore): void {
  let used = 0;
  const calls = control.journal.calls('transactions.preAuthorize');
  for (const { input, done } of calls) {
    const value = Math.round((input?.body.value ?? 0) * 100);
    const fits = used + value <= cap;
    expect(done).toBe(fits);
    if (fits) used += value;
  }
  const of = control.snapshot().accounts.find(({ record }) => record.id === account);
  const granted = (of?.transactions ?? []).map(({ originalValue }) => Math.round(originalValue * 100));
  expect(granted.reduce((sum, value) => sum + value, 0)).toBe(used);
  expect(used).toBeLessThanOrEqual(cap);
  const invoiced = (of?.invoices ?? []).map(({ invoice }) => Math.round(invoice.value * 100));
  expect(invoiced.reduce((sum, value) => sum + value, 0)).toBe(used);
}

/** Nothing of one store is in another: marks, and the ids that each makes for itself. */
function expectApart(stores: readonly MarkedStore[]): void {
  const ids = stores.flatMap(({ mark, opened: { control } }) => {
    const { accounts } = control.snapshot();
    expectOnly(mark, accounts);
    for (const { orderId } of accounts.flatMap((each) => each.transactions)) {
      expect(orderId?.startsWith(`${mark}order-`)).toBe(true);
    }
    return accounts.flatMap((each) => each.transactions.map(({ id }) => id));
  });
  expect(new Set(ids).size).toBe(ids.length);
}

/** So many stores behind one server, with so many callers each, all at once; says what was asked of them. */
export async function runStores(size: {
  readonly stores: number;
  readonly callers: number;
  readonly transport: TransportName;
}): Promise<Counts> {
  const { adapter, server } = await overSocket(size.transport);
  const counts: Counts = { requests: 0, granted: 0, refused: 0 };
  try {
    const stores = Array.from({ length: size.stores }, (_, number) => open(adapter, number, size.callers));
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: size.callers }, (_, caller) => call(store, caller, counts)),
      ),
    );
    for (const store of stores) expectSequential(store);
    expectApart(stores);
    return counts;
  } finally {
    await server.close();
  }
}
