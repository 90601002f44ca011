import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../schemas/query.ts';
import type { LinearTrendRow } from '../schemas/results/linear-trend.ts';
import type { Reason } from '../schemas/vocabulary.ts';
import { linearTrend, type LinearTrend, type TrendPoint } from '../stats/linear-trend.ts';
import type { Cell } from './cells.ts';
import { levelOf } from './inference-method.ts';
import { measuredFrom } from './inference.ts';
import { reasonsFor } from './reasons.ts';
import { breakBetween } from './waves.ts';

/** The line through the waves, or the reason why there is none. */
function fit(
  release: ReleaseFigures,
  cell: Cell,
  audience: string,
  waves: readonly string[],
  level: number,
): LinearTrend | Reason {
  const [first = '', last = ''] = [waves[0], waves.at(-1)];
  if (breakBetween(release, cell.question, [first, last])) return 'wording-break';
  if (release.survey.design?.sharedClusters && cell.at(first, audience)?.computed) {
    return 'waves-not-independent';
  }
  const points: TrendPoint[] = [];
  for (const wave of waves) {
    const figure = cell.at(wave, audience);
    const measured = figure ? measuredFrom(figure) : cell.missing(wave, audience);
    if (typeof measured === 'string') return measured;
    const { value, variance } = measured;
    points.push({
      time: release.survey.waves[release.waveIndex(wave)]?.year ?? 0,
      estimate: value,
      variance,
    });
  }
  const years = new Set(points.map(({ time }) => time));
  return linearTrend(points, level) ?? (years.size < 2 ? 'same-year' : 'no-variance');
}

/** The straight line through each series of three or more waves. */
export function linearTrends(
  release: ReleaseFigures,
  cells: readonly Cell[],
  query: FigureQuery,
): LinearTrendRow[] {
  return cells.flatMap((cell) =>
    cell.audiences.flatMap((audience): LinearTrendRow[] => {
      const waves = release.survey.waves.map(({ id }) => id).filter((wave) => cell.at(wave, audience));
      if (waves.length < 3) return [];
      const result = fit(release, cell, audience, waves, levelOf(query));
      const [line, reason] = typeof result === 'string' ? [null, result] : [result, null];
      const names = [
        'slope',
        'standardError',
        'ciLower',
        'ciUpper',
        'statistic',
        'pValue',
        'heterogeneityQ',
        'heterogeneityDf',
        'heterogeneityP',
      ];
      return [
        {
          question: cell.question.id,
          item: cell.item,
          option: cell.option,
          audience,
          measure: cell.measure,
          waves,
          slope: line?.slope ?? null,
          standardError: line?.standardError ?? null,
          ciLower: line?.interval.lower ?? null,
          ciUpper: line?.interval.upper ?? null,
          statistic: line?.z ?? null,
          pValue: line?.pValue ?? null,
          heterogeneityQ: line?.heterogeneity.q ?? null,
          heterogeneityDf: line?.heterogeneity.df ?? null,
          heterogeneityP: line?.heterogeneity.pValue ?? null,
          reasons: reasonsFor(Object.fromEntries(names.map((name) => [name, reason]))),
        },
      ];
    }),
  );
}

export const LINEAR_METHOD =
  'Three or more waves: least squares through the waves, each weighted by the inverse of its sampling variance, with known variances (Grizzle, Starmer and Koch 1969); normal test of the slope, and Cochran’s Q. Not adjusted for many comparisons.';
