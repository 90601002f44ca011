import { CodesInOrder } from './codes-in-order.ts';
import { asCode } from './duckdb-values.ts';
import { turns } from '../turns/turns.ts';
import type { CodedColumn, CodedTallies, TallyQuery, TallyRow } from './engine.ts';
import type { Squares } from './sql.ts';

/** The values of a column. */
interface ReadVector {
  readonly itemCount: number;
  getItem(row: number): unknown;
}

/** Some thousand rows, column by column, as a client of an engine holds them. */
export interface ReadChunk {
  /** Rows of the chunk. */
  readonly rowCount: number;
  /** The values of a column, by its place. */
  getColumnValues(place: number): readonly unknown[];
  /** The values of a column, by its place, each when it is asked for. */
  getColumnVector(place: number): ReadVector;
}

/** What a statement gave, in chunks. */
export interface ReadChunks {
  /** Of the columns. */
  readonly names: readonly string[];
  readonly chunks: readonly ReadChunk[];
}

/** Rows after which the clock is looked at. */
const LOOK_EVERY = 100;

/** The rows of one chunk, column by column. */
interface ReadColumns {
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
  readonly rows: number;
}

/** A chunk by its columns, of which replicate weights make hundreds: read in turns, those that are wanted; left out: all. */
async function columnsOf(
  chunk: ReadChunk,
  names: readonly string[],
  wanted: readonly string[] = names,
): Promise<ReadColumns> {
  const columns = await turns.map(wanted, (name) => {
    const place = names.indexOf(name);
    return [name, place < 0 ? [] : chunk.getColumnValues(place)] as const;
  });
  return { columns: Object.fromEntries(columns), rows: chunk.rowCount };
}

/** Squares of answers may be so many times their variance: five of the sixteen digits are lost then. */
const MOST_LOST = 1e5;
/** Answers that are all the same lose nothing among themselves, but, beyond this, in what is compared with them. */
const LARGE = 1e4;

/** The columns that say whether sums of squares cancel. */
const OF_SQUARES = ['n', 'least', 'most', 'w2', 'w2x', 'w2x2'] as const;

/** Whether sums of squares cancel in some group, as its answers are far from 0 beside how much they vary. Looked for in turns. */
async function cancels({ names, chunks }: ReadChunks): Promise<boolean> {
  for (const chunk of chunks) {
    if (cancelsIn(await columnsOf(chunk, names, OF_SQUARES))) return true;
    await turns.pause();
  }
  return false;
}

function cancelsIn({ columns, rows }: ReadColumns): boolean {
  const at = (name: string, row: number): number => Number(columns[name]?.[row]);
  return Array.from({ length: rows }, (_, row) => row).some((row) => {
    const [n, least, most] = [at('n', row), at('least', row), at('most', row)];
    const level = Math.max(Math.abs(least), Math.abs(most));
    if (n < 2 || level === 0) return false;
    if (least === most) return level > LARGE;
    // The two ends alone make half the square of the range.
    if ((2 * n * level * level) / (most - least) ** 2 <= MOST_LOST) return false;
    const [w2, w2x, w2x2] = [at('w2', row), at('w2x', row), at('w2x2', row)];
    return !(w2x2 - (w2x * w2x) / w2 > (level * level * w2) / MOST_LOST) && w2 > 0;
  });
}

/** The sums of a numeric answer; those around 0 follow from those around the mean, where there are these. */
function numericSums(sum: (name: string) => number, deviations: boolean): NonNullable<TallyRow['x']> {
  const wx = sum('wx');
  if (!deviations) return { wx, wx2: sum('wx2'), w2x: sum('w2x'), w2x2: sum('w2x2') };
  const [mean, w, w2] = [sum('mean'), sum('w'), sum('w2')];
  const [wwd, wd, wd2, w2d2] = [sum('wwd'), sum('wd'), sum('wd2'), sum('w2d2')];
  const w2d = wwd + (w / sum('n')) * wd;
  return {
    wx,
    wx2: wd2 + 2 * mean * wd + mean * mean * w,
    w2x: w2d + mean * w2,
    w2x2: w2d2 + 2 * mean * w2d + mean * mean * w2,
    deviations: { mean, ww: sum('ww'), wwd, wd, wd2, w2d2 },
  };
}

/** The rows of a tally from what the statement gave, read in turns. */
async function readTallies(query: TallyQuery, { names, chunks }: ReadChunks): Promise<readonly TallyRow[]> {
  const rows: TallyRow[] = [];
  for (const chunk of chunks) {
    const read = await columnsOf(chunk, names);
    const rowAt = rowReader(query, read);
    for (let row = 0; row < read.rows; row += 1) {
      rows.push(rowAt(row));
      if (rows.length % LOOK_EVERY === 0) await turns.pause();
    }
  }
  return rows;
}

/**
 * The rows of a tally. Where the squares of answers would cancel, being far from 0 beside how much they vary, it is asked for anew with their
 * deviations from the mean.
 *
 * @param run asks an engine for the query, with squares of a kind
 */
export async function talliesOf(
  query: TallyQuery,
  run: (squares: Squares) => Promise<ReadChunks>,
): Promise<readonly TallyRow[]> {
  const first = await run(query.deviations ? 'ranged' : 'plain');
  const isLost = query.deviations === true && (await cancels(first));
  return readTallies(query, isLost ? await run('centred') : first);
}

/** The same column by column, a chunk in each turn. */
export async function readCodedTallies(
  { by, strata, cluster, numeric }: TallyQuery,
  { names, chunks }: ReadChunks,
): Promise<CodedTallies> {
  const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const each = async (name: string, visit: (vector: ReadVector, before: number) => void): Promise<void> => {
    let before = 0;
    for (const chunk of chunks) {
      visit(chunk.getColumnVector(names.indexOf(name)), before);
      before += chunk.rowCount;
      await turns.pause();
    }
  };
  const codes = async (name: string): Promise<CodedColumn> => {
    const column = new CodesInOrder(rows);
    await each(name, (vector) => {
      for (let row = 0; row < vector.itemCount; row += 1) column.add(asCode(vector.getItem(row)));
    });
    return column.coded;
  };
  const sums = async (name: string): Promise<Float64Array> => {
    const column = new Float64Array(rows);
    await each(name, (vector, before) => {
      for (let row = 0; row < vector.itemCount; row += 1) column[before + row] = Number(vector.getItem(row));
    });
    return column;
  };
  const several = async (letter: string, count: number): Promise<CodedColumn[]> => {
    const columns: CodedColumn[] = [];
    for (let i = 0; i < count; i += 1) columns.push(await codes(`${letter}${i}`));
    return columns;
  };
  return {
    codes: await several('c', by.length),
    strata: await several('s', strata.length),
    cluster: cluster === null ? null : await codes('cluster'),
    n: await sums('n'),
    nonzero: await sums('nonzero'),
    w: await sums('w'),
    w2: await sums('w2'),
    x:
      numeric === null
        ? null
        : { wx: await sums('wx'), wx2: await sums('wx2'), w2x: await sums('w2x'), w2x2: await sums('w2x2') },
  };
}

/** What reads a row of a tally from its columns. */
function rowReader(
  { by, strata, numeric, replicates, keys }: TallyQuery,
  { columns }: ReadColumns,
): (row: number) => TallyRow {
  const deviations = columns['mean'] !== undefined;
  const codes = by.map((_, i) => columns[`c${i}`]);
  const stratumCodes = strata.map((_, i) => columns[`s${i}`]);
  const replicateW = replicates.map((_, i) => columns[`r${i}`]);
  const replicateWx = replicates.map((_, i) => columns[`rx${i}`]);
  return (row) => {
    const sum = (name: string): number => Number(columns[name]?.[row]);
    return {
      codes: codes.map((column) => asCode(column?.[row])),
      strata: stratumCodes.map((column) => asCode(column?.[row])),
      cluster: asCode(columns['cluster']?.[row]),
      n: sum('n'),
      nonzero: sum('nonzero'),
      w: sum('w'),
      w2: sum('w2'),
      x: numeric === null ? null : numericSums(sum, deviations),
      replicates:
        replicates.length === 0
          ? null
          : {
              w: replicateW.map((column) => Number(column?.[row])),
              wx: numeric === null ? null : replicateWx.map((column) => Number(column?.[row])),
            },
      ...(keys === undefined ? {} : { key: sum('rkey') }),
    };
  };
}
