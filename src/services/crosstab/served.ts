import type { Records } from '../records/records.ts';
import { Safeguard, safeguardOf } from '../records/safeguard.ts';
import {
  distinctParts,
  namedParts,
  refuseUnsafe,
  type AskedTable,
  type TablePart,
} from '../records/unsafe-combination.ts';
import type { Variable } from '../records/variables.ts';
import { isChoice } from '../records/conditions.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { Side } from './sides.ts';

type Part = TablePart<'rows' | 'columns' | 'filter' | 'wave'>;

/** Variables that make groups of a block: conditions that keep every answer make none. */
function partsOf(records: Records, plan: CrosstabPlan, rows: Side, columns: Side | null): Part[] {
  const isMean = plan.measure === 'mean';
  const part = (parameter: Part['parameter'], variable: Variable): Part => ({
    parameter,
    variable,
    column: isMean && parameter === 'rows' ? Safeguard.meanColumn(variable) : Safeguard.column(variable),
  });
  const { wave } = records;
  const inWaves = wave && plan.waves && plan.waves.length < wave.categories.length ? [wave] : [];
  return distinctParts([
    ...rows.variables.map((one) => part('rows', one)),
    ...(columns?.variables ?? []).map((one) => part('columns', one)),
    ...plan.conditions.filter(isChoice).map(({ variable }) => part('filter', variable)),
    ...inWaves.map((one) => part('wave', one)),
  ]);
}

/** Combinations of fewer of the variables that are served, the largest first. */
function insteadOf(safeguard: Safeguard, parts: readonly Part[]): string[] {
  const found: (readonly Part[])[] = [];
  const smaller = (some: readonly Part[]): void => {
    for (const left of some) {
      const rest = some.filter((one) => one !== left);
      if (rest.length === 0 || found.some((one) => namedParts(one) === namedParts(rest))) continue;
      if (safeguard.hiddenIn(rest.map(({ column }) => column)) === null) smaller(rest);
      else found.push(rest);
    }
  };
  smaller(parts.slice(0, 6));
  return found.toSorted((a, b) => b.length - a.length).map(namedParts);
}

/**
 * Refuses a crosstab of which some block is over a combination of variables that was not shown to be safe.
 *
 * @throws ApiError `unsafe-combination`, with what may be asked instead
 */
export async function assertServed(records: Records, plan: CrosstabPlan): Promise<void> {
  const safeguard = records.hides ? await safeguardOf(records) : null;
  if (safeguard === null) return;
  const tables = plan.rows.flatMap((rows) =>
    (plan.columns.length === 0 ? [null] : plan.columns).map((columns): AskedTable => {
      const parts = partsOf(records, plan, rows, columns);
      const [numeric] = plan.measure === 'mean' ? rows.variables : [];
      return {
        parts,
        mean: numeric ? Safeguard.meanColumn(numeric) : null,
        value: [rows.id, ...(columns ? [columns.id] : [])].join(' by '),
        instead: (known) => insteadOf(known, parts),
      };
    }),
  );
  refuseUnsafe(safeguard, tables, 'combinations of fewer of them that can');
}
