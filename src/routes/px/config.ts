import { z } from 'zod';
import { OUTPUTS } from '../../px/outputs.ts';
import { pxConfig } from '../../schemas/results/px.ts';
import { describedSurveys } from '../../services/releases/described.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { PX } from './find-table.ts';
import { readParameters } from './parameters.ts';
import { sendPxJson } from './send.ts';

/** Of the specification of January 2026. */
const API_VERSION = '2.0.0';
const WINDOW_SECONDS = 60;
/** In the place of no limit: clients divide by it, and some take 0 for a window that is always full. */
const NO_LIMIT = 1_000_000;

const mostCommon = (texts: readonly string[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
};

/** What a language is called in itself, or its tag. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function pxConfigRoute(app: App, context: RouteContext): void {
  const { MAX_CELLS, RATE_LIMIT_PER_MINUTE: limit } = context.config;
  app.get(
    `${PX}/config`,
    {
      config: { reads: 'releases', variant: () => 'px', sends: 'document' },
      preValidation: readParameters(['lang']),
      schema: {
        operationId: 'getPxConfig',
        tags: ['PxWebApi 2'],
        summary: 'What a client must know: limits, languages, formats',
        description:
          'PxWebApi 2 (the specification of January 2026) over the same releases: point its clients at /px/v2.',
        // Clients send the language with every call.
        querystring: z.strictObject({
          lang: z
            .string()
            .max(200)
            .optional()
            .meta({ description: 'Means nothing here; clients send it with every call.', examples: ['en'] }),
        }),
        response: bytesResponse('Limits, languages and formats.', { 'application/json': pxConfig }),
      },
    },
    async (request, reply) => {
      const { view } = request;
      const abouts = (await describedSurveys(view.surveys.values())).map(({ about }) => about);
      const languages = [...new Set(abouts.map(({ language }) => language))];
      const licences = [...new Set(abouts.map(({ licence: { url, name } }) => url ?? name))];
      const content: z.infer<typeof pxConfig> = {
        apiVersion: API_VERSION,
        appVersion: context.software.split(' ').at(-1) ?? context.software,
        languages: (languages.length > 0 ? languages : ['en']).map((id) => ({ id, label: languageName(id) })),
        defaultLanguage: mostCommon(abouts.map(({ language }) => language)) ?? 'en',
        maxDataCells: MAX_CELLS,
        maxCallsPerTimeWindow: limit > 0 ? limit : NO_LIMIT,
        timeWindow: WINDOW_SECONDS,
        license: (licences.length === 1 ? licences[0] : null) ?? 'As each survey says: see /v1/surveys.',
        sourceReferences: languages.map((language) => ({
          language,
          text: [
            ...new Set(
              abouts.filter((about) => about.language === language).map(({ publisher }) => publisher),
            ),
          ].join('; '),
        })),
        defaultDataFormat: OUTPUTS[0].id,
        dataFormats: OUTPUTS.map(({ id }) => id),
        features: [],
      };
      return sendPxJson(context, reply, content, {
        resource: { lastModified: view.lastModified, pinned: false, licence: null, identity: {} },
        permalink: null,
      });
    },
  );
}
