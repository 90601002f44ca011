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
  return reply.represent({
    body: snippet.code({
      url: address(publicUrl ?? originOf(request), path, request.query),
      format: format.id,
      binary: format.binary,
      fileName,
      texts: textsLikeNumbers(answer),
      truths: answer.fields.filter(({ type }) => type === 'boolean').map(({ name }) => name),
      single: answer.single,
      more: typeof answer.meta['next'] === 'string',
    }),
    contentType: `${SNIPPET_MEDIA_TYPE}; charset=utf-8`,
    ...representation,
    // What the client calls us is no part of the address: nobody else may be given it.
    unshared: publicUrl === undefined,
  });
}
