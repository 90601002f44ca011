/** Questions with several answers: one variable an answer, or one variable a mention. */
export interface MultipleResponseSet {
  readonly name: string;
  readonly label: string;
  readonly type: 'multiple dichotomy' | 'multiple category';
  /** The value that means "chosen", in a set of dichotomies. */
  readonly countedValue: string | null;
  readonly variables: readonly string[];
}

/** Reads a text from front to back by counts of bytes, as these records are written. */
class Scanner {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The bytes up to a separator, which is passed over. */
  until(separator: string): Buffer {
    const end = this.#bytes.indexOf(separator, this.#at);
    const stop = end < 0 ? this.#bytes.length : end;
    const part = this.#bytes.subarray(this.#at, stop);
    this.#at = stop + 1;
    return part;
  }

  /** A text that is led by the count of its bytes and a blank, and followed by a blank. */
  counted(): Buffer {
    const length = Number.parseInt(this.until(' ').toString('latin1'), 10) || 0;
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length + 1;
    return part;
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
}

/** Reads the multiple-response sets: a line a set, `$name=D1 1 10 Media used m1 m2`. */
export function multipleResponseSets(
  bytes: Buffer,
  decode: (bytes: Buffer) => string,
  longName: (short: string) => string,
): MultipleResponseSet[] {
  const sets: MultipleResponseSet[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf('\n', start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
    const equals = line.indexOf('=');
    const type = String.fromCharCode(line[equals + 1] ?? 0);
    if (equals < 1 || !'CDE'.includes(type)) continue;
    const scanner = new Scanner(line, equals + 2);
    if (type !== 'D') scanner.until(' ');
    if (type === 'E') scanner.until(' ');
    const countedValue = type === 'C' ? null : decode(scanner.counted());
    const label = decode(scanner.counted());
    const variables = decode(scanner.rest()).split(' ').filter(Boolean).map(longName);
    sets.push({
      name: decode(line.subarray(0, equals)),
      label,
      type: type === 'C' ? 'multiple category' : 'multiple dichotomy',
      countedValue,
      variables,
    });
  }
  return sets;
}

/** Reads attributes: `name('value'\n'another'\n)other('…'\n)`. */
export function parseAttributes(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [, name = '', body = ''] of text.matchAll(/([^()\n]+)\(((?:'[^\n]*'\n)*)\)/g)) {
    found[name.trim()] = body
      .split('\n')
      .filter(Boolean)
      .map((line) => line.slice(1, -1).replaceAll("''", "'"));
  }
  return found;
}
