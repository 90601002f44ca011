import {
  adjustParameter,
  confidence,
  figureParameters,
  filterParameter,
  weightParameter,
  pairParameters,
} from '../schemas/query.ts';
import { gapRow } from '../schemas/results/gap.ts';
import { gaps } from '../services/figures/gaps.ts';
import type { RouteContext } from './answer.ts';
import { IN_FILTERS } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { chartedQuery } from './schema.ts';

/** What picks gaps, and says how they are tested. */
export const gapsParameters = {
  ...figureParameters,
  ...pairParameters,
  weight: weightParameter,
  filter: filterParameter,
  confidence,
  adjust: adjustParameter,
};

export function gapsRoute(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/gaps',
    chart: 'gaps',
    operationId: 'listGaps',
    example: 'question=need-to-align',
    tags: ['Comparisons'],
    summary: 'Differences between two audiences',
    description:
      'One audience minus another, in the same wave, question, item and option. A gap is formed only where both were asked the same question; name the `question` to get a row that says why there is none. `between` picks the pair; left out, the pairs that the survey declares. `audience` keeps the pairs that it takes part in.',
    problems: IN_FILTERS.problems,
    answers: 'The gaps that the query picks, in the order of the codebook.',
    row: gapRow,
    querystring: chartedQuery(gapRow, gapsParameters),
    rows: gaps,
  });
}
