/** A variable of records, as far as it must be known to decide what is hidden of it. */
export interface CodedVariable {
  /** How it is named where it is decided on. */
  readonly id: string;
  /** Which column of the records it is a view of: who changes one view of a column changes all. */
  readonly column: number;
  /** The option of each row, from 0; −1: no answer. */
  readonly codes: Int32Array;
  /** How many options there are; 1 for numbers of which nothing but means and quantiles is shown. */
  readonly size: number;
  /** What must stay the same for a row to be exchanged with another: the option, or the number itself. */
  readonly exact: Int32Array;
  /** Of a mean: which variable has the bands of the same numbers; null: none, or it is no mean. */
  readonly bands: number | null;
  readonly isMean: boolean;
  /** Asked for first: what every answer is split by, such as waves. */
  readonly isPlace: boolean;
  /** Says when somebody was asked, and no more: waves. */
  readonly isOccasion: boolean;
}

/** Respondents, those that are alike in everything as one row. */
export interface CodedRespondents {
  /** How many respondents each row stands for. */
  readonly counts: Int32Array;
  readonly variables: readonly CodedVariable[];
  /** Rows with the same number here have the same weight, stratum and what else enters a figure without being asked for. */
  readonly design: Int32Array;
}

/** The smallest numbers that may be shown. */
export interface Minima {
  readonly base: number;
  readonly cell: number;
}

/** The smallest base that may be shown: never fewer than a cell may have. */
export const baseOf = ({ base, cell }: Minima): number => Math.max(base, cell);

/** What is hidden of a combination of variables: of each variable, by its index, some options. */
export type HiddenOptions = ReadonlyMap<number, ReadonlySet<number>>;

/** A combination of variables by their indices, ascending. */
export type VariableSet = readonly number[];

export const keyOf = (combination: VariableSet): string => combination.join(' ');

/** A table of counts over a combination of variables, among those who have an answer to all of them. */
export interface CountedTable {
  readonly combination: VariableSet;
  readonly sizes: readonly number[];
  /** Row by row, the last variable fastest. */
  readonly counts: Int32Array;
}

/** Counts a table. */
export function countTable({ counts, variables }: CodedRespondents, combination: VariableSet): CountedTable {
  const columns = combination.map((index) => variables[index]?.codes ?? new Int32Array(0));
  const sizes = combination.map((index) => variables[index]?.size ?? 0);
  const table = new Int32Array(sizes.reduce((a, b) => a * b, 1));
  rows: for (let row = 0; row < counts.length; row += 1) {
    let cell = 0;
    for (let i = 0; i < columns.length; i += 1) {
      const code = columns[i]?.[row] ?? -1;
      if (code < 0) continue rows;
      cell = cell * (sizes[i] ?? 1) + code;
    }
    table[cell] = (table[cell] ?? 0) + (counts[row] ?? 0);
  }
  return { combination, sizes, counts: table };
}

/**
 * The options of a cell of a table.
 *
 * @example optionsOf([2, 3], 4) // => [1, 1]
 */
export function optionsOf(sizes: readonly number[], cell: number): number[] {
  const options = sizes.map(() => 0);
  let rest = cell;
  for (let i = sizes.length - 1; i >= 0; i -= 1) {
    const size = sizes[i] ?? 1;
    options[i] = rest % size;
    rest = Math.floor(rest / size);
  }
  return options;
}
