import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileMark, isSameState, markOf } from './marks.ts';

/** Two changes within one tick of a file system's clock carry the same time; none has a longer tick in use. */
const TICK_MS = 20;

/** What a file held when it was read from its first byte to its last. */
export interface Hashed {
  /** Size in bytes. */
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
  /** The file's mark. Whatever changes it from now on gives it another one. */
  readonly mark: string;
}

/** A file that cannot be taken for what it is said to be. The message has no path in it, so that anyone may read it. */
class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code: string | undefined;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.code = (cause as NodeJS.ErrnoException | undefined)?.code;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  ELOOP: 'is a link that leads to itself',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
};

/** Why a file cannot be read, from an error of the file system. */
function unreadable(error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new UnreadableFile(WORDS[code] ?? `cannot be read: ${code === '' ? message : code}`, error);
}

/**
 * Opens what must be a file: a pipe or a device that stands in its place is not opened, as that could wait for ever.
 *
 * @throws UnreadableFile if it cannot be opened, or is no file
 */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    if (!(await stat(path)).isFile()) throw new UnreadableFile('is no file');
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    throw new UnreadableFile('is no file');
  } catch (error) {
    throw unreadable(error);
  }
}

/** Bytes that are read at once: a stream, which takes fewer, costs twice what the hash does. */
const CHUNK_BYTES = 256 * 1024;

/** The hash of the first bytes of a file; of fewer where it has been cut since. */
async function hashStart(handle: FileHandle, bytes: number, signal?: AbortSignal): Promise<string> {
  const sum = createHash('sha256');
  const chunk = Buffer.allocUnsafe(Math.min(bytes, CHUNK_BYTES));
  for (let at = 0; at < bytes;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(chunk, 0, Math.min(chunk.length, bytes - at), at);
    if (bytesRead === 0) break;
    sum.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
  return sum.digest('hex');
}

/**
 * The hash of a file, and its mark: while the mark is the same, so are the bytes.
 *
 * @param expected how long it must be (bytes), so that nothing longer is read; left out: whatever it is
 * @param signal ends the reading early
 * @throws UnreadableFile if it cannot be read, is no file or not as long as it must be, or changes while it is read
 */
export async function hashFile(path: string, expected?: number, signal?: AbortSignal): Promise<Hashed> {
  signal?.throwIfAborted();
  const handle = await openFile(path);
  try {
    const { ctimeMs } = await handle.stat();
    const age = Date.now() - ctimeMs;
    if (age >= 0 && age < TICK_MS) await wait(TICK_MS);
    const before = await handle.stat({ bigint: true });
    const bytes = Number(before.size);
    if (expected !== undefined && bytes !== expected)
      throw new UnreadableFile(`has ${bytes} bytes, and had ${expected} when it was released`);
    const sha256 = await hashStart(handle, bytes, signal);
    const mark = markOf(await handle.stat({ bigint: true }));
    if (mark !== markOf(before) || (await fileMark(path)) !== mark)
      throw new UnreadableFile('changed while it was read');
    return { bytes, sha256, mark };
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable(error);
  } finally {
    await handle.close();
  }
}

/** A file of no more bytes than this is read without a pause, where nobody waits. */
const SMALL_BYTES = 256 * 1024;

/**
 * As `hashFile`, without a pause and many times as quick, for a time at which nobody waits for anything else.
 *
 * @returns null where that cannot be: of a long file, one that has changed just now, or one that something is wrong with
 */
export function hashFileAtOnce(path: string): Hashed | null {
  try {
    const before = statSync(path, { bigint: true });
    const bytes = Number(before.size);
    if (!before.isFile() || bytes > SMALL_BYTES || Date.now() - Number(before.ctimeMs) < TICK_MS) return null;
    const buffer = Buffer.allocUnsafe(bytes);
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!isSameState(fstatSync(descriptor, { bigint: true }), before)) return null;
      if (readSync(descriptor, buffer) !== bytes) return null;
    } finally {
      closeSync(descriptor);
    }
    if (!isSameState(statSync(path, { bigint: true }), before)) return null;
    return { bytes, sha256: hash('sha256', buffer), mark: markOf(before) };
  } catch {
    return null;
  }
}
