import * as z from 'zod/mini';
import { mostInstallments } from '../../values/limits.ts';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { dateInput, flag, positiveAmount, whole } from '../primitives.ts';
import type { AmountInput, PreAuthorization, PreAuthorizationInput, Refund, Settlement } from './types.ts';

export const preAuthorization: Strengths<PreAuthorization> = inBoth((strength) =>
  strength.object({
    id: text,
    value: number,
    installments: number,
    expirationDate: optional(strength.date),
  }),
);

export const settlement: Strengths<Settlement> = inBoth((strength) =>
  strength.object({ id: text, value: number }),
);

export const refund: Strengths<Refund> = inBoth((strength) => strength.object({ value: number }));

export const preAuthorizationInput: z.ZodMiniType<PreAuthorizationInput> = z.strictObject({
  value: positiveAmount,
  settle: z.optional(flag),
  installments: z.optional(whole(1, mostInstallments)),
  expirationDate: z.optional(dateInput),
});

export const amountInput: z.ZodMiniType<AmountInput> = z.strictObject({ value: positiveAmount });
