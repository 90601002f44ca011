import type { FastifyReply } from 'fastify';
import type { Config } from '../config.ts';
import { ApiError } from '../errors/api-error.ts';
import {
  body,
  FORMATS,
  formatById,
  formatsOf,
  type Answer,
  type Format,
  type Surroundings,
} from '../formats/index.ts';
import { rowsInHeap } from '../formats/heap-rows.ts';
import { negotiateFormat } from '../formats/negotiate.ts';
import type { Field } from '../schemas/fields.ts';
import type { Paging } from '../schemas/query.ts';
import { Rows } from '../schemas/rows.ts';
import { headingOf } from '../schemas/words.ts';
import { parameterError } from '../errors/parameter-error.ts';
import type { ComputedFiguresService } from '../services/figures/computed/computed-figures.ts';
import type { RecordsOf } from '../services/records/registry.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import type { Wording } from '../services/figures/words.ts';
import { page, type Page } from '../services/tables/page.ts';
import { snippetById } from '../snippets/index.ts';
import { address, canonicalQuery, type CheckedQuery } from './address.ts';
import { chosenFields } from './chosen-fields.ts';
import { HeldRows } from './held-rows.ts';
import { linkHeader, type Link } from './links.ts';
import { basePath, pageOf } from './page-address.ts';
import type { Asked } from './route.ts';
import { sendSnippet } from './snippet.ts';

/** Rows of all answers that are in memory as a whole. */
const heldRows = new HeldRows(rowsInHeap());

/** Rows from which on an answer is streamed, and not kept. */
const LONG = 10_000;

/** What a route says of itself whose answers there are pictures of, for the cache. */
export const CHARTED_VARIANT = {
  variant: (accept: string | undefined): string | null => negotiateFormat(accept, true)?.id ?? null,
} as const;

/** What every route is given. */
export interface RouteContext {
  readonly config: Pick<Config, 'PUBLIC_URL' | 'MAX_CELLS' | 'RATE_LIMIT_PER_MINUTE'>;
  /** Name and version of this software, for `meta`. */
  readonly software: string;
  readonly recordsOf: RecordsOf;
  /** Figures that are computed from records. */
  readonly computed: ComputedFiguresService;
}

/** Where an answer lives and how long it lasts. */
export interface ServedResource {
  /** Path of the permalink, without the query. */
  readonly path: string;
  readonly pinned: boolean;
  readonly lastModified: Date;
  readonly licence: string | null;
  /** What the survey is called, where it is of one. */
  readonly title?: string;
  /** Path of the feed of the same list, where there is one. */
  readonly feed?: string;
  /** What goes into `meta` first: survey, release, hash and citation, where there is one release. */
  readonly identity: Readonly<Record<string, string>>;
}

const namedFormat = ({ format }: CheckedQuery): Format | undefined =>
  typeof format === 'string' ? formatById(format) : undefined;

function chooseFormat({ headers, query }: Asked, isCharted: boolean): Format {
  const format = namedFormat(query) ?? negotiateFormat(headers.accept, isCharted);
  if (format) return format;
  const accept = headers.accept ?? '';
  const allowed = formatsOf(isCharted).map(({ mediaType }) => mediaType);
  throw new ApiError('not-acceptable', 'No representation of the answer fits the header Accept.', {
    errors: [parameterError('header', 'Accept', accept, 'names no representation that there is', allowed)],
  });
}

type AnyWording = Wording<Readonly<Record<string, unknown>>>;

/** Name of a file that holds what is at a path: survey, release and resource, such as `small@1.0.0-gaps.csv`. */
export function fileName(path: string, extension: string): string {
  const name = path.replace(/^\/v1\/(?:surveys\/)?/, '').replaceAll(/[^\w.@-]+/g, '-');
  return `${name}.${extension}`;
}

/** Links of an answer: where it stays, what describes it, what comes next, its notes. Its formats are in the OpenAPI document and on pages. */
function links(
  context: RouteContext,
  resource: ServedResource,
  query: CheckedQuery,
  format: Format,
  { meta }: Answer,
): Link[] {
  const { PUBLIC_URL } = context.config;
  const withMeta = FORMATS.find(({ carriesMeta }) => carriesMeta);
  const notes = format.carriesMeta || !withMeta ? [] : ((meta['notes'] as string[] | undefined) ?? []);
  const describing = format.describedBy === undefined ? undefined : formatById(format.describedBy);
  const as = (id: string): string => address(PUBLIC_URL, resource.path, { ...query, format: id });
  const noted = notes.length === 0 ? '' : as(withMeta?.id ?? '');
  return [
    { rel: 'canonical', href: String(meta['permalink']) },
    // What to cite (RFC 8574): an answer of one release, which stays.
    ...(resource.identity['sha256'] === undefined
      ? []
      : [{ rel: 'cite-as', href: String(meta['permalink']) }]),
    // Before others: readers of CSV on the Web take the first link of this kind for it.
    ...(describing === undefined
      ? []
      : [{ rel: 'describedby', href: as(describing.id), type: describing.mediaType }]),
    { rel: 'describedby', href: `${PUBLIC_URL ?? ''}/openapi.json`, type: 'application/json' },
    ...(typeof meta['next'] === 'string' ? [{ rel: 'next', href: meta['next'] }] : []),
    ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
    // Before the feed: the header has a limit.
    ...notes.map((note) => ({
      rel: 'describedby',
      href: noted,
      type: withMeta?.mediaType ?? '',
      title: note,
    })),
    ...(resource.feed === undefined
      ? []
      : [{ rel: 'alternate', href: `${PUBLIC_URL ?? ''}${resource.feed}`, type: 'application/atom+xml' }]),
  ];
}

/** What stands around an answer that is a page. */
function surroundingsOf(
  { config: { PUBLIC_URL } }: RouteContext,
  { path, title, pinned, identity }: ServedResource,
  query: CheckedQuery,
): Surroundings {
  const base = basePath(PUBLIC_URL);
  const [last = ''] = path.split('/').slice(-1);
  const what = headingOf(last.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const survey = pinned
    ? `${identity['survey'] ?? ''}@${identity['release'] ?? ''}`
    : (identity['survey'] ?? '');
  const moving = pinned ? path : path.replace(/@[^/]*/, '');
  const as = (label: string, format: string) => ({
    label,
    href: `${base}${address('', path, { ...query, format, ...(query['limit'] === undefined ? {} : { limit: 'all' }) })}`,
  });
  return {
    base,
    title:
      title === undefined
        ? what
        : path.endsWith(`@${identity['release'] ?? ''}`)
          ? title
          : `${title}: ${what.toLowerCase()}`,
    page: `${base}${pageOf(moving, query)}`,
    files: [as('CSV', 'csv'), as('XLSX', 'xlsx'), as('JSON', 'json')],
    trail: [
      { label: 'Surveys', href: `${base}/` },
      ...(title === undefined ? [] : [{ label: title, href: `${base}/surveys/${survey}` }]),
    ],
    // Who picks columns has them as they were picked.
    isArranged: query['fields'] === undefined && query['labels'] === undefined,
  };
}

async function send(
  context: RouteContext,
  request: Asked,
  reply: FastifyReply,
  resource: ServedResource,
  whole: Answer,
  wording: AnyWording | null = null,
): Promise<FastifyReply> {
  const { query } = request;
  const snippet = snippetById(String(query['snippet']));
  const format = snippet
    ? (namedFormat(query) ?? FORMATS[0])
    : chooseFormat(request, whole.chart !== undefined);
  const fields = whole.single ? whole.fields : chosenFields(whole.fields, query, format);
  // Most answers of codes alone are made faster than the words that nobody sees in them.
  const areSeen = !format.readsFieldsAlone || fields.some(({ name }) => wording?.names.has(name));
  const answer: Answer = {
    ...(fields === whole.fields ? whole : { ...whole, fields, picked: true }),
    rows: wording && areSeen ? whole.rows.map(wording.add) : whole.rows,
    ...(format.id === 'html' ? { surroundings: surroundingsOf(context, resource, query) } : {}),
  };
  const link = linkHeader(links(context, resource, query, format, answer));
  const file = fileName(resource.path, format.extension);
  const { lastModified, pinned } = resource;
  refuseTooLong(format, answer.rows.length);
  if (snippet) {
    const asked = { snippet, answer, format, fileName: file, lastModified, pinned, link };
    return sendSnippet(context.config.PUBLIC_URL, request, reply, asked);
  }
  const giveBack = format.holdsRows ? heldRows.take(answer.rows.length, reply.raw) : () => {};
  const representation = {
    contentType: format.contentType,
    compressed: format.compressed,
    headers: {
      'content-disposition': `${format.binary ? 'attachment' : 'inline'}; filename="${file}"`,
      ...(format.contentSecurityPolicy && { 'content-security-policy': format.contentSecurityPolicy }),
    },
    lastModified,
    pinned,
    link,
    vary: query['format'] === undefined ? ['Accept'] : [],
  };
  if (answer.rows.length > LONG) {
    return reply.representParts({
      ...representation,
      parts: () => format.chunks(answer),
      readByRanges: format.readByRanges ?? false,
      // All that the bytes follow from, beside this software: the release and the query.
      source: [resource.identity['sha256'], answer.meta['permalink'], format.contentType].join(' '),
    });
  }
  // Made, it is bytes alone, however slowly they are taken.
  const made = await body(format, answer).finally(giveBack);
  return reply.represent({ ...representation, body: made });
}

/** Refuses a representation that would hold more rows in memory than it may. @throws ApiError `invalid-query` */
export function refuseTooLong({ id, maximumRows = Infinity }: Format, rows: number): void {
  if (rows <= maximumRows) return;
  const others = FORMATS.filter((format) => (format.maximumRows ?? Infinity) >= rows);
  const message = `gives ${rows} rows, and ${id} holds ${maximumRows} at most; take pages, or one of ${others.map((format) => format.id).join(', ')}`;
  throw invalidQuery([parameterError('query', 'limit', 'all', message, ['1000'])]);
}

/**
 * The page of a table that a query asks for, in its order. A cursor is good for this release and these rows, in whatever
 * representation.
 */
export function pageIn<R extends Readonly<Record<string, unknown>>>(
  { path, identity }: ServedResource,
  rows: Rows<R>,
  query: CheckedQuery & Paging,
): Promise<Page<R>> {
  const { limit: _limit, cursor: _cursor, format: _format, ...selection } = query;
  return page(rows, query, `${path}@${identity['sha256'] ?? ''}?${canonicalQuery(selection)}`);
}

/** Sends a table: sorted, cut to a page, with `meta` around it. */
export async function sendTable(
  context: RouteContext,
  request: Asked<CheckedQuery & Paging>,
  reply: FastifyReply,
  resource: ServedResource,
  table: {
    readonly rows: Rows<Readonly<Record<string, unknown>>>;
    readonly fields: readonly Field[];
    /** What adds the words that `fields` name, where the rows do not have them yet. */
    readonly wording?: AnyWording | null;
    readonly notes?: readonly string[];
    readonly extra?: Readonly<Record<string, unknown>>;
    readonly linkedData?: object;
    readonly chart?: Answer['chart'];
  },
): Promise<FastifyReply> {
  const { query } = request;
  const { wording = null, fields } = table;
  const bySaid = query.sort?.some((key) => wording?.names.has(key.replace(/^-/, ''))) ?? false;
  const rows = wording && bySaid ? table.rows.map(wording.add) : table.rows;
  const { data, total, next } = await pageIn(resource, rows, query);
  const { PUBLIC_URL } = context.config;
  const whole = {
    rows: data,
    single: false,
    fields,
    licence: resource.licence,
    linkedData: table.linkedData,
    chart: table.chart,
    meta: {
      ...resource.identity,
      software: context.software,
      permalink: address(PUBLIC_URL, resource.path, query),
      ...table.extra,
      count: data.length,
      total,
      next: next === null ? null : address(PUBLIC_URL, resource.path, { ...query, cursor: next }),
      notes: table.notes ?? [],
    },
  };
  return send(context, request, reply, resource, whole, bySaid ? null : wording);
}

/** Sends a single thing. */
export function sendObject(
  context: RouteContext,
  request: Asked,
  reply: FastifyReply,
  resource: ServedResource,
  object: {
    readonly data: Readonly<Record<string, unknown>>;
    readonly fields: readonly Field[];
    readonly extra?: Readonly<Record<string, unknown>>;
    readonly linkedData?: object;
  },
): Promise<FastifyReply> {
  const { query } = request;
  return send(context, request, reply, resource, {
    rows: Rows.of([object.data]),
    single: true,
    fields: object.fields,
    licence: resource.licence,
    linkedData: object.linkedData,
    meta: {
      ...resource.identity,
      software: context.software,
      permalink: address(context.config.PUBLIC_URL, resource.path, query),
      ...object.extra,
      notes: [],
    },
  });
}
