import { z } from 'zod';
import { invalidQuery, parameterError } from '../../errors/parameter-error.ts';
import type { PxSummaries, PxSummary } from '../../px/summaries.ts';
import { pxLanguage, tablesParameters } from '../../schemas/px-query.ts';
import { pxTable, pxTables } from '../../schemas/results/px.ts';
import { wordsOf } from '../../services/releases/search/words.ts';
import type { SearchIndexes } from '../../services/releases/search/search.ts';
import type { View } from '../../repository/repository.ts';
import { address } from '../address.ts';
import type { RouteContext } from '../answer.ts';
import type { App } from '../route.ts';
import { bytesResponse } from '../schema.ts';
import { findQuestion, IN_TABLE, PX, tableReference } from './find-table.ts';
import { checkLanguage, isLanguage, readParameters } from './parameters.ts';
import { questionLink, sendPxJson } from './send.ts';

const DAY_MS = 86_400_000;
const PAGE_SIZE = 100;

const link = (rel: string, hreflang: string, href: string) => ({ rel, hreflang, href });

/** A table as the dialect lists it. */
function listed(summary: PxSummary, place: number, base: string): z.infer<typeof pxTables>['tables'][number] {
  const { id, survey, title, language } = summary;
  const at = `${base}/tables/${id}`;
  return {
    id,
    label: summary.label,
    description: `${title}. ${summary.description}`,
    sortCode: String(place + 1).padStart(6, '0'),
    updated: summary.updated,
    firstPeriod: summary.firstPeriod,
    lastPeriod: summary.lastPeriod,
    category: 'public',
    variableNames: [...summary.variableNames],
    discontinued: false,
    source: summary.source,
    subjectCode: survey,
    timeUnit: summary.timeUnit,
    paths: [[{ id: survey, label: title }]],
    links: [
      link('self', language, at),
      link('metadata', language, `${at}/metadata`),
      link('data', language, `${at}/data`),
    ],
  };
}

/** The tables in which words are found, best first: those of a text that is of a question, and all of a survey whose own text it is. */
async function searched(
  all: readonly PxSummary[],
  query: string,
  view: View,
  indexes: SearchIndexes,
): Promise<PxSummary[]> {
  if (wordsOf(query).length === 0)
    throw invalidQuery([parameterError('query', 'query', query, 'holds no letter and no digit')]);
  const { rows } = await indexes.search(view, { q: query });
  const found = new Set<PxSummary>();
  const byQuestion = new Map(all.map((one) => [`${one.survey} ${one.question}`, one]));
  const bySurvey = Map.groupBy(all, ({ survey }) => survey);
  for (const { survey, question } of rows) {
    const own = byQuestion.get(`${survey} ${question}`);
    for (const one of question === null ? (bySurvey.get(survey) ?? []) : own ? [own] : []) found.add(one);
  }
  return [...found];
}

export function pxTablesRoutes(
  app: App,
  context: RouteContext,
  {
    indexes,
    summaries,
    now,
  }: { readonly indexes: SearchIndexes; readonly summaries: PxSummaries; readonly now: () => number },
): void {
  const base = `${context.config.PUBLIC_URL ?? ''}${PX}`;
  app.get(
    `${PX}/tables`,
    {
      config: {
        reads: 'releases',
        variant: () => 'px',
        sends: 'document',
        example: 'query=digital&pageSize=1',
        problems: ['unavailable'],
      },
      preValidation: readParameters(Object.keys(tablesParameters)),
      schema: {
        operationId: 'listPxTables',
        tags: ['PxWebApi 2'],
        summary: 'The tables: each question of each survey',
        description:
          'Every question of the newest release of each survey is a table. `query` searches as /v1/search does; with `lang` those of surveys in that language are listed.',
        querystring: z.strictObject(tablesParameters),
        response: bytesResponse('The tables of a page.', { 'application/json': pxTables }),
      },
    },
    async (request, reply) => {
      const { view, query } = request;
      const everything = await summaries.of(view);
      const languages = [...new Set(everything.map(({ language }) => language))];
      checkLanguage(query.lang, languages);
      const language = query.lang ?? languages[0] ?? 'en';
      const spoken = everything.filter(
        (one) => query.lang === undefined || isLanguage(query.lang, one.language),
      );
      const named = query.query === undefined ? spoken : await searched(spoken, query.query, view, indexes);
      const span = query.pastDays === undefined ? Infinity : query.pastDays * DAY_MS;
      const today = now();
      const all = named.filter(({ updated }) => Date.parse(updated) >= today - span);
      const { pageNumber = 1, pageSize = PAGE_SIZE } = query;
      const totalPages = Math.max(1, Math.ceil(all.length / pageSize));
      if (pageNumber > totalPages) {
        const fault = parameterError('query', 'pageNumber', String(pageNumber), `is beyond the last page`, [
          String(totalPages),
        ]);
        throw invalidQuery([fault]);
      }
      const at = (page: number): string =>
        address('', `${base}/tables`, { ...query, pageNumber: page, pageSize });
      const first = (pageNumber - 1) * pageSize;
      const content: z.infer<typeof pxTables> = {
        language,
        tables: all.slice(first, first + pageSize).map((one, i) => listed(one, first + i, base)),
        page: {
          pageNumber,
          pageSize,
          totalElements: all.length,
          totalPages,
          links: [
            ...(pageNumber > 1 ? [link('previous', language, at(pageNumber - 1))] : []),
            ...(pageNumber < totalPages ? [link('next', language, at(pageNumber + 1))] : []),
            link('last', language, at(totalPages)),
          ],
        },
        links: [link('self', language, at(pageNumber))],
      };
      // A table that is listed for its days leaves the list when they are over.
      const until = Math.min(...all.map(({ updated }) => Date.parse(updated) + span));
      return sendPxJson(context, reply, content, {
        resource: { lastModified: view.lastModified, pinned: false, licence: null, identity: {} },
        permalink: null,
        ...(Number.isFinite(until) ? { until } : {}),
      });
    },
  );
  app.get(
    `${PX}/tables/:id`,
    {
      config: { ...IN_TABLE, sends: 'document' },
      preValidation: readParameters(Object.keys(pxLanguage)),
      schema: {
        operationId: 'getPxTable',
        tags: ['PxWebApi 2'],
        summary: 'One table',
        description: 'What a table is of, and where its metadata and data are.',
        params: tableReference,
        querystring: z.strictObject(pxLanguage),
        response: bytesResponse('The table.', { 'application/json': pxTable }),
      },
    },
    async (request, reply) => {
      const named = await findQuestion(request.view, request.params.id);
      const { release, question, resource, id } = named;
      checkLanguage(request.query.lang, [release.survey.language]);
      const all = await summaries.ofRelease(release, id.version);
      const place = all.findIndex((one) => one.question === question.id);
      const summary = all[place] as PxSummary;
      const content = { language: release.survey.language, ...listed(summary, place, base) };
      return sendPxJson(context, reply, content, { resource, permalink: questionLink(context, named) });
    },
  );
}
