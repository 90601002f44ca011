import { hash } from 'node:crypto';
import { join } from 'node:path';
import { hashFile, hashFileAtOnce, type Hashed } from './hash-file.ts';
import { ReleaseFile } from './release-file.ts';
import { fileNames, fileNamesAtOnce, ReleaseFolder } from './release-folder.ts';

async function hashedFolder(
  directory: string,
  names: readonly string[],
  hashed: (path: string) => Promise<Hashed>,
): Promise<ReleaseFolder> {
  const files: ReleaseFile[] = [];
  for (const name of names) {
    if (/[\\\n\r]/.test(name))
      throw new Error(`a file name with a backslash or a line break: ${JSON.stringify(name)}`);
    const path = join(directory, name);
    const found = await hashed(path).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'UnreadableFile')
        throw new Error(`${name} ${error.message}`, { cause: error.cause ?? error });
      throw error;
    });
    files.push(new ReleaseFile(name, path, found));
  }
  return new ReleaseFolder(directory, files);
}

/**
 * The files of a release, each with its size and hash.
 *
 * @param signal ends the reading early
 * @throws Error if a file cannot be read, or has a name that sha256sum would escape
 */
export async function hashFolder(directory: string, signal?: AbortSignal): Promise<ReleaseFolder> {
  return hashedFolder(directory, await fileNames(directory), (path) => hashFile(path, undefined, signal));
}

/** As `hashFolder`, small files without a pause: for a start, before anybody is answered. @throws as `hashFolder` */
export async function hashFolderAtOnce(directory: string, signal: AbortSignal): Promise<ReleaseFolder> {
  return hashedFolder(
    directory,
    fileNamesAtOnce(directory),
    async (path) => hashFileAtOnce(path) ?? hashFile(path, undefined, signal),
  );
}

/** The hash of a release from those of its files: what `sha256sum` prints for the list that `sha256sum *` prints. */
export function sha256Of(files: readonly Pick<ReleaseFile, 'name' | 'sha256'>[]): string {
  return hash('sha256', files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(''));
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
