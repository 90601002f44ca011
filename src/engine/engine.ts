/** A code of an answer as the records hold it. */
export type Code = string | number;

/** Keeps rows whose column holds one of the codes, or a number from `min` to `max` (ends included). Missing never fits. */
export interface Filter {
  readonly column: string;
  readonly in?: readonly Code[];
  readonly min?: number;
  readonly max?: number;
}

/** What is to be added up: over which rows, by which columns, with which weight. */
export interface TallyQuery {
  /** Columns whose combination of codes makes a cell. */
  readonly by: readonly string[];
  readonly filters: readonly Filter[];
  /** Column of the weight; null: every row weighs 1. A row without a weight is left out. */
  readonly weight: string | null;
  readonly stratum: string | null;
  /** Column of the clusters, numbered anew in each stratum or not. */
  readonly cluster: string | null;
  /** A numeric answer to be summed; rows without one are left out. */
  readonly numeric: string | null;
}

/** The sums of one cell within one stratum and cluster. Null codes are missing values: what they mean is for the codebook. */
export interface TallyRow {
  readonly codes: readonly (Code | null)[];
  readonly stratum: Code | null;
  readonly cluster: Code | null;
  readonly n: number;
  readonly nonzero: number;
  readonly w: number;
  readonly w2: number;
  readonly x: {
    readonly wx: number;
    readonly wx2: number;
    readonly w2x: number;
    readonly w2x2: number;
  } | null;
}

/** What is known of a column before a query runs. */
export interface Column {
  readonly kind: 'code' | 'number';
  /** Distinct values, missing counted as one. */
  readonly distinct: number;
}

/** Adds up responses. It never gives a row away: only sums of cells leave it. */
export interface Engine {
  readonly columns: ReadonlyMap<string, Column>;
  /**
   * The tallies of a query, in no particular order.
   *
   * @throws PlanError before anything runs, EngineBusyError if too many wait, EngineTimeoutError if it takes too long
   */
  tally(query: TallyQuery): Promise<readonly TallyRow[]>;
  close(): Promise<void>;
}

/** Too many queries are running and waiting already. */
export class EngineBusyError extends Error {
  override readonly name = 'EngineBusyError';
}

/** A query took longer than it may, and was interrupted. */
export class EngineTimeoutError extends Error {
  override readonly name = 'EngineTimeoutError';
}
