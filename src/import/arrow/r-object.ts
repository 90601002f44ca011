/** A vector or list of R with its attributes; of what is neither, such as NULL and environments, an empty one. */
export interface RObject {
  readonly values: readonly (number | string | RObject | null)[];
  readonly attributes: ReadonlyMap<string, RObject>;
  /** Bytes of a raw vector; null: it is none. */
  readonly bytes: Buffer | null;
}

const NOTHING: RObject = { values: [], attributes: new Map(), bytes: null };
const HAS_ATTRIBUTES = 0x200;
const HAS_TAG = 0x400;
const LATIN_1 = 4;
const MOST_ITEMS = 2_000_000;
const DEEPEST = 100;

/** What a letter after `\` stands for. */
const ESCAPED: Readonly<Record<string, number>> = { n: 10, t: 9, v: 11, b: 8, r: 13, f: 12, a: 7 };

/** Values of R that stand for nothing more than themselves: NULL, the environments that all sessions have, a missing argument. */
const CONSTANTS: ReadonlySet<number> = new Set([0, 241, 242, 250, 251, 252, 253, 254]);

/** Sequences that R keeps by how they are made, and vectors with a cover. */
const COMPACT = new Set(['compact_intseq', 'compact_realseq']);

/** What an attribute list, or the list of what a deferred vector is made of, holds. */
interface Pair {
  readonly tag: string | null;
  readonly value: RObject;
}

/** Reads what `serialize(x, NULL, ascii = TRUE)` writes, item by item. */
class Unserializer {
  readonly #text: string;
  #at = 0;
  #items = 0;
  /** Symbols, in the order in which they are met: later ones refer to them. */
  readonly #symbols: string[] = [];

  constructor(text: string) {
    this.#text = text;
    if (this.#word() !== 'A') throw new Error('is not in letters');
    const version = this.#int();
    if (version !== 2 && version !== 3) throw new Error(`is of version ${version}`);
    this.#int();
    this.#int();
    if (version === 3) this.#letters(this.#int());
  }

  #word(): string {
    const { length } = this.#text;
    while (this.#at < length && /\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    const from = this.#at;
    while (this.#at < length && !/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    if (from === this.#at) throw new Error('is cut off');
    return this.#text.slice(from, this.#at);
  }

  #int(): number {
    const word = this.#word();
    const value = Number(word);
    if (!Number.isInteger(value)) throw new Error(`has "${word.slice(0, 20)}" for a whole number`);
    return value;
  }

  /** A number of items that the rest of the text has room for. */
  #length(): number {
    const length = this.#int();
    this.#items += length;
    if (length < 0 || length > this.#text.length || this.#items > MOST_ITEMS)
      throw new Error('is larger than what it is in');
    return length;
  }

  #number(): number | null {
    const word = this.#word();
    if (word === 'NA' || word === 'NaN') return null;
    if (word === 'Inf' || word === '-Inf') return word === 'Inf' ? Infinity : -Infinity;
    const value = Number(word);
    if (Number.isNaN(value)) throw new Error(`has "${word.slice(0, 20)}" for a number`);
    return value;
  }

  /** So many bytes, those that are no letters escaped. */
  #letters(length: number): Buffer {
    if (length < 0 || length > this.#text.length) throw new Error('is larger than what it is in');
    const bytes = Buffer.alloc(length);
    if (length === 0) return bytes;
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    for (let i = 0; i < length; i += 1) {
      const letter = this.#text[this.#at] ?? '';
      this.#at += 1;
      if (letter === '') throw new Error('is cut off');
      if (letter !== '\\') {
        bytes[i] = letter.charCodeAt(0);
        continue;
      }
      const octal = /^[0-7]{1,3}/.exec(this.#text.slice(this.#at, this.#at + 3))?.[0];
      const escaped = this.#text[this.#at] ?? '';
      bytes[i] =
        octal === undefined ? (ESCAPED[escaped] ?? escaped.charCodeAt(0)) : Number.parseInt(octal, 8);
      this.#at += octal?.length ?? 1;
    }
    return bytes;
  }

  /** A text; null where it is NA. */
  #string(): string | null {
    const flags = this.#int();
    if ((flags & 0xff) !== 9) throw new Error('has no text where one must be');
    const length = this.#int();
    if (length === -1) return null;
    const bytes = this.#letters(length);
    return bytes.toString((flags >> 12) & LATIN_1 ? 'latin1' : 'utf8');
  }

  #repeated<T>(read: () => T): T[] {
    return Array.from({ length: this.#length() }, read);
  }

  #symbol(flags: number): string | null {
    const type = flags & 0xff;
    if (type === 255) return this.#symbols[(flags >> 8 || this.#int()) - 1] ?? null;
    if (type !== 1) throw new Error('has no name where one must be');
    const name = this.#string() ?? '';
    this.#symbols.push(name);
    return name;
  }

  #pairs(first: number, depth: number): Pair[] {
    const pairs: Pair[] = [];
    for (let flags = first; (flags & 0xff) !== 254; flags = this.#int()) {
      if ((flags & 0xff) !== 2) {
        // What a deferred vector is made of is a pair of two things, and no list.
        pairs.push({ tag: null, value: this.#itemOf(flags, depth + 1) });
        return pairs;
      }
      if (flags & HAS_ATTRIBUTES) this.item(depth + 1);
      const tag = flags & HAS_TAG ? this.#symbol(this.#int()) : null;
      pairs.push({ tag, value: this.item(depth + 1) });
    }
    return pairs;
  }

  /** A vector that R keeps by how it is made. */
  #deferred(depth: number): RObject {
    // The class of it, then what it is made of, then its attributes.
    const name = this.#pairsOrSymbolName();
    const flags = this.#int();
    const isList = (flags & 0xff) === 2;
    const state = isList ? this.#pairs(flags, depth).map(({ value }) => value) : [this.#itemOf(flags, depth)];
    const attributes = this.#attributes(depth);
    const [made = NOTHING] = state;
    if (COMPACT.has(name)) {
      const [count = 0, start = 0, step = 0] = made.values.map(Number);
      this.#items += count;
      if (!(count >= 0) || this.#items > MOST_ITEMS) throw new Error('is larger than what it is in');
      return { ...NOTHING, values: Array.from({ length: count }, (_, i) => start + i * step), attributes };
    }
    if (name === 'deferred_string')
      return {
        ...NOTHING,
        values: made.values.map((one) => (typeof one === 'number' ? String(one) : null)),
        attributes,
      };
    if (name.startsWith('wrap_')) return { ...made, attributes };
    throw new Error(`has a vector of the class "${name}"`);
  }

  #pairsOrSymbolName(): string {
    const flags = this.#int();
    if ((flags & 0xff) !== 2) throw new Error('has a list that does not end');
    const name = this.#symbol(this.#int()) ?? '';
    this.#pairsOfSymbols();
    return name;
  }

  /** The rest of the description of a class: its package and what it is of. */
  #pairsOfSymbols(): void {
    for (let flags = this.#int(); (flags & 0xff) !== 254; flags = this.#int()) {
      const next = this.#int();
      if ((next & 0xff) === 1 || (next & 0xff) === 255) this.#symbol(next);
      else this.#itemOf(next, 0);
    }
  }

  #attributes(depth: number): Map<string, RObject> {
    const flags = this.#int();
    return new Map(
      this.#pairs(flags, depth).flatMap(({ tag, value }) => (tag === null ? [] : [[tag, value]])),
    );
  }

  item(depth: number): RObject {
    return this.#itemOf(this.#int(), depth);
  }

  #itemOf(flags: number, depth: number): RObject {
    if (depth > DEEPEST) throw new Error('goes too deep');
    const type = flags & 0xff;
    if (CONSTANTS.has(type)) return NOTHING;
    if (type === 238) return this.#deferred(depth + 1);
    if (type === 1 || type === 255) return { ...NOTHING, values: [this.#symbol(flags)] };
    if (type === 2) {
      const pairs = this.#pairs(flags, depth);
      const names = { ...NOTHING, values: pairs.map(({ tag }) => tag ?? '') };
      return { ...NOTHING, values: pairs.map(({ value }) => value), attributes: new Map([['names', names]]) };
    }
    const vector = this.#vector(type, depth);
    return flags & HAS_ATTRIBUTES ? { ...vector, attributes: this.#attributes(depth) } : vector;
  }

  #vector(type: number, depth: number): RObject {
    switch (type) {
      case 10:
      case 13:
      case 14:
        return { ...NOTHING, values: this.#repeated(() => this.#number()) };
      case 16:
        return { ...NOTHING, values: this.#repeated(() => this.#string()) };
      case 19:
      case 20:
        return { ...NOTHING, values: this.#repeated(() => this.item(depth + 1)) };
      case 24:
        return { ...NOTHING, bytes: Buffer.from(this.#repeated(() => Number.parseInt(this.#word(), 16))) };
      default:
        throw new Error(`holds something of the type ${type}`);
    }
  }
}

/**
 * Reads an object of R that was written by `serialize(x, NULL, ascii = TRUE)`: vectors, lists and their attributes. Functions, environments
 * and what only a session of R can hold are refused.
 *
 * @throws Error for what cannot be read, or would be larger than the text that it stands in
 */
export const readRObject = (text: string): RObject => new Unserializer(text).item(0);

/** What a list, or the names of a vector, say under a name. */
export function memberOf(list: RObject | undefined, name: string): RObject | undefined {
  const names = list?.attributes.get('names')?.values ?? [];
  const found = list?.values[names.indexOf(name)];
  return typeof found === 'object' && found !== null ? found : undefined;
}
