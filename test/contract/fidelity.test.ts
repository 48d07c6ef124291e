import { describe, expect, it } from 'vitest';
import { contractCases } from 'vtex-customer-credit/contract';
import { behaviours } from 'vtex-customer-credit/memory';
import { gaps } from '../../scripts/fidelity.ts';

const held = { group: 'an invoice', name: 'is paid', holds: ['a.b'] };
const unit = { file: 'test/x.test.ts', title: 'is (really) so', holds: ['a.c'] };
const ledger = {
  behaviours: [{ id: 'a.b' }, { id: 'a.c' }],
  cases: [held],
  unitTests: [unit],
  read: (file: string) => (file === unit.file ? "test('is (really) so', () => {})" : undefined),
};

describe('the check of the ledger', () => {
  it('finds nothing where every behaviour is held', () => {
    expect(gaps(ledger)).toEqual([]);
  });

  it.each([
    [
      'a behaviour without a case',
      { behaviours: [...ledger.behaviours, { id: 'a.d' }] },
      'no case holds the behaviour a.d',
    ],
    [
      'a case that names an unknown behaviour',
      { cases: [{ ...held, holds: ['a.b', 'a.x'] }] },
      '"an invoice is paid" holds a.x, which is no behaviour',
    ],
    [
      'a case without any behaviour',
      { cases: [held, { ...held, name: 'is nothing', holds: [] }] },
      '"an invoice is nothing" holds no behaviour',
    ],
    ['two cases of one title', { cases: [held, held] }, 'two cases are called "an invoice is paid"'],
    [
      'a test that is not there',
      { read: () => "test('is (really) so, or not', () => {})" },
      'there is no test "is (really) so" in test/x.test.ts',
    ],
    [
      'a file that is not there',
      { read: () => undefined },
      'there is no test "is (really) so" in test/x.test.ts',
    ],
  ])('finds %s', (_, change, sentence) => {
    expect(gaps({ ...ledger, ...change })).toEqual([sentence]);
  });

  it('is of the cases and behaviours as they are: a case has the weakest mark of what it rests on', () => {
    const marks = new Map(behaviours.map(({ id, mark }) => [id, mark]));
    for (const { holds, mark } of contractCases) {
      const all = holds.map((id) => marks.get(id));
      expect(mark).toBe(
        all.includes('assumed') ? 'assumed' : all.includes('observed') ? 'observed' : 'documented',
      );
    }
  });
});
