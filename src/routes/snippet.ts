import type { FastifyReply } from 'fastify';
import { ApiError } from '../errors/api-error.ts';
import type { Answer, Format } from '../formats/index.ts';
import { SNIPPET_MEDIA_TYPE, type Snippet } from '../snippets/index.ts';
import { address } from './address.ts';
import type { Asked } from './route.ts';

/** A name or address of a host, with a port if need be. What else a client may call us goes into no code. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Where the client finds us, as its own request says. */
function originOf({ protocol, host }: Asked): string {
  if (HOST.test(host)) return `${protocol}://${host}`;
  throw new ApiError('malformed-request', 'The header Host is neither a name nor an address.');
}

/** Codes of waves are often years. */
const LIKE_A_NUMBER = /^\s*[-+.\d]/;

/** Columns of texts in which some look like numbers, as far as the first page of a long answer tells. */
function textsLikeNumbers({ fields, rows }: Answer): string[] {
  const some = [...rows.part(0, 1000)];
  return fields
    .filter(({ type }) => type === 'text')
    .map(({ name }) => name)
    .filter((name) => some.some((row) => typeof row[name] === 'string' && LIKE_A_NUMBER.test(row[name])));
}

/** What of a query a picture does not take: it says how the answer is written. */
const OF_THE_ANSWER = new Set(['format', 'fields', 'labels', 'cursor', 'snippet']);

/** The address of a picture of an answer; null where none is drawn. */
function pictureOf(origin: string, path: string, { query }: Asked, { chart, rows }: Answer): string | null {
  if (chart === undefined || rows.length === 0) return null;
  const drawn = Object.entries(query).filter(([name]) => !OF_THE_ANSWER.has(name));
  return address(origin, path.replace(/[^/]+$/, 'charts/$&.png'), Object.fromEntries(drawn));
}

/** Sends code that gets the answer from where the client asked for it. */
export function sendSnippet(
  publicUrl: string | undefined,
  request: Asked,
  reply: FastifyReply,
  {
    snippet,
    answer,
    format,
    fileName,
    ...representation
  }: {
    readonly snippet: Snippet;
    readonly answer: Answer;
    readonly format: Format;
    readonly fileName: string;
    readonly lastModified: Date;
    readonly pinned: boolean;
    readonly link: string;
  },
): FastifyReply {
  // As it is written by hand: Swagger UI encodes the sign before a version.
  const path = (request.url.split('?')[0] ?? '').replaceAll('%40', '@');
  const origin = publicUrl ?? originOf(request);
  return reply.represent({
    body: snippet.code({
      url: address(origin, path, request.query),
      format: format.id,
      binary: format.binary,
      fileName,
      texts: textsLikeNumbers(answer),
      truths: answer.fields.filter(({ type }) => type === 'boolean').map(({ name }) => name),
      single: answer.single,
      more: typeof answer.meta['next'] === 'string',
      picture: pictureOf(origin, path, request, answer),
    }),
    contentType: `${SNIPPET_MEDIA_TYPE}; charset=utf-8`,
    ...representation,
    // What the client calls us is no part of the address: nobody else may be given it.
    unshared: publicUrl === undefined,
  });
}
