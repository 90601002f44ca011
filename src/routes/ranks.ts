import type { FastifyInstance } from 'fastify';
import { figureParameters } from '../schemas/query.ts';
import { rankRow } from '../schemas/results/rank.ts';
import { ranks } from '../services/ranks.ts';
import type { RouteContext } from './answer.ts';
import { figuresRoute } from './release-table.ts';

export function ranksRoute(app: FastifyInstance, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/ranks',
    operationId: 'listRanks',
    tags: ['Comparisons'],
    summary: 'Items in order, for each audience',
    description:
      'The items of a question from the highest figure to the lowest, for each audience and wave. Equal figures share a place. Ranks that were published as ranks are passed through. A filter never changes a place: items are ranked among all items of the question.',
    answers: 'The items that the query picks, each list from its first place to its last.',
    row: rankRow,
    parameters: figureParameters,
    rows: ranks,
  });
}
