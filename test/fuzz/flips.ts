/** Which bits are turned over: one that makes another letter or digit of a letter, one that ends UTF-8, all. */
const MASKS = [0x01, 0x04, 0x80, 0xff, 0x20];

/** The bytes with one of them changed. */
export function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (MASKS[at % MASKS.length] ?? 0xff);
  return copy;
}

/** Cuts a list into parts of so many. */
export function inBatches<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

/** The whole numbers below a bound. */
export const below = (bound: number): number[] => Array.from({ length: bound }, (_, i) => i);

/** Traces of code or of the machine, which no answer and no message may have. */
export const TRACE = /\n\s+at .+[(:]|node:internal|node_modules|\/src\/[\w/-]+\.ts/;
