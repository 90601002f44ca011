import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { TrendRow } from '../../schemas/results/trend.ts';
import { cellsOf, joinNotes, noted, placeOf, sideOf, type Cell } from './cells.ts';
import { difference, noDifference, type FigureDifference } from './differences.ts';
import { computedDifferenceMethod, familyMethod, publishedDifferenceMethod } from './inference-method.ts';
import { confidenceOf } from '../tables/adjustment.ts';
import { inferIfKnown, precisionFields, precisionReasons, testedRows } from './inference.ts';
import { computedLinearMethod, linearTrends, publishedLinearMethod, seriesOf } from './linear-trends.ts';
import { methodOf, ranIn } from './method.ts';
import { PUBLISHED_DIFFERENCE_METHOD } from './published-difference.ts';
import { NOT_WORKED_OUT, PANEL, WAVES_INDEPENDENT } from './samples-method.ts';
import { baseFlag, baseFlagMethod } from '../tables/base-flag.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { notesOf } from './estimates.ts';
import { type FigureTable } from '../tables/figure-table.ts';
import { ROUNDING_METHOD } from './rounding.ts';
import {
  breakBetween,
  changePerYear,
  PER_YEAR_METHOD,
  wavePairs,
  WAVES_METHOD,
  type WavePair,
} from './waves.ts';
import { turns } from '../../turns/turns.ts';

/** One change of an audience's figure with all that it was made of. */
interface Trend {
  readonly cell: Cell;
  readonly audience: string;
  readonly waves: WavePair;
  readonly earlier: Estimate | undefined;
  readonly later: Estimate | undefined;
  readonly difference: FigureDifference;
  /** Why the waves must not be compared, if so. */
  readonly break: string | null;
}

function makeTrend(release: ReleaseFigures, cell: Cell, audience: string, waves: WavePair): Trend {
  const [earlier, later] = [cell.at(waves[0], audience), cell.at(waves[1], audience)];
  const broken = breakBetween(release, cell.question, waves);
  const base = { cell, audience, waves, earlier, later, break: broken?.reason ?? null };
  if (!earlier || !later)
    return { ...base, difference: noDifference(cell.missing(waves[earlier ? 1 : 0], audience)) };
  return { ...base, difference: broken ? noDifference('wording-break') : difference(later, earlier) };
}

/** Every trend that a query picks. One that cannot be formed is there only if the query names its question. */
async function selectTrends(
  release: ReleaseFigures,
  cells: readonly Cell[],
  query: FigureQuery,
): Promise<Trend[]> {
  return turns.flatMap(cells, (cell) => {
    const named = query.question?.includes(cell.question.id) ?? false;
    return cell.audiences.flatMap((id) => {
      const present = release.survey.waves.map((wave) => wave.id).filter((wave) => cell.at(wave, id));
      return wavePairs(release, present, query, named)
        .map((waves) => makeTrend(release, cell, id, waves))
        .filter((trend) =>
          named ? trend.earlier || trend.later : trend.earlier && trend.later && trend.break === null,
        );
    });
  });
}

function directionOf({ difference: { value, sign }, cell }: Trend): TrendRow['direction'] {
  if (value === null) return null;
  if (sign === null) return 'undetermined';
  if (sign === 0) return 'flat';
  return sign > 0 === (cell.measure !== 'rank') ? 'up' : 'down';
}

function toRow(release: ReleaseFigures, trend: Trend, level: number): TrendRow {
  const { cell, audience, waves, earlier, later, difference: d } = trend;
  const { perYear, reason } = changePerYear(release, d.value, waves);
  const [from, to] = [sideOf(cell, waves[0], audience), sideOf(cell, waves[1], audience)];
  const inference = inferIfKnown(later, earlier, d, release.samples.panel ? 'panel' : 'disjoint', level);
  return {
    ...placeOf(cell),
    audience,
    measure: cell.measure,
    waveFrom: waves[0],
    valueFrom: from.value,
    nFrom: from.n,
    baseFlagFrom: baseFlag(from.n, release.survey.bases),
    waveTo: waves[1],
    valueTo: to.value,
    nTo: to.n,
    baseFlagTo: baseFlag(to.n, release.survey.bases),
    change: d.value,
    perYear,
    ...precisionFields(d, inference),
    direction: directionOf(trend),
    reasons: reasonsFor({
      valueFrom: from.valueReason,
      nFrom: from.nReason,
      valueTo: to.valueReason,
      nTo: to.nReason,
      change: d.valueReason,
      perYear: d.valueReason ?? reason,
      ...precisionReasons(d, inference),
      direction: d.valueReason,
    }),
    note: joinNotes([
      ['Not comparable', trend.break],
      noted(release.survey.waves, waves[0], earlier?.note),
      noted(release.survey.waves, waves[1], later?.note),
      inference.note,
    ]),
  };
}

/** Differences between waves, one row for each question, item, option, audience and pair of waves. */
export async function trends(release: ReleaseFigures, query: FigureQuery): Promise<FigureTable<TrendRow>> {
  const { question, item, option, measure, audience, source } = query;
  const cells = await cellsOf(release, { question, item, option, measure, audience, source });
  const selected = await selectTrends(release, cells, query);
  const { rows, pValues } = await testedRows(
    selected,
    (trend) => toRow(release, trend, confidenceOf(query)),
    query,
  );
  // A figure is in many changes: each is looked at once.
  const figures = await turns.distinct(selected, ({ earlier, later }) => [earlier, later]);
  const series = await seriesOf(release, cells);
  const inSeries = await turns.distinct(series, (one) => one.figures);
  const computed = await turns.flatMap(selected, ({ earlier, later }) =>
    earlier?.computed && later?.computed ? [[later, earlier]] : [],
  );
  const { panel } = release.samples;
  const sentences = panel ? NOT_WORKED_OUT : PUBLISHED_DIFFERENCE_METHOD;
  return {
    rows,
    notes: await notesOf(release, figures),
    method: methodOf(release, await ranIn(release, [...figures, ...inSeries]), {
      both: {
        change: WAVES_METHOD,
        perYear: PER_YEAR_METHOD,
        ...(await familyMethod(pValues, query)),
        baseFlag: baseFlagMethod(release.survey.bases),
      },
      published: {
        ...(await publishedDifferenceMethod(sentences, figures, panel ? PANEL : WAVES_INDEPENDENT)),
        ...(await publishedLinearMethod(release, series)),
        rounding: ROUNDING_METHOD,
      },
      computed: {
        ...(await computedDifferenceMethod(release, computed)),
        ...(await computedLinearMethod(release, series)),
      },
    }),
    extra: { linearTrends: await linearTrends(release, series, query) },
  };
}
