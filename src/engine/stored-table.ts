/** How a column of the file is stored. */
export interface StoredColumn {
  readonly kind: 'code' | 'number';
  /** Of floating point: not every value need be finite. */
  readonly floating: boolean;
  /** A decimal, which the client gives as an object if it is not cast. */
  readonly decimal: boolean;
  /** Digits after the point of an integer or decimal of 64 bits at most; null: others. */
  readonly scale: number | null;
}

/** What the absolute values of a column are between; `smallest` is of those that are not 0. */
export interface NumberRange {
  /** The largest absolute value; 0 where there is none but 0. */
  readonly largest: number;
  /** The smallest absolute value that is not 0. */
  readonly smallest: number;
  /** All are more than 0. */
  readonly positive: boolean;
  readonly finite: boolean;
}

/** What a statement is made from: how columns are stored, the ranges of those that are added up, and how many rows there are. */
export interface StoredTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  readonly ranges: ReadonlyMap<string, NumberRange>;
}

/** The same with what decides how groups are held. */
export interface GroupedTable extends StoredTable {
  /** What the values of columns of integers can be no more than, missing counted as a value. */
  readonly most: ReadonlyMap<string, number>;
  /** Bytes that a table of a place for each combination of keys may have. */
  readonly directBytes: number;
}
