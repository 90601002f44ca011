import { MAXIMUM_ERRORS, parameterError } from '../../errors/parameter-error.ts';
import type { ProblemError } from '../../schemas/problem.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { findConditions } from '../records/conditions.ts';
import type { Records } from '../records/records.ts';
import { variableLimit, type VariableLimit } from '../records/variable-limit.ts';
import type { Variable } from '../records/variables.ts';

/** The first table of figures within filters that has more variables than it may; null: none has. */
function tooLarge(
  records: Records,
  { question }: FigureQuery,
  filtered: readonly Variable[],
  { most }: VariableLimit,
): readonly string[] | null {
  for (const variable of records.questions) {
    if (question?.includes(variable.question?.id ?? '') === false) continue;
    const variables = new Set([...records.memberships, variable, ...filtered]);
    if (variables.size > most) return [...variables].map(({ id }) => id);
  }
  return null;
}

/**
 * What is wrong with the filters of a query of figures: they are those of crosstabs, and of records alone.
 *
 * @param records null: the release has none
 */
export function filterErrors(records: Records | null, query: FigureQuery): ProblemError[] {
  const { filter } = query;
  if (filter === undefined) return [];
  const [first = ''] = filter;
  if (records === null)
    return [
      parameterError(
        'query',
        'filter',
        first,
        'has no place here: the release has no records whose respondents could be picked',
      ),
    ];
  const errors: ProblemError[] = [];
  const conditions = findConditions(records, filter, (text, message, allowed, like = text) => {
    if (errors.length < MAXIMUM_ERRORS)
      errors.push(parameterError('query', 'filter', text, message, allowed, like));
  });
  if (errors.length > 0) return errors;
  const limit = variableLimit(records);
  const filtered = conditions.map(({ variable }) => variable);
  const large = limit && tooLarge(records, query, filtered, limit);
  if (large)
    errors.push(
      parameterError(
        'query',
        'filter',
        filter.join(' and '),
        `makes a table of ${large.length} variables with waves, audiences and the question (${large.join(', ')}); ${limit.most} are allowed, ${limit.why}`,
      ),
    );
  return errors;
}
