import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors/faults.ts';

/** A line of a CSV file, and the number of the line that it ends on. */
export interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The lines of a CSV text as RFC 4180 has them, each with as many cells as it has; or what makes it none. Empty lines are
 * left out, and so is a byte order mark.
 *
 * @param file its name, for the fault
 * @param delimiter what stands between cells
 * @throws what is no error of the parser, which no text causes
 */
export function csvRecords(file: string, text: string, delimiter = ','): CsvRecord[] | Fault {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { file, row, column: null, message: error.message };
  }
}
