import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { negate, sumDecimals } from '../../src/stats/decimal.ts';
import { differenceRounding, hidesSign, isWithin, roundingInterval } from '../../src/stats/rounding.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([units, decimals]) => ({ value: units / 10 ** decimals, decimals }));

describe('sumDecimals', () => {
  test('adds as on paper, where doubles would not', () => {
    expect(77.1 - 56.4).not.toBe(20.7);
    expect(sumDecimals({ value: 77.1, decimals: 1 }, { value: -56.4, decimals: 1 })).toEqual({
      value: 20.7,
      decimals: 1,
    });
    expect(sumDecimals({ value: 0.1, decimals: 1 }, { value: 0.2, decimals: 1 }).value).toBe(0.3);
    expect(sumDecimals({ value: 5, decimals: 0 }, { value: 0.25, decimals: 2 })).toEqual({
      value: 5.25,
      decimals: 2,
    });
  });

  test('agrees with exact integers, whatever the scales', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const exact =
          BigInt(Math.round(a.value * 10 ** a.decimals)) * 10n ** BigInt(8 - a.decimals) +
          BigInt(Math.round(b.value * 10 ** b.decimals)) * 10n ** BigInt(8 - b.decimals);
        expect(sumDecimals(a, b).value).toBe(Number(exact) / 1e8);
      }),
    );
  });

  test('a − b is −(b − a)', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(sumDecimals(a, negate(b)).value + sumDecimals(b, negate(a)).value).toBe(0);
      }),
    );
  });

  test('refuses what a double cannot hold exactly', () => {
    expect(() => sumDecimals({ value: 1e15, decimals: 9 })).toThrow(RangeError);
    expect(() => sumDecimals({ value: 1, decimals: -1 })).toThrow(RangeError);
  });
});

describe('rounding intervals', () => {
  test('half a unit of the last digit either way', () => {
    const ends = (value: number, decimals: number) => {
      const { lower, upper } = roundingInterval({ value, decimals });
      return [lower.value, upper.value];
    };
    expect(ends(69, 0)).toEqual([68.5, 69.5]);
    expect(ends(69, 1)).toEqual([68.95, 69.05]);
    expect(ends(-3, 0)).toEqual([-3.5, -2.5]);
  });

  test('a percentage does not leave 0 to 100', () => {
    const range = { minimum: 0, maximum: 100 };
    expect(roundingInterval({ value: 0, decimals: 0 }, range).lower.value).toBe(0);
    expect(roundingInterval({ value: 100, decimals: 1 }, range).upper.value).toBe(100);
  });

  test('hold every number that rounds to the figure, and differences hold every difference', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const figure = (x: number) => roundingInterval({ value: Math.floor((x + 50) / 100), decimals: 0 });
        const { lower, upper } = differenceRounding(figure(a), figure(b));
        expect((a - b) / 100).toBeGreaterThanOrEqual(lower.value);
        expect((a - b) / 100).toBeLessThanOrEqual(upper.value);
      }),
    );
  });

  const percent = (value: number, decimals = 0) =>
    roundingInterval({ value, decimals }, { minimum: 0, maximum: 100 });

  test.each([
    [31, 30, [0, 2], false],
    [30, 31, [-2, 0], false],
    [31, 31, [-1, 1], true],
    [100, 99, [0, 1.5], false],
    [0, 0, [-0.5, 0.5], true],
    [32, 30, [1, 3], false],
  ])('the sign of %d − %d is open only where zero lies strictly inside %j', (a, b, ends, hidden) => {
    const gap = differenceRounding(percent(a), percent(b));
    expect([gap.lower.value, gap.upper.value]).toEqual(ends);
    expect(hidesSign(gap)).toBe(hidden);
  });

  test('a sign that is settled is that of every pair of numbers that print as the figures', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 });
    const printed = (x: number) => Math.floor((x + 50) / 100);
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const gap = differenceRounding(percent(printed(a)), percent(printed(b)));
        if (!hidesSign(gap)) expect(Math.sign(a - b)).toBe(Math.sign(printed(a) - printed(b)));
        // The change of a gap: four roundings.
        const change = differenceRounding(gap, differenceRounding(percent(printed(b)), percent(printed(a))));
        expect(isWithin((2 * (a - b)) / 100, change)).toBe(true);
      }),
    );
  });

  test('an end is in the interval of a figure below, and above only where the range ends', () => {
    expect([isWithin(68.5, percent(69)), isWithin(69.5, percent(69))]).toEqual([true, false]);
    expect([isWithin(100, percent(100)), isWithin(0, percent(0))]).toEqual([true, true]);
    expect([isWithin(99.4, percent(100)), isWithin(100.1, percent(100))]).toEqual([false, false]);
    // 100 − 89.5 can be had, 90 − 79.5 cannot: 90.5 prints as 91.
    expect(isWithin(10.5, differenceRounding(percent(100), percent(90)))).toBe(true);
    expect(isWithin(11, differenceRounding(percent(90), percent(80)))).toBe(false);
    expect(isWithin(-10.5, differenceRounding(percent(90), percent(100)))).toBe(true);
    expect(isWithin(-11, differenceRounding(percent(80), percent(90)))).toBe(false);
    // A figure of which nothing is cut may print as 100 too.
    expect(isWithin(100.5, roundingInterval({ value: 100, decimals: 0 }))).toBe(false);
  });
});
