import { expect } from 'vitest';
import { preparedCovariance, type Score } from '../../../src/stats/design/covariance.ts';
import { TalliedSample } from '../../../src/stats/design/tallied-sample.ts';
import { prepare } from '../../../src/stats/design/tally-index.ts';
import type { SampleDesign, Tally } from '../../../src/stats/design/tally.ts';
import { atOnce } from '../../../src/stats/in-steps.ts';

const cellsOf = (tallies: readonly Tally[]): number[] =>
  Array.from({ length: tallies.reduce((most, { cell }) => Math.max(most, cell + 1), 0) }, (_, cell) => cell);

/** The squares that a variance is made of: (|a|w + |b|wx)² over all rows. */
const squaresOf = (tallies: readonly Tally[], { constant, slope }: Score): number =>
  tallies.reduce((sum, { cell, w2, x }) => {
    const [a, b] = [Math.abs(constant[cell] ?? 0), Math.abs(slope?.[cell] ?? 0)];
    return sum + a * a * w2 + 2 * a * b * Math.abs(x?.w2x ?? 0) + b * b * (x?.w2x2 ?? 0);
  }, 0);

/** Covariances of estimates of all cells, as services have them; and that the pass over all tallies gives the same. */
export function taylorCovariance(
  design: SampleDesign,
  tallies: readonly Tally[],
  scores: readonly Score[],
): number[][] | null {
  const found = atOnce(TalliedSample.of(design, tallies).covariances(cellsOf(tallies), scores));
  const passed = atOnce(preparedCovariance(prepare(design, tallies), scores));
  expect(found === null).toBe(passed === null);
  const squares = scores.map((score) => squaresOf(tallies, score));
  found?.forEach((row, k) =>
    row.forEach((value, l) => {
      const rounding = 1e-13 * Math.sqrt((squares[k] ?? 0) * (squares[l] ?? 0)) + 1e-100;
      const scale = Math.sqrt((passed?.[k]?.[k] ?? 0) * (passed?.[l]?.[l] ?? 0));
      expect(Math.abs(value - (passed?.[k]?.[l] ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * scale + rounding);
    }),
  );
  return found;
}

/** Degrees of freedom of all cells. */
export const designDegreesOfFreedom = (design: SampleDesign, tallies: readonly Tally[]): number | null =>
  TalliedSample.of(design, tallies).degreesOfFreedom(cellsOf(tallies), 'weighted');
