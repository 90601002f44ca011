import { z } from 'zod';
import { invalidQuery, parameterError } from '../../errors/parameter-error.ts';
import { LONGEST_ID, packQuery, type SavedQuery } from '../../px/saved-query.ts';
import { chooseFrom } from '../../px/selection.ts';
import { outputParameters, pxLanguage, savedQueryBody } from '../../schemas/px-query.ts';
import { pxSavedQuery, pxSelection } from '../../schemas/results/px.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { BODY_BYTES, dataResponse, sentWish } from './data.ts';
import { findSavedQuery } from './find-saved-query.ts';
import { findTable, findQuestion, IN_TABLE, PX } from './find-table.ts';
import { selectionAnswer } from './metadata.ts';
import { checkLanguage, readParameters } from './parameters.ts';
import { checkOutput, questionLink, sendData, sendPxJson } from './send.ts';

/** The query that the document shows. */
const SHOWN = {
  tableId: 'cmo-cio-alignment.need-to-align@1.0.0',
  language: 'en',
  selection: {
    selection: [
      { variableCode: 'option', valueCodes: ['*'] },
      { variableCode: 'audience', valueCodes: ['*'] },
      { variableCode: 'ContentsCode', valueCodes: ['percent'] },
      { variableCode: 'wave', valueCodes: ['top(1)'] },
    ],
  },
} as const;

const savedReference = z.object({
  id: z.string().meta({
    description: 'Id of a saved query, as it was handed out: the query itself, packed.',
    examples: [packQuery(SHOWN)],
  }),
});

const IN_SAVED = {
  ...IN_TABLE,
  problems: [...IN_TABLE.problems, 'unknown-saved-query', 'too-many-cells'],
} as const;

/** What this dialect says of a saved query. */
function answerOf(id: string, query: SavedQuery, base: string): z.infer<typeof pxSavedQuery> {
  const { tableId, language, outputFormat, outputFormatParams = [] } = query;
  const { selection, placement } = query.selection;
  const at = `${base}/savedqueries/${id}`;
  return {
    language,
    id,
    savedQuery: {
      id,
      tableId,
      language,
      selection: {
        selection: selection.map(({ variableCode, valueCodes = [], codelist = null }) => ({
          variableCode,
          valueCodes: [...valueCodes],
          codelist,
        })),
        ...(placement
          ? { placement: { heading: [...(placement.heading ?? [])], stub: [...(placement.stub ?? [])] } }
          : {}),
      },
      ...(outputFormat === undefined ? {} : { outputFormat }),
      outputFormatParams: [...outputFormatParams],
    },
    links: [
      { rel: 'self', hreflang: language, href: at },
      { rel: 'data', hreflang: language, href: `${at}/data` },
      { rel: 'metadata', hreflang: language, href: `${base}/tables/${tableId}/metadata` },
    ],
  };
}

export function pxSavedQueriesRoutes(app: App, context: RouteContext): void {
  const { MAX_CELLS, PUBLIC_URL } = context.config;
  const base = `${PUBLIC_URL ?? ''}${PX}`;
  app.post(
    `${PX}/savedqueries`,
    {
      bodyLimit: BODY_BYTES,
      config: { ...IN_TABLE, sends: 'reply', problems: IN_SAVED.problems, exampleBody: SHOWN },
      preValidation: readParameters(['lang']),
      schema: {
        operationId: 'savePxQuery',
        tags: ['PxWebApi 2'],
        summary: 'Save a query',
        description:
          'The id of a saved query is the query itself: nothing is kept, and it holds on every server that has the survey. A table with @version gives the same figures for ever. What is too long for an address is refused, with what would do.',
        querystring: z.strictObject(pxLanguage),
        body: savedQueryBody,
        response: { 201: bytesResponse('The query with its id.', { 'application/json': pxSavedQuery })[200] },
      },
    },
    async (request, reply) => {
      const { tableId, language, selection, outputFormat, outputFormatParams } = request.body;
      const found = await findTable(context, request.view, tableId);
      const { language: own } = found.release.survey;
      checkLanguage(request.query.lang, [own]);
      checkLanguage(language, [own], 'body');
      const params = outputFormatParams ?? [];
      checkOutput(outputFormat ?? undefined, params, 'body');
      const wish = sentWish(selection);
      chooseFrom(found.table, wish, MAX_CELLS, 'body');
      const { heading = [], stub = [] } = wish.placement ?? {};
      const query: SavedQuery = {
        tableId,
        language: own,
        selection: {
          selection: wish.selection,
          ...(heading.length + stub.length > 0 ? { placement: { heading, stub } } : {}),
        },
        outputFormat: outputFormat ?? undefined,
        outputFormatParams: params,
      };
      const id = packQuery(query);
      if (id.length > LONGEST_ID)
        throw invalidQuery([
          parameterError(
            'body',
            'selection',
            null,
            `takes ${id.length} characters as an address, which has room for ${LONGEST_ID}: name values by expressions, such as * for all, from(code), range(code,code), or take a code list; or POST the selection to ${PX}/tables/{id}/data`,
          ),
        ]);
      return sendPxJson(
        context,
        reply.code(201).header('location', `${base}/savedqueries/${id}`),
        answerOf(id, findSavedQuery(id), base),
        {
          resource: found.resource,
          permalink: questionLink(context, found),
          isMade: true,
        },
      );
    },
  );
  app.get(
    `${PX}/savedqueries/:id`,
    {
      config: { ...IN_SAVED, sends: 'document' },
      preValidation: readParameters(Object.keys(pxLanguage)),
      schema: {
        operationId: 'getPxSavedQuery',
        tags: ['PxWebApi 2'],
        summary: 'One saved query',
        description: 'What an id stands for.',
        params: savedReference,
        querystring: z.strictObject(pxLanguage),
        response: bytesResponse('The query.', { 'application/json': pxSavedQuery }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const query = findSavedQuery(id);
      const named = await findQuestion(request.view, query.tableId);
      checkLanguage(request.query.lang, [named.release.survey.language]);
      return sendPxJson(context, reply, answerOf(id, query, base), {
        resource: named.resource,
        permalink: questionLink(context, named),
      });
    },
  );
  app.get(
    `${PX}/savedqueries/:id/data`,
    {
      config: { ...IN_SAVED, sends: 'cube' },
      preValidation: readParameters(Object.keys(outputParameters)),
      schema: {
        operationId: 'getPxSavedQueryData',
        tags: ['PxWebApi 2'],
        summary: 'Cells that a saved query selects',
        description:
          'Expressions such as `top(1)` follow the newest release, where the table has no @version.',
        params: savedReference,
        querystring: z.strictObject(outputParameters),
        response: dataResponse,
      },
    },
    async (request, reply) => {
      const { query: asked } = request;
      const query = findSavedQuery(request.params.id);
      const found = await findTable(context, request.view, query.tableId);
      checkLanguage(asked.lang, [found.release.survey.language]);
      const chosen = chooseFrom(found.table, query.selection, MAX_CELLS, 'path');
      const isOther = asked.outputFormat !== undefined && asked.outputFormat !== query.outputFormat;
      const outputFormat = asked.outputFormat ?? query.outputFormat;
      // What was saved for one format says nothing of another.
      const saved = isOther ? [] : (query.outputFormatParams ?? []);
      const outputFormatParams = asked.outputFormatParams ?? saved;
      checkOutput(outputFormat, outputFormatParams);
      return sendData(context, reply, found, chosen, { outputFormat, outputFormatParams });
    },
  );
  app.get(
    `${PX}/savedqueries/:id/selection`,
    {
      config: { ...IN_SAVED, sends: 'document' },
      preValidation: readParameters(Object.keys(pxLanguage)),
      schema: {
        operationId: 'getPxSavedQuerySelection',
        tags: ['PxWebApi 2'],
        summary: 'What a saved query selects, value by value',
        description: 'The selection of a saved query with its expressions as codes.',
        params: savedReference,
        querystring: z.strictObject(pxLanguage),
        response: bytesResponse('The selection.', { 'application/json': pxSelection }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const query = findSavedQuery(id);
      const found = await findTable(context, request.view, query.tableId);
      const { language } = found.release.survey;
      checkLanguage(request.query.lang, [language]);
      const chosen = chooseFrom(found.table, query.selection, MAX_CELLS, 'path');
      const content = selectionAnswer(found, chosen, [
        { rel: 'self', hreflang: language, href: `${base}/savedqueries/${id}/selection` },
        { rel: 'data', hreflang: language, href: `${base}/savedqueries/${id}/data` },
      ]);
      return sendPxJson(context, reply, content, {
        resource: found.resource,
        permalink: questionLink(context, found),
      });
    },
  );
}
