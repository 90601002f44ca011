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
  /** The last cell; −1: there is none yet, or it stood in quotes. */
  #last = -1;
  #lastStart = 0;
  #lastLength = 0;

  /** @param rows the most that a block has */
  constructor(rows: number) {
    this.#block = new Uint32Array(rows);
  }

  /**
   * Takes the bytes from one place to before another as a cell.
   *
   * @param row its place in the block of rows that is being read
   */
  push(row: number, bytes: Uint8Array, from: number, to: number, hash: number): void {
    const code = this.#find(bytes, from, to, hash);
    this.#block[row] = code;
    this.#last = code;
    this.#lastStart = this.#starts[code] as number;
    this.#lastLength = to - from;
  }

  /** Takes the next cell to be none that could stand without quotes. */
  forget(): void {
    this.#last = -1;
  }

  /**
   * Takes the last cell once more where it stands at a place without quotes: rows stand beside others of the same kind.
   *
   * @returns where it ends; −1: another cell stands there
   */
  again(row: number, bytes: Uint8Array, from: number): number {
    if (this.#last < 0) return -1;
    const [arena, start, length] = [this.#arena, this.#lastStart, this.#lastLength];
    const end = from + length;
    if (end < bytes.length && ENDS[bytes[end] as number] !== 1) return -1;
    for (let i = 0; i < length; i += 1) if (arena[start + i] !== bytes[from + i]) return -1;
    this.#block[row] = this.#last;
    return end;
  }

  /** Ends a block of so many rows. */
  endBlock(rows: number): void {
    this.#codes.append(this.#block.subarray(0, rows));
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

/**
 * Reads a CSV file column by column, in steps: many rows, and few different cells in most columns. Only what is plain is read: all
 * lines end alike, quotes stand around whole cells, and each line has as many cells as the first. Of any other file, which may be
 * right all the same, `null`: it is read row by row, by {@link csvRecords}, which tells what is wrong.
 *
 * @param bytes UTF-8
 */
export function* csvColumns(bytes: Uint8Array): Generator<undefined, CsvColumns | null> {
  const cell: Cell = { bytes, from: 0, to: 0, hash: 0, next: 0 };
  let at = isMarked(bytes, 0) ? BYTE_ORDER_MARK.length : 0;
  if (isMarked(bytes, at)) return null;
  /** How many bytes end a line; 0: none has ended yet. */
  let ending = 0;
  const header: string[] = [];
  const columns: Dictionary[] = [];
  let length = -1;
  /** The place of the row in its block. */
  let row = 0;
  while (at < bytes.length) {
    const isEmpty =
      ending > 0 && bytes[at] === (ending === 1 ? LF : CR) && (ending === 1 || bytes[at + 1] === LF);
    if (isEmpty) {
      at += ending;
      continue;
    }
    for (let column = 0; ; column += 1) {
      const dictionary = columns[column];
      if (length >= 0 && dictionary === undefined) return null;
      const again = dictionary === undefined ? -1 : dictionary.again(row, bytes, at);
      if (again >= 0) at = again;
      else {
        const isQuoted = bytes[at] === QUOTE;
        const isRead = isQuoted ? readQuoted(bytes, at + 1, cell) : readPlain(bytes, at, cell);
        if (!isRead) return null;
        at = cell.next;
        if (dictionary === undefined)
          header.push(Buffer.from(cell.bytes.subarray(cell.from, cell.to)).toString());
        else {
          dictionary.push(row, cell.bytes, cell.from, cell.to, cell.hash);
          if (isQuoted) dictionary.forget();
        }
      }
      if (bytes[at] === COMMA) {
        at += 1;
        continue;
      }
      if (at < bytes.length) {
        const found = bytes[at] === LF ? 1 : bytes[at] === CR && bytes[at + 1] === LF ? 2 : 0;
        if (found === 0 || (ending !== 0 && ending !== found)) return null;
        ending = found;
        at += found;
      }
      if (length >= 0 && column + 1 !== columns.length) return null;
      break;
    }
    // A line without anything is none, and how lines end was not known before it.
    if (length < 0 && header.join('') === '') return null;
    if (length < 0) {
      // A row has a byte for each of its cells at least.
      const most = Math.min(ROWS, Math.ceil(bytes.length / header.length));
      for (const _ of header) columns.push(new Dictionary(most));
    }
    length += 1;
    if (length > 0) row += 1;
    if (row < ROWS) continue;
    for (const dictionary of columns) dictionary.endBlock(row);
    row = 0;
    yield;
  }
  if (length < 0) return null;
  for (const dictionary of columns) dictionary.endBlock(row);
  return {
    header,
    length,
    columns: columns.map((dictionary) => ({ cells: dictionary.texts(), codes: dictionary.codes() })),
  };
}
