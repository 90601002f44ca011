import { PxSummaries } from '../../px/summaries.ts';
import type { SearchIndexes } from '../../services/releases/search/search.ts';
import type { RouteContext } from '../answer.ts';
import { servedQuestions } from '../question.ts';
import type { App } from '../route.ts';
import { pxCodeListRoute } from './code-lists.ts';
import { pxConfigRoute } from './config.ts';
import { pxDataRoutes } from './data.ts';
import { pxMetadataRoutes } from './metadata.ts';
import { pxSavedQueriesRoutes } from './saved-queries.ts';
import { pxTablesRoutes } from './tables.ts';

/** PxWebApi 2 over the same services: the whole of its specification. */
export function pxRoutes(
  app: App,
  context: RouteContext,
  { indexes, now }: { readonly indexes: SearchIndexes; readonly now: () => number },
): void {
  const summaries = new PxSummaries(
    async (release) => new Map((await servedQuestions(context, release)).map(({ id, waves }) => [id, waves])),
  );
  pxConfigRoute(app, context);
  pxTablesRoutes(app, context, { indexes, summaries, now });
  pxMetadataRoutes(app, context);
  pxDataRoutes(app, context);
  pxCodeListRoute(app, context);
  pxSavedQueriesRoutes(app, context);
}
