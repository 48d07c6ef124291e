import { ConfigurationError, InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { DAY_IN_MILLISECONDS, formatInstant, toEpochMilliseconds } from '../../values/instant.ts';

/** A point in time: epoch milliseconds, an ISO 8601 date, or a `Date`. */
export type TimeInput = number | string | Date;

/** Where time comes from: a moment to stand still at, or a function that tells epoch milliseconds. */
export type TimeSource = TimeInput | (() => number);

/** A length of time; a bare number is milliseconds. */
export type Duration =
  | number
  | {
      readonly days?: number | undefined;
      readonly hours?: number | undefined;
      readonly minutes?: number | undefined;
      readonly seconds?: number | undefined;
      readonly milliseconds?: number | undefined;
    };

/**
 * The only time the reference knows. It never goes back. What depends on time (overdue, expired holds, due
 * notifications) is derived when it is read, so advancing twice equals advancing once by the sum.
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** The same as an ISO 8601 date. */
  iso(): string;
  /** Moves time forward. Throws `InvalidInputError` for less than zero. */
  advance(by: Duration): void;
  /** Moves time forward to a moment. Throws `InvalidInputError` for one in the past. */
  set(to: TimeInput): void;
}

// The API's dates have four digits of a year; a century is left for the due dates to come.
const earliest = -62_135_596_800_000;
const latest = Date.UTC(9900, 0);

/** Whether a value is a time that the reference can have. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= earliest && value <= latest;
}

// Not by its class: a test may have another realm's, or a faked one.
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

function momentOf(moment: unknown): number | undefined {
  if (typeof moment === 'string') return toEpochMilliseconds(moment);
  if (typeof moment === 'number') return Math.trunc(moment);
  return isDate(moment) ? moment.getTime() : undefined;
}

const momentExpected = 'epoch milliseconds, an ISO 8601 date or a Date, between the years 1 and 9900';

const tellsExpected = 'a function that tells epoch milliseconds, between the years 1 and 9900';

const units = new Map([
  ['days', DAY_IN_MILLISECONDS],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
  ['milliseconds', 1],
]);
const unitNames = [...units.keys()].join(', ');
const durationExpected = `a whole number of milliseconds from 0, or an object with any of ${unitNames}`;

/** A length of time in milliseconds. Throws `InvalidInputError` naming every field that is wrong. */
function millisecondsOf(duration: unknown): number {
  if (typeof duration === 'number') return duration;
  const isObject = typeof duration === 'object' && duration !== null && !Array.isArray(duration);
  const given = isObject ? Object.entries(duration).filter(([, value]) => value !== undefined) : [];
  const issues: Issue[] = given.length === 0 ? [{ path: 'by', expected: durationExpected }] : [];
  let sum = 0;
  for (const [name, value] of given) {
    const length = units.get(name);
    if (length === undefined) issues.push({ path: `by.${name}`, expected: `no such unit: ${unitNames}` });
    else if (typeof value !== 'number' || !Number.isFinite(value))
      issues.push({ path: `by.${name}`, expected: 'a number' });
    else sum += value * length;
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return sum;
}

/** What a clock needs to go on from where another one was. */
export interface ClockState {
  readonly now: number;
}

export interface EngineClock extends Clock {
  state(): ClockState;
  /** A clock that goes on by itself keeps going, from the restored moment. */
  restore(state: ClockState): void;
}

/** The machine's clock, for a reference that was given none. */
const systemTime = (): number => Date.now();

export function createClock(source: TimeSource = systemTime): EngineClock {
  let read: () => number;
  if (typeof source === 'function') {
    read = source;
  } else {
    const fixed = momentOf(source);
    if (!isTime(fixed)) throw new ConfigurationError([{ path: 'now', expected: momentExpected }]);
    read = () => fixed;
  }
  let offset = 0;
  let last = Number.NEGATIVE_INFINITY;
  const now = (): number => {
    const told = read();
    if (!isTime(told)) throw new ConfigurationError([{ path: 'now', expected: tellsExpected }]);
    last = Math.max(last, Math.trunc(told) + offset);
    return last;
  };
  const moveTo = (to: number | undefined, path: string, expected: string): void => {
    const present = now();
    if (!isTime(to)) throw new InvalidInputError([{ path, expected }]);
    if (to < present)
      throw new InvalidInputError([{ path, expected: `a time not before ${formatInstant(present)}` }]);
    offset += to - present;
    last = to;
  };
  return {
    now,
    iso: () => formatInstant(now()),
    advance: (by) => {
      const milliseconds = millisecondsOf(by);
      if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
        throw new InvalidInputError([{ path: 'by', expected: durationExpected }]);
      }
      moveTo(now() + milliseconds, 'by', 'a time that stays before the year 9900');
    },
    set: (to) => moveTo(momentOf(to), 'to', momentExpected),
    state: () => ({ now: now() }),
    restore: (state) => {
      offset = state.now - Math.trunc(read());
      last = state.now;
    },
  };
}

/** What comes of `act` within a time limit, or nothing; its signal says that it may as well stop. */
export async function within<Value>(
  milliseconds: number | false,
  act: (signal: AbortSignal) => Promise<Value>,
): Promise<{ readonly value: Value } | undefined> {
  const controller = new AbortController();
  const acting = act(controller.signal).then((value) => ({ value }));
  if (milliseconds === false) return acting;
  let end: () => void = () => {};
  const late = new Promise<undefined>((resolve) => {
    const timer = setTimeout(() => {
      resolve(undefined);
      controller.abort();
    }, milliseconds);
    end = () => clearTimeout(timer);
  });
  return Promise.race([acting, late]).finally(() => end());
}
