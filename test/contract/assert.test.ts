import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from '../../src/contract/assert.ts';

/** What JSON can hold, with no key left `undefined`. */
const json = fc.jsonValue({ maxDepth: 4 });

describe('a difference', () => {
  it('is none between a value and a copy of it', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(difference(structuredClone(value), value)).toBeUndefined();
        expect(difference(structuredClone(value), value, true)).toBeUndefined();
      }),
    );
  });

  it('is there exactly when Vitest sees one', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        let same = true;
        try {
          expect(a).toEqual(b);
        } catch {
          same = false;
        }
        expect(difference(a, b) === undefined).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });

  it('is found at its path', () => {
    const value = { a: [{ b: 1 }, { b: 2 }] };
    expect(difference({ a: [{ b: 1 }, { b: 3 }] }, value)).toBe('a[1].b: expected 2, got 3');
    expect(difference({ a: [{ b: 1 }] }, value)).toMatch(/^a: expected .*, got /);
    expect(difference({ ...value, c: 1 }, value)).toBe('c: expected undefined, got 1');
    expect(difference(undefined, 'x')).toBe('expected "x", got undefined');
    expect(difference([], {})).toBe('expected {}, got []');
    expect(difference({}, [])).toBe('expected [], got {}');
    expect(difference(null, {})).toBe('expected {}, got null');
    expect(difference(0, -0)).toBeDefined();
  });

  it('is none in further keys, where only a part is expected; in further rows it is', () => {
    expect(difference({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } }, true)).toBeUndefined();
    expect(difference([{ a: 1 }, { a: 2 }], [{ a: 1 }], true)).toBeDefined();
    expect(difference({ a: 1 }, { b: undefined }, true)).toBeUndefined();
    expect(difference({ a: 1 }, { a: undefined }, true)).toBe('a: expected undefined, got 1');
  });

  it('takes a regular expression for every text that it matches, and for nothing else', () => {
    expect(difference({ a: 'xyz' }, { a: /^x/ })).toBeUndefined();
    expect(difference({ a: 'zyx' }, { a: /^x/ })).toBe('a: expected text like /^x/, got "zyx"');
    expect(difference({ a: 5 }, { a: /5/ })).toBeDefined();
  });
});
