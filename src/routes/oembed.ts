import { parse } from 'node:querystring';
import { z } from 'zod';
import { ApiError } from '../errors/api-error.ts';
import { invalidQuery, parameterError } from '../errors/parameter-error.ts';
import { html } from '../html/html.ts';
import { once, surveyReference } from '../schemas/query.ts';
import type { ProblemError } from '../schemas/problem.ts';
import { address } from './address.ts';
import type { RouteContext } from './answer.ts';
import { CHARTED, type Charted } from './charted.ts';
import { embedPath, type EmbedKind } from './embeds.ts';
import { sharedPicture } from './open-graph.ts';
import { lookAndSelection, pictureQuery, type PictureQuery } from './picture-query.ts';
import { IN_RECORDS } from './records-in.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

/** Pixels of the widest picture that is offered where the page does not say how much room it has, and of the narrowest that is drawn. */
const [WIDEST, NARROWEST] = [860, 320];
/** Pixels below the picture: the closed table, source and address. */
const BELOW = 96;
/** Height of the frame of a table, which scrolls. */
const TABLE = { head: 130, row: 44, most: 640 } as const;
/** Seconds for which an answer may be kept: of an address that moves with new releases, and of one that does not. */
const AGE = { moving: 300, pinned: 86_400 } as const;

const SIZE_MESSAGE = 'must be a whole number of pixels from 1 to 10000';
const size = (what: string) =>
  z.preprocess(
    (value, ctx) => {
      const text = once(value, ctx);
      return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : text;
    },
    z
      .int(SIZE_MESSAGE)
      .min(1, SIZE_MESSAGE)
      .max(10_000, SIZE_MESSAGE)
      .optional()
      .meta({ description: `Pixels that the page has at most for the ${what}.`, examples: [600] }),
  );

const querystring = z.strictObject({
  url: z.preprocess(
    once,
    z
      .string()
      .min(1, 'is empty')
      .max(4000, 'is longer than an address may be')
      .meta({
        description:
          'What is to be embedded, percent-encoded: an address of this service of figures, of their picture, of an embed, or the page of a question or a crosstab.',
        examples: ['https://topline.example.org/v1/surveys/cmo-cio-alignment/gaps?question=reasons'],
      }),
  ),
  maxwidth: size('width'),
  maxheight: size('height'),
  format: z.preprocess(
    once,
    z
      .enum(['json'])
      .default('json')
      .meta({ description: 'Form of the answer: JSON is the one that there is.', examples: ['json'] }),
  ),
});

const oembed = z
  .object({
    version: z.literal('1.0').meta({ description: 'Of oEmbed.' }),
    type: z.literal('rich').meta({ description: 'HTML that is put into a page.' }),
    title: z
      .string()
      .meta({ description: 'The words of the question, or of the survey where there are several.' }),
    author_name: z.string().meta({ description: 'Publisher of the survey.' }),
    provider_name: z.string().meta({ description: 'This software.' }),
    provider_url: z.string().meta({ description: 'This service.' }),
    cache_age: z.int().meta({ description: 'Seconds for which the answer can be kept.' }),
    width: z.int().meta({ description: 'Pixels of the frame.' }),
    height: z.int().meta({ description: 'Pixels of the frame; what is higher scrolls within it.' }),
    html: z.string().meta({ description: 'The frame. It needs no script.' }),
    thumbnail_url: z
      .string()
      .optional()
      .meta({ description: 'The picture, where it fits into the room that there is.' }),
    thumbnail_width: z.int().optional().meta({ description: 'Pixels of the picture.' }),
    thumbnail_height: z.int().optional().meta({ description: 'Pixels of the picture.' }),
  })
  .meta({ id: 'OEmbed', description: 'How to embed figures in a page, as oEmbed 1.0 says.' });

/** What an address of this service shows, and how it can be embedded. */
interface Found {
  readonly charted: Charted;
  readonly kind: EmbedKind;
  readonly survey: string;
  /** What of its query a picture can take. */
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const unknownAddress = (detail: string): ApiError => new ApiError('unknown-address', detail);

/** Parameters of data that say how rows are written. */
const OF_DATA = new Set(['format', 'labels', 'fields', 'snippet', 'layout']);

/** What stands below the survey in an address: `charts/gaps.svg`, `gaps`, `questions/q5`, and what is then drawn. */
function shown(
  area: string,
  below: string,
): { readonly id: string; readonly kind: EmbedKind; readonly question?: string } | null {
  const [, chart, extension] = /^charts\/([a-z-]+)(\.(?:svg|png))?$/.exec(below) ?? [];
  if (area === 'embed' && (chart === undefined || extension === undefined))
    return { id: chart ?? below, kind: chart === undefined ? 'table' : 'chart' };
  if (area === 'v1' && (chart === undefined || extension !== undefined))
    return { id: chart ?? below, kind: 'chart' };
  if (area !== '') return null;
  const [, question] = /^questions\/([^/]+)$/.exec(below) ?? [];
  if (question !== undefined)
    return { id: 'estimates', kind: 'chart', question: decodeURIComponent(question) };
  return below === 'crosstab' ? { id: 'crosstab', kind: 'chart' } : null;
}

/** What an address of this service shows. @throws ApiError `unknown-address` for one of somebody else, and of what cannot be embedded */
function find(publicUrl: string, url: string): Found {
  const foreign = unknownAddress(
    'The parameter `url` is no address of this service of which there is a picture or a table.',
  );
  const ours = `${new URL(publicUrl).href.replace(/\/$/, '')}/`;
  if (!URL.canParse(url)) throw foreign;
  const { href, hash, search } = new URL(url);
  if (!href.startsWith(ours)) throw foreign;
  const path = href.slice(ours.length, href.length - hash.length - search.length);
  const [, area = '', reference = '', below = ''] =
    /^(?:(v1|embed)\/)?surveys\/([^/]+)\/(.+)$/.exec(path) ?? [];
  let found: ReturnType<typeof shown>;
  let survey: string;
  try {
    found = shown(area, below);
    survey = decodeURIComponent(reference);
  } catch {
    throw foreign;
  }
  const charted = CHARTED.find(({ id }) => id === found?.id);
  if (found === null || charted === undefined || !surveyReference.safeParse({ survey }).success)
    throw foreign;
  const given = {
    ...parse(search.slice(1)),
    ...(found.question === undefined ? {} : { question: found.question }),
  };
  // A page has further parameters of its own, and data some that say how rows are written.
  const query = Object.entries(given).filter(([name]) =>
    area === '' ? Object.hasOwn(charted.parameters, name) : area === 'embed' || !OF_DATA.has(name),
  );
  return { charted, kind: found.kind, survey, query: Object.fromEntries(query) };
}

/** A fault of the embedded address is one of `url` here. */
const withinUrl = (error: ProblemError): ProblemError =>
  error.name === 'url'
    ? error
    : { ...error, in: 'query', name: 'url', value: `${error.name}=${error.value ?? ''}` };

/** The query of the address, checked as its own route does. @throws ApiError `invalid-query` */
function checked({ charted, query }: Found): PictureQuery {
  const result = pictureQuery(charted, { scaled: true }).safeParse(query);
  if (result.success) return result.data;
  throw invalidQuery(
    result.error.issues.slice(0, 10).map((issue) => {
      const name = issue.code === 'unrecognized_keys' ? issue.keys.join(',') : String(issue.path[0] ?? '');
      const message = issue.code === 'unrecognized_keys' ? 'is no parameter there' : issue.message;
      return parameterError(
        'query',
        'url',
        `${name}=${[query[name] ?? ''].flat().join(',')}`.slice(0, 200),
        message,
      );
    }),
  );
}

/** oEmbed: how a page embeds what an address of this service shows. */
export function oembedRoute(app: App, context: RouteContext): void {
  const { PUBLIC_URL } = context.config;
  app.get(
    '/oembed',
    {
      config: {
        ...IN_RECORDS,
        problems: [...IN_RECORDS.problems, 'unknown-address'],
        computes: 'records',
        // Of a service that knows its own address, which the one that the document is made by does not.
        example: null,
        sends: 'document',
        variant: () => 'oembed',
      },
      schema: {
        operationId: 'getOEmbed',
        tags: ['Pictures'],
        summary: 'How to embed figures in a page (oEmbed)',
        description:
          'The frame that shows what an address of this service answers: a picture with its table, or a table. Pages name this address by `<link rel="alternate" type="application/json+oembed">`. It needs the setting `PUBLIC_URL`, since the page that embeds is on another host; without it, and for addresses of other hosts, it answers 404.',
        querystring,
        response: bytesResponse('The frame.', { 'application/json': oembed }),
      },
    },
    async (request, reply) => {
      if (PUBLIC_URL === undefined)
        throw unknownAddress(
          'Nothing can be embedded from here: the service does not know its own address. Its operator can set PUBLIC_URL.',
        );
      const { url, maxwidth = WIDEST, maxheight = Infinity } = request.query;
      const found = find(PUBLIC_URL, url);
      const { charted, kind, survey } = found;
      const asked = checked(found);
      const { selection, look } = lookAndSelection(asked);
      const { view, signal } = request;
      const width = Math.min(maxwidth, look.width);
      const drawn = Math.max(NARROWEST, width);
      const within = async <Made>(make: () => Promise<Made>): Promise<Made> => {
        try {
          return await make();
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'invalid-query') throw error;
          throw invalidQuery(error.errors.map(withinUrl));
        }
      };
      const { prepared, framed } = await within(async () => {
        const one = await charted.prepare(context, { view, signal, params: { survey } }, selection);
        return { prepared: one, framed: await one.frame({ ...look, width: drawn }) };
      });
      const { resource, data } = prepared;
      const { scale: _scale, ...picture } = asked;
      const source = address(PUBLIC_URL, embedPath(survey, charted.id, kind), { ...picture, width: drawn });
      const needed =
        kind === 'chart'
          ? Math.ceil((framed.height * width) / drawn) + BELOW
          : Math.min(TABLE.most, TABLE.head + data.rows.length * TABLE.row);
      const height = Math.min(maxheight, needed);
      const frame = html`<iframe src="${source}" width="${width}" height="${height}" title="${framed.title}" loading="lazy" frameborder="0" allowfullscreen=""></iframe>`;
      const thumbnail = sharedPicture(PUBLIC_URL, survey, charted.id, picture, drawn);
      const fits = drawn <= maxwidth && framed.height <= maxheight;
      const answer: z.infer<typeof oembed> = {
        version: '1.0',
        type: 'rich',
        title: framed.title,
        author_name: data.survey.publisher,
        provider_name: 'Topline',
        provider_url: PUBLIC_URL,
        cache_age: resource.pinned ? AGE.pinned : AGE.moving,
        width,
        height,
        html: frame.text,
        ...(fits && thumbnail
          ? { thumbnail_url: thumbnail.href, thumbnail_width: drawn, thumbnail_height: framed.height }
          : {}),
      };
      return reply.represent({
        body: JSON.stringify(answer),
        contentType: 'application/json; charset=utf-8',
        lastModified: resource.lastModified,
        pinned: false,
      });
    },
  );
}
