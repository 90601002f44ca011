import { isChoice } from '../../records/conditions.ts';
import type { Condition } from '../../records/filters.ts';
import type { Records } from '../../records/records.ts';
import { Safeguard, safeguardOf } from '../../records/safeguard.ts';
import {
  distinctParts,
  isTableServed,
  refuseUnsafe,
  type AskedTable,
  type TablePart,
} from '../../records/unsafe-combination.ts';
import type { Variable } from '../../records/variables.ts';

type Part = TablePart<'question' | 'filter'>;

const partOf = (parameter: Part['parameter'], variable: Variable): Part => ({
  parameter,
  variable,
  column: Safeguard.column(variable),
});

/** The table of the figures of a question or item within some filters: by waves and audiences, as figures always are. */
function tableOf(
  records: Records,
  variable: Variable,
  filtered: readonly Variable[],
): Pick<AskedTable, 'parts' | 'mean'> {
  // Of numbers only means and quantiles are figures; of a scale the answers are, too, and its mean is hidden by itself.
  const mean = variable.question?.type === 'numeric' ? Safeguard.meanColumn(variable) : null;
  const own = partOf('question', variable);
  return {
    mean,
    parts: distinctParts([
      mean === null ? own : { ...own, column: mean },
      ...records.memberships.map((one) => partOf('question', one)),
      ...filtered.map((one) => partOf('filter', one)),
    ]),
  };
}

/** Variables that a filter may name by itself, as the figures within it are served. */
function filtersInstead(records: Records, safeguard: Safeguard, variable: Variable): string[] {
  return [...records.memberships, ...records.questions]
    .filter(({ categories }) => categories.length > 0)
    .filter(
      (one) => one.column !== variable.column && isTableServed(safeguard, tableOf(records, variable, [one])),
    )
    .map(({ id }) => id);
}

/**
 * Refuses figures within filters of which some table, of a question or item by waves, audiences and the variables of the filters, was not
 * shown to be safe: it is the same table as that of a crosstab. Without a filter each figure is shown or hidden by itself.
 *
 * @throws ApiError `unsafe-combination`, with the variables that a filter may name instead
 */
export async function assertFiguresServed(
  records: Records,
  variables: readonly Variable[],
  conditions: readonly Condition[],
): Promise<void> {
  const filtered = conditions.filter(isChoice).map(({ variable }) => variable);
  const safeguard = records.hides && filtered.length > 0 ? await safeguardOf(records) : null;
  if (safeguard === null) return;
  const filters = [...new Set(filtered.map(({ id }) => id))].join(' and ');
  const tables = variables.map((variable): AskedTable => ({
    ...tableOf(records, variable, filtered),
    value: `${variable.id} by ${filters}`,
    instead: (known) => filtersInstead(records, known, variable),
  }));
  refuseUnsafe(safeguard, tables, 'variables that a filter may name for these figures, each by itself');
}
