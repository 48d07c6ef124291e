import { describe, expect, it } from 'vitest';
import { merged } from '../../scripts/observations.ts';

const report = (change: object = {}): object => ({
  format: 'vtex-customer-credit verification 1',
  of: 'store',
  date: '2026-11-25',
  behaviours: [
    { id: 'a', mark: 'assumed', finding: 'held' },
    { id: 'b', mark: 'assumed', finding: 'differs' },
    { id: 'c', mark: 'assumed', finding: 'not exercised' },
  ],
  ...change,
});
const known = ['a', 'b', 'c'];

describe('a report of a store', () => {
  it('is taken by behaviour, with its day; what it did not exercise stays', () => {
    const before = {
      a: { finding: 'differs', date: '2026-01-01' },
      c: { finding: 'held', date: '2026-01-01' },
    } as const;
    expect(merged(known, before, report())).toEqual({
      a: { finding: 'held', date: '2026-11-25' },
      b: { finding: 'differs', date: '2026-11-25' },
      c: { finding: 'held', date: '2026-01-01' },
    });
  });

  it('takes nothing from what is newer', () => {
    const before = { a: { finding: 'differs', date: '2027-01-01' } } as const;
    expect(merged(known, before, report())).toMatchObject(before);
  });

  it.each([
    ['something else', { format: 'x' }, /expected a report/],
    ['that of an emulator', { of: 'emulator' }, /of an emulator/],
    ['one without a day', { date: 'today' }, /expected a date/],
    [
      'one of a behaviour that there is not',
      { behaviours: [{ id: 'z', finding: 'held' }] },
      /no behaviour z/,
    ],
  ])('is not %s', (_, change, message) => {
    expect(() => merged(known, {}, report(change))).toThrow(message);
  });
});
