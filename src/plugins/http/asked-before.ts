/** Places for what was asked last. Of a hundred thousand answers that are asked for once, some few are taken for known. */
const PLACES = 65_536;
/** FNV-1a. */
const [OFFSET, PRIME] = [0x81_1c_9d_c5, 0x01_00_01_93];

function hashOf(text: string): number {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

/**
 * Which keys came up lately, as hashes in a table that never grows. To keep an answer costs more than to make a short one, and most
 * are never asked for again: it is worth it from the second time on. To be wrong costs no more than an answer kept too early or late.
 */
export class AskedBefore {
  readonly #hashes = new Int32Array(PLACES);

  /** Whether a key came up before; from now on it did. */
  has(key: string): boolean {
    const hash = hashOf(key);
    const place = hash & (PLACES - 1);
    if (this.#hashes[place] === hash) return true;
    this.#hashes[place] = hash;
    return false;
  }
}
