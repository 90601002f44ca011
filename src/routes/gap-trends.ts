import {
  adjustParameter,
  confidence,
  figureParameters,
  filterParameter,
  pairParameters,
  waveRangeParameters,
  weightParameter,
} from '../schemas/query.ts';
import { gapTrendRow } from '../schemas/results/gap-trend.ts';
import { gapTrends } from '../services/figures/gap-trends.ts';
import type { RouteContext } from './answer.ts';
import { IN_FILTERS } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { chartedQuery } from './schema.ts';

const { wave: _wave, ...parameters } = figureParameters;
/** What picks gap trends, and says how they are tested. */
export const gapTrendsParameters = {
  ...parameters,
  ...pairParameters,
  ...waveRangeParameters,
  weight: weightParameter,
  filter: filterParameter,
  confidence,
  adjust: adjustParameter,
};

export function gapTrendsRoute(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/gap-trends',
    chart: 'gap-trends',
    operationId: 'listGapTrends',
    example: 'question=need-to-align',
    tags: ['Comparisons'],
    summary: 'How gaps moved from wave to wave',
    description:
      'The gap between two audiences in a later wave minus the gap in an earlier one, and whether the audiences came closer as far as the published digits settle it.',
    problems: IN_FILTERS.problems,
    answers: 'The changes of gaps that the query picks, in the order of the codebook.',
    row: gapTrendRow,
    querystring: chartedQuery(gapTrendRow, gapTrendsParameters),
    rows: gapTrends,
  });
}
