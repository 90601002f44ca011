import type { ByteSource } from '../byte-source.ts';

/** What a cell holds: a number, one of the 27 kinds of "no value" that Stata knows (`.`, `.a` … `.z`), a text, or a pointer to a long text. */
export type DtaType =
  | { readonly kind: 'byte' | 'int' | 'long' | 'float' | 'double' | 'long-text'; readonly bytes: number }
  | { readonly kind: 'text'; readonly bytes: number };

const NEW: Readonly<Record<number, DtaType>> = {
  32768: { kind: 'long-text', bytes: 8 },
  65526: { kind: 'double', bytes: 8 },
  65527: { kind: 'float', bytes: 4 },
  65528: { kind: 'long', bytes: 4 },
  65529: { kind: 'int', bytes: 2 },
  65530: { kind: 'byte', bytes: 1 },
};
const OLD: Readonly<Record<number, DtaType>> = {
  251: { kind: 'byte', bytes: 1 },
  252: { kind: 'int', bytes: 2 },
  253: { kind: 'long', bytes: 4 },
  254: { kind: 'float', bytes: 4 },
  255: { kind: 'double', bytes: 8 },
};

/** The type that a number in the file stands for; null: none. */
export function dtaType(code: number, isOld: boolean): DtaType | null {
  const known = isOld ? OLD[code] : NEW[code];
  if (known) return known;
  return code >= 1 && code <= (isOld ? 244 : 2045) ? { kind: 'text', bytes: code } : null;
}

/** The largest whole numbers that are values: those above are kinds of "no value", in their order. */
const LARGEST = { byte: 100, int: 32_740, long: 2_147_483_620 } as const;
const FLOAT_NONE = 2 ** 127;
const DOUBLE_NONE = 2 ** 1023;

/** Which kind of "no value" a number of a long is: 0 for `.`, 1 for `.a` …; null: it is a value. */
export const missingKind = (value: number): number | null =>
  value > LARGEST.long ? value - LARGEST.long - 1 : null;

/** The number in a cell; null for all kinds of "no value". `onMissing` is told which: 0 for `.`, 1 for `.a` … */
export function readNumber(
  source: ByteSource,
  bytes: Buffer,
  at: number,
  kind: 'byte' | 'int' | 'long' | 'float' | 'double',
  onMissing: (kind: number) => void,
): number | null {
  const { littleEndian } = source;
  if (kind === 'byte' || kind === 'int' || kind === 'long') {
    const value =
      kind === 'byte'
        ? bytes.readInt8(at)
        : kind === 'int'
          ? littleEndian
            ? bytes.readInt16LE(at)
            : bytes.readInt16BE(at)
          : source.toInt32(bytes, at);
    if (value <= LARGEST[kind]) return value;
    onMissing(value - LARGEST[kind] - 1);
    return null;
  }
  const value =
    kind === 'double'
      ? source.toDouble(bytes, at)
      : littleEndian
        ? bytes.readFloatLE(at)
        : bytes.readFloatBE(at);
  if (Number.isNaN(value)) {
    onMissing(0);
    return null;
  }
  const none = kind === 'double' ? DOUBLE_NONE : FLOAT_NONE;
  if (value < none) return value;
  // `.a` is the number that is 1/4096 above `.`, and so on.
  onMissing(Number.isFinite(value) ? Math.round((value / none - 1) * 4096) : 0);
  return null;
}
