/** What benchmarks look at of a row of a crosstab. */
export interface CrosstabCell {
  readonly rowKind: string;
  readonly row: string;
  readonly columnKind: string;
  readonly column: string;
  readonly value: number;
}

/** The cells of a crosstab that are no totals, by column, then row. */
export const cellsInOrder = <Cell extends CrosstabCell>(data: readonly Cell[]): Cell[] =>
  data
    .filter(({ rowKind, columnKind }) => rowKind === 'category' && columnKind === 'category')
    .toSorted((a, b) => a.column.localeCompare(b.column) || a.row.localeCompare(b.row));

const TOLERANCE = 1e-9;

/** @throws Error where figures of others are not ours, to nine digits */
export function mustBeSame(what: string, ours: readonly number[], theirs: readonly number[]): void {
  if (ours.length === 0 || ours.length !== theirs.length)
    throw new Error(`${what}: ${theirs.length} figures, Topline has ${ours.length}`);
  ours.forEach((one, i) => {
    const other = theirs[i] ?? NaN;
    if (!(Math.abs(one - other) <= TOLERANCE * Math.abs(one)))
      throw new Error(`${what}: ${other}, Topline: ${one}`);
  });
}
