/** A code of an answer as the records hold it. */
export type Code = string | number;

/**
 * Keeps rows whose column holds one of the codes, none of others, or a number from `min` to `max` (ends included).
 * Missing never fits. A text is never equal to a number: the code "1" is not the code 1.
 */
export interface Filter {
  readonly column: string;
  readonly in?: readonly Code[];
  readonly notIn?: readonly Code[];
  readonly min?: number;
  readonly max?: number;
}

/** A column that makes cells: by its codes, or by bands of its numbers. */
export interface Axis {
  readonly column: string;
  /**
   * Where bands begin, ascending. A number below the first is in band 0, one from cuts[i − 1] up to, but not including,
   * cuts[i] in band i; the code of a cell is the number of the band.
   */
  readonly cuts?: readonly number[];
  /** Codes that count as missing; only with cuts. */
  readonly except?: readonly Code[];
}

/** What is to be added up: over which rows, by which columns, with which weight. */
export interface TallyQuery {
  /** Columns whose combination of codes makes a cell. */
  readonly by: readonly Axis[];
  readonly filters: readonly Filter[];
  /** Column of the weight; null: every row weighs 1. A row without a weight is left out; NaN and infinite are none. */
  readonly weight: string | null;
  /** Columns whose combination makes a stratum. */
  readonly strata: readonly string[];
  /** Column of the clusters, numbered anew in each stratum or not; null: respondents are the units. */
  readonly cluster: string | null;
  /** A numeric answer to be summed; rows without one are left out. Null: nothing is summed but weights. */
  readonly numeric: string | null;
  /**
   * What is taken from the numeric answer before it is summed; left out: 0. Near the mean it keeps sums of squares from
   * cancelling: of answers such as a year of birth little would be left of their variance otherwise.
   */
  readonly origin?: number;
  /**
   * Also sums of deviations from the mean of each cell, stratum and cluster where answers are so large, beside how much they
   * vary, that sums of squares would cancel; only with a numeric answer. The records may be read twice for them.
   */
  readonly deviations?: boolean;
  /** Columns of replicate weights. */
  readonly replicates: readonly string[];
  /** Column of keys of respondents, whole numbers from 0 to 2³² − 1, whose sum is wanted of each cell. */
  readonly keys?: string;
  /**
   * How many times as many cells as are allowed it may have; left out: 1. For who has judged already what a client asks for, by the
   * answers alone, and for checks that nobody asked for. Its rows are bounded all the same.
   */
  readonly cellsFactor?: number;
}

/** Sums of deviations d = x − m and of weights, for one cell, stratum and cluster. */
export interface Deviations {
  /** m: the weighted mean of its answers less the origin; of whole numbers it may be rounded to one, and without weight it is 0. */
  readonly mean: number;
  /** Σ(w − w̄)², w̄ the mean weight */
  readonly ww: number;
  /** Σ(w − w̄)wd */
  readonly wwd: number;
  /** Σwd */
  readonly wd: number;
  /** Σwd² */
  readonly wd2: number;
  /** Σw²d² */
  readonly w2d2: number;
}

/**
 * The sums of one cell within one stratum and cluster, w the weight of a row and x its numeric answer less the origin. Null
 * codes are missing values: what they mean is for the codebook.
 */
export interface TallyRow {
  /** Codes of the cell, one for each axis in the order of the query; the number of the band where the axis has cuts. */
  readonly codes: readonly (Code | null)[];
  /** Codes of the strata columns, in their order. */
  readonly strata: readonly (Code | null)[];
  /** Code of the cluster; null where none are asked for, or it is missing. */
  readonly cluster: Code | null;
  /** Rows. */
  readonly n: number;
  /** Rows whose weight is not 0. */
  readonly nonzero: number;
  /** Σw */
  readonly w: number;
  /** Σw² */
  readonly w2: number;
  /** Σwx, Σwx², Σw²x and Σw²x²; null where no numeric answer is asked for. */
  readonly x: {
    readonly wx: number;
    readonly wx2: number;
    readonly w2x: number;
    readonly w2x2: number;
    /** Of all rows or of none: where they are asked for, and sums of squares would cancel. */
    readonly deviations?: Deviations;
  } | null;
  /** Σw and Σwx with each replicate weight; null where none are asked for. A missing replicate weight counts as 0. */
  readonly replicates: { readonly w: readonly number[]; readonly wx: readonly number[] | null } | null;
  /** The sum of the keys modulo 2³²; only where they are asked for. A missing key counts as 0. */
  readonly key?: number;
}

/** Rows that are counted: all, or those whose column holds, or lacks, something. */
export type RowCondition =
  | { readonly is: 'there' }
  | {
      /** `not-finite`: NaN or an infinity; no number of them is negative or positive. */
      readonly is: 'missing' | 'not-finite' | 'negative' | 'positive';
      readonly column: string;
    }
  | {
      /** Neither missing, nor one of the codes. A text is never equal to a number. */
      readonly is: 'other';
      readonly column: string;
      readonly codes: readonly Code[];
    };

/** What is known of a column before a query runs. */
export interface Column {
  readonly kind: 'code' | 'number';
}

/** For whom something is counted. */
export interface Waiting {
  /** Aborted once nobody waits for it any more: it is then ended, and fails with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** How a tally is asked for. */
export interface TallyOptions extends Waiting {
  /** Whether a release is checked by it: no client waits for it, so that it stands in no line, has a time of its own, and is not kept. */
  readonly isCheck?: boolean;
}

/** A column of codes: each once, and which of them each row has; −1: none. */
export interface CodedColumn {
  readonly values: readonly Code[];
  readonly at: Int32Array;
}

/**
 * The tallies of a query column by column, as many clusters make hundreds of thousands of them: each has the same place in all
 * columns. What the sums are is said at {@link TallyRow}.
 */
export interface CodedTallies {
  readonly codes: readonly CodedColumn[];
  readonly strata: readonly CodedColumn[];
  /** Null where none are asked for. */
  readonly cluster: CodedColumn | null;
  /** Rows. */
  readonly n: Float64Array;
  /** Rows whose weight is not 0. */
  readonly nonzero: Float64Array;
  /** Σw */
  readonly w: Float64Array;
  /** Σw² */
  readonly w2: Float64Array;
  /** Σwx, Σwx², Σw²x and Σw²x²; null where no numeric answer is asked for. */
  readonly x: Readonly<Record<'wx' | 'wx2' | 'w2x' | 'w2x2', Float64Array>> | null;
}

/** Which values rows hold together, and how many rows there are of each combination: column by column, as there may be many. */
export interface Patterns {
  /** How many rows each combination stands for: respondents, unweighted. */
  readonly counts: Int32Array;
  /** Of each column that was asked for, its values, each once, and which of them each combination has; −1: none. */
  readonly columns: readonly CodedColumn[];
}

/** Adds up responses. It never gives a row away: only sums of cells leave it. */
export interface Engine {
  readonly columns: ReadonlyMap<string, Column>;
  /**
   * The tallies of a query, the same to the last bit in whatever order the rows stand and whatever threads add them up,
   * and in one order: by codes, strata and cluster, each ascending (texts by their bytes), missing last.
   *
   * @throws PlanError before anything is added up, EngineBusyError if too many wait, EngineTimeoutError if it takes too
   * long, EngineMemoryError if it needs more memory than it may have
   */
  tally(query: TallyQuery, options?: TallyOptions): Promise<readonly TallyRow[]>;
  /**
   * The same tallies column by column, in no order, without replicate weights, keys and deviations; there may be more of them.
   *
   * @throws as `tally` does
   */
  codedTallies(query: TallyQuery, options?: Waiting): Promise<CodedTallies>;
  /**
   * How many rows there are of each combination of some columns, in one order: what decides on disclosure looks at all variables
   * at once. Nothing of it leaves the process.
   *
   * @param maximum combinations times columns that may be held
   * @returns null: there are more
   * @throws as `tally` does
   */
  patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null>;
  /**
   * How many of some columns of numbers are no sum of the others: the rank of their table, with a relative tolerance of
   * 1e-5. A missing number counts as 0.
   *
   * @throws as `tally` does
   */
  rank(columns: readonly string[]): Promise<number>;
  /**
   * How many rows meet each condition, in the order of the conditions.
   *
   * @throws as `tally` does
   */
  countRows(conditions: readonly RowCondition[]): Promise<readonly number[]>;
  /** Lets go of the records; nothing more is asked of it. Queries that run go on. */
  close(): Promise<void>;
}

/** What tells whether a file still holds what it must. */
export interface FileGuard {
  /**
   * Does work that reads the file. What it gives counts only if the file was right before and after; else it is done
   * again, or the guard throws.
   *
   * @param work is told which state of the file it reads: another name, another state
   */
  read<T>(work: (state: string) => Promise<T>): Promise<T>;
}

/** Too many queries are running and waiting already, or the engine is closing. */
export class EngineBusyError extends Error {
  override readonly name = 'EngineBusyError';
}

/** A query took longer than it may, and was interrupted. */
export class EngineTimeoutError extends Error {
  override readonly name = 'EngineTimeoutError';
}

/** The file of the records is none that can be read, whatever is asked. */
export class EngineFileError extends Error {
  override readonly name = 'EngineFileError';
}

/** A query needed more memory than it may have, and was stopped. */
export class EngineMemoryError extends Error {
  override readonly name = 'EngineMemoryError';
}

/** What adds up the records, elsewhere, does not answer, or not whole. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError';
}

/** What adds up the records, elsewhere, does not hold those that are asked for. */
export class EngineNotLoadedError extends Error {
  override readonly name = 'EngineNotLoadedError';
}
