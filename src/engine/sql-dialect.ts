import type { Axis, Code } from './engine.ts';
import type { Factor, SumWords } from './exact-sum.ts';

/** What makes groups: an axis, a stratum or the clusters. */
export interface GroupKey {
  readonly sql: string;
  readonly name: string;
  readonly axis: Axis;
}

/** How an engine writes what a tally is made of. Columns are named as the records name them. */
export interface SqlDialect extends SumWords {
  /** What is read, after FROM. */
  readonly from: string;
  /** Where a value stands, the first being 1. */
  readonly parameter: (place: number, code: Code) => string;
  /** A column as it is compared with codes and numbers. */
  readonly compared: (column: string) => string;
  /** What must hold of a column before it is compared; null: nothing, as a missing value meets no comparison. */
  readonly guard: (column: string) => string | null;
  /** That a column holds a value. */
  readonly present: (column: string) => string;
  /** The same of one that is added up, of which it is known whether it is finite. */
  readonly presentNumber: (column: string) => string;
  /** The code of a column. */
  readonly code: (column: string) => string;
  /** The number of a band, where conditions hold; else it is missing. */
  readonly band: (band: string, conditions: readonly string[]) => string;
  /**
   * A column that is added up.
   *
   * @param isThere whether rows without a number are left out already; else they count as 0
   */
  readonly factor: (column: string, isThere: boolean) => Pick<Factor, 'sql' | 'double'>;
  /** An exact whole number as one of 64 bits. */
  readonly whole: (expression: string) => string;
  /** As many rows as there are, as DOUBLE. */
  readonly count: string;
  /** Rows whose column is not 0, as DOUBLE. */
  readonly nonzero: (column: string) => string;
  /** The sum of keys of respondents modulo 2³², as DOUBLE. */
  readonly keys: (column: string) => string;
  /** The smallest or the largest number, as DOUBLE. */
  readonly end: (which: 'min' | 'max', column: string) => string;
  /** What is the same in all rows of a group. */
  readonly any: (expression: string) => string;
  /** a / b; 0 where b is, or there is nothing. */
  readonly ratio: (a: string, b: string) => string;
  /** Joins another table, by keys of which both may be missing. */
  readonly join: (table: string, on: readonly (readonly [GroupKey, string])[]) => string;
  /** A key as what it is joined by. */
  readonly joined: (key: GroupKey) => string;
  /** Keys as they are grouped by. @param sums of each group */
  readonly grouped: (keys: readonly GroupKey[], sums: string) => readonly string[];
  /** The end of a statement whose groups come in order: ascending, texts by their bytes, missing last. */
  readonly order: (keys: readonly GroupKey[]) => string;
}
