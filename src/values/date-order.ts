import { toEpochMilliseconds, toInstant } from './instant.ts';

/*
 * A million dates are read and put in order when a store is seeded. Nearly all of them have the one form in which the API
 * writes dates, which can be read digit by digit and compared as text.
 */

const [plus, dash, colon, dot, letterT, letterZ, zero] = [0x2b, 0x2d, 0x3a, 0x2e, 0x54, 0x5a, 0x30];

/** Whether a written date lies after the year 9999: an offset can take a date there, and its year gets a sign. */
const isBeyond = (date: string): boolean => date.charCodeAt(0) === plus;

/**
 * Whether a date looks like those of the API: `2024-05-08T12:00:00.1234567Z`, with one to seven digits of a fraction or
 * without one. That its digits are digits is not looked at.
 */
function isWritten(date: string): boolean {
  const { length } = date;
  if (date.charCodeAt(10) !== letterT || date.charCodeAt(length - 1) !== letterZ) return false;
  if (length === 20) return true;
  return length > 21 && length < 29 && date.charCodeAt(19) === dot;
}

/** The number that some digits of a text say; `NaN` where one of them is none. */
function numberAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOf(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0);
}

/** Epoch milliseconds of a date that looks like those of the API; `undefined` for any other, and for an impossible one. */
function writtenEpoch(date: string): number | undefined {
  if (!isWritten(date)) return undefined;
  const year = numberAt(date, 0, 4);
  const month = numberAt(date, 5, 7);
  const day = numberAt(date, 8, 10);
  const hours = numberAt(date, 11, 13);
  const minutes = numberAt(date, 14, 16);
  const seconds = numberAt(date, 17, 19);
  const digits = Math.max(0, date.length - 21);
  const fraction = numberAt(date, 20, 20 + digits);
  const isMarked =
    date.charCodeAt(4) === dash &&
    date.charCodeAt(7) === dash &&
    date.charCodeAt(13) === colon &&
    date.charCodeAt(16) === colon;
  // Of the years before 100 `Date.UTC` makes others.
  if (!isMarked || !(year >= 100 && day >= 1 && day <= daysOf(month, year))) return undefined;
  if (!(hours < 24 && minutes < 60 && seconds < 60 && fraction >= 0)) return undefined;
  const whole = ((daysSince1970(year, month, day) * 24 + hours) * 60 + minutes) * 60 + seconds;
  return whole * 1000 + Math.floor((fraction * 1000) / (powersOfTen[digits] ?? 1));
}

const powersOfTen = Array.from({ length: 8 }, (_, digits) => 10 ** digits);

/** Days from 1970-01-01 to a date of the Gregorian calendar, whose year counts from March so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const sinceMarch = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((153 * sinceMarch + 2) / 5) + day - 719_469;
}

/** The same as `toEpochMilliseconds`, faster for dates in the form of the API. */
export function epochOf(date: string): number | undefined {
  return writtenEpoch(date) ?? toEpochMilliseconds(date);
}

/** A date in the form of the API, to the last of its seven digits; what is no date comes before all. */
export function writtenDate(date: string): string {
  if (isWritten(date)) return date;
  const instant = toInstant(date);
  if (instant === undefined) return '';
  const whole = new Date(instant.milliseconds).toISOString().slice(0, -1);
  return `${`${whole}${String(instant.ticks).padStart(4, '0')}`.replace(/\.?0*$/, '')}Z`;
}

/** Compares two dates in the form of the API as text. */
function compareWritten(a: string, b: string): number {
  if (isBeyond(a) !== isBeyond(b)) return isBeyond(a) ? 1 : -1;
  if (a.length === b.length) return a === b ? 0 : a < b ? -1 : 1;
  // The Z of the shorter one would come after the digits of the other.
  const end = Math.min(a.length, b.length) - 1;
  for (let at = 0; at < end; at += 1) {
    const difference = a.charCodeAt(at) - b.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  const [longer, sign] = a.length > b.length ? [a, 1] : [b, -1];
  for (let at = end; at < longer.length - 1; at += 1) {
    const letter = longer.charCodeAt(at);
    if (letter !== dot && letter !== zero) return sign;
  }
  return 0;
}

/**
 * Orders two dates to the last of their seven digits, whatever their form: negative when `a` is earlier. The same as
 * `compareDates`, faster for dates in the form of the API.
 */
export function dateOrder(a: string, b: string): number {
  return a === b ? 0 : compareWritten(writtenDate(a), writtenDate(b));
}
