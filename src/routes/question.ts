import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError } from '../errors/api-error.ts';
import { questionReference } from '../schemas/query.ts';
import { questionRow } from '../schemas/results/catalogue.ts';
import { objectMeta } from '../schemas/results/common.ts';
import { questions } from '../services/releases/catalogue.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { sendObject, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { okResponse, presentation } from './schema.ts';

const querystring = z.strictObject({ ...presentation });

export function questionRoute(app: App, context: RouteContext): void {
  app.get(
    '/v1/surveys/:survey/questions/:question',
    {
      config: {
        ...IN_RELEASE,
        sends: 'object',
        cited: citable(querystring, (_, query) => query),
        problems: [...IN_RELEASE.problems, 'unknown-question', 'unavailable'],
      },
      schema: {
        operationId: 'getQuestion',
        tags: ['Code lists'],
        summary: 'One question',
        description: 'What was asked, with its items, options and breaks.',
        params: questionReference,
        querystring,
        response: okResponse('The question.', z.object({ data: questionRow, meta: objectMeta })),
      },
    },
    async (request, reply) => {
      const { question: id } = request.params;
      const { release, resource } = resourceInRelease(request, `/questions/${id}`);
      const answered = await context.recordsOf(release)?.answeredWaves();
      const data = questions(release, answered ?? new Map()).find((question) => question.id === id);
      if (!data) {
        const known = release.survey.questions.map((question) => question.id);
        throw new ApiError('unknown-question', `The release has no question "${id}".`, {
          errors: [parameterError('path', 'question', id, 'is not a question of this release', known)],
        });
      }
      return sendObject(context, request, reply, resource, { data, fields: fieldsOf(questionRow) });
    },
  );
}
