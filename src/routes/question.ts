import { z } from 'zod';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError } from '../errors/api-error.ts';
import { questionReference } from '../schemas/query.ts';
import { questionRow } from '../schemas/results/catalogue.ts';
import { objectMeta } from '../schemas/results/common.ts';
import { describedQuestion, questions } from '../services/releases/catalogue.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { sendObject, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { okResponse, presentation } from './schema.ts';

const querystring = z.strictObject({ ...presentation });

/** The question of a release that an address names. @throws ApiError `unknown-question` */
export function questionIn({ questions: known }: Pick<Release, 'questions'>, id: string): Question {
  const found = known.get(id);
  if (found) return found;
  throw new ApiError('unknown-question', `The release has no question "${id}".`, {
    errors: [parameterError('path', 'question', id, 'is not a question of this release', [...known.keys()])],
  });
}

/** The waves in which the questions of records were answered; of published figures the figures tell. */
const answeredIn = async ({ recordsOf }: Pick<RouteContext, 'recordsOf'>, release: Release) =>
  (await recordsOf(release)?.answeredWaves()) ?? new Map<string, readonly string[]>();

type ServedQuestion = ReturnType<typeof describedQuestion>;

/** All questions of a release. @throws those of computations */
export const servedQuestions = async (
  context: Pick<RouteContext, 'recordsOf'>,
  release: Release,
): Promise<ServedQuestion[]> => questions(release, await answeredIn(context, release));

/** One question of a release. @throws ApiError `unknown-question`, and those of computations */
export async function servedQuestion(
  context: Pick<RouteContext, 'recordsOf'>,
  release: Release,
  id: string,
): Promise<ServedQuestion> {
  const question = questionIn(release, id);
  return describedQuestion(release, question, await answeredIn(context, release));
}

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
      const { release, resource } = await resourceInRelease(request, `/questions/${id}`);
      const data = await servedQuestion(context, release, id);
      return sendObject(context, request, reply, resource, { data, fields: fieldsOf(questionRow) });
    },
  );
}
