import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactSum, exceeds, fromCents, scaleCents, splitCents, toCents } from '../../src/values/money.ts';

/** A decimal number as digits of its own making, so that nothing here rests on the code under test. */
const decimals = fc.record({
  units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  places: fc.integer({ min: 0, max: 8 }),
});

function textOf({ units, places }: { units: bigint; places: number }): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${places === 0 ? '' : `.${digits.slice(cut)}`}`;
}

describe('cents', () => {
  test.each<[number | string, bigint]>([
    [0, 0n],
    [-0, 0n],
    [9.63, 963n],
    [-15, -1500n],
    [1.1, 110n],
    [0.29, 29n],
    [1.15, 115n],
    [4.35, 435n],
    [999_999_999_999.99, 99_999_999_999_999n],
    ['1100', 110_000n],
    ['0.10', 10n],
    ['9007199254740993.01', 900_719_925_474_099_301n],
    [1e21, 10n ** 23n],
    ['1e-2', 1n],
  ])('%s are %s', (amount, cents) => {
    expect(toCents(amount)).toBe(cents);
  });

  test.each([0.001, 1.005, 1e-7, '0.999'])('%s has too many decimals', (amount) => {
    expect(() => toCents(amount)).toThrow(/^amount: expected two decimals at most$/);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '', ' 1', '1,5', '0x10', '1.', 'abc', '1e999999999'])(
    '%j is no finite decimal',
    (amount) => {
      expect(() => toCents(amount)).toThrow(/^amount: expected a finite decimal number$/);
    },
  );

  test('every whole number of cents comes back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (cents) => {
        expect(toCents(fromCents(cents))).toBe(cents);
        expect(fromCents(cents)).toBe(Number(textOf({ units: cents, places: 2 })));
      }),
    );
  });
});

describe('splitting', () => {
  test('100.00 in three is 33.34, 33.33 and 33.33', () => {
    expect(splitCents(10_000n, 3)).toEqual([3334n, 3333n, 3333n]);
  });

  test('parts sum up exactly, differ by a cent at most and never grow', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        fc.integer({ min: 1, max: 99 }),
        (total, count) => {
          const parts = splitCents(total, count);
          expect(parts).toHaveLength(count);
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
          const [first = 0n] = parts;
          const last = parts.at(-1) ?? 0n;
          expect(first - last).toBeLessThanOrEqual(1n);
          expect(parts.every((part, at) => at === 0 || part <= (parts[at - 1] ?? 0n))).toBe(true);
        },
      ),
    );
  });

  test.each<[bigint, number]>([
    [-1n, 2],
    [100n, 0],
    [100n, 1.5],
  ])('%s into %s parts is refused', (total, parts) => {
    expect(() => splitCents(total, parts)).toThrow(RangeError);
  });
});

describe('scaling', () => {
  test('halves are rounded away from zero', () => {
    expect(scaleCents(5n, 0.1)).toBe(1n);
    expect(scaleCents(-5n, 0.1)).toBe(-1n);
    expect(scaleCents(4n, 0.1)).toBe(0n);
    expect(scaleCents(100n, 0.005)).toBe(1n);
  });

  test('the product with a decimal fraction is the nearest cent of the exact one', () => {
    const rates = fc.integer({ min: 0, max: 10 ** 9 }).map((units) => ({ units: BigInt(units), places: 6 }));
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), rates, (cents, rate) => {
        const scaled = scaleCents(cents, Number(textOf(rate)));
        const exact = cents * rate.units;
        const off = scaled * 10n ** 6n - exact;
        expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(10n ** 6n);
        if ((off < 0n ? -off : off) * 2n === 10n ** 6n) expect(off > 0n).toBe(exact > 0n);
      }),
    );
  });

  test('what is over a cap is told without rounding', () => {
    expect(exceeds(110_000n, 100_000n, 0.1)).toBe(false);
    expect(exceeds(110_001n, 100_000n, 0.1)).toBe(true);
    // 1 cent × 1.5 is a cent and a half: one cent is in, two are over.
    expect(exceeds(1n, 1n, 0.5)).toBe(false);
    expect(exceeds(2n, 1n, 0.5)).toBe(true);
    expect(exceeds(1n, 0n, 1000)).toBe(true);
  });
});

describe('exact sums', () => {
  const sumOf = (amounts: Iterable<number>): number => {
    const sum = new ExactSum();
    for (const amount of amounts) sum.add(amount);
    return sum.value;
  };

  test('0.1 + 0.2 is 0.3, a million times over', () => {
    expect(sumOf([0.1, 0.2])).toBe(0.3);
    expect(sumOf(Array.from({ length: 1_000_000 }, (_, at) => (at % 2 === 0 ? 0.1 : 0.2)))).toBe(150_000);
  });

  test('nothing is nothing', () => {
    expect(sumOf([])).toBe(0);
    expect(Object.is(sumOf([0.1, -0.1]), 0)).toBe(true);
    expect(Object.is(sumOf([0.001, -0.001]), 0)).toBe(true);
  });

  test('sums beyond what a number counts in cents stay exact', () => {
    expect(sumOf([9_999_999_999_999.99, 0.01, -9_999_999_999_999.99])).toBe(0.01);
    expect(sumOf([1e15, 1e15, 0.01, -2e15])).toBe(0.01);
    expect(sumOf(Array.from({ length: 2000 }, () => 9_999_999_999.99))).toBe(19_999_999_999_980);
  });

  test('any decimals add up as a bookkeeper adds them', () => {
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 50 }), (amounts) => {
        const units = amounts.reduce((sum, each) => sum + each.units * 10n ** BigInt(8 - each.places), 0n);
        expect(sumOf(amounts.map((each) => Number(textOf(each))))).toBe(Number(textOf({ units, places: 8 })));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%s is refused', (amount) => {
    expect(() => sumOf([amount])).toThrow(RangeError);
  });
});
