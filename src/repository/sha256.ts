import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { hashFile } from './hash-file.ts';
import { ReleaseFile } from './release-file.ts';
import { fileNames, ReleaseFolder } from './release-folder.ts';

/**
 * The files of a release, each with its size and hash.
 *
 * @param signal ends the reading early
 * @throws Error if a file cannot be read, or has a name that sha256sum would escape
 */
export async function hashFolder(directory: string, signal?: AbortSignal): Promise<ReleaseFolder> {
  const files: ReleaseFile[] = [];
  for (const name of await fileNames(directory)) {
    if (/[\\\n\r]/.test(name))
      throw new Error(`a file name with a backslash or a line break: ${JSON.stringify(name)}`);
    const path = join(directory, name);
    const hashed = await hashFile(path, undefined, signal).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'UnreadableFile')
        throw new Error(`${name} ${error.message}`, { cause: error.cause ?? error });
      throw error;
    });
    files.push(new ReleaseFile(name, path, hashed));
  }
  return new ReleaseFolder(directory, files);
}

/** The hash of a release from those of its files: what `sha256sum` prints for the list that `sha256sum *` prints. */
export function sha256Of(files: readonly Pick<ReleaseFile, 'name' | 'sha256'>[]): string {
  const total = createHash('sha256');
  for (const { sha256, name } of files) total.update(`${sha256}  ${name}\n`);
  return total.digest('hex');
}

/**
 * The hash of a release: what `cd DIRECTORY && LC_ALL=C sha256sum * | sha256sum` prints, so that anyone can
 * check it with the shell.
 *
 * @param signal ends the reading early
 * @throws as `hashFolder`
 */
export async function releaseSha256(directory: string, signal?: AbortSignal): Promise<string> {
  return sha256Of((await hashFolder(directory, signal)).files);
}
