import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError } from '../errors.ts';
import { confidence, figureParameters, surveyReference, type FigureQuery } from '../schemas/query.ts';
import { claimRow } from '../schemas/results/claim.ts';
import { claimMeta } from '../schemas/results/common.ts';
import { claimedFigures, claims } from '../services/claims.ts';
import { parameterError } from '../services/nearest.ts';
import { sendObject, type RouteContext } from './answer.ts';
import { placeInRelease } from './release-place.ts';
import { figuresRoute } from './release-table.ts';
import { okResponse, presentation } from './schema.ts';

export function claimsRoutes(app: FastifyInstance, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/claims',
    operationId: 'listClaims',
    tags: ['Claims'],
    summary: 'What the sources claim, checked',
    description:
      'Each statement of a source that can be computed, held against the figures: a verdict, the reason, and the computation step by step. Where sources disagree about a figure, the verdict under each version; where a base is not known, the best p-value that the claim could have.',
    answers: 'The claims, in the order of the codebook.',
    row: claimRow,
    parameters: { question: figureParameters.question, source: figureParameters.source, confidence },
    rows: claims,
    needs: claimedFigures,
  });
  const fields = fieldsOf(claimRow);
  app.get(
    '/v1/surveys/:survey/claims/:claim',
    {
      schema: {
        operationId: 'getClaim',
        tags: ['Claims'],
        summary: 'One claim, checked',
        description:
          'One statement of a source with its verdict, the figures that it was held against, and the computation.',
        params: surveyReference.extend({
          claim: z.string().meta({ description: 'Claim id.', examples: ['gap-significantly-smaller'] }),
        }),
        querystring: z.strictObject({ confidence, ...presentation }),
        response: okResponse('The claim.', z.object({ data: claimRow, meta: claimMeta })),
      },
    },
    async (request, reply) => {
      const { claim: id } = request.params as { claim: string };
      const { release, place } = placeInRelease(request, `/claims/${id}`);
      if (!release.survey.claims.some((claim) => claim.id === id)) {
        throw new ApiError('unknown-claim', `The release has no claim "${id}".`, {
          errors: [
            parameterError(
              'path',
              'claim',
              id,
              'is not a claim of this release',
              release.survey.claims.map((claim) => claim.id),
            ),
          ],
        });
      }
      const query = request.query as FigureQuery;
      const figures = await context.computed.of(release, claimedFigures(release, query));
      const { rows, method } = claims(figures, query);
      const data = [...rows].find((row) => row.claim === id) ?? {};
      return sendObject(context, request, reply, place, { data, fields, extra: { method } });
    },
  );
}
