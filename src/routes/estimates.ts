import {
  confidence,
  figureParameters,
  filterParameter,
  quantileParameter,
  weightParameter,
} from '../schemas/query.ts';
import { estimateRow } from '../schemas/results/estimate.ts';
import { estimates } from '../services/figures/estimates.ts';
import type { RouteContext } from './answer.ts';
import { IN_FILTERS } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { chartedQuery } from './schema.ts';

/** What picks estimates. */
export const estimatesParameters = {
  ...figureParameters,
  weight: weightParameter,
  filter: filterParameter,
  quantile: quantileParameter,
  confidence,
};

export function estimatesRoute(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/estimates',
    chart: 'estimates',
    operationId: 'listEstimates',
    example: 'question=need-to-align&wave=2012',
    tags: ['Figures'],
    summary: 'The figures, one a row',
    description:
      'Each figure with its base, the digits as published, what those digits leave open, and the sources that give it. Where sources disagree, the preferred version is the row and the others stand under `alternatives`.',
    problems: IN_FILTERS.problems,
    answers: 'The figures that the query picks, in the order of the codebook.',
    row: estimateRow,
    querystring: chartedQuery(estimateRow, estimatesParameters),
    rows: estimates,
  });
}
