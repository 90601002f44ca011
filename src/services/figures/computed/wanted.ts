/** What is wanted of an item beside its shares and means. */
export interface Wanted {
  readonly weight: string | null;
  readonly counts: boolean;
  readonly totals: boolean;
  /** Quantiles from 0 to 1; `median` is asked for by name. */
  readonly median: boolean;
  readonly quantiles: readonly number[];
  /** Which respondents, in words: filters as they were asked for, in one order. */
  readonly filters: readonly string[];
}
