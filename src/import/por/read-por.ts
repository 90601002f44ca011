import { readFile, stat } from 'node:fs/promises';
import { ByteSourceError } from '../byte-source.ts';
import { printFormat } from '../sav/print-format.ts';
import type { SavFile } from '../sav/read-sav.ts';
import { base30 } from './base-30.ts';

type Value = number | string;

interface PorVariable {
  readonly name: string;
  label: string | null;
  /** Bytes of a text; 0 of a number. */
  readonly width: number;
  /** Number of its print format, as system files have it. */
  readonly format: number;
  readonly missing: Value[];
  range: readonly [number, number] | null;
  values: readonly { readonly value: Value; readonly label: string }[];
}

const LINE = 80;
const SPLASH = 200;
const LARGEST = 512 * 2 ** 20;
/** The characters of portable files from place 64 on; what a byte stands for, its place in the table of the file says. */
const CHARACTERS =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .<(+|&[]!$*);^-/|,%_>?`:#@\'="';
const SIGNATURE = 'SPSSPORT';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** The file names no encoding of texts: what is no UTF-8 is read as what SPSS had on Windows. */
function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes).replace(/ +$/, '');
  } catch {
    return western.decode(bytes).replace(/ +$/, '');
  }
}

/** The bytes without the ends of lines; blanks that were cut off at these are put back. */
function withoutLineEnds(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from);
    const stop = end < 0 ? bytes.length : end;
    const line = bytes.subarray(from, bytes[stop - 1] === 0x0d ? stop - 1 : stop);
    lines.push(line);
    // The last line is as long as it is.
    if (end >= 0 && line.length < LINE) lines.push(Buffer.alloc(LINE - line.length, ' '));
    from = stop + 1;
  }
  return Buffer.concat(lines);
}

/** The bytes as ASCII has them, by the table that follows the first lines. */
function translated(bytes: Buffer): Buffer {
  const table = bytes.subarray(SPLASH, SPLASH + 256);
  const to = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  let isOther = false;
  for (let i = 0; i < CHARACTERS.length; i += 1) {
    const [byte, own] = [table[64 + i] ?? 0, CHARACTERS.charCodeAt(i)];
    // A zero fills the places of what the writer did not have.
    if (byte === own || (byte === table[64] && i > 0)) continue;
    to[byte] = own;
    isOther = true;
  }
  return isOther ? Buffer.from(bytes.map((byte) => to[byte] ?? byte)) : bytes;
}

/** Reads a portable file from front to back. */
class Scanner {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  fail(message: string): never {
    throw new ByteSourceError(message, this.at);
  }

  tag(): string {
    const byte = this.#bytes[this.at];
    if (byte === undefined) return this.fail('the file ends before its data: it is cut off');
    this.at += 1;
    return String.fromCharCode(byte);
  }

  peek(): string {
    const byte = this.#bytes[this.at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  /** A number, which a slash ends; null: the system-missing value. */
  number(): number | null {
    while (this.peek() === ' ') this.at += 1;
    if (this.peek() === '*') {
      this.at += 2;
      return null;
    }
    const end = this.#bytes.indexOf(0x2f, this.at);
    if (end < 0 || end - this.at > 60)
      return this.fail('a number is not ended: the file is cut off or broken');
    const text = this.#bytes.subarray(this.at, end).toString('latin1');
    const value = base30(text);
    if (value === null) return this.fail(`"${text}" is no number of base 30`);
    this.at = end + 1;
    return value;
  }

  count(what: string): number {
    const value = this.number();
    return value !== null && Number.isInteger(value) && value >= 0 && value <= this.#bytes.length
      ? value
      : this.fail(`an impossible number of ${what}`);
  }

  text(): string {
    const length = this.count('letters');
    if (this.at + length > this.#bytes.length) return this.fail('the file ends inside a text: it is cut off');
    this.at += length;
    return textOf(this.#bytes.subarray(this.at - length, this.at));
  }

  value({ width }: { readonly width: number }): Value | null {
    if (width > 0) return this.text();
    const number = this.number();
    return number === null || Number.isFinite(number) ? number : this.fail('a number is larger than any');
  }
}

function readVariable(scanner: Scanner): PorVariable {
  const width = scanner.count('letters');
  const name = scanner.text();
  const format = scanner.count('formats');
  // Width and decimals, and the format for writing.
  for (let i = 0; i < 5; i += 1) scanner.number();
  return { name, label: null, width, format, missing: [], range: null, values: [] };
}

/** The labels of values of some variables. */
function readLabels(scanner: Scanner, byName: ReadonlyMap<string, PorVariable>): void {
  const names = Array.from({ length: scanner.count('variables') }, () => scanner.text());
  const variables = names.map((name) => byName.get(name) ?? scanner.fail(`there is no variable "${name}"`));
  const [first] = variables;
  if (!first) return;
  const values = Array.from({ length: scanner.count('labels') }, () => ({
    value: scanner.value(first) ?? 0,
    label: scanner.text(),
  }));
  for (const variable of variables) variable.values = values;
}

function numberIn(scanner: Scanner): number {
  const value = scanner.number() ?? scanner.fail('a missing value has no number');
  // Writers have the ends of the doubles for ends that are open.
  return Math.abs(value) >= 1.797e308 ? Math.sign(value) * Infinity : value;
}

/** The records of the dictionary, each led by its tag, up to the data. */
function readDictionary(scanner: Scanner): { variables: PorVariable[]; weight: string | null } {
  const variables: PorVariable[] = [];
  const byName = new Map<string, PorVariable>();
  let weight: string | null = null;
  const last = (): PorVariable => variables.at(-1) ?? scanner.fail('a record belongs to no variable');
  for (;;) {
    const tag = scanner.tag();
    if (tag === 'F') return { variables, weight };
    if (tag === '1' || tag === '2' || tag === '3') scanner.text();
    else if (tag === '4') scanner.count('variables');
    else if (tag === '5') scanner.number();
    else if (tag === '6') weight = scanner.text();
    else if (tag === '7') {
      const variable = readVariable(scanner);
      variables.push(variable);
      byName.set(variable.name, variable);
    } else if (tag === '8') last().missing.push(scanner.value(last()) ?? '');
    else if (tag === '9') last().range = [-Infinity, numberIn(scanner)];
    else if (tag === 'A') last().range = [numberIn(scanner), Infinity];
    else if (tag === 'B') last().range = [numberIn(scanner), numberIn(scanner)];
    else if (tag === 'C') last().label = scanner.text();
    else if (tag === 'D') readLabels(scanner, byName);
    else if (tag === 'E') {
      for (let lines = scanner.count('lines'); lines > 0; lines -= 1) scanner.text();
    } else scanner.fail(`an unknown record "${tag}"`);
  }
}

/** What a variable is, in the terms of system files. */
function described({ name, label, width, format, missing, range, values }: PorVariable) {
  const print = printFormat(format << 16, width);
  return {
    name,
    label,
    type: width > 0 ? ('string' as const) : ('numeric' as const),
    width,
    format: print.text,
    kind: width > 0 ? null : print.kind,
    measure: null,
    valueLabels: values,
    userMissing: { values: missing, range },
    attributes: {},
    segments: [],
  };
}

/**
 * Opens a portable file of SPSS (`.por`), as SPSS, PSPP and pyreadstat write it.
 *
 * @throws ByteSourceError, at once or while the cases are read, if the file is not what it says it is
 * @see https://www.gnu.org/software/pspp/pspp-dev/html_node/Portable-File-Format.html
 */
export async function openPor(path: string): Promise<SavFile> {
  const { size } = await stat(path);
  if (size > LARGEST)
    throw new ByteSourceError('portable files of more than 512 MB are not read: save it as .sav', 0);
  const bytes = translated(withoutLineEnds(await readFile(path)));
  const start = SPLASH + 256 + SIGNATURE.length;
  if (bytes.subarray(SPLASH + 256, start).toString('latin1') !== SIGNATURE)
    throw new ByteSourceError(
      'this is no portable file of SPSS: it does not say SPSSPORT where it should',
      0,
    );
  const scanner = new Scanner(bytes, start);
  // Version, day and time.
  scanner.tag();
  scanner.text();
  scanner.text();
  const { variables, weight } = readDictionary(scanner);
  async function* cases() {
    while (scanner.peek() !== 'Z') {
      if (scanner.peek() === '') scanner.fail('the file ends inside its data: it is cut off');
      yield variables.map((variable) => scanner.value(variable));
    }
  }
  return {
    dictionary: {
      encoding: 'utf-8',
      label: null,
      documents: [],
      weight: weight === '' ? null : weight,
      cases: null,
      variables: variables.map(described),
      multipleResponseSets: [],
      attributes: {},
    },
    cases: cases(),
    close: () => Promise.resolve(),
  };
}
