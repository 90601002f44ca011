import { z } from 'zod';
import { listParameters } from '../schemas/query.ts';
import type { View } from '../repository/repository.ts';
import { searchParameters, type SearchQuery } from '../schemas/search-query.ts';
import { listMeta } from '../schemas/results/common.ts';
import { tableOf } from '../schemas/rows.ts';
import { searchRow } from '../schemas/results/search.ts';
import { MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import { wordsOf } from '../services/releases/search/words.ts';
import type { SearchIndexes } from '../services/releases/search/search.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import { sendTable, type RouteContext, type ServedResource } from './answer.ts';
import type { App } from './route.ts';
import { okResponse, presentation, rowsOf } from './schema.ts';

const PARTLY = 'No text holds all words of q; these hold some of them.';

/**
 * The texts in which words are found, best first.
 *
 * @throws ApiError `invalid-query` for a survey that there is not, and for words without a letter or digit
 */
export async function searched(
  indexes: SearchIndexes,
  view: View,
  query: SearchQuery,
): Promise<Awaited<ReturnType<SearchIndexes['search']>> & { readonly notes: readonly string[] }> {
  const { surveys } = view;
  const unknown = (query.survey ?? []).filter((id) => !surveys.has(id)).slice(0, MAXIMUM_ERRORS);
  const errors = unknown.map((id) =>
    parameterError('query', 'survey', id, 'is not a survey', [...surveys.keys()]),
  );
  if (wordsOf(query.q).length === 0)
    errors.push(parameterError('query', 'q', query.q, 'holds no letter and no digit'));
  if (errors.length > 0) throw invalidQuery(errors);
  const found = await indexes.search(view, query);
  return { ...found, notes: found.partly ? [PARTLY] : [] };
}

/** Where the answer to a search lives. */
export const searchResource = ({ lastModified }: View): ServedResource => ({
  path: '/v1/search',
  pinned: false,
  lastModified,
  licence: null,
  identity: {},
});

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
      const { rows, notes } = await searched(indexes, request.view, query);
      return sendTable(context, request, reply, searchResource(request.view), {
        ...tableOf(searchRow, rows),
        notes,
      });
    },
  );
}
