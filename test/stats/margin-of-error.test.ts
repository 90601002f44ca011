import { describe, expect, test } from 'vitest';
import { designEffectOfMargin } from '../../src/stats/margin-of-error.ts';
import { printedDecimal } from '../../src/stats/decimal.ts';

const effect = (points: string, level: number, n: number) =>
  designEffectOfMargin(printedDecimal(points), level, n);

describe('a published margin of error', () => {
  // R: (4/100*2/qnorm(.975))^2*1000 and (3.5/100*2/qnorm(.95))^2*800; 50*qnorm(.975)/sqrt(1000) is 3.09897516.
  test.each([
    ['4', 0.95, 1000, 1.6660337384128374],
    ['3.5', 0.9, 800, 1.448877117115326],
  ])('%s points at %d of %d', (points, level, n, expected) => {
    const { designEffect, isTooSmall } = effect(points, level, n);
    expect(Math.abs(designEffect - expected)).toBeLessThan(1e-12);
    expect(isTooSmall).toBe(false);
  });

  test.each([
    ['3', 1, false],
    ['3.1', 1, false],
    ['3.10', 1, false],
    ['3.099', 1, false],
    // Zeros that were printed say that it is no 3.1.
    ['3.0', 1, true],
    ['2', 1, true],
    ['3.2', (0.032 / 0.030989751615228073) ** 2, false],
  ])('%s of 1,000 at 95 %% is held against 3.099', (points, designEffect, isTooSmall) => {
    const result = effect(points, 0.95, 1000);
    expect(result.isTooSmall).toBe(isTooSmall);
    expect(result.designEffect).toBeCloseTo(designEffect, 12);
  });

  test('refuses what is none', () => {
    expect(() => effect('0', 0.95, 100)).toThrow(RangeError);
    expect(() => effect('3', 1, 100)).toThrow(RangeError);
    expect(() => effect('3', 0.95, 0)).toThrow(RangeError);
    expect(() => printedDecimal('3e1')).toThrow(RangeError);
  });
});
