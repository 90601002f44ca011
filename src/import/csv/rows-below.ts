import { open } from 'node:fs/promises';

/** As many bytes at the end of a file are looked at for notes below the table. */
const TAIL = 8192;
/** More rows than these are no note. */
const MOST_ROWS = 20;
/** A line of nothing but separators, and a line with something below it. */
const GAP = /(?:^|\n|\r)[\s,;|"]*(?:\r\n|\n|\r)[\s,;|"]*[^\s,;|"]/;

/** Whether rows may stand below the table: after a line of nothing a line that holds something comes, near the end. */
export async function mayHaveRowsBelow(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL), 0, TAIL, Math.max(0, size - TAIL));
    return GAP.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

const isEmpty = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');
/** Words in the first cell, and nothing else. */
const isNote = ([first = '', ...rest]: readonly string[]): boolean =>
  /\p{L}/u.test(first) && /\s|:/.test(first.trim()) && isEmpty(rest);

/**
 * Holds rows back that may stand below a table: one of nothing, then words in the first column alone, to the end. So sources and notes
 * are written below a table, and a respondent who answered the first question alone stands right below the others.
 */
export class RowsBelow<Row extends { readonly record: readonly string[] }> {
  #held: Row[] = [];
  #emptyLines = 0;

  /**
   * @param emptyLines lines without anything so far, which are no rows
   * @returns the rows that are known to belong to the table
   */
  next(row: Row, emptyLines: number): readonly Row[] {
    const isAfterGap = emptyLines > this.#emptyLines;
    this.#emptyLines = emptyLines;
    const { record } = row;
    const begins = isEmpty(record) || (isAfterGap && isNote(record));
    const goesOn = this.#held.length > 0 && this.#held.length < MOST_ROWS && isNote(record);
    if (begins || goesOn) {
      this.#held.push(row);
      return this.#held.length > MOST_ROWS ? this.#release() : [];
    }
    return [...this.#release(), row];
  }

  /** At the end: rows of the table, and what stands below it. */
  end(): { readonly rows: readonly Row[]; readonly below: readonly string[] } {
    const below = this.#held.filter(({ record }) => !isEmpty(record)).map(({ record }) => record[0] ?? '');
    return { rows: below.length > 0 ? [] : this.#release(), below };
  }

  #release(): readonly Row[] {
    const rows = this.#held;
    this.#held = [];
    return rows;
  }
}
