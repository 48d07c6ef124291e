import { accountIdOf } from '../api/accounts/id.ts';
import type { Statement } from '../api/accounts/statement-types.ts';
import type { AccountOpening } from '../api/accounts/types.ts';
import type { InvoiceRef } from '../api/invoices/types.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import { isAccountAlreadyOpen } from '../errors/index.ts';
import type { Notification } from '../ledger/notification.ts';
import type { Seed } from '../reference/control/seed-types.ts';
import type { CallerCredentials } from '../reference/engine/callers.ts';
import { formatInstant } from '../values/instant.ts';
import type { Capability, ContractAdapter, ContractClock, ContractStore } from './adapter.ts';
import { ContractFailure } from './assert.ts';
import { observed } from './observed.ts';

/** When the cases begin. */
const start = '2024-05-08T12:00:00Z';

/** Whom an account is opened for. */
export type Customer = Pick<AccountOpening, 'document' | 'documentType' | 'email'>;

/** What a case wants of a store beyond its world. */
export type Setup = Pick<Seed, 'accounts' | 'invoices' | 'storeConfig' | 'dueDays' | 'callers'>;

/** An account with a limit of 1,000 and one invoice of each status: 100 opened, 50 paid, 25 cancelled. */
export interface World {
  readonly client: CustomerCredit;
  readonly creditAccountId: string;
  readonly opened: InvoiceRef;
  readonly paid: InvoiceRef;
  readonly cancelled: InvoiceRef;
  readonly clock: ContractClock;
  /** Whether refusals have the statuses, codes and words of the reference. */
  readonly exact: boolean;
  clientAs(credentials: CallerCredentials): CustomerCredit;
  setOrderId(transactionId: string, orderId: string): Promise<void>;
  notifications(): Promise<readonly Notification[]>;
  /** A customer without an account yet. */
  customer(): Customer;
  /** The id of an account that there is not. */
  nobody(): string;
  /** The present moment as the API writes it; any moment where the adapter has no clock to tell. */
  moment(): Promise<string | RegExp>;
  /** Lets a second pass, so that what is written anew would be dated anew; real time passes by itself. */
  later(): Promise<void>;
  /** All that can be seen of the store, for comparing. */
  state(): Promise<unknown>;
  /** What was written to the account's statements since the world was made. */
  rows(): Promise<readonly Statement[]>;
}

type Known = Pick<World, 'creditAccountId' | 'opened' | 'paid' | 'cancelled'> & { readonly rows: number };

const seededId = '11111111111_CPF';
const seeded: Known = {
  creditAccountId: seededId,
  opened: { creditAccountId: seededId, id: 'AAAA-01' },
  paid: { creditAccountId: seededId, id: 'BBBB-01' },
  cancelled: { creditAccountId: seededId, id: 'CCCC-01' },
  rows: 0,
};

/** The world as a seed. */
const worldSeed: Seed = {
  accounts: [
    {
      id: seededId,
      document: '11111111111',
      documentType: 'CPF',
      email: 'buyer@example.com',
      creditLimit: 1000,
    },
  ],
  invoices: [
    {
      ...seeded.opened,
      value: 100,
      friendlyId: 'AAAAAAAA-1',
      dueDate: '2024-05-20T06:52:53.1314379Z',
      orderId: '500001',
      numberOfInstallments: 1,
    },
    { ...seeded.paid, value: 50, friendlyId: 'BBBBBBBB-1', status: 'Paid' },
    { ...seeded.cancelled, value: 25, friendlyId: 'CCCCCCCC-1', status: 'Cancelled' },
  ],
};

function lacking(capability: Capability): never {
  throw new ContractFailure(
    `a case uses "${capability}" that it does not say it needs, or the adapter lacks it`,
  );
}

/** The world made by calls of the API alone, where nothing can be seeded. */
async function built(client: CustomerCredit, customer: Customer): Promise<Known> {
  const opening = { ...customer, creditLimit: 1000 };
  // On its bad days a store refuses every other opening (known issue 906509): the cases about opening tell of it.
  const { id: creditAccountId } = await client.accounts.open(opening).catch((error: unknown) => {
    if (isAccountAlreadyOpen(error)) return client.accounts.open(opening);
    throw error;
  });
  const invoiceOf = async (value: number): Promise<InvoiceRef> => {
    const hold = await client.transactions.preAuthorize(creditAccountId, { value, settle: true });
    await client.transactions.settle({ creditAccountId, transactionId: hold.id }, { value });
    const all = await client.invoices.listByAccount(creditAccountId).toArray();
    const made = all.find(({ transactionId }) => transactionId === hold.id);
    if (made === undefined) throw new ContractFailure('a settlement made no invoice that can be listed');
    return { creditAccountId, id: made.id };
  };
  const opened = await invoiceOf(100);
  const paid = await invoiceOf(50);
  const cancelled = await invoiceOf(25);
  await client.invoices.markAsPaid(paid);
  // The same for cancelling (known issue 926563).
  await client.invoices
    .cancel(cancelled)
    .catch(() => client.invoices.update(cancelled, { status: 'Cancelled' }));
  const { statements } = await client.accounts.getStatements(creditAccountId);
  return { creditAccountId, opened, paid, cancelled, rows: statements.length };
}

function customersOf(store: ContractStore): () => Customer {
  let last = 0;
  return () => {
    if (store.customer !== undefined) return store.customer();
    last += 1;
    return {
      document: String(last).repeat(11),
      documentType: 'CPF',
      email: last === 1 ? 'buyer@example.com' : `buyer+${last}@example.com`,
    };
  };
}

/** Opens a store of an adapter and makes the world in it. */
export async function openWorld(
  adapter: ContractAdapter,
  more: Setup,
  opened: (store: ContractStore) => void,
  watch: (client: CustomerCredit) => CustomerCredit,
): Promise<World> {
  const can = (capability: Capability): boolean => adapter.capabilities.includes(capability);
  const { accounts = [], invoices = [], storeConfig, dueDays, callers = [] } = more;
  if ((accounts.length + invoices.length > 0 || dueDays !== undefined) && !can('seeding')) lacking('seeding');
  if (callers.length > 0 && !can('callers')) lacking('callers');
  if (storeConfig !== undefined && !can('ownStore')) lacking('ownStore');
  const data = {
    accounts: [...(worldSeed.accounts ?? []), ...accounts],
    invoices: [...(worldSeed.invoices ?? []), ...invoices],
    storeConfig,
    dueDays,
  };
  const seed: Seed = { ...(can('seeding') ? data : {}), ...(can('callers') ? { callers } : {}) };
  const store = await adapter.open({ now: start, seed });
  opened(store);
  const { client } = store;
  const customer = customersOf(store);
  const buyer = customer();
  if (storeConfig !== undefined && !can('seeding')) await client.storeConfig.update(storeConfig);
  const { rows, ...known } = can('seeding') ? seeded : await built(client, buyer);
  const { creditAccountId } = known;
  const clock = can('clock') ? (store.clock ?? lacking('clock')) : undefined;
  return {
    ...known,
    client: watch(client),
    customer,
    nobody: () => {
      if (store.customer === undefined) return 'nobody';
      const { document, documentType } = store.customer();
      return accountIdOf(document, documentType);
    },
    exact: can('refusals'),
    get clock() {
      return clock ?? lacking('clock');
    },
    clientAs: (credentials) =>
      store.clientAs !== undefined ? watch(store.clientAs(credentials)) : lacking('callers'),
    setOrderId: async (transactionId, orderId) =>
      store.setOrderId !== undefined
        ? store.setOrderId(creditAccountId, transactionId, orderId)
        : lacking('orders'),
    notifications: async () =>
      store.notifications !== undefined ? store.notifications() : lacking('notifications'),
    moment: async () => (clock === undefined ? /^\d{4}-\d{2}-\d{2}T/ : formatInstant(await clock.now())),
    later: async () => clock?.advance(1000),
    state: async () =>
      can('snapshot')
        ? (store.snapshot?.() ?? lacking('snapshot'))
        : observed(client, creditAccountId, can('ownStore')),
    rows: async () => (await client.accounts.getStatements(creditAccountId)).statements.slice(rows),
  };
}
