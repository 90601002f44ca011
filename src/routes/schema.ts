import { z } from 'zod';
import { FORMAT_IDS, FORMATS, type Format } from '../formats/index.ts';
import { formatParameter, snippetParameter } from '../schemas/query.ts';
import { SNIPPET_MEDIA_TYPE, SNIPPETS } from '../snippets/index.ts';

/** How an answer is shown: `format`, with every representation that there is, and `snippet`, with every language. */
export const presentation = {
  format: formatParameter(FORMAT_IDS),
  snippet: snippetParameter(SNIPPETS),
};

const text = z.string();
/** JSON whose form another standard says. */
const object = z.looseObject({});
/** Bytes: OpenAPI 3.1 describes them by the media type alone. */
const bytes = z.unknown();

function schemaOf({ id, mediaType, binary }: Format, envelope: z.ZodType): z.ZodType {
  if (id === 'json') return envelope;
  if (binary) return bytes;
  return mediaType.endsWith('+json') ? object : text;
}

/** The 200 of an operation in every representation, and as code; only JSON has a schema of its own. */
export function okResponse(description: string, envelope: z.ZodType) {
  return {
    200: {
      description,
      content: {
        ...Object.fromEntries(FORMATS.map((one) => [one.mediaType, { schema: schemaOf(one, envelope) }])),
        [SNIPPET_MEDIA_TYPE]: { schema: text },
      },
    },
  };
}

/** Words that describe an operation. */
export interface OperationDoc {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
}
