import { z } from 'zod';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { checkedClaimRow } from '../schemas/results/claim.ts';
import { checkMeta } from '../schemas/results/common.ts';
import type { View } from '../repository/repository.ts';
import { checkClaimedPart } from '../services/figures/claims/claimed-part.ts';
import { assertedFigures, checkedClaim } from '../services/figures/claims/claims.ts';
import {
  asInBody,
  checkClaimCodes,
  claimToCheck,
  readClaim,
} from '../services/figures/claims/check-request.ts';
import type { RouteContext } from './answer.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';

/** Room for a claim of some forty assertions. */
const MOST_BYTES = 16 * 1024;

const EXAMPLE = {
  survey: 'cmo-cio-alignment@1.0.0',
  asserts: {
    quantity: 'gap-change',
    question: 'need-to-align',
    option: 'agree',
    between: ['cio', 'cmo'],
    from: '2012',
    to: '2014',
    relation: 'closing',
    significant: true,
  },
};

/** What is checked: the answer with what belongs to it as a whole. */
export const checkResult = z.object({ data: checkedClaimRow, meta: checkMeta });

/**
 * Holds a claim that was sent against the figures of the release that it names.
 *
 * @throws ApiError `invalid-query`, and those of the release
 */
export async function checkSent(
  context: RouteContext,
  view: View,
  sent: unknown,
): Promise<z.infer<typeof checkResult>> {
  const claim = readClaim(sent);
  const { confidence, survey } = claim;
  const { release, resource } = await resourceInRelease({ view, params: { survey } }, '').catch(
    (error: unknown) => {
      throw asInBody(error);
    },
  );
  checkClaimCodes(release, claim);
  const figures = await context.computed.of(release, assertedFigures([claim], { confidence }));
  checkClaimedPart(figures, claim);
  const { data, method, notes } = await checkedClaim(figures, claim, { confidence });
  const { survey: id = '', release: version = '', sha256 = '', citation = '' } = resource.identity;
  return {
    data,
    meta: {
      survey: id,
      release: version,
      sha256,
      citation,
      software: context.software,
      method,
      notes: [...notes],
    },
  };
}

export function checkRoute(app: App, context: RouteContext): void {
  app.post(
    '/v1/check',
    {
      bodyLimit: MOST_BYTES,
      config: {
        ...IN_RELEASE,
        problems: [...IN_RELEASE.problems, 'unavailable'],
        computes: 'figures',
        sends: 'reply',
        exampleBody: EXAMPLE,
      },
      // What is wrong with a claim is said in the words of the codebook, which the framework does not know.
      validatorCompiler: ({ httpPart = '', method, url, schema }) =>
        httpPart === 'body'
          ? (value: unknown) => ({ value })
          : validatorCompiler({ httpPart, method, url, schema: schema as unknown as z.ZodType }),
      schema: {
        operationId: 'checkClaim',
        tags: ['Claims'],
        summary: 'Does this hold? A claim of yours, checked',
        description:
          'A statement about the figures of a release, in the form in which `claims` of survey.json has them: the quantity (a figure, a gap, a change, a change of a gap), what it is of, how it stands to a value, and whether it is said to be significant. The answer is a verdict with its reason, the computation step by step, the p-value (or the best one that is possible, where a base is not known), and the figures that were used. Nothing is stored.',
        querystring: z.strictObject({}),
        body: claimToCheck.meta({ examples: [EXAMPLE] }),
        response: {
          200: {
            description: 'The verdict.',
            content: { 'application/json': { schema: checkResult } },
          },
        },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send(await checkSent(context, request.view, request.body)),
  );
}
