import type { WireDate } from '../common.ts';

/** A hold on an account's credit. */
export interface PreAuthorizationInput {
  /** Store currency, above zero, two decimals at most. */
  readonly value: number;
  /** `true`: may be tied to an order, for at most 30 days. Left out: `false`. */
  readonly settle?: boolean | undefined;
  /** Number of invoices that a settlement will make: 1 to 99. Left out: 1. */
  readonly installments?: number | undefined;
  /** ISO 8601; only for `settle: false`. Left out: one day (observed). */
  readonly expirationDate?: string | undefined;
}

export interface PreAuthorization {
  readonly id: string;
  readonly value: number;
  readonly installments: number;
  /** Comes without offset: UTC. */
  readonly expirationDate?: WireDate | null;
}

/** An amount to settle or to refund: store currency, above zero, two decimals at most. */
export interface AmountInput {
  readonly value: number;
}

export interface Settlement {
  readonly id: string;
  readonly value: number;
}

export interface Refund {
  readonly value: number;
}
