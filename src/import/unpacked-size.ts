import type { FileHandle } from 'node:fs/promises';

const [END, ENTRY] = [0x06054b50, 0x02014b50];
/** The last record of an archive, with the longest note that may follow it. */
const LONGEST_END = 22 + 0xff_ff;
/** A list of entries that is longer is not that of a document. */
const LONGEST_LIST = 1 << 24;

/**
 * Bytes that the entries of a ZIP archive say they hold when they are unpacked, all together. Who unpacks an entry must stop where it
 * holds more.
 *
 * @returns null for what is no archive, or is cut off, or hides how large it is
 */
export async function unpackedSize(file: FileHandle): Promise<number | null> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, LONGEST_END));
  await file.read(tail, 0, tail.length, size - tail.length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) return null;
  const [count, length, start] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (length > LONGEST_LIST || start + length > size) return null;
  const list = Buffer.alloc(length);
  await file.read(list, 0, length, start);
  let [total, at] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > length || list.readUInt32LE(at) !== ENTRY) return null;
    const [packed, unpacked] = [list.readUInt32LE(at + 20), list.readUInt32LE(at + 24)];
    // An entry that says that it holds nothing is unpacked as far as it goes.
    if (packed > 2 && unpacked === 0) return null;
    total += unpacked;
    at += 46 + list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return total;
}
