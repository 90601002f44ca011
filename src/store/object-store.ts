import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { StoreError } from './store-error.ts';
import type { StoreAddress } from './store-address.ts';

/** How the store is reached, beside what the SDK finds by itself: keys, roles, region. */
export interface StoreSettings {
  /** Of a store that is not Amazon's; null: Amazon's. */
  readonly endpoint: string | null;
  /** How long it may take to say a further word (ms); left out: twenty seconds. */
  readonly silentMs?: number;
}

/** A small object. */
export interface StoredText {
  readonly text: string;
  /** What it is known by until it is written again. */
  readonly etag: string;
}

/** How long a store may take to be reached, and to say a further word (ms). */
const CONNECT_MS = 5000;
const SILENT_MS = 20_000;
const ATTEMPTS = 3;
/** What one request can write. */
const LARGEST = 5 * 2 ** 30;

const nothing = (): void => undefined;
const QUIET = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Keys within a data directory in an object store: the one file that knows the SDK. */
export class ObjectStore {
  readonly #client: S3Client;
  readonly #address: StoreAddress;

  constructor(address: StoreAddress, { endpoint, silentMs = SILENT_MS }: StoreSettings) {
    this.#address = address;
    this.#client = new S3Client({
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
      region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
      maxAttempts: ATTEMPTS,
      // What fails is told by who asked.
      logger: QUIET,
      // Stores that are not Amazon's know no others; what is read is checked by the hash of its release.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: silentMs,
        socketTimeout: silentMs,
        throwOnRequestTimeout: true,
      },
    });
  }

  #place(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#address.bucket, Key: this.#address.prefix + key };
  }

  async #ask<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreError || (error instanceof Error && error.name === 'AbortError')) throw error;
      const status = statusOf(error);
      const words = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : '';
      throw new StoreError(
        `${this.toString()}: ${what}${status === undefined ? '' : ` (status ${status})`}: ${words}`,
        { cause: error },
      );
    }
  }

  toString(): string {
    return `s3://${this.#address.bucket}/${this.#address.prefix}`.replace(/\/$/, '');
  }

  /** What stands under a folder: names of objects, and of folders. @param folder empty, or with a slash at its end */
  async list(
    folder: string,
    signal?: AbortSignal,
  ): Promise<{ readonly folders: readonly string[]; readonly names: readonly string[] }> {
    const folders: string[] = [];
    const names: string[] = [];
    const { Bucket, Key: Prefix } = this.#place(folder);
    let token: string | undefined;
    do {
      const page = await this.#ask(`cannot be listed`, () =>
        this.#client.send(
          new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', ContinuationToken: token }),
          signal ? { abortSignal: signal } : {},
        ),
      );
      for (const { Prefix: found } of page.CommonPrefixes ?? [])
        if (found !== undefined) folders.push(found.slice(Prefix.length, -1));
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) names.push(Key.slice(Prefix.length));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return { folders, names: names.filter((name) => name !== '') };
  }

  /**
   * A small object.
   *
   * @param known what it was known by when it was last read
   * @returns `unchanged`: it is still that; null: there is none
   */
  async read(
    key: string,
    known: string | null = null,
    signal?: AbortSignal,
  ): Promise<StoredText | 'unchanged' | null> {
    return this.#ask(`${key} cannot be read`, async () => {
      try {
        const { Body, ETag } = await this.#client.send(
          new GetObjectCommand({ ...this.#place(key), ...(known !== null && { IfNoneMatch: known }) }),
          signal ? { abortSignal: signal } : {},
        );
        if (Body === undefined || ETag === undefined) throw new StoreError(`${key} has no content`);
        return { text: await Body.transformToString('utf-8'), etag: ETag };
      } catch (error) {
        const status = statusOf(error);
        if (status === 304) return 'unchanged';
        if (status === 404 && !(error instanceof Error && error.name === 'NoSuchBucket')) return null;
        throw error;
      }
    });
  }

  /** Writes an object into a file, which must be new. */
  async download(key: string, path: string, signal?: AbortSignal): Promise<void> {
    await this.#ask(`${key} cannot be read`, async () => {
      const { Body } = await this.#client.send(
        new GetObjectCommand(this.#place(key)),
        signal ? { abortSignal: signal } : {},
      );
      if (!(Body instanceof Readable)) throw new StoreError(`${key} has no content`);
      await pipeline(Body, createWriteStream(path, { flags: 'wx' }), signal ? { signal } : {});
    });
  }

  /** The sha256 of an object, in hex. */
  async sha256Of(key: string, signal?: AbortSignal): Promise<string> {
    return this.#ask(`${key} cannot be read`, async () => {
      const { Body } = await this.#client.send(
        new GetObjectCommand(this.#place(key)),
        signal ? { abortSignal: signal } : {},
      );
      if (!(Body instanceof Readable)) throw new StoreError(`${key} has no content`);
      const hash = createHash('sha256');
      await pipeline(Body, hash, signal ? { signal } : {});
      return hash.digest('hex');
    });
  }

  /**
   * Writes a file as a new object.
   *
   * @param sha256 of the file, in hex, which the store holds what it gets against
   * @returns `there`: there is one of that key already, which stays
   */
  async putNew(key: string, path: string, sha256: string, signal?: AbortSignal): Promise<'put' | 'there'> {
    const { size } = await stat(path);
    if (size > LARGEST)
      throw new StoreError(`${key} has ${size} bytes; one request writes ${LARGEST} at most`);
    return this.#ask(`${key} cannot be written`, async () => {
      try {
        await this.#client.send(
          new PutObjectCommand({
            ...this.#place(key),
            Body: createReadStream(path),
            ContentLength: size,
            ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
            IfNoneMatch: '*',
          }),
          signal ? { abortSignal: signal } : {},
        );
        return 'put';
      } catch (error) {
        if (statusOf(error) === 412) return 'there';
        throw error;
      }
    });
  }

  /**
   * Writes a small object in the place of another.
   *
   * @param known what the other is known by; null: there must be none
   * @returns false: somebody else was there before, and nothing was written
   */
  async replace(key: string, text: string, known: string | null, signal?: AbortSignal): Promise<boolean> {
    return this.#ask(`${key} cannot be written`, async () => {
      try {
        await this.#client.send(
          new PutObjectCommand({
            ...this.#place(key),
            Body: text,
            ContentType: 'application/json',
            ...(known === null ? { IfNoneMatch: '*' } : { IfMatch: known }),
          }),
          signal ? { abortSignal: signal } : {},
        );
        return true;
      } catch (error) {
        const status = statusOf(error);
        // Of two at the same time a store may let neither know who was first.
        if (status === 412 || status === 409 || (status === 404 && known !== null)) return false;
        throw error;
      }
    });
  }

  /** When an object was last written; null: there is none. */
  async writtenAt(key: string, signal?: AbortSignal): Promise<Date | null> {
    return this.#ask(`${key} cannot be read`, async () => {
      try {
        const { LastModified } = await this.#client.send(
          new HeadObjectCommand(this.#place(key)),
          signal ? { abortSignal: signal } : {},
        );
        return LastModified ?? new Date(0);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    });
  }

  /** Removes an object, if it is there. */
  async remove(key: string, signal?: AbortSignal): Promise<void> {
    await this.#ask(`${key} cannot be removed`, () =>
      this.#client.send(new DeleteObjectCommand(this.#place(key)), signal ? { abortSignal: signal } : {}),
    );
  }

  close(): void {
    this.#client.destroy();
  }
}
