import { z } from 'zod';
import { adjustParameter, figureParameters, filterParameter, weightParameter } from '../schemas/query.ts';
import { agreementRow } from '../schemas/results/agreement.ts';
import { figuresMeta } from '../schemas/results/common.ts';
import { rankRow } from '../schemas/results/rank.ts';
import { ranks } from '../services/figures/ranks.ts';
import type { RouteContext } from './answer.ts';
import { IN_FILTERS } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { chartedQuery } from './schema.ts';

/** What picks ranks. */
export const ranksParameters = {
  ...figureParameters,
  weight: weightParameter,
  filter: filterParameter,
  adjust: adjustParameter,
};

export function ranksRoute(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/ranks',
    chart: 'ranks',
    operationId: 'listRanks',
    example: 'question=driver-ranks',
    tags: ['Comparisons'],
    summary: 'Items in order, for each audience',
    description:
      'The items of a question from the highest figure to the lowest, for each audience and wave. Equal figures share a place. Ranks that were published as ranks are passed through. A filter never changes a place: items are ranked among all items of the question. `meta.agreement` says how far the orders of two audiences agree.',
    problems: IN_FILTERS.problems,
    answers: 'The items that the query picks, each list from its first place to its last.',
    row: rankRow,
    querystring: chartedQuery(rankRow, ranksParameters),
    meta: figuresMeta
      .extend({
        agreement: z
          .array(agreementRow)
          .meta({ description: 'How far the orders of each pair of audiences agree.' }),
      })
      .meta({ id: 'RanksMeta', description: 'What belongs to a table of ranks as a whole.' }),
    rows: ranks,
  });
}
