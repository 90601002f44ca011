import { inflateSync } from 'node:zlib';
import { ByteSourceError, type ByteSource } from '../byte-source.ts';
import type { SavDictionary, SavValue } from './dictionary.ts';
import type { Header } from './header.ts';

/** One case: a value for each variable, null where the system has none. User-missing codes are kept. */
export type SavCase = readonly (SavValue | null)[];

const SYSTEM_MISSING = -Number.MAX_VALUE;

/** Where bytes come from, whole 8-byte elements at a time. */
interface Elements {
  /** Fills a case; false if there is no further one. */
  next(into: Buffer): Promise<boolean>;
}

class PlainElements implements Elements {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async next(into: Buffer): Promise<boolean> {
    if (!(await this.#source.fill(1))) return false;
    (await this.#source.take(into.length, 'a case')).copy(into);
    return true;
  }
}

/** Gives bytes one after the other, whether they come from the file or out of deflated blocks. */
interface ByteStream {
  /** The next bytes, or null at the end. */
  take(length: number): Promise<Buffer | null>;
}

class FileStream implements ByteStream {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async take(length: number): Promise<Buffer | null> {
    return (await this.#source.fill(length)) ? this.#source.takeFilled(length) : null;
  }
}

interface Block {
  readonly offset: number;
  readonly compressed: number;
  readonly uncompressed: number;
}

/** Blocks are 4 MB as SPSS and PSPP write them; more than this is a broken file, or a bomb. */
const MAXIMUM_BLOCK = 64 << 20;

/** Deflated blocks, opened one after the other, so that no more than one is in memory. */
class BlockStream implements ByteStream {
  readonly #source: ByteSource;
  readonly #blocks: readonly Block[];
  #next = 0;
  #open = Buffer.alloc(0);
  #at = 0;

  private constructor(source: ByteSource, blocks: readonly Block[]) {
    this.#source = source;
    this.#blocks = blocks;
  }

  static async open(source: ByteSource): Promise<BlockStream> {
    const head = await source.take(24, 'the header of the compressed data');
    const trailer = source.toInt64(head, 8);
    source.seek(trailer);
    const top = await source.take(24, 'the index of the compressed data');
    const count = source.toInt32(top, 20);
    const entries = await source.take(count * 24, 'the index of the compressed data');
    const blocks = Array.from({ length: count }, (_, i) => ({
      offset: source.toInt64(entries, i * 24 + 8),
      uncompressed: source.toInt32(entries, i * 24 + 16),
      compressed: source.toInt32(entries, i * 24 + 20),
    }));
    for (const block of blocks) {
      if (
        block.uncompressed < 0 ||
        block.uncompressed > MAXIMUM_BLOCK ||
        block.compressed < 0 ||
        block.compressed > MAXIMUM_BLOCK ||
        block.offset < 0
      ) {
        throw new ByteSourceError('a compressed block of an impossible size', trailer);
      }
    }
    return new BlockStream(source, blocks);
  }

  /** Bytes that all blocks open to, as the index says. */
  get length(): number {
    return this.#blocks.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
  }

  async take(length: number): Promise<Buffer | null> {
    while (this.#open.length - this.#at < length) {
      const block = this.#blocks[this.#next];
      if (!block) return null;
      this.#next += 1;
      this.#source.seek(block.offset);
      const deflated = await this.#source.take(block.compressed, 'a compressed block');
      this.#open = Buffer.concat([this.#open.subarray(this.#at), BlockStream.#inflate(deflated, block)]);
      this.#at = 0;
    }
    this.#at += length;
    return this.#open.subarray(this.#at - length, this.#at);
  }

  static #inflate(deflated: Buffer, { uncompressed, offset }: Block): Buffer {
    let bytes: Buffer;
    try {
      bytes = inflateSync(deflated, { maxOutputLength: Math.max(1, uncompressed) });
    } catch {
      throw new ByteSourceError('a compressed block cannot be read', offset);
    }
    if (bytes.length !== uncompressed)
      throw new ByteSourceError(
        `a compressed block of ${bytes.length} bytes, where ${uncompressed} are announced`,
        offset,
      );
    return bytes;
  }
}

/** Byte codes: eight codes, then the eight-byte elements that they leave in full. */
class CodedElements implements Elements {
  readonly #stream: ByteStream;
  readonly #source: ByteSource;
  readonly #bias: number;
  #codes = Buffer.alloc(0);
  #code = 8;

  constructor(stream: ByteStream, source: ByteSource, bias: number) {
    this.#stream = stream;
    this.#source = source;
    this.#bias = bias;
  }

  async next(into: Buffer): Promise<boolean> {
    for (let at = 0; at < into.length;) {
      if (this.#code === 8) {
        const codes = await this.#stream.take(8);
        if (codes === null) return this.#ended(at);
        this.#codes = Buffer.from(codes);
        this.#code = 0;
      }
      const code = this.#codes[this.#code] ?? 0;
      this.#code += 1;
      if (code === 0) continue;
      if (code === 252) return this.#ended(at);
      if (code === 253) {
        const literal = await this.#stream.take(8);
        if (literal === null) throw new ByteSourceError('the file ends inside a case', this.#source.offset);
        literal.copy(into, at);
      } else if (code === 254) {
        into.fill(0x20, at, at + 8);
      } else {
        const value = code === 255 ? SYSTEM_MISSING : code - this.#bias;
        if (this.#source.littleEndian) into.writeDoubleLE(value, at);
        else into.writeDoubleBE(value, at);
      }
      at += 8;
    }
    return true;
  }

  #ended(at: number): boolean {
    if (at > 0) throw new ByteSourceError('the file ends inside a case', this.#source.offset);
    return false;
  }
}

/**
 * Refuses a file whose header announces more cases than its bytes can hold, before the first is read. A value takes eight bytes as
 * it is, and at least one where it is coded.
 *
 * @param room bytes of the cases, opened where they are deflated
 */
function checkRoom(source: ByteSource, cases: number | null, bytesEach: number, room: number): void {
  const most = Math.max(0, Math.floor(room / bytesEach));
  if (cases !== null && most < cases)
    throw new ByteSourceError(
      `the file announces ${cases} cases, and has room for ${most} at most: it is cut off, or its header is wrong`,
      source.offset,
    );
}

/**
 * Reads the cases one after the other, in bounded memory.
 *
 * @throws ByteSourceError if the data are cut off, or there are fewer cases than the dictionary announces
 */
export async function* readCases(
  source: ByteSource,
  header: Header,
  dictionary: SavDictionary,
  elements: number,
): AsyncGenerator<SavCase> {
  if (elements === 0) return;
  const room = (await source.size()) - source.offset;
  const blocks = header.compression === 'zlib' ? await BlockStream.open(source) : null;
  const bytesEach = header.compression === 'none' ? elements * 8 : elements;
  checkRoom(source, dictionary.cases, bytesEach, blocks?.length ?? room);
  const stream = blocks ?? new FileStream(source);
  const data =
    header.compression === 'none'
      ? new PlainElements(source)
      : new CodedElements(stream, source, header.bias);
  const decoder = new TextDecoder(dictionary.encoding);
  const bytes = Buffer.alloc(elements * 8);
  let count = 0;
  while ((dictionary.cases === null || count < dictionary.cases) && (await data.next(bytes))) {
    count += 1;
    yield dictionary.variables.map(({ type, segments }) => {
      if (type === 'numeric') {
        const value = source.toDouble(bytes, (segments[0]?.element ?? 0) * 8);
        return value === SYSTEM_MISSING || Number.isNaN(value) ? null : value;
      }
      // Characters may lie across the border of two segments: the bytes are joined first.
      const pieces = segments.map(({ element, bytes: length }) =>
        bytes.subarray(element * 8, element * 8 + length),
      );
      return decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)).replace(/[ \0]+$/, '');
    });
  }
  if (dictionary.cases !== null && count < dictionary.cases) {
    throw new ByteSourceError(`the file ends after ${count} of ${dictionary.cases} cases`, source.offset);
  }
}
