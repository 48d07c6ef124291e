import * as z from 'zod/mini';
import { inBoth, number, type Strengths, text } from '../dto.ts';
import { email, filled, whole } from '../primitives.ts';

/** Who would buy what: all three are needed (observed). */
export interface PurchaseConditionsQuery {
  /** Of the owner of an account or, assumed, of one of its dependents. */
  readonly email: string;
  /** The sales channel, from 1. */
  readonly sc: number;
  /** The ids of the SKUs, with commas between them. */
  readonly skus: string;
}

export const purchaseConditionsQuery: z.ZodMiniType<PurchaseConditionsQuery> = z.strictObject({
  email,
  sc: whole(1, Number.MAX_SAFE_INTEGER),
  skus: filled,
});

/** Instalments that are possible, and on which terms. */
export interface PurchaseDeadline {
  /** After how many days an instalment may be due (assumed). */
  readonly paymentOptions: readonly number[];
  /** Decimal fraction: 0.1 = 10 %. */
  readonly interestRate: number;
  /** Store currency: no instalment may be less. */
  readonly minInstallmentValue: number;
}

export const purchaseDeadline: Strengths<PurchaseDeadline> = inBoth((strength) =>
  strength.object({ paymentOptions: z.array(number), interestRate: number, minInstallmentValue: number }),
);

/** What a customer may buy on credit. No official text has it. */
export interface PurchaseConditions {
  /** The account that would pay. */
  readonly accountId: string;
  /** What is left of its credit, in the store's currency. */
  readonly availableCredit: number;
  /** The terms to choose from. */
  readonly deadlines: readonly PurchaseDeadline[];
}

export const purchaseConditions: Strengths<PurchaseConditions> = inBoth((strength, name) =>
  strength.object({
    accountId: text,
    availableCredit: number,
    deadlines: z.array(purchaseDeadline[name]),
  }),
);
