import type { FastifyInstance } from 'fastify';
import { confidence, figureParameters, quantileParameter, weightParameter } from '../schemas/query.ts';
import { estimateRow } from '../schemas/results/estimate.ts';
import { estimates } from '../services/estimates.ts';
import type { RouteContext } from './answer.ts';
import { figuresRoute } from './release-table.ts';

export function estimatesRoute(app: FastifyInstance, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/estimates',
    operationId: 'listEstimates',
    tags: ['Figures'],
    summary: 'The figures, one a row',
    description:
      'Each figure with its base, the digits as published, what those digits leave open, and the sources that give it. Where sources disagree, the preferred version is the row and the others stand under `alternatives`.',
    answers: 'The figures that the query picks, in the order of the codebook.',
    row: estimateRow,
    parameters: { ...figureParameters, weight: weightParameter, quantile: quantileParameter, confidence },
    rows: estimates,
  });
}
