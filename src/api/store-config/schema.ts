import * as z from 'zod/mini';
import { flag, inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { amount, flag as flagInput, fraction, text as string, whole } from '../primitives.ts';
import type { StoreConfig, StoreConfigUpdate } from './types.ts';

export const storeConfig: Strengths<StoreConfig> = inBoth((strength) => {
  const triggers = optional(z.array(strength.object({ days: number, timeOfDay: text })));
  return strength.object({
    dailyInterestRate: number,
    invoicePostponementLimit: number,
    taxRate: number,
    maxPostponementDays: number,
    defaultCreditValue: number,
    postponementEnabled: flag,
    automaticCheckingAccountCreationEnabled: flag,
    toleranceEnabled: flag,
    myCreditsEnabled: flag,
    maxPreAuthorizationGrowthRate: number,
    notificationsSettings: optional(strength.object({ daysPrior: triggers, daysAfter: triggers })),
  });
});

const timeExpected = 'a time of day as HH:mm:ss';
const triggersExpected = 'at most three objects of days and timeOfDay';

/** A notification is sent within so many days of the due date (documented). */
const mostDays = 10;

const triggersInput = z
  .array(
    z.strictObject({
      days: whole(0, mostDays, ' of days'),
      timeOfDay: string(timeExpected).check(
        z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, { error: timeExpected }),
      ),
    }),
    { error: triggersExpected },
  )
  .check(z.maxLength(3, { error: triggersExpected }));

const times = whole(0, Number.MAX_SAFE_INTEGER);

export const storeConfigUpdate: z.ZodMiniType<StoreConfigUpdate> = z.strictObject({
  dailyInterestRate: z.optional(fraction),
  invoicePostponementLimit: z.optional(times),
  taxRate: z.optional(fraction),
  maxPostponementDays: z.optional(times),
  defaultCreditValue: z.optional(amount),
  postponementEnabled: z.optional(flagInput),
  automaticCheckingAccountCreationEnabled: z.optional(flagInput),
  toleranceEnabled: z.optional(flagInput),
  myCreditsEnabled: z.optional(flagInput),
  maxPreAuthorizationGrowthRate: z.optional(fraction),
  notificationsSettings: z.optional(
    z.nullable(
      z.strictObject({
        daysPrior: z.exactOptional(z.nullable(triggersInput)),
        daysAfter: z.exactOptional(z.nullable(triggersInput)),
      }),
    ),
  ),
});
