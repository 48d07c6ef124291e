import { storeConfig as operations } from '../../api/store-config/operations.ts';
import type {
  NotificationsSettings,
  NotificationTrigger,
  StoreConfig,
  StoreConfigUpdate,
} from '../../api/store-config/types.ts';
import type { CallOptions } from '../executor.ts';
import type { ResourceContext } from './context.ts';

export interface StoreConfigResource {
  /** Retrieves what holds for every account of the store. */
  get(options?: CallOptions): Promise<StoreConfig>;
  /** Sends just the given fields. The guide shows the rest kept; the official file calls ten fields required. */
  update(update: StoreConfigUpdate, options?: CallOptions): Promise<StoreConfig>;
  /**
   * Reads the configuration, puts the given fields into it and sends it whole, as the official file wants it. Of
   * `notificationsSettings` each of its two lists is replaced only when given. Two of these at the same time may undo
   * each other: the API has no way to tell.
   */
  merge(update: StoreConfigUpdate, options?: CallOptions): Promise<StoreConfig>;
}

const keys = [
  'dailyInterestRate',
  'invoicePostponementLimit',
  'taxRate',
  'maxPostponementDays',
  'defaultCreditValue',
  'postponementEnabled',
  'automaticCheckingAccountCreationEnabled',
  'toleranceEnabled',
  'myCreditsEnabled',
  'maxPreAuthorizationGrowthRate',
] as const satisfies ReadonlyArray<keyof StoreConfig>;

type Triggers = readonly NotificationTrigger[] | null;

function knownTriggers(triggers: Triggers): Triggers {
  return triggers === null ? null : triggers.map(({ days, timeOfDay }) => ({ days, timeOfDay }));
}

function knownSettings({ daysPrior, daysAfter }: NotificationsSettings): NotificationsSettings {
  return {
    ...(daysPrior === undefined ? {} : { daysPrior: knownTriggers(daysPrior) }),
    ...(daysAfter === undefined ? {} : { daysAfter: knownTriggers(daysAfter) }),
  };
}

/** Only what the API documents goes back to it, whatever else came along. */
function merged(present: StoreConfig, update: StoreConfigUpdate): StoreConfigUpdate {
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
  const kept = Object.fromEntries(keys.map((key) => [key, present[key]]));
  const { notificationsSettings: was } = present;
  const settings = was === undefined || was === null ? was : knownSettings(was);
  const { notificationsSettings: change } = update;
  const notificationsSettings =
    change === undefined ? settings : change === null ? null : { ...settings, ...change };
  return { ...kept, ...given, ...(notificationsSettings === undefined ? {} : { notificationsSettings }) };
}

export function storeConfigResource(context: ResourceContext): StoreConfigResource {
  const get: StoreConfigResource['get'] = (options) => context.execute(operations.get, { path: {} }, options);
  const update: StoreConfigResource['update'] = (change, options) =>
    context.execute(operations.update, { path: {}, body: change }, options);
  return {
    get,
    update,
    merge: async (change, options) => {
      operations.update.request.check({ path: {}, body: change });
      return update(merged(await get(options), change), options);
    },
  };
}
