import { z } from 'zod';
import { FORMAT_IDS, FORMATS } from '../formats/index.ts';
import { formatParameter } from '../schemas/query.ts';

/** `format`, with every representation that there is. */
export const format = formatParameter(FORMAT_IDS);

const text = z.string();

/** The 200 of an operation in every representation; only JSON has a schema of its own. */
export function okResponse(description: string, envelope: z.ZodType) {
  return {
    200: {
      description,
      content: Object.fromEntries(
        FORMATS.map(({ id, mediaType }) => [mediaType, { schema: id === 'json' ? envelope : text }]),
      ),
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
