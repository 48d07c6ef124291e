import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOrder, epochOf, writtenDate } from '../../src/values/date-order.ts';
import { compareDates, toEpochMilliseconds } from '../../src/values/instant.ts';

const two = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(2, '0'));

/** Dates and what nearly is one, in every form that occurs. */
const date = fc
  .tuple(
    fc.constantFrom('0001', '0099', '0100', '1900', '2000', '2023', '2024', '9999'),
    two(0, 13),
    two(0, 32),
    fc.constantFrom('T', ' ', 't', 'x'),
    two(0, 24),
    two(0, 60),
    two(0, 60),
    fc.constantFrom(
      '',
      '.',
      '.5',
      '.50',
      '.500',
      '.1234567',
      '.1234560',
      '.12345678',
      '.x',
      '.0000001',
      '.0',
    ),
    fc.constantFrom('Z', '', 'z', '+03:00', '-0330'),
  )
  .map(
    ([year, month, day, mark, hours, minutes, seconds, fraction, zone]) =>
      `${year}-${month}-${day}${mark}${hours}:${minutes}:${seconds}${fraction}${zone}`,
  );
const anyDate = fc.oneof(date, fc.constantFrom('', '2024-05-08', '2024-02-30', 'soon'));
const realDate = anyDate.filter((text) => toEpochMilliseconds(text) !== undefined);

describe('reading and ordering many dates', () => {
  test('reads what is read one by one, and nothing else', () => {
    fc.assert(
      fc.property(anyDate, (text) => {
        expect(epochOf(text)).toBe(toEpochMilliseconds(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('orders dates as compareDates does, to the last digit', () => {
    fc.assert(
      fc.property(realDate, realDate, (a, b) => {
        expect(Math.sign(dateOrder(a, b))).toBe(Math.sign(compareDates(a, b)));
        expect(Math.sign(dateOrder(writtenDate(a), b))).toBe(Math.sign(compareDates(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  test('orders a date that an offset takes beyond the year 9999', () => {
    for (const beyond of ['9999-12-31T21:00:00-0330', '9999-12-31T23:59:59.5-01:00'])
      for (const other of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z'])
        expect([dateOrder(beyond, other), dateOrder(other, beyond)].map(Math.sign)).toEqual([1, -1]);
  });

  test('puts what is no date first', () => {
    expect(dateOrder('soon', '0001-01-01')).toBeLessThan(0);
    expect(dateOrder('soon', '')).toBe(0);
  });
});
