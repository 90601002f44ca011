/** A code of an answer as the records hold it. A text is never equal to a number. */
export type StoredCode = string | number;

/** Rows that are counted: all, or those whose column holds, or lacks, something. */
export type ValueCondition =
  | { readonly is: 'there' }
  | { readonly is: 'missing' | 'not-finite' | 'negative' | 'positive'; readonly column: string }
  | { readonly is: 'other'; readonly column: string; readonly codes: readonly StoredCode[] };

/** A column of populations, and the places within which it must be one number: strata, or clusters in them. */
export interface PopulationQuery {
  /** Columns whose combination is a stratum, the waves among them where these are independent samples. */
  readonly strata: readonly string[];
  /** Column of the clusters of the first stage; null: respondents are the units. */
  readonly cluster: string | null;
  readonly column: string;
  /** Populations of strata (first), or of clusters (second). */
  readonly stage: 'first' | 'second';
}

/** One stratum, or one cluster of one, and what the column of populations holds there. */
export interface PopulationGroup {
  /** Codes of the strata, and of the cluster at the second stage; null where it is missing. */
  readonly codes: readonly (StoredCode | null)[];
  /** Units that were sampled: clusters, or respondents. */
  readonly n: number;
  /** The smallest number; null: there is none. */
  readonly least: number | null;
  /** The largest number; null: there is none. */
  readonly most: number | null;
  /** Records without a number. */
  readonly missing: number;
  /** Records with a number of 0 or below. */
  readonly notPositive: number;
}

/** What must be known of a column of records to check a codebook against it. */
export type RecordColumns = ReadonlyMap<string, { readonly kind: 'code' | 'number' }>;

/** A file that may change after its hash was checked. */
export interface CheckedFile {
  /** Does work that reads the file; what it gives counts only if the file was what was released before and after. */
  read<T>(work: (state: string) => Promise<T>): Promise<T>;
}

/** What a repository asks of files of records; whoever opens it provides it. */
export interface RecordsReader {
  /**
   * Tells the columns of a file, and keeps it under the key.
   *
   * @param file what tells whether the file still is what was released, for whoever keeps it; left out: it does not change
   */
  columnsOf(path: string, releaseKey: string, file?: CheckedFile): Promise<RecordColumns>;
  /** How many rows meet each condition. */
  countRows(
    path: string,
    releaseKey: string,
    conditions: readonly ValueCondition[],
  ): Promise<readonly number[]>;
  /** How many of some columns of numbers are no sum of the others. */
  rankOf(path: string, releaseKey: string, columns: readonly string[]): Promise<number>;
  /** Sums up a column of populations by stratum or cluster. */
  populationsOf(
    path: string,
    releaseKey: string,
    query: PopulationQuery,
  ): Promise<readonly PopulationGroup[]>;
}
