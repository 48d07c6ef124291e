import { DAY_IN_MILLISECONDS } from '../../../values/instant.ts';
import { monthNames } from './retypable.ts';

/** What day a text may mean; what it does not say is `undefined`. */
interface DayReading {
  readonly day: number | undefined;
  readonly month: number;
  readonly year: number | undefined;
}

interface Dated {
  readonly days: readonly DayReading[];
  /** Seconds since midnight. */
  readonly seconds: number | undefined;
}

const clock =
  /(?:^|[\s,t])(\d{1,4}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m?\.?)?(?:z|[+-]\d\d:?\d\d)?$/i;
const hour = /(?:^|\s)(\d{1,2})\s*([ap])\.?\s?m?\.?$/i;

function secondsOf(text: string): { readonly seconds: number | undefined; readonly rest: string } {
  const found = clock.exec(text) ?? hour.exec(text);
  if (found === null) return { seconds: undefined, rest: text };
  const short = found.length === 3;
  const [hours, minutes, seconds] = short
    ? [Number(found[1]), 0, 0]
    : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  const half = (short ? found[2] : found[4])?.toLowerCase();
  const shift = half === undefined ? 0 : half === 'p' ? (hours === 12 ? 0 : 12) : hours === 12 ? -12 : 0;
  return {
    seconds: ((hours + shift) * 60 + minutes) * 60 + seconds,
    rest: text.slice(0, found.index).trim(),
  };
}

function reading(day: number | undefined, month: number, year: number | undefined): DayReading[] {
  const sound = month >= 1 && month <= 12 && (day === undefined || (day >= 1 && day <= 31));
  return sound ? [{ day, month, year }] : [];
}

function ofNumbers(numbers: readonly string[]): DayReading[] {
  const [a = '', b = '', c] = numbers;
  const [x, y, z] = [Number(a), Number(b), Number(c)];
  if (c !== undefined) {
    if (a.length === 4) return reading(z, y, x);
    return [...reading(x, y, z), ...reading(y, x, z), ...reading(z, y, x)];
  }
  if (a.length === 4) return reading(undefined, y, x);
  if (b.length === 4) return reading(undefined, x, y);
  return [...reading(x, y, undefined), ...reading(y, x, undefined), ...reading(undefined, x, y)];
}

const numbersOfMonths = (): ReadonlyMap<string, number> =>
  new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));
const monthOf = /* @__PURE__ */ numbersOfMonths();

function ofWords(words: readonly string[], numbers: readonly string[]): DayReading[] {
  const [month] = words.flatMap((word) => monthOf.get(word.toLowerCase()) ?? []);
  if (month === undefined) return [];
  const [a, b] = numbers;
  if (a === undefined) return [];
  if (b === undefined)
    return a.length > 2
      ? reading(undefined, month, Number(a))
      : [...reading(Number(a), month, undefined), ...reading(undefined, month, Number(a))];
  if (a.length === 4) return reading(Number(b), month, Number(a));
  return reading(Number(a), month, Number(b));
}

/** What date, time or both a text may mean to a spreadsheet. */
function datedOf(given: string): Dated {
  if (given.length > 60) return { days: [], seconds: undefined };
  const { seconds, rest } = secondsOf(given.trim());
  const numbers = rest.match(/\d+/g) ?? [];
  const words = rest.match(/\p{L}+/gu) ?? [];
  if (words.length > 0) return { days: ofWords(words, numbers), seconds };
  const parted = /^\d{1,6}(?:\s?[-/.]\s?\d{1,6}){1,2}\.?$/.test(rest);
  return { days: parted ? ofNumbers(numbers) : [], seconds };
}

const sameYear = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined || a % 100 === b % 100;

/** Whether a spreadsheet that took one text for a date may have written the other. */
function isSameDay(before: DayReading, after: DayReading): boolean {
  if (before.month !== after.month || !sameYear(before.year, after.year)) return false;
  // What the text did not say the spreadsheet puts in: its own year, or the first of the month.
  if (before.year !== undefined && after.year === undefined) return false;
  if (before.day === undefined) return after.day === undefined || after.day === 1;
  return before.day === after.day;
}

const firstSerial = /* @__PURE__ */ Date.UTC(1899, 11, 30);
// The years from 1900 to 2100.
const lastSerial = 73_050;

/** The date that a spreadsheet counts so many days for, where a text is such a number. */
function serialReading(text: string): Dated {
  const found = /^(\d{1,5})(?:[.,](\d+))?$/.exec(text.trim());
  const whole = Number(found?.[1]);
  if (found === null || whole > lastSerial) return { days: [], seconds: undefined };
  const date = new Date(firstSerial + whole * DAY_IN_MILLISECONDS);
  const seconds = found[2] === undefined ? undefined : Math.round(Number(`0.${found[2]}`) * 86_400);
  const full = reading(date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear());
  return { days: whole === 0 ? [] : full, seconds };
}

/** Whether a spreadsheet that took one text for a date or a time may have written the other. */
export function isSameDate(before: string, after: string): boolean {
  const was = datedOf(before);
  if (was.days.length === 0 && was.seconds === undefined) return false;
  return [datedOf(after), serialReading(after)].some(({ days, seconds }) => {
    const sameTime =
      was.seconds === undefined ? (seconds ?? 0) === 0 : Math.abs(was.seconds - (seconds ?? 0)) <= 1;
    if (!sameTime) return false;
    if (was.days.length === 0) return days.length === 0 && seconds !== undefined;
    return was.days.some((one) => days.some((other) => isSameDay(one, other)));
  });
}
