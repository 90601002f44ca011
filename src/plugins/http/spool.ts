import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LRUCache } from 'lru-cache';
import { noPlace, Places } from '../load/places.ts';

/** Files that are being made at once, and how many of them for one client. */
const MAKING = { places: 16, share: 4 };

interface SpooledFile {
  readonly path: string;
  readonly bytes: number;
  /** Hash of the content. */
  readonly tag: string;
}

/** A file that was opened for one reader, who closes it. */
export interface OpenedFile extends SpooledFile {
  readonly handle: FileHandle;
}

/**
 * Long answers that readers take in parts, kept in a folder of temporary files up to a bound: the one asked for longest ago goes
 * first. A file that goes while it is read is read to its end all the same, because it is open.
 */
export class Spool {
  readonly #maximumBytes: number;
  readonly #kept: LRUCache<string, SpooledFile>;
  readonly #making = new Map<string, Promise<SpooledFile>>();
  readonly #places = new Places(MAKING);
  #folder: Promise<string> | undefined;
  #files = 0;

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
    this.#kept = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ path }) => void rm(path, { force: true }),
    });
  }

  /**
   * The file of an answer, made if it is not there; whoever asks meanwhile waits for the same.
   *
   * @param key names the bytes
   * @param client who asks, for the share of each
   * @throws ApiError if too many are being made; what the parts throw, or the file system, or RangeError if it is longer than the bound: nothing is left then
   */
  async open(key: string, parts: () => AsyncIterable<Uint8Array>, client = ''): Promise<OpenedFile> {
    const kept = this.#kept.get(key);
    const handle = kept && (await open(kept.path).catch(() => undefined));
    if (kept && handle) return { ...kept, handle };
    const making = this.#making.get(key) ?? this.#begin(key, parts, client);
    this.#making.set(key, making);
    try {
      const made = await making;
      return { ...made, handle: await open(made.path) };
    } finally {
      this.#making.delete(key);
    }
  }

  #begin(key: string, parts: () => AsyncIterable<Uint8Array>, client: string): Promise<SpooledFile> {
    const place = this.#places.take(client);
    if (typeof place === 'string') throw noPlace(place, MAKING, 'are being made');
    return this.#make(key, parts()).finally(place);
  }

  async #make(key: string, parts: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
    this.#files += 1;
    const path = join(await this.#inFolder(), String(this.#files));
    const hash = createHash('sha256');
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        bytes += chunk.length;
        done(
          bytes > this.#maximumBytes ? new RangeError(`longer than ${this.#maximumBytes} bytes`) : null,
          chunk,
        );
      },
    });
    try {
      await pipeline(Readable.from(parts), count, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const file = { path, bytes, tag: hash.digest('base64url').slice(0, 27) };
    this.#kept.set(key, file);
    return file;
  }

  async #inFolder(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'topline-'));
    try {
      return await this.#folder;
    } catch (error) {
      // The next who asks tries anew.
      this.#folder = undefined;
      throw error;
    }
  }

  /** Removes all files. */
  async close(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
