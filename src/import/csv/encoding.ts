import { open } from 'node:fs/promises';
import { analyse } from 'chardet';
import { refuse } from '../../errors/input-fault.ts';
import type { ByteScan } from './scan.ts';

export interface TextEncoding {
  /** As TextDecoder calls it. */
  readonly name: string;
  /** What a person should know of how it was found; null where the file says it. */
  readonly note: string | null;
}

/** Of the one-byte sets that are left in files, those that letters tell apart. */
const EIGHT_BIT = [
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
];
/** Those of several bytes a letter: what is not of them is refused by the decoder. */
const SEVERAL_BYTES = ['shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp'];

const LETTER_ABOVE_ASCII = /[^\p{ASCII}]/gu;

/**
 * How unlikely a text is as one that people wrote: capitals in the midst of small letters, marks within words, letters of two
 * alphabets in one word, and what no keyboard has. Points a letter above ASCII; 0 is a text without fault.
 */
function oddity(text: string): number {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const letters = count(LETTER_ABOVE_ASCII);
  const odd =
    3 * count(/[\u0080-\u009f\ufffd]/gu) +
    2 * count(/(?<=\p{Ll})(?=[^\p{ASCII}])\p{Lu}/gu) +
    // Western languages have no words of accents alone: such are of another alphabet.
    count(/(?<=[\u00c0-\u024f])[\u00c0-\u024f]/gu) +
    count(/\p{L}[^\p{ASCII}\p{L}\p{M}’‘'\u00a0–—]+\p{L}/gu) +
    count(/[¤¦¨¬¯¸ƒˆ‡†‰⁄√∫∂∆∑∏π∞≈≠≤≥◊Ω\u00ad]/gu) +
    2 * count(/[a-z](?=[\u0370-\u052f])|[\u0370-\u052f](?=[a-z])/giu) +
    // A double acute or an ogonek is rarer than an accent that western languages have.
    0.25 * count(/[őűŐŰąęĄĘăĂţŢşŞďĎľĽťŤňŇřŘůŮěĚđĐćĆźŹżŻńŃśŚłŁ]/gu);
  return odd / Math.max(1, letters);
}

function decoded(bytes: Buffer, name: string): string | null {
  try {
    return new TextDecoder(name, { fatal: SEVERAL_BYTES.includes(name) }).decode(bytes);
  } catch {
    return null;
  }
}

/** The encoding that bytes that are not UTF-8 are most likely of. */
export function likelyEncoding(sample: Buffer): string {
  const said = analyse(sample).map(({ name, confidence }) => ({ name: name.toLowerCase(), confidence }));
  // What has several bytes a letter is told by its bytes; no text of one byte a letter looks like it by chance for long.
  const several = said.find(({ name, confidence }) => SEVERAL_BYTES.includes(name) && confidence >= 90);
  if (several && decoded(sample, several.name) !== null) return several.name;
  const confidenceOf = (encoding: string): number =>
    Math.max(
      0,
      ...said.flatMap(({ name, confidence }) => {
        const latin = encoding === 'windows-1252' && name === 'iso-8859-1';
        return name === encoding || latin ? confidence : [];
      }),
    );
  const scored = EIGHT_BIT.map((name) => {
    const text = decoded(sample, name) ?? '';
    return { name, score: oddity(text) - confidenceOf(name) / 200 };
  });
  return scored.reduce((best, one) => (one.score < best.score - 1e-9 ? one : best)).name;
}

/** UTF-16 by its mark, or by the null bytes that every other byte of it is in western text; null for anything else. */
export function utf16(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const pairs = Math.floor(start.length / 2);
  if (pairs < 4) return null;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i += 1) {
    if (start[2 * i] === 0) even += 1;
    if (start[2 * i + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf-16be' : null;
}

/** The name that TextDecoder has for an encoding. @throws InputFault for one that it does not know */
export function knownEncoding(file: string, given: string): string {
  const name = given.trim().toLowerCase().replaceAll('_', '-');
  const also: Readonly<Record<string, string>> = {
    'mac-roman': 'macintosh',
    macroman: 'macintosh',
    'mac-os-roman': 'macintosh',
    cp1252: 'windows-1252',
    ansi: 'windows-1252',
    'latin-1': 'iso-8859-1',
    'shift-jis': 'shift_jis',
    unicode: 'utf-16le',
  };
  try {
    return new TextDecoder(also[name] ?? name).encoding;
  } catch {
    return refuse(
      file,
      `--encoding: "${given}" is not known: name one such as utf-8, utf-16le, ${EIGHT_BIT.join(', ')}, ${SEVERAL_BYTES.join(', ')}`,
    );
  }
}

/**
 * Tells how the text of a file is encoded: as the user says, by its mark, as UTF-8 where all of it is, else by the letters that
 * come out.
 *
 * @param given the name that the user gives; null: none
 * @throws InputFault for a name that is not known
 */
export async function encodingOf(
  path: string,
  file: string,
  given: string | null,
  scan: ByteScan,
): Promise<TextEncoding> {
  if (given !== null) return { name: knownEncoding(file, given), note: null };
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const wide = utf16(buffer.subarray(0, bytesRead));
    if (wide !== null) return { name: wide, note: null };
  } finally {
    await handle.close();
  }
  if (scan.isUtf8) return { name: 'utf-8', note: null };
  const name = likelyEncoding(scan.sample);
  return {
    name,
    note: `the file is not UTF-8: it is read as ${name}, which its letters look like; --encoding NAME reads it as another (${EIGHT_BIT.filter((one) => one !== name).join(', ')} …)`,
  };
}
