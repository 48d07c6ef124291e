import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  compareDates,
  DAY_IN_MILLISECONDS,
  formatInstant,
  formatWithoutOffset,
  lastTickBefore,
  toDate,
  toEpochMilliseconds,
} from '../../src/values/instant.ts';

describe('reading a date of the API', () => {
  test.each([
    ['2024-05-20T06:52:53.1314379Z', '2024-05-20T06:52:53.131Z'],
    ['2024-05-20T06:52:53.1319999999Z', '2024-05-20T06:52:53.131Z'],
    ['2024-05-20T06:52:53.1Z', '2024-05-20T06:52:53.100Z'],
    ['2024-05-20T06:52:53Z', '2024-05-20T06:52:53.000Z'],
    ['2023-11-25T00:00:00', '2023-11-25T00:00:00.000Z'],
    ['2023-11-25', '2023-11-25T00:00:00.000Z'],
    ['2024-05-20T06:52:53-03:00', '2024-05-20T09:52:53.000Z'],
    ['2024-05-20T00:00:00+05:30', '2024-05-19T18:30:00.000Z'],
    ['2024-05-20T23:59:59-12:00', '2024-05-21T11:59:59.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (date, iso) => {
    expect(toDate(date)?.toISOString()).toBe(iso);
    expect(toEpochMilliseconds(date)).toBe(Date.parse(iso));
  });

  test.each([
    '',
    'garbage',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-00',
    '2024-05-20T24:00:00Z',
    '2024-05-20T10:60:00Z',
    '2024-05-20T10:00:00+25:00',
    '0000-01-01',
    '05/20/2024',
    '2024-5-2',
    'May 20, 2024',
    '1716188400000',
    ' 2024-05-20',
    '2024-05-20\n',
    '+012024-05-20',
  ])('%j is no date', (date) => {
    expect(toEpochMilliseconds(date)).toBeUndefined();
    expect(toDate(date)).toBeUndefined();
  });
});

describe('writing a date', () => {
  test.each([
    ['2023-11-25T00:00:00.000Z', '2023-11-25T00:00:00Z'],
    ['2023-11-25T00:00:00.100Z', '2023-11-25T00:00:00.1Z'],
    ['2023-11-25T10:20:30.120Z', '2023-11-25T10:20:30.12Z'],
    ['2023-11-25T10:20:30.005Z', '2023-11-25T10:20:30.005Z'],
    ['2023-11-25T10:20:00.000Z', '2023-11-25T10:20:00Z'],
  ])('%s is written %s', (iso, written) => {
    expect(formatInstant(Date.parse(iso))).toBe(written);
    expect(`${formatWithoutOffset(Date.parse(iso))}Z`).toBe(written);
  });

  test('what was written is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (at) => {
        expect(toEpochMilliseconds(formatInstant(at))).toBe(at);
        expect(toEpochMilliseconds(formatWithoutOffset(at))).toBe(at);
      }),
    );
  });
});

describe('order', () => {
  const ticks = fc
    .tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 9999 }))
    .map(([ms, tick]) => ({
      ms,
      tick,
      date: `${new Date(ms).toISOString().slice(0, -1)}${String(tick).padStart(4, '0')}Z`,
    }));

  test('a tenth of a microsecond is told apart, however it is written', () => {
    expect(compareDates('2024-05-20T06:52:53.1314379Z', '2024-05-20T06:52:53.131438Z')).toBeLessThan(0);
    expect(compareDates('2024-05-20T06:52:53.13Z', '2024-05-20T06:52:53.1300000Z')).toBe(0);
    expect(compareDates('2024-05-20T06:52:53-03:00', '2024-05-20T09:52:53Z')).toBe(0);
    expect(compareDates('2024-05-20', '2024-05-20T00:00:00')).toBe(0);
  });

  test('what is no date comes first', () => {
    expect(compareDates('', '0001-01-01')).toBeLessThan(0);
    expect(compareDates('0001-01-01', 'x')).toBeGreaterThan(0);
    expect(compareDates('', 'x')).toBe(0);
  });

  test('dates are ordered as their ticks are', () => {
    fc.assert(
      fc.property(ticks, ticks, (a, b) => {
        const expected = Math.sign(a.ms - b.ms || a.tick - b.tick);
        expect(Math.sign(compareDates(a.date, b.date))).toBe(expected);
        expect(Math.sign(compareDates(b.date, a.date))).toBe(0 - expected);
      }),
    );
  });

  test('the last tick before a moment lies before it, and nothing lies between', () => {
    expect(lastTickBefore(Date.parse('2024-05-20T00:00:00Z'))).toBe('2024-05-19T23:59:59.9999999Z');
    fc.assert(
      fc.property(ticks, fc.integer({ min: 0, max: 10 ** 12 }), ({ date, ms }, at) => {
        const before = lastTickBefore(at);
        expect(compareDates(before, formatInstant(at))).toBeLessThan(0);
        expect(compareDates(date, before) <= 0).toBe(ms < at);
      }),
    );
  });
});

describe('adding days', () => {
  test.each([
    ['2024-05-20T06:52:53.1314379Z', 5, '2024-05-25T06:52:53.1314379Z'],
    ['2024-02-28T00:00:00Z', 1, '2024-02-29T00:00:00Z'],
    ['2023-12-31T23:59:59.9Z', 1, '2024-01-01T23:59:59.9Z'],
    ['2024-03-03T06:52:53.1314379Z', 30, '2024-04-02T06:52:53.1314379Z'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-11-25T00:00:00', 30, '2023-12-25T00:00:00'],
    ['2024-05-20T22:00:00-03:00', 1, '2024-05-21T22:00:00-03:00'],
  ])('%s + %i is %s', (date, days, moved) => {
    expect(addDays(date, days)).toBe(moved);
  });

  test('n days later is n times 24 hours later; there and back is where it was', () => {
    const dates = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('', 'Z', '-03:00'))
      .map(([at, offset]) => `${new Date(at).toISOString().slice(0, -1)}4379${offset}`);
    const someDays = fc.integer({ min: -3000, max: 36_500 });
    fc.assert(
      fc.property(dates, someDays, someDays, (date, days, more) => {
        const moved = addDays(date, days);
        expect((toEpochMilliseconds(moved) ?? 0) - (toEpochMilliseconds(date) ?? 0)).toBe(
          days * DAY_IN_MILLISECONDS,
        );
        expect(addDays(moved, -days)).toBe(date);
        expect(addDays(moved, more)).toBe(addDays(date, days + more));
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
      }),
    );
  });

  test.each<[string, number]>([
    ['', 1],
    ['2024-02-30', 1],
    ['9999-12-31', 1],
    ['0001-01-01', -1],
    ['2024-01-01', 1e300],
  ])('%j + %d is refused', (date, days) => {
    expect(() => addDays(date, days)).toThrow(RangeError);
  });
});
