import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError } from '../errors/api-error.ts';
import { confidence, figureParameters, surveyReference } from '../schemas/query.ts';
import { claimRow } from '../schemas/results/claim.ts';
import { claimMeta } from '../schemas/results/common.ts';
import { claimedFigures, claims } from '../services/figures/claims/claims.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { sendObject, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import { figuresRoute } from './release-table.ts';
import type { App } from './route.ts';
import { listQuery, okResponse, presentation } from './schema.ts';

const claimQuery = z.strictObject({ confidence, ...presentation });

export function claimsRoutes(app: App, context: RouteContext): void {
  figuresRoute(app, context, {
    below: '/claims',
    operationId: 'listClaims',
    example: 'limit=2',
    tags: ['Claims'],
    summary: 'What the sources claim, checked',
    description:
      'Each statement of a source that can be computed, held against the figures: a verdict, the reason, and the computation step by step. Where sources disagree about a figure, the verdict under each version; where a base is not known, the best p-value that the claim could have.',
    answers: 'The claims, in the order of the codebook.',
    row: claimRow,
    querystring: listQuery(claimRow, {
      question: figureParameters.question,
      source: figureParameters.source,
      confidence,
    }),
    rows: claims,
    needs: claimedFigures,
  });
  const fields = fieldsOf(claimRow);
  app.get(
    '/v1/surveys/:survey/claims/:claim',
    {
      config: {
        ...IN_RELEASE,
        sends: 'object',
        cited: citable(claimQuery, (_, query) => query),
        problems: [...IN_RELEASE.problems, 'unknown-claim', 'unavailable'],
      },
      schema: {
        operationId: 'getClaim',
        tags: ['Claims'],
        summary: 'One claim, checked',
        description:
          'One statement of a source with its verdict, the figures that it was held against, and the computation.',
        params: surveyReference.extend({
          claim: z.string().meta({ description: 'Claim id.', examples: ['gap-significantly-smaller'] }),
        }),
        querystring: claimQuery,
        response: okResponse('The claim.', z.object({ data: claimRow, meta: claimMeta })),
      },
    },
    async (request, reply) => {
      const { claim: id } = request.params;
      const { release, resource } = await resourceInRelease(request, `/claims/${id}`);
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
      const { query } = request;
      const figures = await context.computed.of(release, claimedFigures(release, query));
      const { rows, method } = await claims(figures, query);
      const data = [...rows].find((row) => row.claim === id) ?? {};
      return sendObject(context, request, reply, resource, { data, fields, extra: { method } });
    },
  );
}
