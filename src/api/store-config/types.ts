import * as z from 'zod/mini';
import { mostNotificationDays, mostNotifications } from '../../values/limits.ts';
import { flag, inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { amount, flag as flagInput, fraction, text as string, whole } from '../primitives.ts';

/** A time relative to a due date. */
export interface NotificationTrigger {
  /** Whole days before or after the due date, from 0 to 10 (documented). */
  readonly days: number;
  /** `HH:mm:ss`, UTC (documented). */
  readonly timeOfDay: string;
}

export interface NotificationsSettings {
  /** At most three; `[]` switches them off (documented). */
  readonly daysPrior?: readonly NotificationTrigger[] | null;
  /** At most three; `[]` switches them off (documented). */
  readonly daysAfter?: readonly NotificationTrigger[] | null;
}

/** What holds for every account of the store. Rates are decimal fractions: 0.1 = 10 %. */
export interface StoreConfig {
  readonly dailyInterestRate: number;
  /** How often one invoice may be postponed. */
  readonly invoicePostponementLimit: number;
  readonly taxRate: number;
  /** By how many days in total one invoice may be postponed. */
  readonly maxPostponementDays: number;
  /** Credit limit of accounts that come to life by themselves, in the store's currency. */
  readonly defaultCreditValue: number;
  readonly postponementEnabled: boolean;
  readonly automaticCheckingAccountCreationEnabled: boolean;
  readonly toleranceEnabled: boolean;
  readonly myCreditsEnabled: boolean;
  /** How much a pre-authorization may grow over its first value. */
  readonly maxPreAuthorizationGrowthRate: number;
  readonly notificationsSettings?: NotificationsSettings | null;
}

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

const triggersInput = z
  .array(
    z.strictObject({
      days: whole(0, mostNotificationDays, ' of days'),
      timeOfDay: string(timeExpected).check(
        z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, { error: timeExpected }),
      ),
    }),
    { error: triggersExpected },
  )
  .check(z.maxLength(mostNotifications, { error: triggersExpected }));

const times = whole(0, Number.MAX_SAFE_INTEGER);

/** A partial configuration: the API keeps what is left out. */
export type StoreConfigUpdate = { readonly [Key in keyof StoreConfig]?: StoreConfig[Key] | undefined };

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
