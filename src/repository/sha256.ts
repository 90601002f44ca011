import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file of a release as it was when its hash was checked. */
export interface ReleaseFile {
  readonly name: string;
  readonly path: string;
  /** Size. */
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/**
 * One file, with its size and hash.
 *
 * @param signal ends the reading early
 * @throws Error if it cannot be read
 */
export async function hashFile(
  directory: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ReleaseFile> {
  const path = join(directory, name);
  const hash = createHash('sha256');
  const file = createReadStream(path);
  await pipeline(file, hash, signal ? { signal } : {});
  return { name, path, bytes: file.bytesRead, sha256: hash.digest('hex') };
}

/** Everything that the shell's `*` names, sorted by bytes. */
async function fileNames(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => !name.startsWith('.'));
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/**
 * The files of a release, each with its size and hash.
 *
 * @param signal ends the reading early
 * @throws Error if a file cannot be read, or has a name that sha256sum would escape
 */
export async function hashFiles(directory: string, signal?: AbortSignal): Promise<ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const name of await fileNames(directory)) {
    if (/[\\\n\r]/.test(name))
      throw new Error(`a file name with a backslash or a line break: ${JSON.stringify(name)}`);
    files.push(await hashFile(directory, name, signal));
  }
  return files;
}

/** The hash of a release from those of its files: what `sha256sum` prints for the list that `sha256sum *` prints. */
export function sha256Of(files: readonly ReleaseFile[]): string {
  const total = createHash('sha256');
  for (const { sha256, name } of files) total.update(`${sha256}  ${name}\n`);
  return total.digest('hex');
}

/**
 * The hash of a release: what `cd DIRECTORY && LC_ALL=C sha256sum * | sha256sum` prints, so that anyone can
 * check it with the shell.
 *
 * @param signal ends the reading early
 * @throws as `hashFiles`
 */
export async function releaseSha256(directory: string, signal?: AbortSignal): Promise<string> {
  return sha256Of(await hashFiles(directory, signal));
}
