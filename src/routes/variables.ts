import { recordsReference } from '../schemas/query.ts';
import { variableRow } from '../schemas/results/variable.ts';
import { variableList } from '../services/crosstab/variable-list.ts';
import type { RouteContext } from './answer.ts';
import { codeListRoute } from './release-table.ts';
import { IN_RECORDS, recordsIn } from './records-in.ts';
import type { App } from './route.ts';

/** What a crosstab may be asked of. */
export function variablesRoute(app: App, context: RouteContext): void {
  codeListRoute(app, context, {
    below: '/variables',
    operationId: 'listVariables',
    tags: ['Records'],
    summary: 'What rows, columns and filters may name',
    description:
      'The variables of the records, with their labels, answers, bands and subtotals, and what each can be used for in a crosstab: a question, each item of a question with items, `wave` and `audience`.',
    answers:
      'The variables: waves and audiences, then questions in the order of the codebook, each followed by its items.',
    problems: IN_RECORDS.problems,
    params: recordsReference,
    example: 'limit=2',
    row: variableRow,
    rows: (release) => variableList(recordsIn(context, release)),
  });
}
