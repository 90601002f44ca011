import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

async function fileSha256(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, signal ? { signal } : {});
  return hash.digest('hex');
}

/** The files of a release: everything that the shell's `*` names, sorted by bytes. */
async function releaseFiles(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => !name.startsWith('.'));
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/**
 * The hash of a release: what `cd DIRECTORY && LC_ALL=C sha256sum * | sha256sum` prints, so that anyone can
 * check it with the shell.
 *
 * @param signal ends the reading early
 * @throws if a file cannot be read, or has a name that sha256sum would escape.
 */
export async function releaseSha256(directory: string, signal?: AbortSignal): Promise<string> {
  const total = createHash('sha256');
  for (const name of await releaseFiles(directory)) {
    if (/[\\\n\r]/.test(name))
      throw new Error(`a file name with a backslash or a line break: ${JSON.stringify(name)}`);
    total.update(`${await fileSha256(join(directory, name), signal)}  ${name}\n`);
  }
  return total.digest('hex');
}
