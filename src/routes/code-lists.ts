import { audienceRow, questionRow, sourceRow, waveRow } from '../schemas/results/catalogue.ts';
import { audiences, sources, waves } from '../services/releases/catalogue.ts';
import type { RouteContext } from './answer.ts';
import { servedQuestions } from './question.ts';
import { codeListRoute } from './release-table.ts';
import type { App } from './route.ts';

/** The lists that say which codes a query may use. */
export function codeListRoutes(app: App, context: RouteContext): void {
  codeListRoute(app, context, {
    below: '/waves',
    operationId: 'listWaves',
    tags: ['Code lists'],
    summary: 'The waves and their samples',
    description:
      'The rounds of fieldwork in the order of time, with how many were asked as far as it is known.',
    answers: 'The waves, oldest first.',
    row: waveRow,
    rows: waves,
  });
  codeListRoute(app, context, {
    below: '/audiences',
    operationId: 'listAudiences',
    tags: ['Code lists'],
    summary: 'The audiences',
    description:
      'The groups whose answers are reported separately. An audience with a parent is a part of it.',
    answers: 'The audiences, in the order of the codebook.',
    row: audienceRow,
    rows: audiences,
  });
  codeListRoute(app, context, {
    below: '/sources',
    operationId: 'listSources',
    tags: ['Code lists'],
    summary: 'The sources of the figures',
    description: 'The publications that figures are taken from, with their addresses where they are known.',
    answers: 'The sources, in the order of the codebook.',
    row: sourceRow,
    rows: sources,
  });
  codeListRoute(app, context, {
    below: '/questions',
    operationId: 'listQuestions',
    example: 'limit=1',
    tags: ['Code lists'],
    summary: 'The questions with their items and options',
    description: 'What was asked, of whom, in which waves, and between which waves the wording changed.',
    answers: 'The questions, in the order of the codebook.',
    row: questionRow,
    rows: (release) => servedQuestions(context, release),
  });
}
