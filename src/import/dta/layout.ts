import { ByteSourceError, type ByteSource } from '../byte-source.ts';

/** How wide things are in a release of Stata's format, in bytes. */
export interface DtaLayout {
  readonly release: number;
  readonly name: number;
  readonly format: number;
  readonly label: number;
  /** A number of variables. */
  readonly count: number;
  /** A number of observations. */
  readonly observations: number;
  /** The length of the data label; null: it has a fixed place. */
  readonly labelLength: number | null;
  /** Which variable a long string is of, where a cell refers to one; the rest of its 8 bytes says which observation. */
  readonly longVariable: number;
  /** Null: not said, and mostly Windows-1252. */
  readonly encoding: string | null;
}

const NEW: Readonly<Record<number, Omit<DtaLayout, 'release'>>> = {
  117: {
    name: 33,
    format: 49,
    label: 81,
    count: 2,
    observations: 4,
    labelLength: 1,
    longVariable: 4,
    encoding: null,
  },
  118: {
    name: 129,
    format: 57,
    label: 321,
    count: 2,
    observations: 8,
    labelLength: 2,
    longVariable: 2,
    encoding: 'utf-8',
  },
  119: {
    name: 129,
    format: 57,
    label: 321,
    count: 4,
    observations: 8,
    labelLength: 2,
    longVariable: 3,
    encoding: 'utf-8',
  },
};
const OLD: Readonly<Record<number, number>> = { 113: 12, 114: 49, 115: 49 };

const KNOWN = 'those of Stata 8 to 19 are read (formats 113 to 115 and 117 to 119)';

/**
 * What a file says at its beginning of how it is laid out; goes to the byte behind that.
 *
 * @throws ByteSourceError for a file that is none of Stata's, or of a format that is not read
 */
export async function readDtaLayout(source: ByteSource): Promise<DtaLayout> {
  const first = await source.take(1, 'the header');
  const old = OLD[first[0] ?? 0];
  if (old !== undefined) {
    const [order] = await source.take(3, 'the header');
    source.littleEndian = order === 2;
    return {
      release: first[0] ?? 0,
      name: 33,
      format: old,
      label: 81,
      count: 2,
      observations: 4,
      labelLength: null,
      longVariable: 4,
      encoding: null,
    };
  }
  const start = first.toString('latin1') + (await source.take(66, 'the header')).toString('latin1');
  const [, release = '', order = ''] =
    /^<stata_dta><header><release>(\d{3})<\/release><byteorder>(MSF|LSF)<\/byteorder>/.exec(start) ?? [];
  if (release === '') throw new ByteSourceError(`it is no file of Stata: ${KNOWN}`, 0);
  const layout = NEW[Number(release)];
  if (layout === undefined) throw new ByteSourceError(`its format is ${release}, and ${KNOWN}`, 28);
  source.littleEndian = order === 'LSF';
  return { release: Number(release), ...layout };
}
