import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { releaseUnavailable } from '../errors/release-unavailable.ts';
import { openFile } from './hash-file.ts';
import type { ReleaseFile } from './release-file.ts';

/** More than all known columns in quotes. */
const HEADER_BYTES = 4096;
const CHUNK_BYTES = 64 * 1024;

/** The bytes, hashed on their way: the last of them come only if all are those that were released. */
async function* checkedBytes(file: ReleaseFile): AsyncGenerator<Buffer> {
  const handle = await openFile(file.path);
  try {
    const hash = createHash('sha256');
    for (let position = 0; position < file.bytes;) {
      const wanted = Math.min(CHUNK_BYTES, file.bytes - position);
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(wanted), 0, wanted, position);
      position += bytesRead;
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      const isLast = position === file.bytes;
      if (bytesRead === 0 || (isLast && hash.digest('hex') !== file.sha256)) {
        // Says what is wrong with it, and tells whoever must know.
        await file.check();
        throw releaseUnavailable(`${file.name} changed while it was read`);
      }
      yield chunk;
    }
  } finally {
    await handle.close();
  }
}

/**
 * The bytes of a file of a release, read as they are asked for. Where they turn out not to be what was released, the
 * stream breaks off before its end.
 *
 * @throws ApiError `release-unavailable` if it is not what was released.
 */
export async function readReleaseFile(file: ReleaseFile): Promise<Readable> {
  await file.check();
  return Readable.from(checkedBytes(file), { objectMode: false });
}

/** The columns of toplines.csv in the order in which they stand. @throws ApiError `release-unavailable` */
export async function columnsOfToplines(file: ReleaseFile): Promise<string[]> {
  return file.read(async () => {
    const handle = await openFile(file.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
      const [header = []] = parse(buffer.subarray(0, bytesRead), {
        bom: true,
        skipEmptyLines: true,
        to: 1,
      });
      return header;
    } finally {
      await handle.close();
    }
  });
}
