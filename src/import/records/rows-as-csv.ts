import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

/**
 * Writes rows of texts as CSV, so that they are read as any CSV is: titles above the header, several rows of header and answers in one
 * cell are the same wherever they are from.
 *
 * @param file under which name: that of the file that they are from, since faults name it
 * @param scratch folder that it is written into
 * @returns its path
 * @throws what making the rows throws; the reason of the signal
 */
export async function writeRowsAsCsv(
  rows: AsyncIterable<readonly string[]>,
  file: string,
  scratch: string,
  signal: AbortSignal,
): Promise<string> {
  const path = join(scratch, file);
  await pipeline(Readable.from(rows), stringify(), createWriteStream(path), { signal });
  return path;
}
