import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableOrder } from '../../src/reference/engine/stable-order.ts';

const key = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -65_536, 65_536, 0),
);

test('positions come in the order of their keys, equal ones as they stand', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
      const expected = keys.map((_, at) => at).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
      expect([...stableOrder(Int32Array.from(keys))]).toEqual(expected);
    }),
  );
});
