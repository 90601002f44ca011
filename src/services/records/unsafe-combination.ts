import { ApiError } from '../../errors/api-error.ts';
import { MAXIMUM_ERRORS } from '../../errors/parameter-error.ts';
import type { ProblemError } from '../../schemas/problem.ts';
import { MAXIMUM_VARIABLES } from '../../stats/disclosure/decide.ts';
import { Safeguard } from './safeguard.ts';
import type { Variable } from './variables.ts';

/** A variable of a table, with the column by which it is looked up, and the parameter that names it. */
export interface TablePart<Parameter extends string = string> {
  readonly variable: Variable;
  readonly column: string;
  readonly parameter: Parameter;
}

/** A table that is asked for. */
export interface AskedTable {
  readonly parts: readonly TablePart[];
  /** The column whose mean is asked for alone, so that nothing is left where it is hidden; null: others are, too. */
  readonly mean: string | null;
  /** What a query says of it. */
  readonly value: string;
  /** What can be asked instead, where the table is not served. */
  instead(safeguard: Safeguard): readonly string[];
  /** Addresses, below the release, where much the same is served, though in another table; left out: nowhere. */
  elsewhere?(safeguard: Safeguard): readonly string[];
}

/** Each column once, where it is named last, by the parameter that names it first. */
export function distinctParts<Part extends TablePart>(parts: readonly Part[]): Part[] {
  return [...new Map(parts.toReversed().map((one) => [one.column, one])).values()].toReversed();
}

/** How parts are listed. */
export const namedParts = (parts: readonly TablePart[]): string =>
  parts.map(({ variable }) => variable.id).join(', ');

/** Whether a table is served, and something of it shown. */
export function isTableServed(
  safeguard: Safeguard,
  { parts, mean }: Pick<AskedTable, 'parts' | 'mean'>,
): boolean {
  const hidden = safeguard.hiddenIn(parts.map(({ column }) => column));
  return hidden !== null && !Safeguard.hidesMean(hidden, mean);
}

/** Why variables are not served together, or one is not at all, in words. */
function refusalOf(safeguard: Safeguard, { parts, mean }: AskedTable, last: TablePart): string {
  // A filter by the same answers may have put whose mean is asked for behind others.
  const own = parts.find(({ column }) => column === mean) ?? last;
  const alone = safeguard.hiddenIn([own.column]);
  const isHidden = alone !== null && Safeguard.hidesMean(alone, mean);
  const refusal = isHidden ? 'small-groups' : safeguard.whyRefused(parts.map(({ column }) => column));
  const [all, isAlone] = [namedParts(parts), isHidden || parts.length === 1];
  switch (refusal) {
    case 'too-many-values': {
      const out = parts.filter(({ column }) => safeguard.isLeftOut(column));
      return `${namedParts(out)} ${out.length === 1 ? 'is' : 'are'} not served: the records hold more different answers than can be looked at to decide what is hidden, so that numbers, and then the last variables of the codebook, are left out`;
    }
    case 'too-many-variables':
      return `${all} are not served together: these are ${new Set(parts.map(({ column }) => column)).size} variables, and at most ${MAXIMUM_VARIABLES} are`;
    case 'too-many-tables':
      return `${all} are not served together: there are more tables than could be looked at to decide what is hidden, so that only the first variables of the codebook are combined with each other, and others with waves and audiences at most`;
    case 'small-groups':
      return isAlone
        ? `${own.variable.id} is not served${mean === null ? '' : ' as a mean'}: too few respondents gave some of its answers`
        : `${all} are not served together: small groups could be told apart`;
  }
}

/** What is wrong with asking for a table that is not served. */
function faultOf(safeguard: Safeguard, table: AskedTable, last: TablePart): ProblemError {
  const { parts, value } = table;
  const message = refusalOf(safeguard, table, last);
  const isRefused = safeguard.hiddenIn(parts.map(({ column }) => column)) === null;
  const allowed = isRefused ? [...table.instead(safeguard)] : [];
  const elsewhere = (isRefused && table.elsewhere?.(safeguard)) || [];
  const served = elsewhere.length === 0 ? '' : `; served is ${elsewhere.join(' and ')}`;
  return { in: 'query', name: last.parameter, value, message: `${message}${served}`, allowed };
}

/**
 * Refuses what is asked if some table of it is over a combination of variables that was not shown to be safe.
 *
 * @param allowed what `allowed` of the faults lists, in words
 * @throws ApiError `unsafe-combination`, with what may be asked instead
 */
export function refuseUnsafe(safeguard: Safeguard, tables: readonly AskedTable[], allowed: string): void {
  const errors = new Map<string, ProblemError>();
  for (const table of tables) {
    const last = table.parts.at(-1);
    if (last && !isTableServed(safeguard, table))
      errors.set(`${last.parameter} ${table.value}`, faultOf(safeguard, table, last));
  }
  if (errors.size === 0) return;
  throw new ApiError(
    'unsafe-combination',
    `Some of the variables cannot be shown together without telling small groups apart; \`allowed\` lists ${allowed}.`,
    { errors: [...errors.values()].slice(0, MAXIMUM_ERRORS) },
  );
}
