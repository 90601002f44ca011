import { chown, open, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openClaim } from '../files/folder-claim.ts';
import { sync } from '../files/durable.ts';
import { keyFileText, readKeyFile, type AccessKey } from './key-file.ts';

/** Owner only; a group that could read the file before still can, so that a server of another user goes on reading it. */
const MODE = 0o600;
const KEPT_MODE = 0o640;
const FOLDER_MODE = 0o700;
/** A key that is made is hashed meanwhile, which is slow on purpose. */
const PATIENCE_MS = 10_000;

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** Replaces a file as a whole: whoever reads it finds the old text or the new one, also after a loss of power. */
async function replaceFile(path: string, text: string, unfinished: string): Promise<void> {
  const before = await stat(path).catch(absent);
  const temporary = join(unfinished, 'keys.json');
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
  await sync(dirname(path));
}

/**
 * Changes a file of keys, one process at a time, atomically, mode 0600. A link is followed.
 *
 * @param change from the keys that there are to those that there shall be; the same array: nothing is written
 * @param options.create whether a file that is not there counts as one without keys
 * @throws KeyFileError if the file is no file of keys
 * @throws BusyError if another process changes it for too long
 */
export async function changeKeyFile(
  path: string,
  change: (keys: readonly AccessKey[]) => Promise<readonly AccessKey[]>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<void> {
  const file = (await realpath(path).catch(absent)) ?? path;
  const folder = dirname(file);
  const claim = await openClaim({
    prefix: `.${basename(file)}.lock`,
    label: 'keys',
    parents: [folder],
    chooseParent: () => Promise.resolve(folder),
    describe: () => `${file} is being changed`,
    patience: PATIENCE_MS,
    mode: FOLDER_MODE,
  });
  try {
    const isNew = create && (await stat(file).catch(absent)) === null;
    const before = isNew ? [] : await readKeyFile(file);
    const after = await change(before);
    if (after !== before) await replaceFile(file, keyFileText(after), claim.folder);
  } finally {
    await claim.close();
  }
}
