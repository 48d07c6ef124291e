import { ConfigurationError, InvalidInputError } from '../errors.ts';
import { formatInstant, toEpochMilliseconds } from '../ledger/instant.ts';

/** A moment: epoch milliseconds, an ISO 8601 date, or a `Date`. */
export type Moment = number | string | Date;

/** Where time comes from: a moment to stand still at, or a function that tells epoch milliseconds. */
export type TimeSource = Moment | (() => number);

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
  set(to: Moment): void;
}

// The API's dates have four digits of a year; a century is left for the due dates to come.
const earliest = -62_135_596_800_000;
const latest = Date.UTC(9900, 0);

function isTime(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= earliest && value <= latest;
}

function momentOf(moment: Moment): number | undefined {
  if (typeof moment === 'string') return toEpochMilliseconds(moment);
  return typeof moment === 'number' ? Math.trunc(moment) : moment.getTime();
}

const momentExpected = 'epoch milliseconds, an ISO 8601 date or a Date, between the years 1 and 9900';

function millisecondsOf(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
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
    last = Math.max(last, Math.trunc(read()) + offset);
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
        throw new InvalidInputError([
          { path: 'by', expected: 'a whole number of milliseconds from 0, or days, hours …' },
        ]);
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

/** Lets real time pass; `false` as soon as the signal ends it. */
export function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve(true);
    }, milliseconds);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
