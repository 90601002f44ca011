import { isUtf8 } from 'node:buffer';
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

/** What came of reading a file of text, before it is one. */
export interface ReadBytes extends Omit<ReadText, 'text'> {
  /** UTF-8; null where it cannot be had. */
  readonly bytes: Buffer | null;
}

/** Reads a file of text whole, and leaves it as it is. Never throws: a file that is not there, or is no text, is for the caller to judge. */
export async function readBytes(path: string): Promise<ReadBytes> {
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
      ? { bytes: null, sha256: null, problem: null }
      : { bytes: null, sha256: null, problem: `cannot be read: ${message}`, cause };
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return isUtf8(bytes) ? { bytes, sha256, problem: null } : { bytes: null, sha256, problem: 'is not UTF-8' };
}

/** Reads a file of text whole. Never throws, as {@link readBytes}. */
export async function readText(path: string): Promise<ReadText> {
  const { bytes, ...rest } = await readBytes(path);
  return { text: bytes === null ? null : decodeUtf8(bytes), ...rest };
}
