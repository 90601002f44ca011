import type { SearchIndexes } from '../services/releases/search/search.ts';
import type { RouteContext } from '../routes/answer.ts';
import { basePath } from '../routes/page-address.ts';
import type { App } from '../routes/route.ts';
import { assetRoutes } from './assets.ts';
import { claimsPage } from './claims.ts';
import { codebookPage } from './codebook/codebook.ts';
import { comparePage } from './compare/compare.ts';
import { crosstabPage } from './crosstab/crosstab.ts';
import { homePage } from './home.ts';
import { methodDocument } from './method-document.ts';
import { questionPage } from './question/question.ts';
import { surveyPage } from './survey.ts';

/** The addresses of pages, as errors name them. */
export const PAGES: readonly string[] = [
  '/',
  '/surveys/{survey}',
  '/surveys/{survey}/questions/{question}',
  '/surveys/{survey}/claims',
  '/surveys/{survey}/crosstab',
  '/surveys/{survey}/compare',
  '/surveys/{survey}/codebook',
  '/docs/method',
];

/** What people are shown in a browser, made of the same services as the interface, and of nothing that it does not answer. */
export function pageRoutes(
  app: App,
  context: RouteContext,
  { search, started }: { readonly search: SearchIndexes; readonly started: Date },
): void {
  const inPages = { ...context, base: basePath(context.config.PUBLIC_URL) };
  assetRoutes(app, inPages.base, started);
  methodDocument(app, inPages.base, started);
  homePage(app, inPages, search);
  surveyPage(app, inPages);
  questionPage(app, inPages);
  claimsPage(app, inPages);
  crosstabPage(app, inPages);
  comparePage(app, inPages);
  codebookPage(app, inPages);
}
