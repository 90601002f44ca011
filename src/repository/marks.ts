import { stat, type BigIntStats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The mark of a path where nothing can be looked at. */
const NO_FILE = 'none';

const WHOLE_NUMBERS = { bigint: true } as const;

/** Which file it is, when it and its entry last changed, and its size. */
export function markOf({ mtimeNs, ctimeNs, size, ino, dev, mode }: BigIntStats): string {
  // Joined, it is one text; written as a template it stays the pieces that it is made of, which are held for each file.
  return [mtimeNs, ctimeNs, size, ino, dev, mode].join(':');
}

/** Whether two looks saw the same file in the same state: what `markOf` tells, without the text. */
export const isSameState = (a: BigIntStats, b: BigIntStats): boolean =>
  a.mtimeNs === b.mtimeNs &&
  a.ctimeNs === b.ctimeNs &&
  a.size === b.size &&
  a.ino === b.ino &&
  a.dev === b.dev &&
  a.mode === b.mode;

/** As `fileMark`, for those who look at hundreds of files each second: a promise for each is as much garbage again. */
export function tellMark(path: string, tell: (mark: string) => void): void {
  stat(path, WHOLE_NUMBERS, (error, state) => tell(error === null ? markOf(state) : NO_FILE));
}

/**
 * What tells cheaply whether a file is still the one that was read: when it and its entry last changed, its size, and
 * which file it is. Links are followed. A file that cannot be looked at has the mark of one that is not there.
 */
export function fileMark(path: string): Promise<string> {
  return new Promise((resolve) => tellMark(path, resolve));
}

/** The marks of all files of a folder. */
export async function folderMark(directory: string): Promise<string> {
  const names = await readdir(directory).catch(() => []);
  const marks = await Promise.all(
    names.map(async (name) => `${name} ${await fileMark(join(directory, name))}`),
  );
  return marks.toSorted((a, b) => (a < b ? -1 : 1)).join('\n');
}
