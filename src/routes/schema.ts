import { z } from 'zod';
import { formatsOf, type Format } from '../formats/index.ts';
import { formatParameter, listParameters, snippetParameter } from '../schemas/query.ts';
import { SNIPPET_MEDIA_TYPE, SNIPPETS } from '../snippets/index.ts';

const presentedAs = (isCharted: boolean) => ({
  format: formatParameter(formatsOf(isCharted).map(({ id }) => id)),
  snippet: snippetParameter(SNIPPETS),
});

/** How an answer is shown: `format`, with every representation that there is, and `snippet`, with every language. */
export const presentation = presentedAs(false);
/** The same of an answer that there is a picture of. */
const charted = presentedAs(true);

const text = z.string();
/** JSON whose form another standard says. */
const object = z.looseObject({});
/** Bytes: OpenAPI 3.1 describes them by the media type alone. */
const bytes = z.unknown();

function schemaOf({ id, mediaType, binary }: Format, envelope: z.ZodType): z.ZodType {
  if (id === 'json') return envelope;
  if (id === 'json-records') return z.array(object);
  if (binary) return bytes;
  return mediaType.endsWith('+json') ? object : text;
}

/** The 200 of an operation that sends bytes which are made already: what they hold, by media type. */
export function bytesResponse(description: string, schemas: Readonly<Record<string, z.ZodType>>) {
  const content = Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema }]));
  return { 200: { description, content } };
}

/**
 * The 200 of an operation in every representation, and as code; only JSON has a schema of its own.
 *
 * @param isCharted whether there is a picture of the answer
 */
export function okResponse(description: string, envelope: z.ZodType, isCharted = false) {
  return bytesResponse(description, {
    ...Object.fromEntries(formatsOf(isCharted).map((one) => [one.mediaType, schemaOf(one, envelope)])),
    [SNIPPET_MEDIA_TYPE]: text,
  });
}

/**
 * A row of a list as the OpenAPI document has it: `labels` and `fields` can leave any field out, so that none is required.
 * Left alone, every field is always there.
 */
export function rowOf(row: z.ZodObject): z.ZodObject {
  const { id, description } = row.meta() ?? {};
  return row.partial().meta({
    ...(id === undefined ? {} : { id }),
    description: `${description ?? ''} Every field is there, unless \`labels\` or \`fields\` leaves it out.`,
  });
}

export const rowsOf = (row: z.ZodObject): z.ZodArray => z.array(rowOf(row));

/** The query of a list: its own parameters, and those that sort, page and represent it. */
export const listQuery = <Own extends z.ZodRawShape>(row: z.ZodObject, own: Own) =>
  z.strictObject({ ...own, ...listParameters(row), ...presentation });

/** The query of a list that there is a picture of. */
export const chartedQuery = <Own extends z.ZodRawShape>(row: z.ZodObject, own: Own) =>
  z.strictObject({ ...own, ...listParameters(row), ...charted });

/** Words that describe an operation. */
export interface OperationDoc {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
}
