import { z } from 'zod';
import { FORMAT_IDS, FORMATS, type Format } from '../formats/index.ts';
import { formatParameter } from '../schemas/query.ts';

/** `format`, with every representation that there is. */
export const format = formatParameter(FORMAT_IDS);

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

/** The 200 of an operation in every representation; only JSON has a schema of its own. */
export function okResponse(description: string, envelope: z.ZodType) {
  return {
    200: {
      description,
      content: Object.fromEntries(FORMATS.map((one) => [one.mediaType, { schema: schemaOf(one, envelope) }])),
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
