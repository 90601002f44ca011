import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { ApiError, PROBLEMS } from '../errors/api-error.ts';
import { listParameters } from '../schemas/query.ts';
import { Rows, tableOf } from '../schemas/rows.ts';
import { listMeta } from '../schemas/results/common.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { sendObject, sendTable, type RouteContext } from './answer.ts';
import type { App } from './route.ts';
import { okResponse, presentation, rowsOf } from './schema.ts';

const problemKind = z
  .object({
    id: z.string().meta({ description: 'Id of the kind, the last part of `type`.' }),
    status: z.int().meta({ description: 'HTTP status of such an answer.' }),
    title: z.string().meta({ description: 'What happened, in a few words.' }),
    hint: z.string().meta({ description: 'What to do about it.' }),
  })
  .meta({ id: 'ProblemKind', description: 'A kind of error, as named by the `type` of a problem.' });

const kinds = Object.entries(PROBLEMS).map(([id, { status, title, hint }]) => ({ id, status, title, hint }));
const fields = fieldsOf(problemKind);

/** The addresses that the `type` of a problem points to. */
export function problemsRoutes(app: App, context: RouteContext, started: Date): void {
  const resource = (path: string) => ({
    path,
    pinned: false,
    lastModified: started,
    licence: null,
    identity: {},
  });
  app.get(
    '/v1/problems',
    {
      config: { sends: 'table', example: 'limit=2' },
      schema: {
        operationId: 'listProblems',
        tags: ['Service'],
        summary: 'The kinds of error',
        description: 'Every kind of problem that this service answers with, and what to do about it.',
        querystring: z.strictObject({ ...listParameters(problemKind), ...presentation }),
        response: okResponse(
          'The kinds of problem.',
          z.object({ data: rowsOf(problemKind), meta: listMeta }),
        ),
      },
    },
    (request, reply) =>
      sendTable(context, request, reply, resource('/v1/problems'), tableOf(problemKind, Rows.of(kinds))),
  );
  app.get(
    '/v1/problems/:problem',
    {
      config: { sends: 'object', problems: ['unknown-problem'] },
      schema: {
        operationId: 'getProblem',
        tags: ['Service'],
        summary: 'One kind of error',
        description:
          'What a kind of problem means and what to do about it. The `type` of every problem points here.',
        params: z.object({
          problem: z.string().meta({ description: 'Id of the kind.', examples: ['invalid-query'] }),
        }),
        querystring: z.strictObject({ ...presentation }),
        response: okResponse(
          'The kind of problem.',
          z.object({
            data: problemKind,
            meta: listMeta.pick({ software: true, permalink: true, notes: true }),
          }),
        ),
      },
    },
    (request, reply) => {
      const { problem: id } = request.params;
      const data = kinds.find((kind) => kind.id === id);
      if (!data) {
        throw new ApiError('unknown-problem', `There is no kind of problem "${id}".`, {
          errors: [parameterError('path', 'problem', id, 'is not a kind of problem', Object.keys(PROBLEMS))],
        });
      }
      return sendObject(context, request, reply, resource(`/v1/problems/${id}`), { data, fields });
    },
  );
}
