import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedList } from '../../src/reference/engine/sorted-list.ts';

const ascending = (a: number, b: number): number => a - b;

describe('a sorted list', () => {
  it('is what a sorted array is, whatever is inserted and deleted', () => {
    const step = fc.record({ insert: fc.boolean(), value: fc.nat(3000) });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(3000), { maxLength: 2000, size: 'max' }),
        fc.array(step, { maxLength: 300, size: 'max' }),
        fc.nat(3000),
        fc.nat(2500),
        fc.nat(400),
        (initial, steps, bound, from, count) => {
          const list = SortedList.of(ascending, initial.toSorted(ascending));
          const model = new Set(initial);
          for (const { insert, value } of steps) {
            if (!insert) expect(list.delete(value)).toBe(model.delete(value));
            else if (!model.has(value)) {
              list.insert(value);
              model.add(value);
            }
          }
          const sorted = [...model].sort(ascending);
          expect([...list]).toEqual(sorted);
          expect(list.size).toBe(sorted.length);
          expect(list.slice(from, count)).toEqual(sorted.slice(from, from + count));
          expect(list.rank((value) => value < bound)).toBe(sorted.filter((value) => value < bound).length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('grows and shrinks through many chunks', () => {
    const list = new SortedList(ascending);
    for (let value = 0; value < 20_000; value += 1) list.insert((value * 7919) % 20_000);
    expect(list.slice(0, 20_000)).toEqual(Array.from({ length: 20_000 }, (_, at) => at));
    for (let value = 0; value < 20_000; value += 1) list.delete(value);
    expect([list.size, list.slice(0, 10)]).toEqual([0, []]);
  });
});
