import type { StoreConfig, StoreConfigUpdate } from '../api/store-config/types.ts';
import { deepFreeze } from '../values/freeze.ts';
import type { Granted } from './records.ts';

const noon = '12:00:00';

/** What a store has before anyone configured it. */
export const freshStoreConfig: StoreConfig = deepFreeze({
  dailyInterestRate: 0,
  invoicePostponementLimit: 0,
  taxRate: 0,
  maxPostponementDays: 0,
  defaultCreditValue: 2000,
  postponementEnabled: false,
  automaticCheckingAccountCreationEnabled: false,
  toleranceEnabled: false,
  myCreditsEnabled: false,
  maxPreAuthorizationGrowthRate: 0,
  notificationsSettings: {
    daysPrior: [
      { days: 5, timeOfDay: noon },
      { days: 1, timeOfDay: noon },
      { days: 0, timeOfDay: noon },
    ],
    daysAfter: [{ days: 3, timeOfDay: noon }],
  },
});

/** Puts the given fields over the present ones; each list of notifications is replaced only when given. */
export function updateStoreConfig(config: StoreConfig, update: StoreConfigUpdate): Granted<StoreConfig> {
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
  const settings = update.notificationsSettings;
  const merged: StoreConfig = {
    ...config,
    ...given,
    ...(settings ? { notificationsSettings: { ...config.notificationsSettings, ...settings } } : {}),
  };
  const copy = deepFreeze(structuredClone(merged));
  return { result: copy, changes: { config: copy } };
}
