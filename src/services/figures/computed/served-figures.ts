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

/** The table of the figures of a question or item within some filters: by waves and audiences, as figures always are, or some of these. */
function tableOf(
  { memberships }: Records,
  variable: Variable,
  filtered: readonly Variable[],
  by: readonly Variable[] = memberships,
): Pick<AskedTable, 'parts' | 'mean'> {
  // Of numbers only means and quantiles are figures; of a scale the answers are, too, and its mean is hidden by itself.
  const mean = variable.question?.type === 'numeric' ? Safeguard.meanColumn(variable) : null;
  const own = partOf('question', variable);
  return {
    mean,
    parts: distinctParts([
      mean === null ? own : { ...own, column: mean },
      ...by.map((one) => partOf('question', one)),
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

/** What was asked of figures within filters, as it was written. */
interface Filtered {
  readonly conditions: readonly Condition[];
  readonly texts: readonly string[];
}

/**
 * Crosstabs within the same filters that are served: a question by waves, audiences and a filter is a table of four variables, and with all
 * waves, or all audiences, together it is one of three.
 */
function crosstabsInstead(
  records: Records,
  safeguard: Safeguard,
  variable: Variable,
  { conditions, texts }: Filtered,
): string[] {
  const { memberships, wave, survey } = records;
  const filtered = conditions.filter(isChoice).map((one) => one.variable);
  // A filter by them keeps them apart in any table.
  if (filtered.some((one) => memberships.includes(one))) return [];
  const isServed = (by: readonly Variable[]): boolean =>
    isTableServed(safeguard, tableOf(records, variable, filtered, by));
  const byOne = memberships.length > 1 ? memberships.map((one) => [one]).filter(isServed) : [];
  const found: (readonly Variable[])[] = byOne.length > 0 || !isServed([]) ? byOne : [[]];
  return found.map((by) =>
    [
      `crosstab?rows=${variable.id}`,
      ...by.map(({ id }) => `columns=${id}`),
      ...texts.map((text) => `filter=${encodeURI(text)}`),
      ...(wave === null || by.includes(wave) ? [] : [`wave=${survey.waves.map(({ id }) => id).join(',')}`]),
      ...(variable.question?.type === 'numeric' ? ['measure=mean'] : []),
    ].join('&'),
  );
}

/**
 * Refuses figures within filters of which some table, of a question or item by waves, audiences and the variables of the filters, was not
 * shown to be safe: it is the same table as that of a crosstab. Without a filter each figure is shown or hidden by itself.
 *
 * @throws ApiError `unsafe-combination`, with the variables that a filter may name instead, and crosstabs that are served
 */
export async function assertFiguresServed(
  records: Records,
  variables: readonly Variable[],
  asked: Filtered,
): Promise<void> {
  const filtered = asked.conditions.filter(isChoice).map(({ variable }) => variable);
  const safeguard = records.hides && filtered.length > 0 ? await safeguardOf(records) : null;
  if (safeguard === null) return;
  const filters = [...new Set(filtered.map(({ id }) => id))].join(' and ');
  const tables = variables.map((variable): AskedTable => ({
    ...tableOf(records, variable, filtered),
    value: `${variable.id} by ${filters}`,
    instead: (known) => filtersInstead(records, known, variable),
    elsewhere: (known) => crosstabsInstead(records, known, variable, asked),
  }));
  refuseUnsafe(safeguard, tables, 'variables that a filter may name for these figures, each by itself');
}
