/** Days are counted as 24 hours: the API writes UTC. */
export const DAY_IN_MILLISECONDS = 86_400_000;

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A point in time to the 100 ns that the API writes: whole milliseconds and the ticks on top, 0 to 9999. */
export interface Instant {
  readonly milliseconds: number;
  readonly ticks: number;
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined || text === 'Z' || text === 'z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Reads a date of the API to its last digit. */
export function toInstant(date: string): Instant | undefined {
  const found = pattern.exec(date);
  if (found === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
  const digits = fraction.padEnd(7, '0');
  const offset = offsetOf(zone);
  if (offset === undefined || Number(year) === 0) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // An impossible date, such as 30 February, moves into another month.
  if (time.getUTCMonth() !== Number(month) - 1 || time.getUTCDate() !== Number(day)) return undefined;
  time.setUTCHours(Number(hour), Number(minute), Number(second), Number(digits.slice(0, 3)));
  return { milliseconds: time.getTime() - offset, ticks: Number(digits.slice(3, 7)) };
}

/**
 * A date of the API as epoch milliseconds, rounded down. Seven fraction digits, a missing offset (UTC) and a bare date
 * (midnight UTC) are read (observed). `undefined` for `""`, impossible dates and what is no ISO 8601 date.
 */
export function toEpochMilliseconds(date: string): number | undefined {
  return toInstant(date)?.milliseconds;
}

/** A date of the API as a `Date`, or `undefined`: see `toEpochMilliseconds`. */
export function toDate(date: string): Date | undefined {
  const milliseconds = toEpochMilliseconds(date);
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

/**
 * Orders two dates of the API to the last of their seven digits: negative when `a` is earlier. What is no date sorts
 * before everything.
 */
export function compareDates(a: string, b: string): number {
  const first = toInstant(a);
  const second = toInstant(b);
  if (first === undefined || second === undefined)
    return Number(first !== undefined) - Number(second !== undefined);
  return first.milliseconds - second.milliseconds || first.ticks - second.ticks;
}

// One time is often written many times: where a clock stands still, at every call.
let lastTime = Number.NaN;
let lastText = '';

/** A time as the API writes it: UTC, trailing zeros of the fraction left out. */
export function formatInstant(milliseconds: number): string {
  if (milliseconds === lastTime) return lastText;
  const text = new Date(milliseconds).toISOString().replace(/\.?0*Z$/, 'Z');
  lastTime = milliseconds;
  lastText = text;
  return text;
}

/** A time as the API writes expiration dates: without an offset. */
export function formatWithoutOffset(milliseconds: number): string {
  return formatInstant(milliseconds).slice(0, -1);
}

/**
 * Moves a date by whole days. Its form stays: every digit of the time, and the offset or its absence. Throws
 * `RangeError` for what is no date, and when the result lies outside the years 0001 to 9999.
 */
export function addDays(date: string, days: number): string {
  if (toInstant(date) === undefined) throw new RangeError('date: expected an ISO 8601 date');
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  const moved = Number.isNaN(day.getTime()) ? '' : `${day.toISOString().slice(0, 10)}${date.slice(10)}`;
  if (toInstant(moved) === undefined) throw new RangeError('days: expected a date from year 1 to 9999');
  return moved;
}

/** The last tick of 100 ns before a moment: the inclusive upper bound that means "before". */
export function lastTickBefore(milliseconds: number): string {
  return `${new Date(milliseconds - 1).toISOString().slice(0, -1)}9999Z`;
}
