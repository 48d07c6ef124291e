import type { Account, Invoice } from 'vtex-customer-credit';
import { type Answer, json, type Recording, recording } from '../http/recording.ts';

export function invoiceOf(number: number, change: Partial<Invoice> = {}): Invoice {
  const transactionId = number.toString(16).toUpperCase().padStart(32, '0');
  return {
    id: `${transactionId}-01`,
    status: 'Opened',
    value: 1,
    accountId: 'x',
    creditAccountId: 'x',
    createdAt: '2024-01-10T12:00:00.1234567Z',
    updatedAt: '2024-01-10T12:00:00.1234567Z',
    originalDueDate: '2024-02-09T12:00:00.1234567Z',
    dueDate: '2024-02-09T12:00:00.1234567Z',
    installment: 1,
    transactionId,
    ...change,
  };
}

export const invoices = (count: number): Invoice[] =>
  Array.from({ length: count }, (_, at) => invoiceOf(at + 1));

export function accountOf(number: number): Account {
  return {
    id: `${number}_CPF`,
    status: 'Open',
    email: `${number}@example.com`,
    balance: 0,
    creditLimit: 100,
    availableCredit: 100,
    availableBalance: 100,
    preAuthorizedCredit: 0,
    tolerance: 0,
    createdAt: '2024-01-10T12:00:00Z',
    updatedAt: '2024-01-10T12:00:00Z',
  };
}

interface Habits {
  /** The most items it gives at a time, whatever is asked. */
  readonly cap?: number;
  /** How many items it gives beyond what is asked. */
  readonly more?: number;
  /** Tells the number of returned items as the count (known issue 432587). */
  readonly countsPage?: boolean;
}

/** A server of a list that answers by position. */
export function listing(
  items: readonly unknown[],
  { cap = Infinity, more = 0, countsPage = false }: Habits = {},
): Recording {
  const answer: Answer = (request) => {
    const query = new URL(request.url).searchParams;
    const from = Number(query.get('from'));
    const to = Math.min(Number(query.get('to')) + more, from - 1 + cap);
    const data = items.slice(from - 1, to);
    return json({ data, summary: { count: countsPage ? data.length : items.length } })(request);
  };
  return recording(answer);
}

/** A server that gives these pages one after the other, whatever is asked; the last one again and again. */
export function script(count: number, ...pages: ReadonlyArray<readonly unknown[]>): Recording {
  const [first = [], ...others] = pages;
  const answer = (data: readonly unknown[]): Answer => json({ data, summary: { count } });
  return recording(answer(first), ...others.map(answer));
}

/** The positions that were asked for, such as `1-100`. */
export const asked = ({ sent }: Recording): string[] =>
  sent.map(({ url }) => `${url.searchParams.get('from')}-${url.searchParams.get('to')}`);
