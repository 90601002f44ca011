import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Method } from '../../schemas/results/common.ts';
import { linearTrendRow, type LinearTrendRow } from '../../schemas/results/linear-trend.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { designLinearTrend } from '../../stats/design/linear-trend.ts';
import { linearTrend, type LinearTrend, type TrendPoint } from '../../stats/linear-trend.ts';
import type { Interval } from '../../stats/proportion.ts';
import { placeOf, type Cell } from './cells.ts';
import { endVariances, hasEndShare, unitOf } from './combination.ts';
import type { Computed, Estimate } from './estimate.ts';
import { confidenceOf } from '../tables/adjustment.ts';
import { measuredFrom } from './inference.ts';
import { NOT_WORKED_OUT } from './samples-method.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { covarianceOf, whyNoVariance } from '../records/linearised.ts';
import { degreesOfSum, variancesOfPerturbed } from '../records/perturbed/combine.ts';
import { hasFreedom } from '../records/precision.ts';
import { breakBetween } from './waves.ts';
import { adderOfWords } from './words.ts';
import { turns } from '../../turns/turns.ts';

/** A line as a row shows it: null has its reason. */
interface Line {
  readonly slope: number;
  readonly standardError: number;
  readonly interval: Interval | null;
  readonly test: { readonly statistic: number; readonly pValue: number } | null;
  readonly heterogeneity: LinearTrend['heterogeneity'] | null;
  /** Why interval, test and heterogeneity are null. */
  readonly reason: Reason | null;
}

/** The line through published figures, of independent samples. */
function fitPublished(figures: readonly Estimate[], times: readonly number[], level: number): Line | Reason {
  const points: TrendPoint[] = [];
  for (const [i, figure] of figures.entries()) {
    const measured = measuredFrom(figure);
    if (typeof measured === 'string') return measured;
    points.push({ time: times[i] ?? 0, estimate: measured.value, variance: measured.variance });
  }
  const line = linearTrend(points, level);
  if (line === null) return 'no-variance';
  const { z, pValue, ...rest } = line;
  return { ...rest, test: { statistic: z, pValue }, reason: null };
}

/** The line through perturbed figures: of samples that have nobody in common, whose noise is independent. */
function fitPerturbed(
  figures: readonly Estimate[],
  computed: readonly Computed[],
  times: readonly number[],
  level: number,
): Line | Reason {
  const parts = computed.flatMap(({ perturbed }) => perturbed ?? []);
  const variances = variancesOfPerturbed(parts);
  if (typeof variances === 'string') return variances;
  const unit = unitOf(figures.map((figure) => [1, figure]));
  const covariance = variances.map((variance, i) =>
    variances.map((_, j) => (i === j ? variance * unit * unit : 0)),
  );
  const points = figures.map(({ value }, i) => ({ time: times[i] ?? 0, estimate: value }));
  const df = degreesOfSum(parts);
  const line = designLinearTrend(points, covariance, df, level);
  if (line === null) return 'no-variance';
  return { ...line, reason: hasFreedom(df) ? 'no-variance' : 'no-degrees-of-freedom' };
}

/** The line through figures that were computed from records, with the covariances of waves that share clusters. */
function fitComputed(
  figures: readonly Estimate[],
  computed: readonly Computed[],
  times: readonly number[],
  level: number,
): Line | Reason {
  if (computed.some(({ perturbed }) => perturbed)) return fitPerturbed(figures, computed, times, level);
  const linears = computed.flatMap(({ linear }) => linear ?? []);
  const [first] = linears;
  if (!first || linears.length < figures.length) return 'not-applicable-to-measure';
  const covariance = covarianceOf(linears);
  if (covariance === null) return whyNoVariance(first);
  const added = endVariances(computed);
  const unit = unitOf(figures.map((figure) => [1, figure]));
  const scaled = covariance.map((row, i) =>
    row.map((value, j) => (value + (i === j ? (added[i] ?? 0) : 0)) * unit * unit),
  );
  const points = figures.map(({ value }, i) => ({ time: times[i] ?? 0, estimate: value }));
  const df = computed[0]?.dfOfDifference(figures.map(({ wave }) => wave)) ?? null;
  const line = designLinearTrend(points, scaled, df, level);
  if (line === null) return 'no-variance';
  return { ...line, reason: hasFreedom(df) ? 'no-variance' : 'no-degrees-of-freedom' };
}

/** The line through the waves, or the reason why there is none. */
function fit(
  release: ReleaseFigures,
  cell: Cell,
  audience: string,
  waves: readonly string[],
  level: number,
): Line | Reason {
  const [first = '', last = ''] = [waves[0], waves.at(-1)];
  if (breakBetween(release, cell.question, [first, last])) return 'wording-break';
  const figures = waves.flatMap((wave) => cell.at(wave, audience) ?? []);
  const times = waves.map((wave) => release.survey.waves[release.waveIndex(wave)]?.year ?? 0);
  if (new Set(times).size < 2) return 'same-year';
  const computed = figures.flatMap((figure) => figure.computed ?? []);
  // Published or computed, all figures of a cell are of one kind.
  if (computed.length > 0) return fitComputed(figures, computed, times, level);
  return release.samples.panel ? 'waves-not-independent' : fitPublished(figures, times, level);
}

/** Figures of three or more waves that a line is drawn through. */
export interface Series {
  readonly cell: Cell;
  readonly audience: string;
  readonly waves: readonly string[];
  readonly figures: readonly Estimate[];
}

/** Every series of three or more waves. */
export function seriesOf(release: ReleaseFigures, cells: readonly Cell[]): Promise<Series[]> {
  return turns.flatMap(cells, (cell) =>
    cell.audiences.flatMap((audience): Series[] => {
      const figures = release.survey.waves.flatMap(({ id }) => cell.at(id, audience) ?? []);
      const waves = figures.map(({ wave }) => wave);
      return waves.length < 3 ? [] : [{ cell, audience, waves, figures }];
    }),
  );
}

/** The straight line through each series. */
export function linearTrends(
  release: ReleaseFigures,
  series: readonly Series[],
  query: FigureQuery,
): Promise<LinearTrendRow[]> {
  const addWords = adderOfWords(release, linearTrendRow);
  return turns.map(series, ({ cell, audience, waves }): LinearTrendRow => {
    const result = fit(release, cell, audience, waves, confidenceOf(query));
    const [line, reason] = typeof result === 'string' ? [null, result] : [result, null];
    const test = line?.test ?? null;
    const heterogeneity = line?.heterogeneity ?? null;
    const why = (value: unknown): Reason | null =>
      value === null ? (reason ?? line?.reason ?? 'no-variance') : null;
    return addWords({
      ...placeOf(cell),
      audience,
      measure: cell.measure,
      waves: [...waves],
      slope: line?.slope ?? null,
      standardError: line?.standardError ?? null,
      ciLower: line?.interval?.lower ?? null,
      ciUpper: line?.interval?.upper ?? null,
      statistic: test?.statistic ?? null,
      pValue: test?.pValue ?? null,
      heterogeneityQ: heterogeneity?.q ?? null,
      heterogeneityDf: heterogeneity?.df ?? null,
      heterogeneityP: heterogeneity?.pValue ?? null,
      reasons: reasonsFor({
        slope: reason,
        standardError: reason,
        ciLower: why(line?.interval ?? null),
        ciUpper: why(line?.interval ?? null),
        statistic: why(test),
        pValue: why(test),
        heterogeneityQ: why(heterogeneity),
        heterogeneityDf: why(heterogeneity),
        heterogeneityP: why(heterogeneity),
      }),
    });
  });
}

const isComputed = ({ figures }: Series): boolean => figures.every(({ computed }) => computed !== null);
const WEIGHTED =
  'Three or more waves: least squares through the waves, each weighted by the inverse of its sampling variance';

/** How lines through published figures are fitted, where there are some. */
export async function publishedLinearMethod(
  { samples: { panel } }: ReleaseFigures,
  series: readonly Series[],
): Promise<Method> {
  const lines = await turns.filter(series, (one) => !isComputed(one));
  if (lines.length === 0) return {};
  if (panel) return { linearTrend: NOT_WORKED_OUT.test };
  const atEnd = await turns.some(lines, ({ figures }) =>
    figures.some(({ measure, value, summed }) => {
      const net = summed?.net;
      const shares = net ? [net.plus, net.minus] : [];
      return (
        shares.some((p) => p === 0 || p === 1) || (measure === 'percent' && (value === 0 || value === 100))
      );
    }),
  );
  const ends = atEnd
    ? ' A share at 0 or 100 % has the variance p̃(1 − p̃)/(n + 4), p̃ = (n·p + 2)/(n + 4), n the base of inference (Agresti & Coull 1998).'
    : '';
  return {
    linearTrend: `${WEIGHTED}, with known variances (Grizzle, Starmer & Koch 1969); normal test of the slope, and Cochran’s Q.${ends} Not adjusted for many comparisons.`,
  };
}

/** How lines through computed figures are fitted, where there are some. */
export async function computedLinearMethod(
  { variance, survey }: ReleaseFigures,
  series: readonly Series[],
): Promise<Method> {
  const lines = await turns.filter(series, isComputed);
  if (lines.length === 0) return {};
  const ends = (await turns.some(lines, ({ figures }) => hasEndShare(figures)))
    ? ' A share at 0 or 100 % has the variance p̃(1 − p̃)/(e + 4), p̃ = (e·p + 2)/(e + 4), e Kish’s base times κ (Agresti & Coull 1998).'
    : '';
  const areTogether = variance === 'replicates' || survey.design?.sharedClusters === true;
  const slope = areTogether
    ? 'the standard error of the slope has the covariances of the waves, and its test is t'
    : 'waves are independent, and the test is t';
  const df =
    variance === 'replicates'
      ? 'the degrees of freedom of the replicate weights'
      : 'the degrees of freedom of all who answered in these waves';
  return {
    linearTrend: `${WEIGHTED} (Grizzle, Starmer & Koch 1969); ${slope} with ${df}. Q is Cochran’s${areTogether ? ', with these covariances' : ''}, and Q/(waves − 1) is read as F.${ends} Not adjusted for many comparisons.`,
  };
}
