import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06_05_4b_50;
const DEFLATED = 8;

/** A file of an archive. */
export interface Member {
  readonly name: string;
  readonly data: Buffer;
}

/**
 * The files of a small zip in memory, in their order. For archives without a comment and below 4 GB (PKWARE APPNOTE 6.3, sections
 * 4.3.7, 4.3.12, 4.3.16).
 *
 * @throws Error if the bytes are no such archive
 */
export function membersOf(zip: Buffer): Member[] {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) {
    throw new Error('the archive does not end with its directory');
  }
  let entry = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, bytes] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 20)];
    const nameLength = zip.readUInt16LE(entry + 28);
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(begin, begin + bytes);
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
    return { name, data: method === DEFLATED ? inflateRawSync(data) : data };
  });
}
