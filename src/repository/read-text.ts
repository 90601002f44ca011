import { createHash } from 'node:crypto';
import { openFile } from './hash-file.ts';

/** What came of reading a file of text. */
export interface ReadText {
  /** Null where it cannot be had. */
  readonly text: string | null;
  /** Of the bytes that were read, in hexadecimal digits; null where there are none. */
  readonly sha256: string | null;
  /** Why it cannot be had; null where it can, and where there is no such file. */
  readonly problem: string | null;
  /** The error of the machine that was in the way, if one was. */
  readonly cause?: unknown;
}

/** Bytes as text; null for bytes that are not UTF-8, of which none is ever replaced. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Reads a file of text whole. Never throws: a file that is not there, or is no text, is for the caller to judge. */
export async function readText(path: string): Promise<ReadText> {
  let bytes: Buffer;
  try {
    const handle = await openFile(path);
    try {
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message, cause = error } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? { text: null, sha256: null, problem: null }
      : { text: null, sha256: null, problem: `cannot be read: ${message}`, cause };
  }
  const text = decodeUtf8(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { text, sha256, problem: text === null ? 'is not UTF-8' : null };
}
