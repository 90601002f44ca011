import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { ReleaseFile } from './sha256.ts';

/** More than all known columns in quotes. */
const HEADER_BYTES = 4096;

/**
 * The bytes of a file of a release, read as they are asked for.
 *
 * @throws Error if it cannot be opened, or is not as long as it was when its hash was checked
 */
export async function readReleaseFile({ path, name, bytes }: ReleaseFile): Promise<Readable> {
  const file = await open(path, constants.O_RDONLY);
  const { size } = await file.stat();
  if (size === bytes) return file.createReadStream();
  await file.close();
  throw new Error(`${name} has ${size} bytes, but had ${bytes} when it was checked`);
}

/** The columns of toplines.csv in the order in which they stand. */
export async function columnsOfToplines({ path }: ReleaseFile): Promise<string[]> {
  const file = await open(path, constants.O_RDONLY);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const [header = []] = parse(buffer.subarray(0, bytesRead), {
      bom: true,
      skipEmptyLines: true,
      to: 1,
    });
    return header;
  } finally {
    await file.close();
  }
}
