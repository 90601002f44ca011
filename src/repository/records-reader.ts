/** A code of an answer as the records hold it. A text is never equal to a number. */
export type StoredCode = string | number;

/** A column of populations, and the groups of records within which it must be one number: strata, or clusters in them. */
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

/** What a repository asks of files of records; whoever opens it provides it. */
export interface RecordsReader {
  /** Tells the columns of a file, and keeps it under the key. */
  columnsOf(path: string, releaseKey: string): Promise<RecordColumns>;
  /** Sums up a column of populations by stratum or cluster. */
  populationsOf(
    path: string,
    releaseKey: string,
    query: PopulationQuery,
  ): Promise<readonly PopulationGroup[]>;
}
