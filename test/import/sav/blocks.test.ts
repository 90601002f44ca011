import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ByteSourceError } from '../../../src/import/byte-source.ts';
import { openSav } from '../../../src/import/sav/read-sav.ts';
import { temporaryFolder } from '../../helper.ts';

const FILE = new URL('../../reference/sav/public_pspp_zcompressed.zsav', import.meta.url);
const MAXIMUM = 64 << 20;

async function count(path: string): Promise<number> {
  const file = await openSav(path);
  try {
    let cases = 0;
    for await (const _ of file.cases) cases += 1;
    return cases;
  } finally {
    await file.close();
  }
}

/** The file with one entry of the index of its only block changed: where it is, and how long it is, open and deflated. */
async function changed(change: (entry: Buffer) => void): Promise<string> {
  const bytes = await readFile(FILE);
  // The index stands at the end: 24 bytes, then 24 for each block.
  expect(bytes.readInt32LE(bytes.length - 48 + 20)).toBe(1);
  change(bytes.subarray(bytes.length - 24));
  const path = join(await temporaryFolder(), 'changed.zsav');
  await writeFile(path, bytes);
  return path;
}

test('the file is read as it is', async () => {
  expect(await count(await changed(() => {}))).toBeGreaterThan(0);
});

test.each<[string, (entry: Buffer) => void, string]>([
  ['larger than any that is written', (entry) => entry.writeInt32LE(MAXIMUM + 1, 16), 'impossible size'],
  ['of less than nothing', (entry) => entry.writeInt32LE(-1, 16), 'impossible size'],
  ['deflated larger than any', (entry) => entry.writeInt32LE(MAXIMUM + 1, 20), 'impossible size'],
  ['deflated to less than nothing', (entry) => entry.writeInt32LE(-1, 20), 'impossible size'],
  ['before the file', (entry) => entry.writeBigInt64LE(-1n, 8), 'impossible size'],
  // As large as a block may be, but not as large as it says.
  ['as large as it may be', (entry) => entry.writeInt32LE(MAXIMUM, 16), 'are announced'],
  ['deflated as large as it may be', (entry) => entry.writeInt32LE(MAXIMUM, 20), 'the file ends inside'],
  ['a byte longer than it is', (entry) => entry.writeInt32LE(entry.readInt32LE(16) + 1, 16), 'are announced'],
  [
    'a byte shorter than it is',
    (entry) => entry.writeInt32LE(entry.readInt32LE(16) - 1, 16),
    'cannot be read',
  ],
])('a block that is %s is refused', async (_, change, message) => {
  const path = await changed(change);
  await expect(count(path)).rejects.toThrow(ByteSourceError);
  await expect(count(path)).rejects.toThrow(message);
});
