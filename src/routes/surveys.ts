import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { listParameters, surveyReference } from '../schemas/query.ts';
import { Rows, tableOf } from '../schemas/rows.ts';
import { surveyObject, surveyRow } from '../schemas/results/catalogue.ts';
import { listMeta, objectMeta } from '../schemas/results/common.ts';
import { describedSurveys } from '../services/releases/described.ts';
import { surveyMetadata, surveySummary } from '../services/releases/catalogue.ts';
import { distributionsOf } from './distributions.ts';
import { catalogLinkedData, datasetLinkedData } from '../services/releases/json-ld.ts';
import { sendObject, sendTable, type RouteContext } from './answer.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { okResponse, presentation, rowsOf } from './schema.ts';

export function surveysRoutes(app: App, context: RouteContext): void {
  const { PUBLIC_URL } = context.config;
  app.get(
    '/v1/surveys',
    {
      config: { reads: 'releases', sends: 'table' },
      schema: {
        operationId: 'listSurveys',
        tags: ['Surveys'],
        summary: 'The surveys',
        description: 'All surveys that are served, each by its newest release. Start here.',
        querystring: z.strictObject({ ...listParameters(surveyRow), ...presentation }),
        response: okResponse('The surveys.', z.object({ data: rowsOf(surveyRow), meta: listMeta })),
      },
    },
    async (request, reply) => {
      const { surveys, lastModified } = request.view;
      const described = await describedSurveys(surveys.values());
      const resource = {
        path: '/v1/surveys',
        pinned: false,
        lastModified,
        licence: null,
        identity: {},
      };
      return sendTable(context, request, reply, resource, {
        ...tableOf(surveyRow, Rows.from(described, surveySummary)),
        linkedData: catalogLinkedData(described, PUBLIC_URL ?? ''),
      });
    },
  );
  app.get(
    '/v1/surveys/:survey',
    {
      config: { ...IN_RELEASE, sends: 'object' },
      schema: {
        operationId: 'getSurvey',
        tags: ['Surveys'],
        summary: 'What a survey is about',
        description:
          'Title, publisher, licence, citation, and the ids of waves, audiences and questions of one release.',
        params: surveyReference,
        querystring: z.strictObject({ ...presentation }),
        response: okResponse(
          'The metadata of the release.',
          z.object({ data: surveyObject, meta: objectMeta }),
        ),
      },
    },
    async (request, reply) => {
      const { release, resource } = await resourceInRelease(request, '');
      return sendObject(context, request, reply, resource, {
        data: surveyMetadata(release),
        fields: fieldsOf(surveyObject),
        linkedData: datasetLinkedData(release, PUBLIC_URL ?? '', distributionsOf(release)),
      });
    },
  );
}
