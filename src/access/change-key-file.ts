import { randomUUID } from 'node:crypto';
import { chown, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withLock } from './file-lock.ts';
import { keyFileText, readKeyFile, type AccessKey } from './key-file.ts';

/** Owner only; a group that could read the file before still can, so that a server of another user goes on reading it. */
const MODE = 0o600;
const KEPT_MODE = 0o640;

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** Replaces a file as a whole: whoever reads it finds the old text or the new one, also after a loss of power. */
async function replaceFile(path: string, text: string): Promise<void> {
  const before = await stat(path).catch(absent);
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, 'wx', MODE);
    try {
      await file.writeFile(text);
      await file.chmod(before === null ? MODE : (before.mode & KEPT_MODE) | MODE);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== null && (before.uid !== process.getuid?.() || before.gid !== process.getgid?.()))
      await chown(temporary, before.uid, before.gid);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Changes a file of keys, one process at a time, atomically, mode 0600. A link is followed.
 *
 * @param change from the keys that there are to those that there shall be; the same array: nothing is written
 * @param options.create whether a file that is not there counts as one without keys
 * @throws KeyFileError if the file is no file of keys
 * @throws LockedError if another process changes it for too long
 */
export async function changeKeyFile(
  path: string,
  change: (keys: readonly AccessKey[]) => Promise<readonly AccessKey[]>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<void> {
  const file = (await realpath(path).catch(absent)) ?? path;
  await withLock(`${file}.lock`, async () => {
    const isNew = create && (await stat(file).catch(absent)) === null;
    const before = isNew ? [] : await readKeyFile(file);
    const after = await change(before);
    if (after !== before) await replaceFile(file, keyFileText(after));
  });
}
