import { toDate } from 'vtex-customer-credit';
import type { Locale } from './words/index.ts';

const tags: Readonly<Record<Locale, string>> = { en: 'en-US', pt: 'pt-BR', es: 'es' };

const cached = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = cached.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(tags[locale], { useGrouping: 'always', ...options });
  cached.set(key, made);
  return made;
}

function dates(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = cached.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(tags[locale], { timeZone: 'UTC', ...options });
  cached.set(key, made);
  return made;
}

/** An amount in the store's currency, whatever that is: two decimals, no symbol. */
export const money = (value: number, locale: Locale): string =>
  numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(value);

export const whole = (value: number, locale: Locale): string => numbers(locale, {}).format(value);

/** A decimal fraction as a percentage: 0.1 is 10 %. */
export const percent = (fraction: number, locale: Locale): string =>
  numbers(locale, { style: 'percent', maximumFractionDigits: 2 }).format(fraction);

/** Months by name in English alone, where the order of the numbers says nothing; elsewhere the day comes first. */
const dayParts = (locale: Locale): Intl.DateTimeFormatOptions => ({
  day: '2-digit',
  month: locale === 'en' ? 'short' : '2-digit',
  year: 'numeric',
});

/** The day of a date of the API, in UTC; a date that cannot be read stays as it came. */
export function day(text: string | null | undefined, locale: Locale): string {
  if (!text) return '–';
  const date = toDate(text);
  return date === undefined ? text : dates(locale, dayParts(locale)).format(date);
}

/** Day and time in UTC. */
export function moment(text: string | null | undefined, locale: Locale): string {
  if (!text) return '–';
  const date = toDate(text);
  if (date === undefined) return text;
  const options = {
    ...dayParts(locale),
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  } as const;
  return `${dates(locale, options).format(date)} UTC`;
}

const cents = (value: number): number => Math.round(value * 100);

/** Adds and subtracts amounts without the dust of binary fractions. */
export const sum = (...values: readonly number[]): number =>
  values.reduce((total, value) => total + cents(value), 0) / 100;

/** A number as people write it, `1.234,5` as well as `1,234.5`; `undefined` for what is none. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^-?\d[\d.,]*$/.test(trimmed)) return undefined;
  const last = Math.max(trimmed.lastIndexOf('.'), trimmed.lastIndexOf(','));
  if (last < 0) return Number(trimmed);
  const mark = trimmed.charAt(last);
  const isSingle = trimmed.indexOf(mark) === last;
  const other = trimmed.includes(mark === '.' ? ',' : '.');
  // One mark alone before three digits could be either: nothing is guessed about money.
  if (!other && (!isSingle || trimmed.length - last === 4)) return undefined;
  const digits = `${trimmed.slice(0, last).replaceAll(/[.,]/g, '')}.${trimmed.slice(last + 1)}`;
  return Number.isFinite(Number(digits)) ? Number(digits) : undefined;
}
