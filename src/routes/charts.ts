import { z } from 'zod';
import type { Framed } from '../charts/frame.ts';
import { CHARTS } from '../charts/index.ts';
import { invalidQuery, parameterError } from '../errors/parameter-error.ts';
import { recordsReference, surveyReference } from '../schemas/query.ts';
import { address } from './address.ts';
import { fileName, type RouteContext } from './answer.ts';
import { CHARTED, type Charted } from './charted.ts';
import { linkHeader } from './links.ts';
import { lookAndSelection, pictureQuery } from './picture-query.ts';
import { IN_RECORDS } from './records-in.ts';
import { IN_FILTERS } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

/** The kinds of file that a picture can be. */
const FILES = {
  svg: { mediaType: 'image/svg+xml', schema: z.string(), what: 'as SVG, which can be enlarged without end' },
  png: { mediaType: 'image/png', schema: z.unknown(), what: 'as PNG, for documents and slides' },
} as const;
type Extension = keyof typeof FILES;

/** A picture in pixels. @throws ApiError `invalid-query` for more of them than are drawn */
export async function pixels(
  framed: Framed,
  scale: number,
  rows: number,
  onMissing: (characters: readonly string[]) => void,
): Promise<Buffer> {
  const { MAXIMUM_PIXELS, pixelsOf, toPng } = await import('../charts/png.ts');
  if (pixelsOf(framed, scale) > MAXIMUM_PIXELS) {
    const message = `gives a picture of ${framed.width * scale} by ${framed.height * scale} pixels, more than is drawn; take fewer rows, scale=1, or the picture as SVG`;
    throw invalidQuery([parameterError('query', 'limit', String(rows), message)]);
  }
  return toPng(framed, scale, onMissing);
}

/** What the document says of one kind of picture as one kind of file, and what it takes. */
function described(charted: Charted, extension: Extension) {
  const { id, needsRecords } = charted;
  const { mediaType, schema, what } = FILES[extension];
  const letters = id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    operationId: `draw${letters}${extension === 'svg' ? 'Svg' : 'Png'}`,
    tags: ['Pictures'],
    summary: `A picture of /${id}, ${what}`,
    description: `${CHARTS[id]} It takes the parameters that pick rows of \`/${id}\`, and some of its own. The words of the question are its title; bases, intervals, notes, source and the address of the figures stand below, and what is hidden or not known is said where it would be.`,
    params: needsRecords ? recordsReference : surveyReference,
    querystring: pictureQuery(charted, { scaled: extension === 'png' }),
    response: bytesResponse('The picture.', { [mediaType]: schema }),
  };
}

/** Pictures of the tables of figures. */
export function chartRoutes(app: App, context: RouteContext): void {
  const { PUBLIC_URL } = context.config;
  for (const charted of CHARTED) {
    const { id, example, needsRecords, prepare } = charted;
    for (const extension of Object.keys(FILES) as Extension[]) {
      const { mediaType } = FILES[extension];
      app.get(
        `/v1/surveys/:survey/charts/${id}.${extension}`,
        {
          config: {
            ...(needsRecords ? IN_RECORDS : IN_FILTERS),
            computes: needsRecords ? 'records' : 'figures',
            heavy: extension === 'png',
            sends: 'picture',
            variant: () => extension,
            example,
          },
          schema: described(charted, extension),
        },
        async (request, reply) => {
          const { query, log } = request;
          const { look, scale, selection } = lookAndSelection(query);
          const { resource, data, frame } = await prepare(context, request, selection);
          const framed = await frame(look);
          const body =
            extension === 'svg'
              ? framed.svg
              : await pixels(framed, scale, data.rows.length, (characters) =>
                  log.error(
                    { characters: characters.join(' ') },
                    'no font has these characters of a picture',
                  ),
                );
          const own = resource.path.replace(/[^/]*$/, `charts/${id}`);
          const figures = address(PUBLIC_URL, resource.path, selection);
          return reply.represent({
            body,
            contentType: extension === 'svg' ? `${mediaType}; charset=utf-8` : mediaType,
            compressed: extension === 'png',
            headers: { 'content-disposition': `inline; filename="${fileName(own, extension)}"` },
            lastModified: resource.lastModified,
            pinned: resource.pinned,
            link: linkHeader([
              { rel: 'canonical', href: address(PUBLIC_URL, `${own}.${extension}`, query) },
              { rel: 'cite-as', href: figures },
              { rel: 'describedby', href: `${PUBLIC_URL ?? ''}/openapi.json`, type: 'application/json' },
              ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
              { rel: 'alternate', href: figures, type: 'application/json' },
            ]),
          });
        },
      );
    }
  }
}
