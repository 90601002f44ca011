import { z } from 'zod';
import { ApiError } from '../../errors/api-error.ts';
import { parameterError } from '../../errors/parameter-error.ts';
import { codeListsOf } from '../../px/code-lists.ts';
import { parseCodeListId, writeCodeListId, writeTableId } from '../../px/table-id.ts';
import { pxLanguage } from '../../schemas/px-query.ts';
import { pxCodeList } from '../../schemas/results/px.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { findQuestion, IN_TABLE, PX } from './find-table.ts';
import { checkLanguage, readParameters } from './parameters.ts';
import { questionLink, sendPxJson } from './send.ts';

const codeListReference = z.object({
  id: z.string().meta({
    description: 'Id of a code list, as metadata names it: that of the table, and the list before @version.',
    examples: ['nonvoters.q8.nets@1.0.0'],
  }),
});

export function pxCodeListRoute(app: App, context: RouteContext): void {
  const base = `${context.config.PUBLIC_URL ?? ''}${PX}`;
  app.get(
    `${PX}/codelists/:id`,
    {
      config: { ...IN_TABLE, sends: 'document', problems: [...IN_TABLE.problems, 'unknown-code-list'] },
      preValidation: readParameters(Object.keys(pxLanguage)),
      schema: {
        operationId: 'getPxCodeList',
        tags: ['PxWebApi 2'],
        summary: 'One code list',
        description:
          'Answers taken together (nets), differences of answers, or the audiences of one division: values that can stand in the place of those of a variable. Figures of nets are those of /v1, and no sums of cells.',
        params: codeListReference,
        querystring: z.strictObject(pxLanguage),
        response: bytesResponse('The code list.', { 'application/json': pxCodeList }),
      },
    },
    async (request, reply) => {
      const { id: given } = request.params;
      const id = parseCodeListId(given);
      const unknown = (known: readonly string[]): ApiError =>
        new ApiError('unknown-code-list', `There is no code list "${given.slice(0, 200)}".`, {
          errors: [parameterError('path', 'id', given, 'is not a code list', known)],
        });
      if (id === null) throw unknown([]);
      const named = await findQuestion(request.view, writeTableId(id));
      const { release, question, resource } = named;
      const { survey } = release;
      checkLanguage(request.query.lang, [survey.language]);
      const lists = codeListsOf(id, survey, question, question.audiences);
      const found = lists.find((list) => list.id === writeCodeListId(id));
      if (!found) throw unknown(lists.map((list) => list.id));
      const content: z.infer<typeof pxCodeList> = {
        id: found.id,
        label: found.label,
        language: survey.language,
        languages: [survey.language],
        elimination: false,
        type: found.type,
        values: found.values.map(({ code, label, valueMap }) => ({
          code,
          label,
          valueMap: [...valueMap],
          notes: [],
        })),
        links: [{ rel: 'self', hreflang: survey.language, href: `${base}/codelists/${found.id}` }],
      };
      return sendPxJson(context, reply, content, { resource, permalink: questionLink(context, named) });
    },
  );
}
