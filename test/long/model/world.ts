/** The status of an invoice on the wire. */
export type Status = 'Opened' | 'Paid' | 'Cancelled';

/** All amounts of the model are whole cents, all moments epoch milliseconds, all rates thousandths. */
export interface ModelInvoice {
  readonly id: string;
  readonly transactionId: string;
  readonly installment: number;
  readonly createdAt: number;
  value: number;
  status: Status;
  updatedAt: number;
  resolvedAt: number | undefined;
  readonly originalDue: number;
  due: number;
  postponements: number;
  postponedDays: number;
  observation: string | undefined;
  orderId: string | undefined;
}

export interface ModelTransaction {
  readonly id: string;
  state: 'held' | 'captured' | 'cancelled';
  readonly first: number;
  value: number;
  settle: boolean;
  installments: number;
  expires: number;
  captured: number;
  refunded: number;
  orderId: string | undefined;
  readonly invoices: ModelInvoice[];
}

export interface ModelRow {
  readonly origin: 'Credit' | 'Invoice' | 'Payment' | 'Statement';
  readonly value: number;
  readonly at: number;
}

export interface ModelAccount {
  readonly id: string;
  email: string;
  document: string | undefined;
  limit: number;
  tolerance: number;
  balance: number;
  readonly createdAt: number;
  updatedAt: number;
  readonly rows: ModelRow[];
  readonly debits: Map<string, number>;
  readonly holders: Map<string, string>;
  readonly transactions: Map<string, ModelTransaction>;
}

export interface ModelConfig {
  toleranceEnabled: boolean;
  growth: number;
  bornByHold: boolean;
  bornWith: number;
  postponable: boolean;
  postponements: number;
  postponedDays: number;
}

/** What a command must come to: done, or refused with one of these statuses, where several rules say no. */
export type Verdict = 'done' | readonly [number, ...number[]];

export const DAY = 86_400_000;

/**
 * The business as the specification tells it, without a line of the reference: plain objects and whole numbers.
 */
export class World {
  now: number;
  readonly accounts = new Map<string, ModelAccount>();
  /** Every invoice of every account, in the order in which they were made. */
  invoices: Array<{ readonly account: ModelAccount; readonly invoice: ModelInvoice }> = [];
  readonly config: ModelConfig = {
    toleranceEnabled: false,
    growth: 0,
    bornByHold: false,
    bornWith: 2000_00,
    postponable: false,
    postponements: 0,
    postponedDays: 0,
  };

  constructor(now: number) {
    this.now = now;
  }

  addAccount(
    id: string,
    email: string,
    document: string | undefined,
    limit: number,
    tolerance: number,
  ): ModelAccount {
    const account: ModelAccount = {
      id,
      email,
      document,
      limit,
      tolerance,
      balance: 0,
      createdAt: this.now,
      updatedAt: this.now,
      rows: [],
      debits: new Map(),
      holders: new Map(),
      transactions: new Map(),
    };
    this.accounts.set(id, account);
    return account;
  }

  isHeld(transaction: ModelTransaction): boolean {
    return transaction.state === 'held' && this.now < transaction.expires;
  }

  held(account: ModelAccount): number {
    return sum(
      [...account.transactions.values()].filter((each) => this.isHeld(each)).map(({ value }) => value),
    );
  }

  open(account: ModelAccount): number {
    return sum(
      invoicesOf(account)
        .filter(({ status }) => status === 'Opened')
        .map(({ value }) => value),
    );
  }

  available(account: ModelAccount): number {
    return account.limit - this.held(account) - this.open(account);
  }

  /** Whether so much more may be used: limit, and tolerance where it is switched on, less holds and open invoices. */
  fits(account: ModelAccount, extra: number): boolean {
    const rate = this.config.toleranceEnabled ? account.tolerance : 0;
    return (this.held(account) + this.open(account) + extra) * 1000 <= account.limit * (1000 + rate);
  }

  write(account: ModelAccount, origin: ModelRow['origin'], value: number): void {
    account.rows.push({ origin, value, at: this.now });
  }

  touch(invoice: ModelInvoice): void {
    invoice.updatedAt = this.now;
  }
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function invoicesOf(account: ModelAccount): ModelInvoice[] {
  return [...account.transactions.values()].flatMap(({ invoices }) => invoices);
}
