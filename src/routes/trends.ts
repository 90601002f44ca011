import { z } from 'zod';
import {
  adjustParameter,
  confidence,
  figureParameters,
  filterParameter,
  weightParameter,
  waveRangeParameters,
} from '../schemas/query.ts';
import { figuresMeta } from '../schemas/results/common.ts';
import { linearTrendRow } from '../schemas/results/linear-trend.ts';
import { trendRow } from '../schemas/results/trend.ts';
import { trends } from '../services/figures/trends.ts';
import type { RouteContext } from './answer.ts';
import { IN_FILTERS } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { chartedQuery } from './schema.ts';

const { wave: _wave, ...parameters } = figureParameters;
/** What picks trends, and says how they are tested. */
export const trendsParameters = {
  ...parameters,
  ...waveRangeParameters,
  weight: weightParameter,
  filter: filterParameter,
  confidence,
  adjust: adjustParameter,
};

export function trendsRoute(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/trends',
    chart: 'trends',
    operationId: 'listTrends',
    example: 'question=need-to-align',
    tags: ['Comparisons'],
    summary: 'Differences between waves',
    description:
      'A later wave minus an earlier one, for the same audience, question, item and option. Waves between which the wording changed are not compared; name the `question` to get a row that says so. `from` and `to` pick the waves; left out, each wave is compared with the one before it.',
    problems: IN_FILTERS.problems,
    answers: 'The changes that the query picks, in the order of the codebook.',
    row: trendRow,
    meta: figuresMeta
      .extend({
        linearTrends: z
          .array(linearTrendRow)
          .meta({ description: 'The straight line through each series of three or more waves.' }),
      })
      .meta({ id: 'TrendsMeta', description: 'What belongs to a table of trends as a whole.' }),
    querystring: chartedQuery(trendRow, trendsParameters),
    rows: trends,
  });
}
