import type { ChartId } from '../charts/index.ts';
import { embedPage } from '../embeds/page.ts';
import { EMBED_STYLE } from '../embeds/style.ts';
import { tableFor } from '../embeds/table.ts';
import { recordsReference, surveyReference } from '../schemas/query.ts';
import { address, type CheckedQuery } from './address.ts';
import type { RouteContext } from './answer.ts';
import { CHARTED, type Prepared } from './charted.ts';
import { linkHeader } from './links.ts';
import { sharedPicture } from './open-graph.ts';
import { lookAndSelection, pictureQuery, type PictureQuery } from './picture-query.ts';
import { IN_RECORDS } from './records-in.ts';
import { IN_FILTERS } from './release-resource.ts';
import type { App } from './route.ts';

/** Any page may frame it; it has no script, and its style is a file of this server. */
const EMBED_POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'";

/** What of an answer is embedded. */
export type EmbedKind = 'chart' | 'table';

/** Path of an embed. @param survey as in an address of the interface */
export const embedPath = (survey: string, id: ChartId, kind: EmbedKind): string =>
  `/embed/surveys/${encodeURIComponent(survey).replace('%40', '@')}/${kind === 'chart' ? 'charts/' : ''}${id}`;

/** An embed as it is sent, and how large it is. */
interface Made {
  readonly page: string;
  readonly own: string;
}

/** Makes the page of an embed. */
async function pageOfEmbed(
  { config: { PUBLIC_URL } }: RouteContext,
  kind: EmbedKind,
  { id, resource, data, frame }: Prepared,
  query: PictureQuery,
): Promise<Made> {
  const { look, selection } = lookAndSelection(query);
  const framed = await frame(look);
  const title = typeof look.title === 'object' ? look.title.own : framed.title;
  const survey = `${resource.identity['survey'] ?? ''}@${resource.identity['release'] ?? ''}`;
  const own = address(PUBLIC_URL, embedPath(survey, id, kind), query);
  const picture = sharedPicture(PUBLIC_URL, survey, id, selection);
  const up = kind === 'chart' ? '../../../' : '../../';
  const page = embedPage({
    language: data.survey.language,
    theme: look.theme,
    title,
    picture: kind === 'chart' ? framed.svg : null,
    table: tableFor(id, data, framed.title),
    notes: data.notes,
    citation: data.citation,
    figures: data.permalink,
    style: `${up}${EMBED_STYLE.name}`,
    shared: picture && {
      picture: picture.href,
      width: picture.width,
      oembed: address(PUBLIC_URL, '/oembed', { url: own }),
    },
  });
  return { page, own };
}

/** Pages for frames: each picture with its table, and each table. They alone may be framed. */
export function embedRoutes(app: App, context: RouteContext, started: Date): void {
  const { PUBLIC_URL } = context.config;
  app.get(
    `/embed/${EMBED_STYLE.name}`,
    { schema: { hide: true }, config: { variant: () => 'style' } },
    (_request, reply) =>
      reply.represent({
        body: EMBED_STYLE.text,
        contentType: 'text/css; charset=utf-8',
        lastModified: started,
        pinned: true,
      }),
  );
  for (const charted of CHARTED) {
    const { id, needsRecords, prepare } = charted;
    for (const kind of ['chart', 'table'] as const) {
      app.get(
        embedPath(':survey', id, kind).replace('%3A', ':'),
        {
          config: {
            ...(needsRecords ? IN_RECORDS : IN_FILTERS),
            computes: needsRecords ? 'records' : 'figures',
            variant: () => 'embed',
            contentSecurityPolicy: EMBED_POLICY,
          },
          schema: {
            hide: true,
            params: needsRecords ? recordsReference : surveyReference,
            querystring: pictureQuery(charted),
          },
        },
        async (request, reply) => {
          const query: PictureQuery & CheckedQuery = request.query;
          const prepared = await prepare(context, request, lookAndSelection(query).selection);
          const { page, own } = await pageOfEmbed(context, kind, prepared, query);
          const { lastModified, pinned } = prepared.resource;
          return reply.represent({
            body: page,
            contentType: 'text/html; charset=utf-8',
            lastModified,
            pinned,
            link: linkHeader([
              { rel: 'canonical', href: own },
              { rel: 'alternate', href: prepared.data.permalink, type: 'application/json' },
              ...(PUBLIC_URL === undefined
                ? []
                : [
                    {
                      rel: 'alternate',
                      href: address(PUBLIC_URL, '/oembed', { url: own }),
                      type: 'application/json+oembed',
                    },
                  ]),
            ]),
          });
        },
      );
    }
  }
}
