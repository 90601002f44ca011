import { figureKey } from '../repository/figures.ts';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../schemas/query.ts';
import { competitionRanks } from '../stats/competition-ranks.ts';
import { selectEstimates } from './estimates.ts';

/** The place of an item, and the list that it was placed in. */
export interface RankedEstimate {
  readonly estimate: Estimate;
  readonly rank: number;
  readonly tied: number;
  /** The items of the list, in the order of the codebook. */
  readonly items: readonly string[];
}

const listKey = (e: Estimate): string => [e.question, e.option, e.wave, e.audience, e.measure].join('|');

/** A figure that can be placed among others: one that was published as a bound cannot. */
const canBeRanked = ({ item, qualifier }: Estimate): boolean =>
  item !== null && qualifier !== 'more-than' && qualifier !== 'less-than';

function rankList(list: readonly Estimate[]): RankedEstimate[] {
  const values = list.map(({ value }) => value);
  const published = list[0]?.measure === 'rank';
  if (!published && list.length < 2) return [];
  const places = published ? values : competitionRanks(values);
  const items = list.flatMap(({ item }) => item ?? []);
  return list.map((estimate, i) => ({
    estimate,
    rank: places[i] ?? 0,
    tied: places.filter((place) => place === places[i]).length,
    items,
  }));
}

const indexes = new WeakMap<ReleaseFigures, ReadonlyMap<string, RankedEstimate>>();

/** Every item of a release in its place. The places never depend on a query, so they are found once a release. */
function rankIndex(release: ReleaseFigures): ReadonlyMap<string, RankedEstimate> {
  const known = indexes.get(release);
  if (known) return known;
  const lists = Map.groupBy(selectEstimates(release, {}).filter(canBeRanked), listKey);
  const ranked = [...lists.values()].flatMap(rankList);
  const index = new Map(ranked.map((entry) => [figureKey(entry.estimate), entry]));
  indexes.set(release, index);
  return index;
}

/** The place of an estimate's item among the items of its question, or undefined where there is no order. */
export function rankOf(release: ReleaseFigures, estimate: Estimate): RankedEstimate | undefined {
  return rankIndex(release).get(figureKey(estimate));
}

export const RANKING_METHOD =
  'Standard competition ranking, 1 = highest: equal figures share a place and the next place is skipped. Ranks that were published are passed through.';

/** The lists of places that a query picks. */
export function rankedLists(release: ReleaseFigures, query: FigureQuery): RankedEstimate[][] {
  const ranked = selectEstimates(release, query).flatMap((estimate) => rankOf(release, estimate) ?? []);
  return [...Map.groupBy(ranked, ({ estimate }) => listKey(estimate)).values()];
}
