import { describe, expect, test } from 'vitest';
import { changeOfMeans } from '../../src/stats/change-of-means.ts';
import { welch } from '../../src/stats/welch.ts';

const mean = (value: number, sd: number, n: number) => ({ mean: value, sd, n });
const earlier = [mean(5, 2, 12), mean(4, 1.5, 8)] as const;
const later = [mean(6.5, 2.2, 10), mean(4.1, 1.8, 9)] as const;

describe('the change of a difference of means', () => {
  // R: pt and qt on the formulas of Satterthwaite over four samples.
  test.each([
    [
      1, 33.435111023363795, 1.1592107830288563, 0.2545823498165155, 1.2077182342472657, -1.0559070578672731,
      3.855907057867274,
    ],
    [
      1.5, 20.983710744527936, 0.9464916409176132, 0.3546707682723531, 1.4791467134804444, -1.676199387948424,
      4.476199387948425,
    ],
  ])('as R has it, design effect %d', (effect, df, t, p, se, lower, upper) => {
    const by = ({ n, ...rest }: ReturnType<typeof mean>) => ({ ...rest, n: n / effect });
    const result = changeOfMeans([by(earlier[0]), by(earlier[1])], [by(later[0]), by(later[1])], 0.95);
    if (typeof result === 'string') throw new Error(result);
    for (const [actual, expected] of [
      [result.change, 1.4],
      [result.df, df],
      [result.t, t],
      [result.pValue, p],
      [result.standardError, se],
      [result.interval.lower, lower],
      [result.interval.upper, upper],
    ] as const)
      expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-11);
  });

  test('with two samples that do not vary it is the test of Welch', () => {
    const still = mean(1, 0, 5);
    const result = changeOfMeans([still, still], later, 0.9);
    const expected = welch(later[0], later[1], 0.9);
    if (typeof result === 'string' || !expected) throw new Error('no test');
    expect(result.df).toBeCloseTo(expected.df, 10);
    expect(result.pValue).toBeCloseTo(expected.pValue, 12);
  });

  test('a base of 1, and samples that do not vary, give none', () => {
    expect(changeOfMeans([mean(1, 1, 1), earlier[1]], later, 0.95)).toBe('no-degrees-of-freedom');
    expect(changeOfMeans(earlier, [later[0], mean(1, 1, 0.8)], 0.95)).toBe('no-degrees-of-freedom');
    const still = mean(1, 0, 5);
    expect(changeOfMeans([still, still], [still, still], 0.95)).toBe('no-variance');
    expect(() => changeOfMeans([mean(1, -1, 5), still], later, 0.95)).toThrow(RangeError);
    expect(() => changeOfMeans(earlier, later, 0)).toThrow(RangeError);
  });
});
