import { z } from 'zod';
import { DESCRIBED_FILES, printedSchema } from '../schemas/json-schemas.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const MEDIA_TYPE = 'application/schema+json';

/** The JSON Schemas of the files of a survey: an editor completes and checks a draft by them. */
export function jsonSchemaRoutes(app: App, started: Date): void {
  const register = (name: keyof typeof DESCRIBED_FILES, operationId: string): void => {
    const { title, description } = DESCRIBED_FILES[name];
    app.get(
      `/schemas/${name}.json`,
      {
        config: { sends: 'document', example: null },
        schema: {
          operationId,
          tags: ['Service'],
          summary: `The JSON Schema of ${title}`,
          description: `${description} An editor completes and checks the file by it, draft 2020-12.`,
          querystring: z.strictObject({}),
          response: bytesResponse('The JSON Schema.', { [MEDIA_TYPE]: z.record(z.string(), z.unknown()) }),
        },
      },
      (_request, reply) =>
        reply.represent({
          body: printedSchema(name),
          contentType: `${MEDIA_TYPE}; charset=utf-8`,
          lastModified: started,
          pinned: false,
        }),
    );
  };
  register('survey', 'getSurveySchema');
  register('releases', 'getReleasesSchema');
}
