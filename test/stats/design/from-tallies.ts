import { expect } from 'vitest';
import { preparedCovariance, type Score } from '../../../src/stats/design/covariance.ts';
import { TalliedSample } from '../../../src/stats/design/tallied-sample.ts';
import { prepare } from '../../../src/stats/design/tally-index.ts';
import type { SampleDesign, Tally } from '../../../src/stats/design/tally.ts';
import { atOnce } from '../../../src/stats/in-steps.ts';

const cellsOf = (tallies: readonly Tally[]): number[] =>
  Array.from({ length: tallies.reduce((most, { cell }) => Math.max(most, cell + 1), 0) }, (_, cell) => cell);

/** Covariances of estimates of all cells, as services have them; and that the pass over all tallies gives the same. */
export function taylorCovariance(
  design: SampleDesign,
  tallies: readonly Tally[],
  scores: readonly Score[],
): number[][] | null {
  const found = atOnce(TalliedSample.of(design, tallies).covariances(cellsOf(tallies), scores));
  const passed = atOnce(preparedCovariance(prepare(design, tallies), scores));
  expect(found === null).toBe(passed === null);
  found?.forEach((row, k) =>
    row.forEach((value, l) => {
      const scale = Math.sqrt((passed?.[k]?.[k] ?? 0) * (passed?.[l]?.[l] ?? 0));
      expect(Math.abs(value - (passed?.[k]?.[l] ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * scale + 1e-100);
    }),
  );
  return found;
}

/** Degrees of freedom of all cells. */
export const designDegreesOfFreedom = (design: SampleDesign, tallies: readonly Tally[]): number | null =>
  TalliedSample.of(design, tallies).degreesOfFreedom(cellsOf(tallies), 'weighted');
