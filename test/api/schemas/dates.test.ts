import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDates, toDate, toEpochMilliseconds } from 'vtex-customer-credit';
import { goodAnswer } from '../../client/http/calls.ts';
import { clientOver, json, recording } from '../../client/http/recording.ts';
import { observed } from '../../fixtures/index.ts';

const reference = { creditAccountId: 'x', id: 'y' };
const example = goodAnswer('invoices.get');
const invoice = { ...(typeof example === 'object' ? example : {}), id: reference.id };

const dates = observed.flatMap((variant) =>
  variant.kind === 'date' && typeof variant.json === 'string' ? [{ id: variant.id, date: variant.json }] : [],
);

describe('dates in answers', () => {
  test.each(dates)('$id is kept to the exact string', async ({ date }) => {
    const answer = {
      ...invoice,
      createdAt: date,
      updatedAt: date,
      dueDate: date,
      originalDueDate: date,
      resolvedAt: date,
    };
    expect(await clientOver(recording(json(answer))).invoices.get(reference)).toEqual(answer);
  });

  test('any text in the place of a date is kept by tolerant reading', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (date) => {
        const read = await clientOver(recording(json({ ...invoice, dueDate: date }))).invoices.get(reference);
        expect(read.dueDate).toBe(date);
      }),
      { numRuns: 50 },
    );
  });
});

describe('conversion', () => {
  test.each([
    ['2023-11-09T18:26:43.2112234Z', Date.UTC(2023, 10, 9, 18, 26, 43, 211)],
    ['2023-11-09T18:26:43.2119999Z', Date.UTC(2023, 10, 9, 18, 26, 43, 211)],
    ['2023-11-10T19:46:50.551354Z', Date.UTC(2023, 10, 10, 19, 46, 50, 551)],
    ['2023-11-10T19:46:50.5Z', Date.UTC(2023, 10, 10, 19, 46, 50, 500)],
    ['2023-11-10T19:46:50Z', Date.UTC(2023, 10, 10, 19, 46, 50)],
    ['2023-11-25T00:00:00', Date.UTC(2023, 10, 25)],
    ['2018-10-24T15:34:14.5879054', Date.UTC(2018, 9, 24, 15, 34, 14, 587)],
    ['2024-05-20', Date.UTC(2024, 4, 20)],
    ['2024-02-29T12:00:00Z', Date.UTC(2024, 1, 29, 12)],
    ['2024-05-20T12:00:00-03:00', Date.UTC(2024, 4, 20, 15)],
    ['1969-12-31T23:59:59.9999999Z', -1],
  ])('%s is a moment, rounded down to the millisecond', (date, expected) => {
    expect(toEpochMilliseconds(date)).toBe(expected);
    expect(toDate(date)?.getTime()).toBe(expected);
  });

  test.each([
    '',
    ' ',
    'yesterday',
    '2023-02-30',
    '2023-13-01',
    '2023-02-29T00:00:00Z',
    '2023-11-09T24:30:00Z',
    '24/05/2023',
    '0',
  ])('%j is none', (date) => {
    expect(toEpochMilliseconds(date)).toBeUndefined();
    expect(toDate(date)).toBeUndefined();
  });

  test('agrees with the platform wherever the platform reads the date', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(toEpochMilliseconds(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const date = toDate(text);
        expect(date === undefined || !Number.isNaN(date.getTime())).toBe(true);
      }),
    );
  });

  test('dates are ordered to the seventh digit', () => {
    expect(compareDates('2023-11-09T18:26:43.2112234Z', '2023-11-09T18:26:43.2112235Z')).toBeLessThan(0);
    expect(compareDates('2023-11-09T18:26:43.21Z', '2023-11-09T18:26:43.2100000')).toBe(0);
    expect(compareDates('2023-11-09', '')).toBeGreaterThan(0);
  });
});
