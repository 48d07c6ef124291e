import { toEpochMilliseconds } from '../values/instant.ts';
import { urlOf } from '../values/url.ts';

/** No amount of the reference or of a request may reach this: one billion times a thousand, in store currency. */
const amountCeiling = 1_000_000_000_000;

const twoDecimals = /^-?\d+(?:\.\d{1,2})?$/;
const anyDecimal = /^\d+(?:\.\d{1,8})?$/;

const isAmount = (value: number | string): boolean =>
  twoDecimals.test(String(value)) && Math.abs(Number(value)) < amountCeiling;

export const isPositiveAmount = (value: number): boolean => isAmount(value) && value > 0;
export const isAmountFromZero = (value: number | string): boolean =>
  isAmount(value) && !(Number(value) < 0) && !String(value).startsWith('-');
export const isDebit = (value: number | string): boolean => isAmount(value) && Number(value) < 0;
export const isFraction = (value: number | string): boolean =>
  anyDecimal.test(String(value)) && Number(value) <= 1000;

// Written out as %2e they are dot segments to some servers, too.
const dotSegment = /^(?:\.|%2e){1,2}$/i;

export function isIdentifier(value: string): boolean {
  if (value === '' || value.length > 200 || dotSegment.test(value) || !value.isWellFormed()) return false;
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || unit === 0x7f) return false;
  }
  return true;
}

export const isFilled = (value: string): boolean => value.trim() !== '';
export const isNamePart = (value: string): boolean =>
  value.length <= 99 && isFilled(value) && isIdentifier(value);

export const isEmail = (value: string): boolean => value.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(value);

export const isLink = (value: string): boolean =>
  value === '' || (urlOf(value) !== undefined && /^https?:\/\//i.test(value));

export const isLike =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);

// The form that the API writes. What else can be read, 29 February among it, takes a calendar.
const usualDate =
  /^(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?$/;

export const isDate = (value: string): boolean =>
  usualDate.test(value) || toEpochMilliseconds(value) !== undefined;

export const isWithin =
  (from: number, to: number) =>
  (value: number): boolean =>
    Number.isSafeInteger(value) && value >= from && value <= to;

export const hasAtMost =
  (most: number) =>
  (value: readonly unknown[]): boolean =>
    value.length <= most;
