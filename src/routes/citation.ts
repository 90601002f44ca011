import Negotiator from 'negotiator';
import { z } from 'zod';
import { ApiError } from '../errors/api-error.ts';
import { once, surveyReference } from '../schemas/query.ts';
import { CITATION_STYLES, type CitationStyle } from '../services/releases/citation/styles.ts';
import { citationOf, dayOf } from '../services/releases/citation/citation.ts';
import { parameterError } from '../errors/parameter-error.ts';
import type { RouteContext } from './answer.ts';
import type { Citable } from './citable.ts';
import { citedPermalink } from './citation-subject.ts';
import { linkHeader } from './links.ts';
import { IN_RELEASE, resourceInRelease, type Addressed } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const MEDIA_TYPES = CITATION_STYLES.map(({ mediaType }) => mediaType);
const [DEFAULT_STYLE] = CITATION_STYLES;

/** The style that an Accept header prefers; undefined if it wants none of them. */
function negotiateStyle(accept: string | undefined): CitationStyle | undefined {
  if (accept === undefined) return DEFAULT_STYLE;
  const preferred = new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES);
  return CITATION_STYLES.find(({ mediaType }) => mediaType === preferred);
}

const cslJson = z
  .array(z.record(z.string(), z.unknown()))
  .meta({ description: 'One item, as the schema csl-data of CSL 1.0.2 describes it.' });

const querystring = z.strictObject({
  format: z.preprocess(
    once,
    z
      .enum(CITATION_STYLES.map(({ id }) => id) as [string, ...string[]])
      .optional()
      .meta({
        description: `Style of the citation: ${CITATION_STYLES.map(({ id, description }) => `\`${id}\` (${description})`).join(', ')}. Left out, the header \`Accept\` decides; \`${DEFAULT_STYLE.id}\` if that is open too.`,
        examples: ['bibtex'],
      }),
  ),
  of: z.preprocess(
    once,
    z
      .string()
      .min(1, 'is empty')
      .max(2000, 'is longer than an address may be')
      .optional()
      .meta({
        description:
          'The answer that is cited: an address of the same release, as in `meta.permalink` or below the survey, percent-encoded. Left out: the release as a whole.',
        examples: ['gaps?question=need-to-align'],
      }),
  ),
});

function chooseStyle(named: string | undefined, accept: string | undefined): CitationStyle {
  const style = named === undefined ? negotiateStyle(accept) : CITATION_STYLES.find(({ id }) => id === named);
  if (style) return style;
  throw new ApiError('not-acceptable', 'No style of citations fits the header Accept.', {
    errors: [parameterError('header', 'Accept', accept ?? '', 'names no style of citations', MEDIA_TYPES)],
  });
}

/** What citations are made with. */
export interface CitationContext {
  /** What of a survey can be cited, collected before the routes were registered. */
  readonly resources: readonly Citable[];
  readonly now: () => number;
}

/**
 * The citation of a release, or of an answer of it.
 *
 * @param of the address of the answer; undefined: the release as a whole
 * @throws ApiError `invalid-query`, and those of the release
 */
export async function citationIn(
  context: RouteContext,
  { resources, now }: CitationContext,
  request: Addressed,
  of: string | undefined,
) {
  const { resource, ...resolved } = await resourceInRelease(request, '');
  const permalink = of === undefined ? resource.path : citedPermalink(context, resolved, resources, of);
  const url = `${context.config.PUBLIC_URL ?? ''}${permalink}`;
  const moment = now();
  return { resource, url, moment, citation: citationOf(resolved.release, { permalink, url }, moment) };
}

export function citationRoute(app: App, context: RouteContext, citations: CitationContext): void {
  app.get(
    '/v1/surveys/:survey/citation',
    {
      config: {
        ...IN_RELEASE,
        sends: 'choice',
        example: 'of=gaps%3Fquestion%3Dneed-to-align',
        variant: (accept: string | undefined) => negotiateStyle(accept)?.id ?? null,
      },
      schema: {
        operationId: 'getCitation',
        tags: ['Releases'],
        summary: 'How to cite a release, or one answer of it',
        description:
          'Publisher, title, version, permanent address, SHA-256 and licence, with today (UTC) as the day of access; therefore it is never immutable, and is kept until midnight at the longest. An answer is cited by its address in `of`, which is checked and brought into its canonical form, but not computed. Addresses are absolute only where the service knows its own (`PUBLIC_URL`).',
        params: surveyReference,
        querystring,
        response: bytesResponse(
          'The citation.',
          Object.fromEntries(
            CITATION_STYLES.map(({ id, mediaType }) => [mediaType, id === 'csl-json' ? cslJson : z.string()]),
          ),
        ),
      },
    },
    async (request, reply) => {
      const { format, of } = request.query;
      // Whether there is such a release comes before what its citation is wanted as.
      const { resource, url, moment, citation } = await citationIn(context, citations, request, of);
      const style = chooseStyle(format, request.headers.accept);
      const today = dayOf(moment);
      return reply.represent({
        body: style.write(citation),
        contentType: style.contentType,
        lastModified: new Date(Math.max(today.start, resource.lastModified.getTime())),
        pinned: false,
        until: today.end,
        link: linkHeader([{ rel: 'describes', href: url }]),
        vary: format === undefined ? ['Accept'] : [],
      });
    },
  );
}
