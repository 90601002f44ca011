import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { Rows } from '../../schemas/rows.ts';
import type { RankRow } from '../../schemas/results/rank.ts';
import { agreement, AGREEMENT_METHOD } from './agreement.ts';
import { contestedNotes } from './estimates.ts';
import { type FigureTable } from '../tables/figure-table.ts';
import {
  LIST_LENGTH_METHOD,
  rankedLists,
  RANKING_METHOD,
  RANK_RANGE_METHOD,
  UNASKED_LISTS_METHOD,
} from './rank-index.ts';
import { countingMethod } from '../records/method.ts';
import { ADJUSTMENTS } from '../tables/adjustment.ts';
import { methodOf, ranIn } from './method.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { turns } from '../../turns/turns.ts';

const LEFT_OUT = 'Questions with fewer than two items that have a figure';

/** Items in order, for each question, option, wave and audience. */
export async function ranks(release: ReleaseFigures, query: FigureQuery): Promise<FigureTable<RankRow>> {
  const lists = await rankedLists(release, query);
  const rows = await turns.flatMap(lists, (list) =>
    list
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ estimate, rank, range, tied, length }): RankRow => ({
        question: estimate.question,
        item: estimate.item ?? '',
        option: estimate.option,
        wave: estimate.wave,
        audience: estimate.audience,
        measure: estimate.measure,
        value: estimate.value,
        rank,
        rankLower: typeof range === 'string' ? null : range.lower,
        rankUpper: typeof range === 'string' ? null : range.upper,
        tied,
        of: length,
        basis: estimate.measure === 'rank' ? 'published' : 'computed',
        sources: [...estimate.sources],
        reasons: reasonsFor({
          rankLower: typeof range === 'string' ? range : null,
          rankUpper: typeof range === 'string' ? range : null,
          of: length === null ? 'not-reported' : null,
        }),
        note: estimate.note,
      })),
  );
  const listed = lists.flat().map(({ estimate }) => estimate);
  const hasCombinations = [...release.questions.values()].some(
    ({ nets, differences, items }) => items.length > 0 && nets.length + differences.length > 0,
  );
  // A filter picks rows, not places: the orders are compared over all items and audiences.
  const compared = await rankedLists(release, { ...query, item: undefined, audience: undefined });
  return {
    rows: Rows.of(rows),
    notes: [...(await contestedNotes(listed)), ...release.notes],
    method: methodOf(
      release,
      await ranIn(release, [...listed, ...compared.flat().map(({ estimate }) => estimate)]),
      {
        both: {
          ranking: RANKING_METHOD,
          agreement: AGREEMENT_METHOD,
          adjustment: ADJUSTMENTS[query.adjust ?? 'none'],
          ...(hasCombinations ? { combinations: UNASKED_LISTS_METHOD } : {}),
        },
        published: {
          rankRange: RANK_RANGE_METHOD.published,
          of: LIST_LENGTH_METHOD.published,
          leftOut: `${LEFT_OUT}, and figures published as bounds.`,
        },
        computed: {
          rankRange: RANK_RANGE_METHOD.computed,
          of: LIST_LENGTH_METHOD.computed,
          leftOut: `${LEFT_OUT}.`,
        },
        // An order has no sampling error.
        records: release.method === null ? {} : countingMethod(release.method),
      },
    ),
    extra: {
      agreement: await agreement(release, compared, query),
    },
  };
}
