import { expect } from 'vitest';
import { type CustomerCredit, type Invoice, isApiError } from 'vtex-customer-credit';
import { madeOrder } from './transaction-rules.ts';
import {
  invoicesOf,
  type ModelAccount,
  type ModelInvoice,
  type ModelRow,
  type Status,
  sum,
  type World,
} from './world.ts';

const money = (cents: number): number => cents / 100;

/** A moment as the API writes it: UTC, without the zeros at the end of its fraction. */
const written = (moment: number): string => new Date(moment).toISOString().replace(/\.?0+Z$/, 'Z');

function expectedAccount(world: World, account: ModelAccount): object {
  const { id, email, document, limit, tolerance, balance, createdAt, updatedAt } = account;
  return {
    id,
    status: 'Open',
    ...(document === undefined ? {} : { document, documentType: 'CPF' }),
    email,
    creditLimit: money(limit),
    tolerance: tolerance / 1000,
    balance: money(balance),
    preAuthorizedCredit: money(world.held(account)),
    availableCredit: money(world.available(account)),
    availableBalance: money(world.available(account)),
    description: '',
    createdAt: written(createdAt),
    updatedAt: written(updatedAt),
  };
}

function expectedInvoice(accountId: string, invoice: ModelInvoice): object {
  return {
    id: invoice.id,
    creditAccountId: accountId,
    accountId,
    transactionId: invoice.transactionId,
    installment: invoice.installment,
    status: invoice.status,
    value: money(invoice.value),
    createdAt: written(invoice.createdAt),
    updatedAt: written(invoice.updatedAt),
    resolvedAt: invoice.resolvedAt === undefined ? undefined : written(invoice.resolvedAt),
    originalDueDate: written(invoice.originalDue),
    dueDate: written(invoice.due),
    observation: invoice.observation,
    orderId: invoice.orderId,
  };
}

/** Puts what the model calls them in place of order numbers that were made: one a transaction, each another. */
function withMadeOrders(invoices: readonly Invoice[]): Invoice[] {
  const made = new Map<string, string>();
  return invoices.map((invoice) => {
    const { orderId, transactionId } = invoice;
    if (!/^1\d{12}-01$/.test(orderId ?? '')) return invoice;
    const name = made.get(orderId ?? '') ?? madeOrder(transactionId);
    made.set(orderId ?? '', name);
    return { ...invoice, orderId: name };
  });
}

/** What the model says nothing of is left out: names that the reference makes up. */
function shown(invoice: Invoice): object {
  const { id, creditAccountId, accountId, transactionId, installment, status, value, createdAt } = invoice;
  const { updatedAt, resolvedAt, originalDueDate, dueDate, observation, orderId } = invoice;
  return {
    id,
    creditAccountId,
    accountId,
    transactionId,
    installment,
    status,
    value,
    createdAt,
    updatedAt,
    resolvedAt,
    originalDueDate,
    dueDate,
    observation,
    orderId,
  };
}

const totalOf = (invoices: readonly ModelInvoice[], status: Status): number =>
  money(sum(invoices.filter((each) => each.status === status).map(({ value }) => value)));

const summaryOf = (page: readonly ModelInvoice[], count: number): object => ({
  total: totalOf(page, 'Opened'),
  totalPaid: totalOf(page, 'Paid'),
  totalCancelled: totalOf(page, 'Cancelled'),
  count,
});

const rowOf = ({ origin, value, at }: ModelRow): object => ({
  origin,
  value: money(value),
  date: written(at),
});

/** One account: its credit, its invoices and its statements; or that there is none. */
export async function compareAccount(world: World, client: CustomerCredit, id: string): Promise<void> {
  const account = world.accounts.get(id);
  if (account === undefined) {
    const error: unknown = await client.accounts.get(id).catch((reason: unknown) => reason);
    expect(isApiError(error) && error.status).toBe(404);
    return;
  }
  expect(await client.accounts.get(id)).toEqual(expectedAccount(world, account));
  const listed = await client.invoices.listByAccount(id, { pageSize: 1000 }).toArray();
  const mine = world.invoices.filter((each) => each.account === account).map(({ invoice }) => invoice);
  expect(withMadeOrders(listed).map(shown)).toEqual(mine.map((invoice) => expectedInvoice(id, invoice)));
  const { statements, currentBalance, intervalBalance, previousBalance } =
    await client.accounts.getStatements(id);
  expect(statements.map(({ origin, value, date }) => ({ origin, value, date }))).toEqual(
    account.rows.map(rowOf),
  );
  expect({ currentBalance, intervalBalance, previousBalance }).toEqual({
    currentBalance: money(account.balance),
    intervalBalance: money(sum(account.rows.map(({ value }) => value))),
    previousBalance: 0,
  });
}

/** A page of all invoices with its totals, one status, and what is overdue by the clock. */
export async function compareLists(world: World, client: CustomerCredit, turn: number): Promise<void> {
  const all = world.invoices.map(({ invoice }) => invoice);
  const size = 1 + (turn % 7);
  const from = 1 + (turn % (all.length + 1));
  for await (const { data, summary } of client.invoices
    .list({ from, to: from + size - 1, pageSize: size })
    .pages()) {
    const page = all.slice(from - 1, from - 1 + size);
    expect(data.map(({ id }) => id)).toEqual(page.map(({ id }) => id));
    expect(summary).toEqual(summaryOf(page, all.length));
  }
  const statuses = ['Opened', 'Paid', 'Cancelled'] as const;
  const status = statuses[turn % statuses.length];
  const found = await client.invoices.list({ status, pageSize: 1000 }).toArray();
  expect(found.map(({ id }) => id)).toEqual(all.filter((each) => each.status === status).map(({ id }) => id));
  const overdue = await client.invoices.list({ status: 'Overdue', pageSize: 1000 }).toArray();
  const late = all.filter((each) => each.status === 'Opened' && each.due < world.now);
  expect(overdue.map(({ id }) => id).sort()).toEqual(late.map(({ id }) => id).sort());
}

/** Everything at once: each account, the list of accounts, and the totals over all pages. */
export async function compareAll(
  world: World,
  client: CustomerCredit,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) await compareAccount(world, client, id);
  const accounts = await client.accounts.list().toArray();
  expect(accounts.map(({ id }) => id)).toEqual([...world.accounts.keys()]);
  const all = [...world.accounts.values()].flatMap(invoicesOf);
  expect(await client.invoices.summarize()).toMatchObject(summaryOf(all, all.length));
}
