type Row = Readonly<Record<string, unknown>>;

/** The base that a mark is of: `n` of an estimate, `nA` of a gap, `base` of a cell. */
function baseOf(row: Row, mark: string): unknown {
  const end = mark.slice('baseFlag'.length);
  return 'base' in row ? row['base'] : row[`n${end}`];
}

/** Marks of small bases on bases that are hidden: each would tell within which bounds these are. */
export function marksOfHidden(row: Row): string[] {
  return Object.keys(row).filter(
    (key) => key.startsWith('baseFlag') && row[key] !== null && baseOf(row, key) === null,
  );
}
