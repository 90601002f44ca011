import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { codes, listParameters, once, split } from '../schemas/query.ts';
import { listMeta } from '../schemas/results/common.ts';
import { Rows } from '../schemas/rows.ts';
import { SEARCH_KINDS, searchRow } from '../schemas/results/search.ts';
import { MAXIMUM_ERRORS, parameterError } from '../services/nearest.ts';
import { wordsOf } from '../services/search-words.ts';
import type { SearchIndexes, SearchQuery } from '../services/search.ts';
import { invalidQuery } from '../services/select.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { okResponse, presentation } from './schema.ts';

const MAXIMUM_LENGTH = 200;
const PARTLY = 'No text holds all words of q; these hold some of them.';

const parameters = {
  q: z.preprocess(
    once,
    z
      .string('is needed: the words to look for')
      .trim()
      .min(1, 'is empty; it takes the words to look for')
      .max(MAXIMUM_LENGTH, `is longer than ${MAXIMUM_LENGTH} characters`)
      .meta({
        description:
          'The words to look for. Case and accents do not matter, words may be cut short from three letters on, and a word of four letters may have one wrong, of six or more two.',
        examples: ['digital marketing'],
      }),
  ),
  survey: codes('Only texts of these surveys.', 'cmo-cio-alignment'),
  kind: z.preprocess(
    split,
    z
      .array(z.enum(SEARCH_KINDS))
      .min(1)
      .optional()
      .meta({
        description: 'Only texts of these kinds. One or several with commas.',
        examples: [['question', 'item']],
      }),
  ),
};

export function searchRoute(app: FastifyInstance, context: RouteContext, indexes: SearchIndexes): void {
  app.get(
    '/v1/search',
    {
      schema: {
        operationId: 'searchSurveys',
        tags: ['Surveys'],
        summary: 'Find questions, items, options, sources and notes',
        description:
          'Full-text search, tolerant of typing errors, over the newest releases of all surveys: their titles, questions, items, options, sources and notes. Best first. Texts hold all words; where none does, those that hold some are listed, and `meta.notes` says so.',
        querystring: z.strictObject({ ...parameters, ...listParameters(searchRow), ...presentation }),
        response: okResponse(
          'The texts, best first.',
          z.object({ data: z.array(searchRow), meta: listMeta }),
        ),
      },
    },
    async (request, reply) => {
      const query = request.query as SearchQuery;
      const { surveys, lastModified } = request.view;
      const unknown = (query.survey ?? []).filter((id) => !surveys.has(id)).slice(0, MAXIMUM_ERRORS);
      const errors = unknown.map((id) =>
        parameterError('query', 'survey', id, 'is not a survey', [...surveys.keys()]),
      );
      if (wordsOf(query.q).length === 0)
        errors.push(parameterError('query', 'q', query.q, 'holds no letter and no digit'));
      if (errors.length > 0) throw invalidQuery(errors);
      const { rows, partly } = await indexes.search(request.view, query);
      const place = { path: '/v1/search', pinned: false, lastModified, licence: null, identity: {} };
      return sendTable(context, request, reply, place, {
        rows: Rows.of(rows),
        fields: fieldsOf(searchRow),
        notes: partly ? [PARTLY] : [],
      });
    },
  );
}
