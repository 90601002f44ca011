import { z } from 'zod';
import { OUTPUTS } from '../../px/outputs.ts';
import { chooseFrom, type Wish } from '../../px/selection.ts';
import { dataParameters, outputParameters, selectionBody } from '../../schemas/px-query.ts';
import { pxDataset, pxRows } from '../../schemas/results/px.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { findTable, IN_TABLE, PX, tableReference } from './find-table.ts';
import { checkLanguage, readParameters, wishIn } from './parameters.ts';
import { checkOutput, sendData } from './send.ts';

/** Bytes of a body: a selection that names thousands of values. */
export const BODY_BYTES = 256 * 1024;

/** Data in every format. */
export const dataResponse = bytesResponse('The cells, in the format that `outputFormat` names.', {
  ...Object.fromEntries(
    OUTPUTS.map(({ mediaType, binary }) => [mediaType, binary ? z.unknown() : z.string()]),
  ),
  'application/json': z.union([pxDataset, pxRows]),
});

/** A selection that was sent, without what it leaves open. */
export const sentWish = ({ selection, placement }: z.infer<typeof selectionBody>): Wish => ({
  selection: (selection ?? []).map(({ variableCode, valueCodes, codelist }) => ({
    variableCode,
    valueCodes: valueCodes ?? [],
    codelist: codelist ?? null,
  })),
  placement: { heading: placement?.heading ?? [], stub: placement?.stub ?? [] },
});

/** The selection that the document shows. */
const SHOWN = {
  selection: [
    { variableCode: 'option', valueCodes: ['*'] },
    { variableCode: 'audience', valueCodes: ['cmo', 'cio'] },
    { variableCode: 'ContentsCode', valueCodes: ['percent', 'percent.n'] },
    { variableCode: 'wave', valueCodes: ['top(1)'] },
  ],
} as const;

const problems = [...IN_TABLE.problems, 'too-many-cells'] as const;

export function pxDataRoutes(app: App, context: RouteContext): void {
  const { MAX_CELLS } = context.config;
  app.get(
    `${PX}/tables/:id/data`,
    {
      config: {
        ...IN_TABLE,
        sends: 'cube',
        problems,
        example:
          'valueCodes[audience]=*&valueCodes[option]=*&valueCodes[ContentsCode]=percent,percent.n&valueCodes[wave]=top(1)',
      },
      preValidation: readParameters(Object.keys(dataParameters)),
      schema: {
        operationId: 'getPxData',
        tags: ['PxWebApi 2'],
        summary: 'Cells of a table',
        description:
          'The very figures of /v1, whose permanent address is the link `canonical`. Nothing selected is the default selection; a variable that nothing stands for must be named. Formats: json-stat2, csv, xlsx, html, px, json-px, parquet.',
        params: tableReference,
        querystring: z.strictObject(dataParameters),
        response: dataResponse,
      },
    },
    async (request, reply) => {
      const { query } = request;
      const found = await findTable(context, request.view, request.params.id);
      checkLanguage(query.lang, [found.release.survey.language]);
      checkOutput(query.outputFormat, query.outputFormatParams ?? []);
      return sendData(
        context,
        reply,
        found,
        chooseFrom(found.table, wishIn(query), MAX_CELLS, 'query'),
        query,
      );
    },
  );
  app.post(
    `${PX}/tables/:id/data`,
    {
      bodyLimit: BODY_BYTES,
      config: { ...IN_TABLE, sends: 'reply', problems, exampleBody: SHOWN },
      preValidation: readParameters(Object.keys(outputParameters)),
      schema: {
        operationId: 'postPxData',
        tags: ['PxWebApi 2'],
        summary: 'Cells of a table, selected by a body',
        description:
          'The same with the selection as JSON, which may name more values than an address has room for.',
        params: tableReference,
        querystring: z.strictObject(outputParameters),
        body: selectionBody.nullish(),
        response: dataResponse,
      },
    },
    async (request, reply) => {
      const { query, body } = request;
      const found = await findTable(context, request.view, request.params.id);
      checkLanguage(query.lang, [found.release.survey.language]);
      checkOutput(query.outputFormat, query.outputFormatParams ?? []);
      const chosen = chooseFrom(found.table, sentWish(body ?? {}), MAX_CELLS, 'body');
      return sendData(context, reply, found, chosen, { ...query, isMade: true });
    },
  );
}
