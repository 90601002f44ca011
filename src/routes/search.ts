import { z } from 'zod';
import { listParameters } from '../schemas/query.ts';
import { searchParameters } from '../schemas/search-query.ts';
import { listMeta } from '../schemas/results/common.ts';
import { tableOf } from '../schemas/rows.ts';
import { searchRow } from '../schemas/results/search.ts';
import { MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import { wordsOf } from '../services/releases/search/words.ts';
import type { SearchIndexes } from '../services/releases/search/search.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import { sendTable, type RouteContext } from './answer.ts';
import type { App } from './route.ts';
import { okResponse, presentation, rowsOf } from './schema.ts';

const PARTLY = 'No text holds all words of q; these hold some of them.';

export function searchRoute(app: App, context: RouteContext, indexes: SearchIndexes): void {
  app.get(
    '/v1/search',
    {
      config: { reads: 'releases', sends: 'table', example: 'q=digital%20marketing&limit=2' },
      schema: {
        operationId: 'searchSurveys',
        tags: ['Surveys'],
        summary: 'Find questions, items, options, sources and notes',
        description:
          'Full-text search, tolerant of typing errors, over the newest releases of all surveys: their titles, questions, items, options, sources and notes. Best first. Texts hold all words; where none does, those that hold some are listed, and `meta.notes` says so.',
        querystring: z.strictObject({ ...searchParameters, ...listParameters(searchRow), ...presentation }),
        response: okResponse('The texts, best first.', z.object({ data: rowsOf(searchRow), meta: listMeta })),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { surveys, lastModified } = request.view;
      const unknown = (query.survey ?? []).filter((id) => !surveys.has(id)).slice(0, MAXIMUM_ERRORS);
      const errors = unknown.map((id) =>
        parameterError('query', 'survey', id, 'is not a survey', [...surveys.keys()]),
      );
      if (wordsOf(query.q).length === 0)
        errors.push(parameterError('query', 'q', query.q, 'holds no letter and no digit'));
      if (errors.length > 0) throw invalidQuery(errors);
      const { rows, partly } = await indexes.search(request.view, query);
      const resource = { path: '/v1/search', pinned: false, lastModified, licence: null, identity: {} };
      return sendTable(context, request, reply, resource, {
        ...tableOf(searchRow, rows),
        notes: partly ? [PARTLY] : [],
      });
    },
  );
}
