import type { FileHandle } from 'node:fs/promises';

/** A file that is not what it says it is: what is wrong, and at which byte. */
export class ByteSourceError extends Error {
  override readonly name = 'ByteSourceError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} (at byte ${offset})`);
    this.offset = offset;
  }
}

const CHUNK = 1 << 20;
/** No part of a dictionary is longer; a length beyond it is a broken file, not a reason to allocate memory. */
const MAXIMUM_PART = 64 << 20;

/** Reads a file from front to back in chunks, with numbers in the byte order of the file. */
export class ByteSource {
  readonly #file: FileHandle;
  #buffer = Buffer.alloc(0);
  #position = 0;
  #start = 0;
  littleEndian = true;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Offset in the file of the next byte. */
  get offset(): number {
    return this.#start + this.#position;
  }

  /** Bytes of the whole file. */
  async size(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  /** Makes sure that `length` bytes are at hand; false at the end of the file. */
  async fill(length: number): Promise<boolean> {
    if (length < 0 || length > MAXIMUM_PART)
      throw new ByteSourceError(`an impossible length, ${length}`, this.offset);
    while (this.#buffer.length - this.#position < length) {
      const chunk = Buffer.alloc(CHUNK);
      const from = this.#start + this.#buffer.length;
      const { bytesRead } = await this.#file.read(chunk, 0, CHUNK, from);
      if (bytesRead === 0) return false;
      this.#start += this.#position;
      this.#buffer = Buffer.concat([this.#buffer.subarray(this.#position), chunk.subarray(0, bytesRead)]);
      this.#position = 0;
    }
    return true;
  }

  /** The next bytes. @throws ByteSourceError if the file ends before them */
  async take(length: number, what: string): Promise<Buffer> {
    if (!(await this.fill(length))) throw new ByteSourceError(`the file ends inside ${what}`, this.offset);
    return this.takeFilled(length);
  }

  /** Bytes that {@link fill} has brought. */
  takeFilled(length: number): Buffer {
    this.#position += length;
    return this.#buffer.subarray(this.#position - length, this.#position);
  }

  async int32(what: string): Promise<number> {
    return this.toInt32(await this.take(4, what), 0);
  }

  toInt32(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
  }

  toInt64(bytes: Buffer, at: number): number {
    return Number(this.littleEndian ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at));
  }

  toDouble(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
  }

  /** Goes to another offset in the file. @throws ByteSourceError if no file can be that long */
  seek(offset: number): void {
    if (!(offset >= 0 && offset < 2 ** 52))
      throw new ByteSourceError(`an impossible place in the file, ${offset}`, this.offset);
    this.#buffer = Buffer.alloc(0);
    this.#position = 0;
    this.#start = offset;
  }
}
