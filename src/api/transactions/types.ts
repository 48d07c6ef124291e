import * as z from 'zod/mini';
import { mostInstallments } from '../../values/limits.ts';
import type { WireDate } from '../common.ts';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { dateInput, flag, positiveAmount, whole } from '../primitives.ts';

export interface PreAuthorization {
  readonly id: string;
  readonly value: number;
  readonly installments: number;
  /** Comes without offset: UTC. */
  readonly expirationDate?: WireDate | null;
}

export const preAuthorization: Strengths<PreAuthorization> = inBoth((strength) =>
  strength.object({
    id: text,
    value: number,
    installments: number,
    expirationDate: optional(strength.date),
  }),
);

export interface Settlement {
  readonly id: string;
  readonly value: number;
}

export const settlement: Strengths<Settlement> = inBoth((strength) =>
  strength.object({ id: text, value: number }),
);

export interface Refund {
  readonly value: number;
}

export const refund: Strengths<Refund> = inBoth((strength) => strength.object({ value: number }));

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

export const preAuthorizationInput: z.ZodMiniType<PreAuthorizationInput> = z.strictObject({
  value: positiveAmount,
  settle: z.optional(flag),
  installments: z.optional(whole(1, mostInstallments)),
  expirationDate: z.optional(dateInput),
});

/** An amount to settle or to refund: store currency, above zero, two decimals at most. */
export interface AmountInput {
  readonly value: number;
}

export const amountInput: z.ZodMiniType<AmountInput> = z.strictObject({ value: positiveAmount });
