import { z } from 'zod';
import { invalidQuery, parameterError } from '../../errors/parameter-error.ts';
import { jsonStatOf } from '../../px/json-stat.ts';
import { chooseFrom, defaultSelection, withCodeLists, wishOf, type Chosen } from '../../px/selection.ts';
import { writeTableId } from '../../px/table-id.ts';
import { metadataParameters, pxLanguage } from '../../schemas/px-query.ts';
import { pxDataset, pxSelection } from '../../schemas/results/px.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { aboutFound, findTable, IN_TABLE, PX, tableReference, type Found } from './find-table.ts';
import { findSavedQuery } from './find-saved-query.ts';
import { checkLanguage, readParameters } from './parameters.ts';
import { questionLink, sendPxJson } from './send.ts';

/**
 * The table as it is described: all its values, those of a code list where one is named, by itself or in a saved query. What is selected
 * is not what is described: from the description people select more.
 */
function describedOf(
  { config: { MAX_CELLS } }: RouteContext,
  { table }: Found,
  given: string,
  {
    savedQuery,
    codelist = {},
  }: {
    readonly savedQuery?: string | undefined;
    readonly codelist?: Readonly<Record<string, string>> | undefined;
  },
): Chosen {
  if (savedQuery === undefined) return withCodeLists(table, codelist);
  const saved = findSavedQuery(savedQuery);
  if (saved.tableId !== given)
    throw invalidQuery([
      parameterError('query', 'savedQuery', savedQuery, `is of the table ${saved.tableId}`),
    ]);
  const { axes } = chooseFrom(table, saved.selection, MAX_CELLS, 'query');
  const lists = axes.flatMap(({ variable, codeList }) =>
    codeList === null ? [] : [[variable.code, codeList.id] as const],
  );
  return withCodeLists(table, Object.fromEntries(lists));
}

/** A selection as this dialect writes it. */
export const selectionAnswer = (
  { table }: Found,
  chosen: Chosen,
  links: z.infer<typeof pxSelection>['links'],
): z.infer<typeof pxSelection> => {
  const { selection, placement } = wishOf(chosen);
  return {
    language: table.release.survey.language,
    selection: selection.map(({ variableCode, codelist = null, valueCodes = [] }) => ({
      variableCode,
      codelist,
      valueCodes: [...valueCodes],
    })),
    placement: { heading: [...(placement?.heading ?? [])], stub: [...(placement?.stub ?? [])] },
    links,
  };
};

export function pxMetadataRoutes(app: App, context: RouteContext): void {
  const base = `${context.config.PUBLIC_URL ?? ''}${PX}`;
  app.get(
    `${PX}/tables/:id/metadata`,
    {
      config: {
        ...IN_TABLE,
        sends: 'document',
        problems: [...IN_TABLE.problems, 'unknown-saved-query', 'too-many-cells'],
      },
      preValidation: readParameters(Object.keys(metadataParameters)),
      schema: {
        operationId: 'getPxMetadata',
        tags: ['PxWebApi 2'],
        summary: 'Variables and values of a table',
        description:
          'A table without its cells: variables, values with words and footnotes, units and decimals of the quantities, code lists, and what must be known to read it. `value` is null.',
        params: tableReference,
        querystring: z.strictObject(metadataParameters),
        response: bytesResponse('The table without its cells.', { 'application/json': pxDataset }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await findTable(context, request.view, id);
      checkLanguage(request.query.lang, [found.release.survey.language]);
      const chosen = describedOf(context, found, id, request.query);
      const content = jsonStatOf(found.table, chosen, null, aboutFound(context, found, null));
      return sendPxJson(context, reply, content, {
        resource: found.resource,
        permalink: questionLink(context, found),
      });
    },
  );
  app.get(
    `${PX}/tables/:id/defaultselection`,
    {
      config: { ...IN_TABLE, sends: 'document' },
      preValidation: readParameters(Object.keys(pxLanguage)),
      schema: {
        operationId: 'getPxDefaultSelection',
        tags: ['PxWebApi 2'],
        summary: 'What is shown of a table where nothing is selected',
        description:
          'The figures themselves of all answers, audiences and waves, as far as they fit into one answer, and where the variables stand.',
        params: tableReference,
        querystring: z.strictObject(pxLanguage),
        response: bytesResponse('The selection.', { 'application/json': pxSelection }),
      },
    },
    async (request, reply) => {
      const found = await findTable(context, request.view, request.params.id);
      const { language } = found.release.survey;
      checkLanguage(request.query.lang, [language]);
      const at = `${base}/tables/${writeTableId(found.id)}`;
      const content = selectionAnswer(found, defaultSelection(found.table, context.config.MAX_CELLS), [
        { rel: 'self', hreflang: language, href: `${at}/defaultselection` },
        { rel: 'data', hreflang: language, href: `${at}/data` },
      ]);
      return sendPxJson(context, reply, content, {
        resource: found.resource,
        permalink: questionLink(context, found),
      });
    },
  );
}
