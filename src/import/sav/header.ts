import { ByteSourceError, type ByteSource } from '../byte-source.ts';

/** How the records are stored: as they are, byte-coded, or byte-coded and deflated in blocks. */
type Compression = 'none' | 'bytecode' | 'zlib';

export interface Header {
  readonly compression: Compression;
  /** Index of the weight variable among all 8-byte elements, from 1; 0 if there is none. */
  readonly weightIndex: number;
  /** Number of cases, or null if the writer did not know. */
  readonly cases: number | null;
  /** What is added to small numbers in byte codes. */
  readonly bias: number;
  /** Label of the file, in the encoding of the file. */
  readonly label: Buffer;
}

const COMPRESSIONS: readonly Compression[] = ['none', 'bytecode', 'zlib'];
const HEADER_BYTES = 176;

/** Reads the first 176 bytes, and from them the byte order. @throws ByteSourceError if this is no SPSS file */
export async function readHeader(source: ByteSource): Promise<Header> {
  if (!(await source.fill(4)) || !/^\$FL[23]$/.test(source.takeFilled(4).toString('latin1'))) {
    throw new ByteSourceError('this is no SPSS system file: it does not begin with $FL2 or $FL3', 0);
  }
  const bytes = await source.take(HEADER_BYTES - 4, 'the header');
  const layout = bytes.readInt32LE(60);
  source.littleEndian = layout === 2 || layout === 3;
  if (!source.littleEndian && ![2, 3].includes(bytes.readInt32BE(60))) {
    throw new ByteSourceError(`the byte order is not known: layout code ${layout}`, 64);
  }
  const compression = COMPRESSIONS[source.toInt32(bytes, 68)];
  if (!compression)
    throw new ByteSourceError(
      `an unknown compression, ${source.toInt32(bytes, 68)}: 0, 1 or 2 is allowed`,
      72,
    );
  const cases = source.toInt32(bytes, 76);
  return {
    compression,
    weightIndex: source.toInt32(bytes, 72),
    cases: cases < 0 ? null : cases,
    bias: source.toDouble(bytes, 80),
    label: Buffer.from(bytes.subarray(105, 169)),
  };
}
