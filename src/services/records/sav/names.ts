/** Names that the language of SPSS has another use for. */
const RESERVED = new Set('all and by eq ge gt le lt ne not or to with'.split(' '));
const MAXIMUM_BYTES = 64;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** The beginning of a text that has at most so many bytes in UTF-8, no character cut; one that is cut ends in `…`. */
export function cutTo(text: string, bytes: number, mark = '…'): string {
  if (bytesOf(text) <= bytes) return text;
  let kept = '';
  for (const character of text) {
    if (bytesOf(kept + character + mark) > bytes) break;
    kept += character;
  }
  return kept + mark;
}

/** What a name in SPSS may be made of: letters, digits and a few marks; it begins with a letter and does not end in a mark. */
function allowed(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}_.@#$]/gu, '_').replace(/[._]+$/, '');
  const led = /^\p{L}/u.test(plain) ? plain : `v_${plain}`;
  return RESERVED.has(led.toLowerCase()) ? `${led}_` : led;
}

/**
 * Names as SPSS allows them, in the order of what they are for: no two are the same but for case, none has more than 64 bytes. A name
 * that is allowed stays as it is.
 */
export function savNames(wanted: readonly string[]): string[] {
  // What need not be changed is not made to change by what must.
  const taken = new Map<string, number>();
  const names = wanted.map((name) => cutTo(allowed(name), MAXIMUM_BYTES, ''));
  const unchanged = new Set<number>();
  for (const [i, name] of names.entries()) {
    const key = name.toLowerCase();
    if (name !== wanted[i] || taken.has(key)) continue;
    taken.set(key, i);
    unchanged.add(i);
  }
  return names.map((name, i) => {
    if (unchanged.has(i)) return name;
    for (let next = 1; ; next += 1) {
      const tail = next === 1 ? '' : `_${next}`;
      const tried = cutTo(name, MAXIMUM_BYTES - tail.length, '') + tail;
      if (taken.has(tried.toLowerCase())) continue;
      taken.set(tried.toLowerCase(), i);
      return tried;
    }
  });
}
