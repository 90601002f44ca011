import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { GapRow } from '../../schemas/results/gap.ts';
import { LEADER_UNDETERMINED } from '../../schemas/vocabulary.ts';
import { cellsOf, joinNotes, noted, placeOf, sideOf, whyMissing, type Cell } from './cells.ts';
import { difference, noDifference, type FigureDifference } from './differences.ts';
import { computedDifferenceMethod, familyMethod, publishedDifferenceMethod } from './inference-method.ts';
import { confidenceOf } from '../tables/adjustment.ts';
import { inferIfKnown, precisionFields, precisionReasons, testedRows } from './inference.ts';
import { methodOf, ranIn } from './method.ts';
import { NESTED_METHOD } from './nested-difference.ts';
import { PUBLISHED_DIFFERENCE_METHOD } from './published-difference.ts';
import { comparedPairs, overlapMethod, sentencesFor } from './samples-method.ts';
import { baseFlag, baseFlagMethod } from '../tables/base-flag.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { notesOf } from './estimates.ts';
import { type FigureTable } from '../tables/figure-table.ts';
import { ROUNDING_METHOD } from './rounding.ts';
import { pairsToOffer } from './check-codes.ts';
import { ranksIn, RANKING_METHOD, type RankedEstimate, type RankOf } from './rank-index.ts';
import { turns } from '../../turns/turns.ts';

type Pair = readonly [a: string, b: string];

/** One gap with all that it was made of; what is above (gap trends, claims) computes on from here. */
export interface Gap {
  readonly cell: Cell;
  readonly wave: string;
  readonly pair: Pair;
  readonly a: Estimate | undefined;
  readonly b: Estimate | undefined;
  readonly difference: FigureDifference;
}

/** The pairs that a query asks for: those it names, else those that the survey declares, else all. */
function pairsOf(release: ReleaseFigures, { between, audience }: FigureQuery): Pair[] {
  if (between) return [[between[0] ?? '', between[1] ?? '']];
  const pairs = pairsToOffer(release);
  return audience ? pairs.filter((pair) => pair.some((id) => audience.includes(id))) : pairs;
}

/** Whether a gap that has no figures is still a row, because the query asks for it by name. */
function isNamed(query: FigureQuery, cell: Cell, pair: Pair, present: number): boolean {
  if (!query.question?.includes(cell.question.id)) return false;
  if (present > 0) return true;
  return query.wave !== undefined && pair.some((audience) => cell.question.audiences.includes(audience));
}

/**
 * Every gap that a query picks: cell by cell, wave by wave, pair by pair. A gap with a missing side is there
 * only if the query names its question.
 */
export async function selectGaps(release: ReleaseFigures, query: FigureQuery): Promise<Gap[]> {
  const { question, item, option, measure, source } = query;
  const cells = await cellsOf(release, { question, item, option, measure, source });
  const waves = release.survey.waves.map(({ id }) => id).filter((id) => query.wave?.includes(id) ?? true);
  const pairs = pairsOf(release, query);
  return turns.flatMap(cells, (cell) =>
    turns.flatMap(waves, (wave) =>
      pairs.flatMap((pair): Gap[] => {
        const [a, b] = [cell.at(wave, pair[0]), cell.at(wave, pair[1])];
        if (a && b) return [{ cell, wave, pair, a, b, difference: difference(a, b) }];
        const missing = pair
          .filter((_, i) => !(i === 0 ? a : b))
          .map((audience) => cell.missing(wave, audience));
        const isHidden = missing.some((reason) => reason !== 'not-reported' && reason !== 'not-asked');
        if (!isNamed(query, cell, pair, a || b || isHidden ? 1 : 0)) return [];
        return [{ cell, wave, pair, a, b, difference: noDifference(whyMissing(missing)) }];
      }),
    ),
  );
}

function leaderOf({ difference: { sign, value }, pair: [a, b], cell }: Gap): string | null {
  if (value === null) return null;
  if (sign === null || sign === 0) return LEADER_UNDETERMINED;
  return sign > 0 === (cell.measure !== 'rank') ? a : b;
}

const sameItems = (a: RankedEstimate, b: RankedEstimate): boolean => a.items.join() === b.items.join();

function toRow(release: ReleaseFigures, rankOf: RankOf, gap: Gap, level: number): GapRow {
  const { cell, wave, pair, a, b, difference: d } = gap;
  const [rankA, rankB] = [a && rankOf(a), b && rankOf(b)];
  const rankGap = rankA && rankB && sameItems(rankA, rankB) ? rankA.rank - rankB.rank : null;
  const [sideA, sideB] = [sideOf(cell, wave, pair[0]), sideOf(cell, wave, pair[1])];
  const inference = inferIfKnown(a, b, d, release.samples.relation(wave, ...pair), level);
  return {
    ...placeOf(cell),
    wave,
    measure: cell.measure,
    audienceA: pair[0],
    valueA: sideA.value,
    nA: sideA.n,
    baseFlagA: baseFlag(sideA.n, release.survey.bases),
    audienceB: pair[1],
    valueB: sideB.value,
    nB: sideB.n,
    baseFlagB: baseFlag(sideB.n, release.survey.bases),
    gap: d.value,
    ...precisionFields(d, inference),
    effectSize: inference.effectSize,
    leader: leaderOf(gap),
    rankA: rankA?.rank ?? null,
    rankB: rankB?.rank ?? null,
    rankGap,
    reasons: reasonsFor({
      valueA: sideA.valueReason,
      nA: sideA.nReason,
      valueB: sideB.valueReason,
      nB: sideB.nReason,
      gap: d.valueReason,
      ...precisionReasons(d, inference),
      effectSize: inference.effectReason,
      leader: d.valueReason,
      rankA: rankA ? null : (sideA.valueReason ?? 'not-ranked'),
      rankB: rankB ? null : (sideB.valueReason ?? 'not-ranked'),
      rankGap: rankGap === null ? (d.valueReason ?? 'not-ranked') : null,
    }),
    note: joinNotes([
      noted(release.survey.audiences, pair[0], a?.note),
      noted(release.survey.audiences, pair[1], b?.note),
      inference.note,
    ]),
  };
}

/** Differences between two audiences, one row for each question, item, option, wave and pair. */
export async function gaps(release: ReleaseFigures, query: FigureQuery): Promise<FigureTable<GapRow>> {
  const selected = await selectGaps(release, query);
  const rankOf = ranksIn(release);
  const { rows, pValues } = await testedRows(
    selected,
    (gap) => toRow(release, rankOf, gap, confidenceOf(query)),
    query,
  );
  // A table may have many times more differences than figures: each is looked at once.
  const figures = await turns.distinct(selected, ({ a, b }) => [a, b]);
  const pairs = await comparedPairs(release.samples, selected);
  const computed = await turns.flatMap(selected, ({ a, b }) => (a?.computed && b?.computed ? [[a, b]] : []));
  const sentences = sentencesFor({ apart: PUBLISHED_DIFFERENCE_METHOD, nested: NESTED_METHOD }, pairs);
  return {
    rows,
    notes: await notesOf(release, figures),
    method: methodOf(release, await ranIn(release, figures), {
      both: {
        ...(await familyMethod(pValues, query)),
        baseFlag: baseFlagMethod(release.survey.bases),
        effectSize: "Cohen's h, 2·asin√p₁ − 2·asin√p₂.",
        ranking: RANKING_METHOD,
      },
      published: {
        gap: 'Figure of audience A minus figure of audience B, exact in the published decimals; of contested figures the preferred version is used.',
        ...(await publishedDifferenceMethod(sentences, figures, overlapMethod(release.samples, pairs))),
        rounding: ROUNDING_METHOD,
        leader:
          'The audience with the larger figure; for ranks the one with the smaller number; undetermined where zero lies inside the rounding interval, whose ends are not in it.',
      },
      computed: {
        gap: 'Figure of audience A minus figure of audience B, in full precision.',
        ...(await computedDifferenceMethod(release, computed)),
        leader:
          'The audience with the larger figure; for ranks the one with the smaller number; undetermined where the figures are equal.',
      },
    }),
  };
}
