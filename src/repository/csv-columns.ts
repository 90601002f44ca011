import { GrowingCodes, type Codes } from './codes.ts';

/** One column of a CSV file: what its cells say, each once, and which of that each row has. */
interface CsvColumn {
  readonly cells: readonly string[];
  readonly codes: Codes;
}

/** The columns of a CSV file under their names. */
export interface CsvColumns {
  readonly header: readonly string[];
  /** Rows, without the header. */
  readonly length: number;
  readonly columns: readonly CsvColumn[];
}

const [COMMA, QUOTE, LF, CR] = [0x2c, 0x22, 0x0a, 0x0d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** So many rows take a few milliseconds. */
const ROWS = 5000;

const isMarked = (bytes: Uint8Array, at: number): boolean =>
  BYTE_ORDER_MARK.every((byte, i) => bytes[at + i] === byte);

/** Which bytes end a cell that stands without quotes. */
const ENDS = new Uint8Array(256);
for (const byte of [COMMA, LF, CR]) ENDS[byte] = 1;
/** And which cannot be in one. */
const NOT_IN_ONE = ENDS.with(QUOTE, 1);

/** What the cells of a column say, each once. */
class Dictionary {
  readonly #codes = new GrowingCodes();
  /** The codes of the last rows. */
  readonly #block: Uint32Array;
  readonly #starts: number[] = [0];
  #arena = new Uint8Array(1024);
  #hashes = new Int32Array(64);
  /** Which text has a hash, one more than its code; 0: none. */
  #table = new Int32Array(128);
  /** The code of the last cell, and the first row of the block that does not have it yet. */
  #last = 0;
  #from = 0;

  /** @param rows the most that a block has */
  constructor(rows: number) {
    this.#block = new Uint32Array(rows);
  }

  /**
   * Takes the bytes from one place to before another as a cell. Rows that are left out have the same as the one before them.
   *
   * @param row its place in the block of rows that is being read
   */
  push(row: number, bytes: Uint8Array, from: number, to: number, hash: number): void {
    const code = this.#find(bytes, from, to, hash);
    if (code === this.#last) return;
    this.#fillTo(row);
    this.#last = code;
  }

  /** Ends a block of so many rows. */
  endBlock(rows: number): void {
    this.#fillTo(rows);
    this.#codes.append(this.#block.subarray(0, rows), this.#starts.length - 2);
    this.#from = 0;
  }

  #fillTo(row: number): void {
    const [block, last] = [this.#block, this.#last];
    for (let i = this.#from; i < row; i += 1) block[i] = last;
    this.#from = row;
  }

  /** Which text each row has. */
  codes(): Codes {
    return this.#codes.done();
  }

  /** The texts, by code. */
  texts(): string[] {
    const arena = Buffer.from(this.#arena.buffer);
    return this.#starts
      .slice(1)
      .map((end, code) => arena.toString('utf8', this.#starts[code] as number, end));
  }

  #is(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[code] as number;
    const length = (this.#starts[code + 1] as number) - start;
    if (length !== to - from) return false;
    const arena = this.#arena;
    for (let i = 0; i < length; i += 1) if (arena[start + i] !== bytes[from + i]) return false;
    return true;
  }

  #find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.#table[slot] as number) - 1;
      if (code < 0) return this.#add(bytes, from, to, hash, slot);
      if (this.#hashes[code] === hash && this.#is(code, bytes, from, to)) return code;
    }
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const code = this.#starts.length - 1;
    const start = this.#starts[code] as number;
    const end = start + to - from;
    if (end > this.#arena.length) {
      const arena = new Uint8Array(2 * end);
      arena.set(this.#arena);
      this.#arena = arena;
    }
    this.#arena.set(bytes.subarray(from, to), start);
    this.#starts.push(end);
    if (code === this.#hashes.length) {
      const hashes = new Int32Array(2 * code);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#hashes[code] = hash;
    this.#table[slot] = code + 1;
    if (2 * (code + 1) >= this.#table.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const table = new Int32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let code = 0; code < this.#starts.length - 1; code += 1) {
      let slot = (this.#hashes[code] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = code + 1;
    }
    this.#table = table;
  }
}

/** A cell as it stands in some bytes, and where the next one begins. */
interface Cell {
  bytes: Uint8Array;
  from: number;
  to: number;
  hash: number;
  /** Where it ends: at a comma, a line end, or the end of all. */
  next: number;
}

const mixed = (hash: number, byte: number): number => (Math.imul(hash, 0x01000193) ^ byte) | 0;

/** The bytes between two places without the second of each two quotes. */
function unescaped(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const text: number[] = [];
  for (let at = from; at < to; at += 1) {
    text.push(bytes[at] as number);
    if (bytes[at] === QUOTE) at += 1;
  }
  return Uint8Array.from(text);
}

/** Reads a quoted cell from behind its first quote; false: it is none. */
function readQuoted(bytes: Uint8Array, from: number, cell: Cell): boolean {
  let [at, hash, isEscaped] = [from, 0, false];
  for (; ; at += 1) {
    if (at >= bytes.length) return false;
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      if (bytes[at + 1] !== QUOTE) break;
      isEscaped = true;
      at += 1;
    }
    hash = mixed(hash, byte);
  }
  cell.bytes = isEscaped ? unescaped(bytes, from, at) : bytes;
  cell.from = isEscaped ? 0 : from;
  cell.to = isEscaped ? cell.bytes.length : at;
  cell.hash = hash;
  cell.next = at + 1;
  return true;
}

function readPlain(bytes: Uint8Array, from: number, cell: Cell): boolean {
  let [at, hash] = [from, 0];
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (ENDS[byte] === 1) break;
    if (byte === QUOTE) return false;
    hash = mixed(hash, byte);
  }
  cell.bytes = bytes;
  cell.from = from;
  cell.to = at;
  cell.hash = hash;
  cell.next = at;
  return true;
}

const isEnd = (bytes: Uint8Array, at: number): boolean =>
  at >= bytes.length || ENDS[bytes[at] as number] === 1;

/** Where a cell ends that was read before. */
function endOfCell(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === QUOTE) {
    for (at += 1; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at += 1) if (bytes[at] === QUOTE) at += 1;
    return at + 1;
  }
  while (!isEnd(bytes, at)) at += 1;
  return at;
}

/** Reads the rows of a CSV file that is plain, one after the other. */
class PlainRows {
  readonly header: string[] = [];
  readonly columns: Dictionary[] = [];
  /** Rows so far, without the header. */
  length = 0;
  readonly #bytes: Uint8Array;
  #at: number;
  /** Where the row before begins; −1: there is none. */
  #before = -1;
  /** How many bytes end a line; 0: none has ended yet. */
  #ending = 0;
  readonly #cell: Cell;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#at = isMarked(bytes, 0) ? BYTE_ORDER_MARK.length : 0;
    this.#cell = { bytes, from: 0, to: 0, hash: 0, next: 0 };
  }

  get isOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Reads the names of the columns; false: there are none, or the file is not plain. */
  readHeader(): boolean {
    const bytes = this.#bytes;
    // A second mark would be a part of the first name.
    if (isMarked(bytes, this.#at)) return false;
    for (;;) {
      if (!this.#readCell(this.#at)) return false;
      const { bytes: text, from, to, next } = this.#cell;
      this.header.push(Buffer.from(text.subarray(from, to)).toString());
      this.#at = next;
      if (bytes[next] !== COMMA) break;
      this.#at += 1;
    }
    if (!this.#endLine()) return false;
    // A line without anything is none, and how lines end was not known before it.
    if (this.header.join('') === '') return false;
    // A row has a byte for each of its cells at least.
    const most = Math.min(ROWS, Math.ceil(bytes.length / this.header.length));
    for (const _ of this.header) this.columns.push(new Dictionary(most));
    return true;
  }

  /** Reads a block of rows; false: the file is not plain. */
  readBlock(): boolean {
    let row = 0;
    for (; row < ROWS; row += 1) {
      while (this.#isEmptyLine()) this.#at += this.#ending;
      if (this.isOver) break;
      const start = this.#at;
      if (!this.#readRow(row)) return false;
      this.#before = start;
    }
    for (const dictionary of this.columns) dictionary.endBlock(row);
    this.length += row;
    return true;
  }

  /**
   * Reads a row beside the one before it: most of its cells are the same, byte by byte, and are not looked up. Each of these many
   * millions of steps costs what it says: no lists, and no byte read twice.
   */
  #readRow(row: number): boolean {
    const bytes = this.#bytes;
    const { length } = bytes;
    const cell = this.#cell;
    const last = this.columns.length - 1;
    let at = this.#at;
    let before = this.#before;
    for (let column = 0; ; column += 1) {
      const from = at;
      const fromBefore = before;
      let byte = at < length ? (bytes[at] as number) : QUOTE;
      let other = before < 0 ? QUOTE : (bytes[before] as number);
      while (byte === other && NOT_IN_ONE[byte] === 0) {
        at += 1;
        before += 1;
        byte = at < length ? (bytes[at] as number) : QUOTE;
        other = bytes[before] as number;
      }
      if (ENDS[byte] === 0 || ENDS[other] === 0) {
        if (!this.#readCell(from)) return false;
        (this.columns[column] as Dictionary).push(row, cell.bytes, cell.from, cell.to, cell.hash);
        at = cell.next;
        before = fromBefore < 0 ? -1 : endOfCell(bytes, fromBefore);
      }
      if (column === last) break;
      if (bytes[at] !== COMMA) return false;
      at += 1;
      if (before >= 0) before += 1;
    }
    this.#at = at;
    return this.#endLine();
  }

  #readCell(at: number): boolean {
    const [bytes, cell] = [this.#bytes, this.#cell];
    return bytes[at] === QUOTE ? readQuoted(bytes, at + 1, cell) : readPlain(bytes, at, cell);
  }

  /** Whether nothing stands between here and the end of the line. */
  #isEmptyLine(): boolean {
    const [bytes, at] = [this.#bytes, this.#at];
    return this.#ending === 1 ? bytes[at] === LF : bytes[at] === CR && bytes[at + 1] === LF;
  }

  /** Goes on behind the end of a line; false: none is here, or not such as lines before had. */
  #endLine(): boolean {
    const [bytes, at] = [this.#bytes, this.#at];
    if (at >= bytes.length) return true;
    const found = bytes[at] === LF ? 1 : bytes[at] === CR && bytes[at + 1] === LF ? 2 : 0;
    if (found === 0 || (this.#ending !== 0 && this.#ending !== found)) return false;
    this.#ending = found;
    this.#at += found;
    return true;
  }
}

/**
 * Reads a CSV file column by column, in steps: many rows, and few different cells in most columns. Only what is plain is read: all
 * lines end alike, quotes stand around whole cells, and each line has as many cells as the first. Of any other file, which may be
 * right all the same, `null`: it is read row by row, by {@link csvRecords}, which tells what is wrong.
 *
 * @param bytes UTF-8
 */
export function* csvColumns(bytes: Uint8Array): Generator<undefined, CsvColumns | null> {
  const rows = new PlainRows(bytes);
  if (rows.isOver || !rows.readHeader()) return null;
  while (!rows.isOver) {
    if (!rows.readBlock()) return null;
    yield;
  }
  const { header, length, columns } = rows;
  return {
    header,
    length,
    columns: columns.map((dictionary) => ({ cells: dictionary.texts(), codes: dictionary.codes() })),
  };
}
