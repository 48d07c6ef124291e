import type { NotificationsSettings, NotificationTrigger, StoreConfig, StoreConfigUpdate } from '../index.ts';
import { UsageError } from './usage.ts';

/** What the configuration is made of, one name each: what `config get` shows and `config set` takes. */
type Setting = Exclude<keyof StoreConfig, 'notificationsSettings'> | 'daysPrior' | 'daysAfter';

const kinds = {
  dailyInterestRate: 'number',
  taxRate: 'number',
  maxPreAuthorizationGrowthRate: 'number',
  invoicePostponementLimit: 'number',
  maxPostponementDays: 'number',
  defaultCreditValue: 'number',
  postponementEnabled: 'flag',
  automaticCheckingAccountCreationEnabled: 'flag',
  toleranceEnabled: 'flag',
  myCreditsEnabled: 'flag',
  daysPrior: 'triggers',
  daysAfter: 'triggers',
} as const satisfies Record<Setting, 'number' | 'flag' | 'triggers'>;

export const settingNames: readonly string[] = Object.keys(kinds);

const isSetting = (name: string): name is Setting => Object.hasOwn(kinds, name);

const triggersText = (triggers: readonly NotificationTrigger[] | null | undefined): string =>
  (triggers ?? []).map(({ days, timeOfDay }) => `${days}@${timeOfDay}`).join(',');

/** The configuration as names and values. */
export function settingsOf(config: StoreConfig): ReadonlyArray<readonly [string, string]> {
  const { notificationsSettings, ...rest } = config;
  const values = new Map<string, unknown>(Object.entries(rest));
  return Object.entries(kinds).map(([name, kind]) => {
    if (kind !== 'triggers') return [name, String(values.get(name) ?? '')];
    return [name, triggersText(notificationsSettings?.[name === 'daysPrior' ? 'daysPrior' : 'daysAfter'])];
  });
}

function numberOf(name: string, text: string): number {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`${name}: expected a number with a point, such as 0.1`);
}

function flagOf(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new UsageError(`${name}: expected true or false`);
}

function triggersOf(name: string, text: string): NotificationTrigger[] {
  if (text === '') return [];
  return text.split(',').map((part) => {
    const [, days, time, seconds = ':00'] = /^(\d{1,4})@(\d{2}:\d{2})(:\d{2})?$/.exec(part.trim()) ?? [];
    if (days === undefined) throw new UsageError(`${name}: expected days@time, such as 5@12:00,1@12:00`);
    return { days: Number(days), timeOfDay: `${time}${seconds}` };
  });
}

/**
 * Reads `name=value` pairs.
 * @throws UsageError for names that are none, names given twice, and values of another kind, all at once.
 */
export function readSettings(pairs: readonly string[]): StoreConfigUpdate {
  const update: Record<string, unknown> = {};
  const notifications: { -readonly [Key in keyof NotificationsSettings]: NotificationTrigger[] } = {};
  const read = (pair: string): void => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0));
    if (!isSetting(name))
      throw new UsageError(`Expected name=value, with one of these names: ${settingNames.join(', ')}`);
    if (name in update || name in notifications) throw new UsageError(`${name}: given twice`);
    const text = pair.slice(at + 1).trim();
    if (name === 'daysPrior' || name === 'daysAfter') notifications[name] = triggersOf(name, text);
    else update[name] = kinds[name] === 'flag' ? flagOf(name, text) : numberOf(name, text);
  };
  const wrong = new Set<string>();
  for (const pair of pairs) {
    try {
      read(pair);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong.add(error.message);
    }
  }
  if (wrong.size > 0) throw new UsageError([...wrong].join('; '));
  const given = Object.keys(notifications).length > 0;
  return { ...update, ...(given ? { notificationsSettings: notifications } : {}) };
}
