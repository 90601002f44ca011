import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { GapTrendRow } from '../../schemas/results/gap-trend.ts';
import { joinNotes, noted, placeOf, sideOf, whyMissing } from './cells.ts';
import {
  differenceOfDifferences,
  distanceChange,
  noDifference,
  type FigureDifference,
} from './differences.ts';
import { computedDifferenceMethod, familyMethod, publishedDifferenceMethod } from './inference-method.ts';
import { confidenceOf } from '../tables/adjustment.ts';
import {
  inferChange,
  precisionFields,
  precisionReasons,
  noInference,
  testedRows,
  type Inference,
} from './inference.ts';
import { methodOf, ranIn } from './method.ts';
import { NESTED_CHANGE_METHOD } from './nested-difference.ts';
import { CHANGE_METHOD } from './published-difference.ts';
import {
  comparedPairs,
  NOT_WORKED_OUT,
  overlapMethod,
  PANEL,
  sentencesFor,
  WAVES_INDEPENDENT,
} from './samples-method.ts';
import type { Overlap } from './samples.ts';
import { baseFlag, baseFlagMethod, smallestBaseFlag } from '../tables/base-flag.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { notesOf } from './estimates.ts';
import { type FigureTable } from '../tables/figure-table.ts';
import { ROUNDING_METHOD } from './rounding.ts';
import { selectGaps, type Gap } from './gaps.ts';
import {
  breakBetween,
  changePerYear,
  PER_YEAR_METHOD,
  wavePairs,
  WAVES_METHOD,
  type WavePair,
} from './waves.ts';
import { turns } from '../../turns/turns.ts';

/** The change of one gap with the two gaps that it was made of. */
interface GapTrend {
  readonly cell: Gap['cell'];
  readonly pair: Gap['pair'];
  readonly waves: WavePair;
  readonly earlier: Gap | undefined;
  readonly later: Gap | undefined;
  readonly difference: FigureDifference;
  readonly break: string | null;
}

function makeGapTrend(release: ReleaseFigures, gaps: readonly Gap[], waves: WavePair): GapTrend[] {
  const [any] = gaps;
  if (!any) return [];
  const { cell, pair } = any;
  const [earlier, later] = waves.map((wave) => gaps.find((gap) => gap.wave === wave));
  const broken = breakBetween(release, cell.question, waves);
  const base = { cell, pair, waves, earlier, later, break: broken?.reason ?? null };
  if (!earlier || !later) {
    const reasons = pair.map((audience) => cell.missing(waves[earlier ? 1 : 0], audience));
    return [{ ...base, difference: noDifference(whyMissing(reasons)) }];
  }
  return [
    {
      ...base,
      difference: broken
        ? noDifference('wording-break')
        : differenceOfDifferences(later.difference, earlier.difference),
    },
  ];
}

/** Every change of a gap that a query picks. One that cannot be formed is there only if the query names its question. */
async function selectGapTrends(release: ReleaseFigures, query: FigureQuery): Promise<GapTrend[]> {
  const all = await turns.groupBy(await selectGaps(release, query), ({ cell, pair }) =>
    [cell.question.id, cell.item, cell.option, cell.measure, ...pair].join('|'),
  );
  return turns.flatMap(all.values(), (gaps) => {
    const named = query.question?.includes(gaps[0]?.cell.question.id ?? '') ?? false;
    const known = gaps.filter(({ difference }) => difference.value !== null);
    const present = (known.length > 0 ? known : gaps).map(({ wave }) => wave);
    return wavePairs(release, present, query, named)
      .flatMap((waves) => makeGapTrend(release, gaps, waves))
      .filter((trend) => (named ? trend.earlier || trend.later : trend.difference.value !== null));
  });
}

/**
 * Whether the distance between two audiences grew or fell, as far as the published digits settle it. Ranks are
 * exact, so their distances are compared as they are.
 */
function directionOf({ difference: change, earlier, later }: GapTrend): GapTrendRow['direction'] {
  if (change.value === null || !earlier || !later) return null;
  const [from, to] = [earlier.difference, later.difference];
  if (change.sign === 0) return 'steady';
  if (from.sign !== null && to.sign !== null && from.sign * to.sign < 0) return 'reversed';
  const moved = distanceChange(from, to);
  if (moved === null || moved === 0) return 'undetermined';
  return moved < 0 ? 'closing' : 'widening';
}

function inferGapTrend(
  { samples }: ReleaseFigures,
  { earlier, later, pair, waves, difference: d }: GapTrend,
  level: number,
): Inference {
  if (!earlier?.a || !earlier.b || !later?.a || !later.b || d.value === null)
    return noInference(d.valueReason ?? 'not-reported');
  const overlapIn = (wave: string): Overlap => (samples.panel ? 'panel' : samples.relation(wave, ...pair));
  const overlaps = [overlapIn(waves[0]), overlapIn(waves[1])] as const;
  return inferChange([earlier.a, earlier.b], [later.a, later.b], overlaps, level);
}

/** The notes of both figures of a gap, led by whose they are, and when. */
function notesIn({ survey }: ReleaseFigures, { pair, wave, a, b }: Gap) {
  return [[pair[0], a?.note] as const, [pair[1], b?.note] as const].map(([id, note]) => {
    const [who] = noted(survey.audiences, id, note);
    const [when] = noted(survey.waves, wave, note);
    return [`${who}, ${when}`, note] as const;
  });
}

function toRow(release: ReleaseFigures, trend: GapTrend, level: number): GapTrendRow {
  const { cell, pair, waves, earlier, later, difference: d } = trend;
  const { perYear, reason } = changePerYear(release, d.value, waves);
  const inference = inferGapTrend(release, trend, level);
  const flags = waves.flatMap((wave) =>
    pair.map((audience) => baseFlag(sideOf(cell, wave, audience).n, release.survey.bases)),
  );
  const gapReason = (gap: Gap | undefined) => (gap ? gap.difference.valueReason : d.valueReason);
  return {
    ...placeOf(cell),
    measure: cell.measure,
    audienceA: pair[0],
    audienceB: pair[1],
    waveFrom: waves[0],
    gapFrom: earlier?.difference.value ?? null,
    waveTo: waves[1],
    gapTo: later?.difference.value ?? null,
    change: d.value,
    perYear,
    baseFlag: smallestBaseFlag(flags),
    ...precisionFields(d, inference),
    direction: directionOf(trend),
    reasons: reasonsFor({
      gapFrom: gapReason(earlier),
      gapTo: gapReason(later),
      change: d.valueReason,
      perYear: d.valueReason ?? reason,
      ...precisionReasons(d, inference),
      direction: d.valueReason,
    }),
    note: joinNotes([
      ['Not comparable', trend.break],
      ...[earlier, later].flatMap((gap) => (gap ? notesIn(release, gap) : [])),
      inference.note,
    ]),
  };
}

/** How gaps moved, one row for each question, item, option, pair of audiences and pair of waves. */
export async function gapTrends(
  release: ReleaseFigures,
  query: FigureQuery,
): Promise<FigureTable<GapTrendRow>> {
  const selected = await selectGapTrends(release, query);
  const { rows, pValues } = await testedRows(
    selected,
    (trend) => toRow(release, trend, confidenceOf(query)),
    query,
  );
  // A gap is in many changes, and a figure in many gaps: each is looked at once.
  const gaps = await turns.distinct(selected, ({ earlier, later }) => [earlier, later]);
  const figures = await turns.distinct(gaps, ({ a, b }) => [a, b]);
  const pairs = await comparedPairs(release.samples, gaps);
  const computed = await turns.flatMap(selected, ({ earlier, later }) =>
    earlier?.a?.computed && earlier.b?.computed && later?.a?.computed && later.b?.computed
      ? [[earlier.a, earlier.b, later.a, later.b]]
      : [],
  );
  const { panel } = release.samples;
  const sentences = panel
    ? NOT_WORKED_OUT
    : sentencesFor({ apart: CHANGE_METHOD, nested: NESTED_CHANGE_METHOD }, pairs);
  return {
    rows,
    notes: await notesOf(release, figures),
    method: methodOf(release, await ranIn(release, figures), {
      both: {
        change: `Gap of the later wave minus gap of the earlier wave. ${WAVES_METHOD}`,
        perYear: PER_YEAR_METHOD,
        ...(await familyMethod(pValues, query)),
        baseFlag: baseFlagMethod(release.survey.bases),
      },
      published: {
        ...(await publishedDifferenceMethod(
          sentences,
          figures,
          `${overlapMethod(release.samples, pairs)} ${panel ? PANEL : WAVES_INDEPENDENT}`,
        )),
        rounding: ROUNDING_METHOD,
        direction:
          'From the distances between the audiences that the rounding intervals allow: closing or widening only where they do not overlap, ends not included.',
      },
      computed: {
        ...(await computedDifferenceMethod(release, computed)),
        direction: 'From the distances between the audiences as computed.',
      },
    }),
  };
}
