const END_OF_DIRECTORY = 0x06_05_4b_50;
/** 1 January 1980, midnight: the first moment that a zip can tell. */
const EARLIEST = 0x00_21_00_00;

/**
 * Sets the time of every member of a zip to its first moment, in place: the same answer must be the same bytes whenever it is
 * made, or its tag would lie. For archives without a comment and below 4 GB (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16).
 */
export function fixZipTime(zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) {
    throw new Error('the archive does not end with its directory');
  }
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    zip.writeUInt32LE(EARLIEST, entry + 12);
    zip.writeUInt32LE(EARLIEST, zip.readUInt32LE(entry + 42) + 10);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
