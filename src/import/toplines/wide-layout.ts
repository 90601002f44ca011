import type { Fault } from '../../errors/faults.ts';
import { readFigure } from './figure.ts';
import { isBaseLabel, readHead, type Head } from './labels.ts';
import type { ToplineOptions } from './options.ts';
import { oneLine, type Table } from './table.ts';

/** A column of figures: whose they are, and when. */
export interface FigureColumn {
  readonly index: number;
  readonly audience: { readonly id: string } | { readonly label: string };
  readonly wave: string;
  /** Respondents, from the head of the column. */
  readonly n: string | null;
}

/** Where things stand in a wide table. */
export interface Layout {
  readonly header: number;
  /** Columns of labels in front: 1, or 2 if the first names the question. */
  readonly labels: 1 | 2;
  /** What the last column of labels is called. */
  readonly rowHead: string;
  readonly columns: readonly FigureColumn[];
  readonly notes: readonly string[];
}

const filled = (row: readonly string[]): string[] => row.map(oneLine).filter((cell) => cell !== '');

/** The first row that names several columns; what stands before it is a title. */
function findHeader({ rows }: Table): number {
  return rows.findIndex(
    (row) => filled(row).length > 1 || (oneLine(row[0] ?? '') === '' && filled(row).length > 0),
  );
}

/** Two if nothing in the second column is a figure. */
function countLabels({ rows, decimalComma }: Table, header: number, missing: ReadonlySet<string>): 1 | 2 {
  const second = new Set(
    rows.slice(header + 1).map((row) => readFigure(row[1] ?? '', decimalComma, missing).kind),
  );
  return second.has('text') && !second.has('figure') ? 2 : 1;
}

function waveOf(head: Head, given: string | null): string | { readonly wrong: string } {
  if (given === null) {
    return (
      head.wave ?? {
        wrong:
          'names no wave: say which it is with --wave, or in the head of each column, such as "CMO 2014"',
      }
    );
  }
  if (head.wave === null || head.wave === given) return given;
  return {
    wrong: `is of ${head.wave}, but --wave says ${given}: leave --wave out, or import its columns alone`,
  };
}

function audienceOf(head: Head, given: string | null): FigureColumn['audience'] | { readonly wrong: string } {
  if (head.audience !== '' && given === null) return { label: head.audience };
  if (head.audience === '' && given !== null) return { id: given };
  return {
    wrong:
      given === null
        ? 'names no audience: name it in the head of each column, or with --audience if the table is of one only'
        : `names the audience "${head.audience}", but --audience says ${given}: leave --audience out`,
  };
}

/**
 * Finds the header, the columns of labels and what each column of figures is of.
 *
 * @param waves names of waves that are known, beside years
 * @param report takes what is wrong with the table
 * @returns null if there is no header
 */
export function readLayout(
  table: Table,
  options: ToplineOptions,
  waves: readonly string[],
  report: (row: number, column: number | null, message: string) => void,
): Layout | null {
  const { rows, decimalComma } = table;
  const missing = new Set(options.missing);
  const header = findHeader(table);
  if (header < 0) return null;
  const head = rows[header] ?? [];
  const labels = countLabels(table, header, missing);
  const columns: FigureColumn[] = [];
  const width = Math.max(...rows.map((row) => row.length));
  for (let index = labels; index < width; index += 1) {
    const text = oneLine(head[index] ?? '');
    const named = isBaseLabel(text) ? null : readHead(text, waves, decimalComma);
    const firstFilled = rows.findIndex((row, i) => i > header && oneLine(row[index] ?? '') !== '');
    if (text === '') {
      if (firstFilled >= 0)
        report(firstFilled, index, 'is in a column without a head: name its audience there');
      continue;
    }
    if (!named) {
      report(
        header,
        index,
        `"${text}" is a column of bases: write them as a row "Base", or into the heads, as "CMO (n=250)"`,
      );
      continue;
    }
    const wave = waveOf(named, options.wave);
    const audience = audienceOf(named, options.audience);
    for (const part of [wave, audience])
      if (typeof part === 'object' && 'wrong' in part) report(header, index, `"${text}" ${part.wrong}`);
    if (typeof wave === 'string' && !('wrong' in audience))
      columns.push({ index, audience, wave, n: named.n });
  }
  return {
    header,
    labels,
    rowHead: oneLine(head[labels - 1] ?? ''),
    columns,
    notes: rows.slice(0, header).flatMap((row, i) => leftOut(table, i, row)),
  };
}

const leftOut = (table: Table, index: number, row: readonly string[]): string[] =>
  filled(row).map(
    (text) => `left out ${whereOf(table.locationOf(index, 0))}: "${text}" stands above the table`,
  );

/** Where something is, in words: a row of a file, or a cell of a sheet. */
export const whereOf = ({ row, column }: Pick<Fault, 'row' | 'column'>): string =>
  row === null ? (column ?? '') : `row ${row}`;
