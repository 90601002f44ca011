import { ApiError } from '../../errors/api-error.ts';
import { MAXIMUM_ERRORS } from '../../errors/parameter-error.ts';
import type { ProblemError } from '../../schemas/problem.ts';
import type { Records } from '../records/records.ts';
import { Safeguard, safeguardOf } from '../records/safeguard.ts';
import type { Variable } from '../records/variables.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { Side } from './sides.ts';

/** A variable with the column by which it is looked up, and the parameter that names it. */
interface Part {
  readonly variable: Variable;
  readonly column: string;
  readonly parameter: 'rows' | 'columns' | 'filter' | 'wave';
}

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
  const all = [
    ...rows.variables.map((one) => part('rows', one)),
    ...(columns?.variables ?? []).map((one) => part('columns', one)),
    ...plan.conditions.flatMap((one) =>
      one.kind === 'range' || one.categories.length < one.variable.categories.length
        ? [part('filter', one.variable)]
        : [],
    ),
    ...inWaves.map((one) => part('wave', one)),
  ];
  return [...new Map(all.toReversed().map((one) => [one.column, one])).values()].toReversed();
}

const named = (parts: readonly Part[]): string => parts.map(({ variable }) => variable.id).join(', ');

/** Combinations of fewer of the variables that are served, the largest first. */
function insteadOf(safeguard: Safeguard, parts: readonly Part[]): string[] {
  const found: (readonly Part[])[] = [];
  const smaller = (some: readonly Part[]): void => {
    for (const left of some) {
      const rest = some.filter((one) => one !== left);
      if (rest.length === 0 || found.some((one) => named(one) === named(rest))) continue;
      if (safeguard.hiddenIn(rest.map(({ column }) => column)) === null) smaller(rest);
      else found.push(rest);
    }
  };
  smaller(parts.slice(0, 6));
  return found.toSorted((a, b) => b.length - a.length).map(named);
}

/**
 * Refuses a crosstab of which some block is over a combination of variables that was not shown to be safe.
 *
 * @throws ApiError `unsafe-combination`, with what may be asked instead
 */
export async function assertServed(records: Records, plan: CrosstabPlan): Promise<void> {
  const safeguard = records.hides ? await safeguardOf(records) : null;
  if (safeguard === null) return;
  const errors = new Map<string, ProblemError>();
  for (const rows of plan.rows) {
    for (const columns of plan.columns.length === 0 ? [null] : plan.columns) {
      const parts = partsOf(records, plan, rows, columns);
      const hidden = safeguard.hiddenIn(parts.map(({ column }) => column));
      const [first] = parts;
      if (!first) continue;
      const isMean = plan.measure === 'mean';
      const mean = isMean ? first.column : null;
      if (hidden !== null && !Safeguard.hidesMean(hidden, mean)) continue;
      const last = parts.at(-1) ?? first;
      const name = last.parameter;
      const alone = safeguard.hiddenIn([first.column]);
      const message =
        parts.length === 1 || (alone !== null && Safeguard.hidesMean(alone, mean))
          ? `${first.variable.id} is not served${isMean ? ' as a mean' : ''}: too few respondents gave some of its answers`
          : `${named(parts)} are not served together: small groups could be told apart`;
      const value = [rows.id, ...(columns ? [columns.id] : [])].join(' by ');
      errors.set(`${name} ${value}`, {
        in: 'query',
        name,
        value,
        message,
        allowed: hidden === null ? insteadOf(safeguard, parts) : [],
      });
    }
  }
  if (errors.size === 0) return;
  throw new ApiError(
    'unsafe-combination',
    'Some of the variables cannot be shown together without telling small groups apart; `allowed` lists combinations of fewer of them that can.',
    { errors: [...errors.values()].slice(0, MAXIMUM_ERRORS) },
  );
}
