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

/** A partial configuration: the API keeps what is left out. */
export type StoreConfigUpdate = { readonly [Key in keyof StoreConfig]?: StoreConfig[Key] | undefined };
