/** The bytes with one of them turned over: all of its bits, so that no byte stays what it was. */
export function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
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
