import { TOPLINE_COLUMNS, toplineRow, type ToplineRow } from '../schemas/dataset.ts';
import { GrowingCodes, reordered, type Codes } from './codes.ts';
import { csvColumns } from './csv-columns.ts';
import type { FigureKey } from './figures.ts';
import { inBatches, inSteps } from './in-batches.ts';
import { headerFaults } from './toplines.ts';

type Column = keyof ToplineRow;

/** What the cells of a column say, each once, and which of that each row has. */
interface ValueColumn {
  readonly values: readonly ToplineRow[Column][];
  readonly codes: Codes;
}

/** So many cells are read without a pause. */
const FEW = 250;

/** Reads cells as what their column says that they are; null: one of them is none. */
async function readCells(
  column: Column,
  cells: readonly (string | undefined)[],
): Promise<ToplineRow[Column][] | null> {
  const schema = toplineRow.shape[column];
  const readAll = (part: readonly (string | undefined)[]) => part.map((cell) => schema.safeParse(cell));
  const read = cells.length > FEW ? await inBatches(cells, readAll) : readAll(cells);
  const values = read.flatMap(({ success, data }) => (success ? [data] : []));
  return values.length === cells.length ? values : null;
}

/**
 * The rows of toplines.csv column by column: each distinct cell once, and for each row a number of one, two or four bytes that says
 * which it has. Rows are made when they are wanted.
 */
export class ToplineColumns {
  /** How many rows. */
  readonly length: number;
  readonly #columns: Readonly<Record<Column, ValueColumn>>;

  private constructor(length: number, columns: Readonly<Record<Column, ValueColumn>>) {
    this.length = length;
    this.#columns = columns;
  }

  /**
   * Reads toplines.csv; each distinct cell is checked once.
   *
   * @returns null where the file is not plain, or has a fault: then it is read row by row, which tells of it
   */
  static async read(bytes: Uint8Array): Promise<ToplineColumns | null> {
    const table = await inSteps(csvColumns(bytes));
    if (table === null || headerFaults(table.header).length > 0) return null;
    const columns = new Map<Column, ValueColumn>();
    for (const column of TOPLINE_COLUMNS) {
      const given = table.columns[table.header.indexOf(column)];
      const values = await readCells(column, given?.cells ?? [undefined]);
      if (values === null) return null;
      columns.set(column, { values, codes: given?.codes ?? new Uint8Array(table.length) });
    }
    return new ToplineColumns(table.length, Object.fromEntries(columns) as Record<Column, ValueColumn>);
  }

  /** The columns of rows. */
  static of(rows: readonly ToplineRow[]): ToplineColumns {
    const columns = TOPLINE_COLUMNS.map((column): [Column, ValueColumn] => {
      const known = new Map<ToplineRow[Column], number>();
      const codes = Uint32Array.from(rows, ({ [column]: value }) => {
        const code = known.get(value) ?? known.size;
        known.set(value, code);
        return code;
      });
      const compact = new GrowingCodes();
      compact.append(codes, known.size);
      return [column, { values: [...known.keys()], codes: compact.done() }];
    });
    return new ToplineColumns(rows.length, Object.fromEntries(columns) as Record<Column, ValueColumn>);
  }

  /** Which of the distinct values of a column each row has. */
  codes(column: Column): Codes {
    return this.#columns[column].codes;
  }

  /** The distinct values of a column. */
  values<Name extends Column>(column: Name): readonly ToplineRow[Name][] {
    return this.#columns[column].values as readonly ToplineRow[Name][];
  }

  /** @param index of the row, from 0 */
  row(index: number): ToplineRow {
    const at = <Name extends Column>(column: Name): ToplineRow[Name] => this.#cell(column, index);
    return {
      question: at('question'),
      item: at('item'),
      option: at('option'),
      wave: at('wave'),
      audience: at('audience'),
      measure: at('measure'),
      value: at('value'),
      qualifier: at('qualifier'),
      n: at('n'),
      nQualifier: at('nQualifier'),
      weightedN: at('weightedN'),
      sd: at('sd'),
      source: at('source'),
      locator: at('locator'),
      status: at('status'),
      note: at('note'),
    };
  }

  /** What a row is of, which is had for less than the row. @param index of the row, from 0 */
  key(index: number): FigureKey {
    return {
      question: this.#cell('question', index),
      item: this.#cell('item', index),
      option: this.#cell('option', index),
      wave: this.#cell('wave', index),
      audience: this.#cell('audience', index),
      measure: this.#cell('measure', index),
    };
  }

  #cell<Name extends Column>(column: Name, index: number): ToplineRow[Name] {
    const { values, codes } = this.#columns[column];
    return values[codes[index] as number] as ToplineRow[Name];
  }

  /** The same rows in another order. */
  inOrder(order: Uint32Array): ToplineColumns {
    const columns = TOPLINE_COLUMNS.map((column): [Column, ValueColumn] => {
      const { values, codes } = this.#columns[column];
      return [column, { values, codes: reordered(codes, order) }];
    });
    return new ToplineColumns(order.length, Object.fromEntries(columns) as Record<Column, ValueColumn>);
  }
}
