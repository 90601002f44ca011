/** A frame of LZ4 begins so. */
const MAGIC = 0x18_4d_22_04;

/** More is refused, so that a small file cannot fill the memory. */
const MOST = 1 << 29;

/** What has been unpacked, as long as it is not known how much there will be. */
class Unpacked {
  #bytes = Buffer.alloc(1 << 16);
  #filled = 0;

  #make(room: number): void {
    if (this.#filled + room > MOST) throw new RangeError(`it unpacks to more than ${MOST >> 20} MB`);
    if (this.#filled + room <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.min(MOST, Math.max(this.#bytes.length * 2, this.#filled + room)));
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }

  add(bytes: Buffer): void {
    this.#make(bytes.length);
    this.#filled += bytes.copy(this.#bytes, this.#filled);
  }

  /** Says again what was said before; it may reach into what it says itself. */
  repeat(distance: number, length: number): void {
    if (distance === 0 || distance > this.#filled) throw new RangeError('its LZ4 blocks are broken');
    this.#make(length);
    for (let i = 0; i < length; i += 1, this.#filled += 1)
      this.#bytes[this.#filled] = this.#bytes[this.#filled - distance] ?? 0;
  }

  whole(): Buffer {
    return this.#bytes.subarray(0, this.#filled);
  }
}

function unpackBlock(block: Buffer, out: Unpacked): void {
  let at = 0;
  const length = (nibble: number): number => {
    let total = nibble;
    if (nibble !== 15) return total;
    for (;;) {
      if (at >= block.length) throw new RangeError('its LZ4 blocks are cut off');
      const more = block[at] ?? 0;
      at += 1;
      total += more;
      if (more !== 255) return total;
    }
  };
  while (at < block.length) {
    const token = block[at] ?? 0;
    at += 1;
    const literals = length(token >> 4);
    if (at + literals > block.length) throw new RangeError('its LZ4 blocks are cut off');
    out.add(block.subarray(at, at + literals));
    at += literals;
    // The last sequence has letters only.
    if (at >= block.length) return;
    if (at + 2 > block.length) throw new RangeError('its LZ4 blocks are cut off');
    const distance = block.readUInt16LE(at);
    at += 2;
    out.repeat(distance, length(token & 15) + 4);
  }
}

/**
 * Unpacks a frame of LZ4, as Arrow packs columns.
 *
 * @throws RangeError if it is none
 * @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function unpackLz4(frame: Buffer): Buffer {
  if (frame.length < 7 || frame.readUInt32LE(0) !== MAGIC) throw new RangeError('its LZ4 frames are broken');
  const flags = frame[4] ?? 0;
  const hasSums = (flags & 0x10) !== 0;
  const out = new Unpacked();
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
  for (;;) {
    if (at + 4 > frame.length) throw new RangeError('its LZ4 frames are cut off');
    const head = frame.readUInt32LE(at);
    at += 4;
    if (head === 0) return out.whole();
    const length = head & 0x7f_ff_ff_ff;
    if (at + length > frame.length) throw new RangeError('its LZ4 frames are cut off');
    const block = frame.subarray(at, at + length);
    if (head >>> 31 === 1) out.add(block);
    else unpackBlock(block, out);
    at += length + (hasSums ? 4 : 0);
  }
}
