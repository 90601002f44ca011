import { setImmediate } from 'node:timers/promises';
import { decide, MAXIMUM_VARIABLES } from '../../stats/disclosure/decide.ts';
import { PlanError } from '../../engine/check-tally-query.ts';
import type { Records } from './records.ts';
import { codedRecords, columnKey, MAXIMUM_VALUES, meanId, namedDesign } from './respondents.ts';
import type { Variable } from './variables.ts';

/** What of a combination of variables is hidden: of each column sets of values, as text, whose parts are. */
export type HiddenValues = ReadonlyMap<string, readonly ReadonlySet<string>[]>;

/** What was decided of the records of a release, once for all queries. */
export interface Verdict {
  /** Each combination that is served, named by its columns in order, with what is hidden in it. */
  readonly served: ReadonlyMap<string, HiddenValues>;
  /** Combinations that there are, and those that were not looked at within the budget. */
  readonly combinations: number;
  readonly unproven: number;
  /** Columns whose figures have no precision, as it would tell more than was shown to be safe. */
  readonly withoutPrecision: ReadonlySet<string>;
}

const keyOf = (columns: readonly string[]): string => [...new Set(columns)].toSorted().join(' & ');

/** Rows that may be looked at while a server waits for the verdict on a release that came without one. */
const SERVER_BUDGET = 60_000_000;

const NOTHING: Verdict = {
  served: new Map(),
  combinations: 0,
  unproven: 0,
  withoutPrecision: new Set(),
};

/**
 * Decides what is served of records, and what is hidden in it; see `stats/disclosure/decide.ts`. The same records give the same
 * verdict on every machine: the budget is of work, not of time.
 *
 * @param budget rows of records that may be looked at
 * @param maximum rows times columns that may be held; of larger records nothing is served
 */
async function reachVerdict(
  records: Records,
  budget = SERVER_BUDGET,
  maximum = MAXIMUM_VALUES,
): Promise<Verdict> {
  const coded = await codedRecords(records, maximum).catch((error: unknown) => {
    if (error instanceof PlanError) return null;
    throw error;
  });
  if (coded === null) return NOTHING;
  const { respondents, ids, axes, isFine } = coded;
  const decision = await decide(
    respondents,
    { base: records.minimumBase, cell: records.minimumCell },
    { budget, pause: () => setImmediate() },
  );
  const values = axes.map((axis) => {
    const named = new Map<number, string>();
    for (const { codes } of axis?.variable.categories ?? [])
      for (const code of codes) named.set(axis?.atomOf(code) ?? -1, String(code));
    return named;
  });
  const served = [...decision.served].map(([key, hidden]) => {
    const indices = key.split(' ').map(Number);
    const inColumns = [...hidden].map(
      ([index, blocks]) =>
        [
          ids[index] ?? '',
          blocks.map((block) => new Set([...block].map((option) => values[index]?.get(option) ?? ''))),
        ] as const,
    );
    return [keyOf(indices.map((index) => ids[index] ?? '')), new Map(inColumns)] as const;
  });
  return {
    served: new Map(served),
    combinations: decision.combinations,
    unproven: decision.unproven,
    withoutPrecision: new Set(isFine ? [...decision.exchanged].map((index) => ids[index] ?? '') : []),
  };
}

/** What is hidden of records, asked for combination by combination. */
export class Safeguard {
  readonly #verdict: Verdict;
  readonly #design: readonly string[];

  constructor(records: Records, verdict: Verdict) {
    this.#verdict = verdict;
    this.#design = namedDesign(records);
  }

  /** The column of a variable whose answers are told apart. */
  static column(variable: Variable): string {
    return columnKey(variable);
  }

  /**
   * The column of a variable of which a mean or a quantile is shown: that of a scale is the one of its answers, since nothing of
   * these may be hidden then.
   */
  static meanColumn(variable: Variable): string {
    return variable.question?.type === 'numeric' ? meanId(variable.column) : columnKey(variable);
  }

  /** Whether a mean is hidden because answers that it is made of are. @param meanColumn whose mean; null: it is none */
  static hidesMean(hidden: HiddenValues, meanColumn: string | null): boolean {
    return meanColumn !== null && hidden.has(meanColumn);
  }

  /** What is hidden of the table over some columns; null: it is not served. */
  hiddenIn(columns: readonly string[]): HiddenValues | null {
    if (columns.length === 0) return new Map();
    if (new Set(columns).size > MAXIMUM_VARIABLES) return null;
    return this.#verdict.served.get(keyOf(columns)) ?? null;
  }

  /** The same for the table split by the strata and clusters that a query can name; null: it has no precision. */
  hiddenInDesign(columns: readonly string[]): HiddenValues | null {
    if (columns.some((column) => this.#verdict.withoutPrecision.has(column))) return null;
    const split = this.hiddenIn([...columns, ...this.#design]);
    return split && this.#design.some((column) => split.has(column)) ? null : split;
  }
}

const reached = new WeakMap<Records, Promise<Safeguard>>();

/** What is hidden of tables, decided once for all of them; null: nothing is, but figures on too small a base. */
export function safeguardOf(records: Records): Promise<Safeguard | null> {
  if (records.minimumCell === 1 || records.noise !== null) return Promise.resolve(null);
  const known =
    reached.get(records) ?? reachVerdict(records).then((verdict) => new Safeguard(records, verdict));
  reached.set(records, known);
  // A failure, such as a time limit, is not for ever.
  known.catch(() => reached.delete(records));
  return known;
}
