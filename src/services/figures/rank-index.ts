import { LRUCache } from 'lru-cache';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { competitionRanks } from '../../stats/competition-ranks.ts';
import { rankRanges, type RankRange, type ValueRange } from '../../stats/rank-range.ts';
import { selectEstimates } from './estimates.ts';
import { rounding } from './rounding.ts';
import { turns } from '../../turns/turns.ts';

/** The place of an item, and the list that it was placed in. */
export interface RankedEstimate {
  readonly estimate: Estimate;
  readonly rank: number;
  /** The places that rounding leaves open, or the reason why that cannot be said. */
  readonly range: RankRange | Reason;
  readonly tied: number;
  /** The items of the list, in the order of the codebook. */
  readonly items: readonly string[];
  /** How many places the list has; null if it was published and its length is not known. */
  readonly length: number | null;
}

const listKey = (e: Estimate): string =>
  [e.question, e.option, e.wave, e.audience, e.measure, e.quantile].join('|');

/** A figure that can be placed among others: one that was published as a bound cannot. */
const canBeRanked = ({ item, qualifier }: Estimate): boolean =>
  item !== null && qualifier !== 'more-than' && qualifier !== 'less-than';

/** What a figure may stand for: a number if it was not rounded; null if it was published as approximate. */
function valueRange(estimate: Estimate): ValueRange | null {
  if (estimate.qualifier !== 'exact') return null;
  const digits = rounding(estimate);
  return typeof digits === 'string'
    ? { lower: estimate.value, upper: estimate.value }
    : { lower: digits.lower.value, upper: digits.upper.value };
}

/** Fewer items are often the few of a longer list that a source names. */
const FEWEST_OF_A_LIST = 3;

/**
 * The length of a list of ranks as published: its items, if every item of the question has a rank in it, the ranks run from
 * 1 without a gap that no tie explains, and nobody else was given a rank of the question that lies beyond them. Else null:
 * the codebook may hold only the items that a source names.
 */
function publishedLength(release: ReleaseFigures, list: readonly Estimate[]): number | null {
  const [first] = list;
  const items = release.questions.get(first?.question ?? '')?.items.length ?? 0;
  if (!first || list.length !== items || items < FEWEST_OF_A_LIST) return null;
  if (list.some(({ qualifier }) => qualifier !== 'exact')) return null;
  // Of ranks the smallest number is the first.
  const places = competitionRanks(list.map(({ value }) => -value));
  if (list.some(({ value }, i) => value !== places[i])) return null;
  const isBeyond = release.ranksOf(first.question).some((rank) => rank > items);
  return isBeyond ? null : items;
}

/** Ranks that were published: their numbers are the places. */
function publishedList(release: ReleaseFigures, list: readonly Estimate[]): RankedEstimate[] {
  const items = list.flatMap(({ item }) => item ?? []);
  const length = publishedLength(release, list);
  return list.map((estimate) => {
    const { value: rank, qualifier } = estimate;
    return {
      estimate,
      rank,
      range: qualifier === 'exact' ? { lower: rank, upper: rank } : 'inexact-figure',
      tied: list.filter(({ value }) => value === rank).length,
      items,
      length,
    };
  });
}

function rankList(release: ReleaseFigures, list: readonly Estimate[]): RankedEstimate[] {
  if (list[0]?.measure === 'rank') return publishedList(release, list);
  if (list.length < 2) return [];
  const places = competitionRanks(list.map(({ value }) => value));
  const items = list.flatMap(({ item }) => item ?? []);
  const question = release.questions.get(list[0]?.question ?? '');
  const absent = (question?.items ?? []).filter(({ id }) => !items.includes(id)).length;
  // Found when one is first asked for: most who ask for a place ask for no more.
  let ranges: readonly (RankRange | null)[] | undefined;
  return list.map((estimate, i) => ({
    estimate,
    rank: places[i] ?? 0,
    get range() {
      ranges ??= rankRanges(list.map(valueRange), absent);
      return ranges[i] ?? 'inexact-figure';
    },
    get tied() {
      return places.filter((place) => place === places[i]).length;
    },
    items,
    length: items.length,
  }));
}

/** The place of an estimate's item among the items of its question, or undefined where there is no order. */
export type RankOf = (estimate: Estimate) => RankedEstimate | undefined;

/** Places kept of one release: those of one list after the other are asked for, item by item. */
const MAXIMUM_KEPT = 50_000;

type PlacedItems = ReadonlyMap<string | null, RankedEstimate>;

/** The list that an estimate is in, with the place of each of its items. */
function placedItems(release: ReleaseFigures, estimate: Estimate): PlacedItems {
  const { question, option, wave, audience, measure, quantile } = estimate;
  const items = release.questions.get(question)?.items ?? [];
  const list = items.flatMap(
    ({ id: item }) => release.figure({ question, item, option, wave, audience, measure }, quantile) ?? [],
  );
  return new Map(rankList(release, list.filter(canBeRanked)).map((one) => [one.estimate.item, one]));
}

const known = new WeakMap<ReleaseFigures, RankOf>();

function finderOf(release: ReleaseFigures): RankOf {
  const lists = new LRUCache<string, PlacedItems>({
    maxSize: MAXIMUM_KEPT,
    sizeCalculation: ({ size }) => 1 + size,
  });
  return (estimate) => {
    if (!canBeRanked(estimate)) return undefined;
    const key = listKey(estimate);
    const list = lists.get(key) ?? placedItems(release, estimate);
    lists.set(key, list);
    return list.get(estimate.item);
  };
}

/** Finds the place of an item among those of its list. The places never depend on a query, so they are kept for the next. */
export function ranksIn(release: ReleaseFigures): RankOf {
  const rankOf = known.get(release) ?? finderOf(release);
  known.set(release, rankOf);
  return rankOf;
}

export const RANKING_METHOD =
  'Standard competition ranking, 1 = highest: equal figures share a place and the next place is skipped. Ranks that were published are passed through.';

/** The places that are open. */
export const RANK_RANGE_METHOD = {
  published:
    'The places that rounding leaves open: rankLower is 1 + the items that are certainly above, rankUpper 1 + those that may be. An item without a figure, or with one that was published as approximate or as a bound, may be anywhere.',
  computed:
    'Computed figures are not rounded: rankLower is 1 + the items above, rankUpper that plus the items as large and those without a figure, which may be anywhere.',
} as const;

/** How long a list is. */
export const LIST_LENGTH_METHOD = {
  published:
    'Items with a figure; of ranks as published the length of the list where every item of the question has a place in it and no place is missing, else null.',
  computed: 'Items with a figure.',
} as const;

/** Whether a list is by a net or a difference of answers, and the query does not ask for such. */
function isUnasked({ questions }: ReleaseFigures, query: FigureQuery, estimate: Estimate): boolean {
  const { question, option, measure } = estimate;
  if (option === null || query.option?.includes(option)) return false;
  if (measure === 'net') return !query.measure?.includes('net');
  return questions.get(question)?.nets.some(({ id }) => id === option) ?? false;
}

/** Which lists are not given without being asked for. */
export const UNASKED_LISTS_METHOD =
  'Orders by nets and differences of answers, which are made of the shares of options, are given where option or measure names them.';

/** The lists of places that a query picks. */
export async function rankedLists(release: ReleaseFigures, query: FigureQuery): Promise<RankedEstimate[][]> {
  const rankOf = ranksIn(release);
  const picked = await turns.filter(
    await selectEstimates(release, query),
    (one) => !isUnasked(release, query, one),
  );
  const ranked = await turns.map(picked, rankOf);
  const placed = ranked.filter((one) => one !== undefined);
  return [...(await turns.groupBy(placed, ({ estimate }) => listKey(estimate))).values()];
}
