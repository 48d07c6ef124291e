import type { CustomerCredit, Invoice, KnownInvoiceStatus } from 'vtex-customer-credit';
import type { CsvSource, PlannedRow, RowOutcome, RunLog } from 'vtex-customer-credit/csv';
import {
  createInMemoryCustomerCredit,
  type InMemoryCustomerCredit,
  type Seed,
} from 'vtex-customer-credit/memory';

export const moment = '2024-05-08T12:00:00Z';
export const now = Date.parse(moment);
export const accountId = '11111111111_CPF';

export interface InvoiceFacts {
  readonly status?: KnownInvoiceStatus;
  readonly value?: number;
  readonly observation?: string | null;
  readonly paymentLink?: string | null;
  readonly orderId?: string | null;
  readonly dueDate?: string;
}

export const invoiceId = (at: number): string => `T${String(at).padStart(6, '0')}-01`;
export const refOf = (at: number): { creditAccountId: string; id: string } => ({
  creditAccountId: accountId,
  id: invoiceId(at),
});

/** One account and these invoices, `T000000-01` onwards. */
export const storeSeed = (invoices: readonly InvoiceFacts[]): Seed => ({
  accounts: [{ id: accountId, email: 'buyer@example.com', creditLimit: 100_000_000 }],
  invoices: invoices.map((facts, at) => ({
    creditAccountId: accountId,
    id: invoiceId(at),
    transactionId: `T${at}`,
    value: 10,
    ...facts,
  })),
});

export const storeWith = (invoices: readonly InvoiceFacts[]): InMemoryCustomerCredit =>
  createInMemoryCustomerCredit({ now: moment, journalSize: 1, seed: storeSeed(invoices) });

export const manyOf = (count: number, facts: InvoiceFacts = {}): InvoiceFacts[] =>
  Array.from({ length: count }, () => facts);

export const sourceOf =
  (text: string): CsvSource =>
  () => [text];

/** A CSV of the columns account, invoice, status and observation. */
export const sheet = (...rows: readonly string[]): CsvSource =>
  sourceOf(['Account ID,Invoice ID,Status,Observation', ...rows, ''].join('\r\n'));

export const line = (at: number, status: string, observation = ''): string =>
  `${accountId},${invoiceId(at)},${status},${observation}`;

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A planned row as `verdict`, kinds of change and codes of problems. */
export const short = ({ verdict, changes, problems }: PlannedRow<string, unknown>): string =>
  [verdict, ...changes.map(({ kind }) => kind), ...problems.map(({ code }) => code)].join(' ');

export const ended = ({ outcome, problem }: RowOutcome): string =>
  problem === undefined ? outcome : `${outcome} ${problem.code}`;

export const invoicesOf = (client: CustomerCredit): Promise<Invoice[]> =>
  client.invoices.list({ pageSize: 1000 }).toArray();

/** How many payments the statements tell of, by transaction. */
export async function payments(client: CustomerCredit): Promise<Map<string, number>> {
  const { statements } = await client.accounts.getStatements(accountId);
  const found = new Map<string, number>();
  for (const { origin, metadata } of statements) {
    const id = metadata?.transactionId;
    if (origin === 'Payment' && id) found.set(id, (found.get(id) ?? 0) + 1);
  }
  return found;
}

/** The same client with another way to change invoices. */
export function changing(
  client: CustomerCredit,
  update: CustomerCredit['invoices']['update'],
): CustomerCredit {
  return {
    accounts: client.accounts,
    invoices: { ...client.invoices, update },
    transactions: client.transactions,
    storeConfig: client.storeConfig,
    request: (request, options) => client.request(request, options),
  };
}

/** A CSV that pays so many invoices. */
export const sheetOf = (count: number): CsvSource =>
  sheet(...Array.from({ length: count }, (_, at) => line(at, 'Paid')));

/** A client that fails as `fail` throws, before and after each change and before each read. */
export function failing(client: CustomerCredit, fail: (when: 'before' | 'after') => void): CustomerCredit {
  return {
    accounts: client.accounts,
    transactions: client.transactions,
    storeConfig: client.storeConfig,
    request: (request, options) => client.request(request, options),
    invoices: {
      ...client.invoices,
      async get(ref, options) {
        fail('before');
        return client.invoices.get(ref, options);
      },
      async update(ref, update, options) {
        fail('before');
        await client.invoices.update(ref, update, options);
        fail('after');
      },
    },
  };
}

/** A log in memory; its text is what a file would hold. */
export class MemoryLog implements RunLog {
  text = '';

  append(line: string): void {
    this.text += `${line}\n`;
  }

  *lines(): Generator<string, void, void> {
    yield* this.text.split('\n');
  }
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: unknown) => error,
  );
}
