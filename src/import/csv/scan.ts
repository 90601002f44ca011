import { createReadStream } from 'node:fs';

/** What the bytes of a text file say before anything is made of them. */
export interface ByteScan {
  /** Whether the whole file is UTF-8. */
  readonly isUtf8: boolean;
  /** The kinds of line ends that it has, in and outside of cells. */
  readonly lineEnds: ReadonlySet<'CR LF' | 'LF' | 'CR'>;
  readonly hasQuote: boolean;
  /** Bytes around those that are not ASCII, to tell an encoding by. */
  readonly sample: Buffer;
}

const CHUNK = 1 << 20;
/** As many bytes around letters tell an encoding. */
const ENOUGH = 1 << 16;
const [LF, CR, QUOTE] = [10, 13, 34];

/** The lines of a chunk that hold bytes above ASCII. */
export function linesAboveAscii(bytes: Buffer, atMost: number): Buffer[] {
  const found: Buffer[] = [];
  let size = 0;
  for (let i = 0; i < bytes.length && size < atMost; i += 1) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    const from = bytes.lastIndexOf(LF, i) + 1;
    const end = bytes.indexOf(LF, i);
    const line = bytes.subarray(Math.max(from, i - 200), end < 0 ? bytes.length : end + 1);
    found.push(line);
    size += line.length;
    i = end < 0 ? bytes.length : end;
  }
  return found;
}

function addLineEnds(bytes: Buffer, before: number, ends: Set<'CR LF' | 'LF' | 'CR'>): void {
  for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) {
    ends.add((i === 0 ? before : bytes[i - 1]) === CR ? 'CR LF' : 'LF');
    if (ends.has('CR LF') && ends.has('LF')) break;
  }
  if (ends.has('CR')) return;
  if (before === CR && bytes[0] !== LF) ends.add('CR');
  for (let i = bytes.indexOf(CR); i >= 0 && i < bytes.length - 1; i = bytes.indexOf(CR, i + 1))
    if (bytes[i + 1] !== LF) {
      ends.add('CR');
      break;
    }
}

/** Looks at every byte of a file once. @throws the reason of the signal */
export async function scanBytes(path: string, signal: AbortSignal): Promise<ByteScan> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lineEnds = new Set<'CR LF' | 'LF' | 'CR'>();
  const sample: Buffer[] = [];
  let [isUtf8, hasQuote, size, before] = [true, false, 0, LF];
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) {
    const bytes = chunk as Buffer;
    if (isUtf8) {
      try {
        decoder.decode(bytes, { stream: true });
      } catch {
        isUtf8 = false;
      }
    }
    hasQuote ||= bytes.includes(QUOTE);
    if (size < ENOUGH) {
      const lines = linesAboveAscii(bytes, ENOUGH - size);
      sample.push(...lines);
      size += lines.reduce((sum, line) => sum + line.length, 0);
    }
    addLineEnds(bytes, before, lineEnds);
    before = bytes.at(-1) ?? before;
  }
  try {
    if (isUtf8) decoder.decode();
  } catch {
    isUtf8 = false;
  }
  if (before === CR) lineEnds.add('CR');
  return { isUtf8, lineEnds, hasQuote, sample: Buffer.concat(sample) };
}
