import { watch, type FSWatcher } from 'node:fs';

/** Changes come in bursts: a look that follows the first by this much sees most of one. */
const BURST_MS = 50;

/** Of a folder that is not there; any other error is one of the machine, which has no more watches to give. */
const GONE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/** Folders that begin to be watched at a stretch: it takes some 50 µs each. */
const WATCHED_AT_ONCE = 256;

/**
 * Looks again and again: soon after the file system reports a change in one of the folders, and at any rate every so
 * often, because network file systems, links that are turned and full tables of watches report nothing.
 *
 * @param look looks once, never fails, and tells the folders to watch from then on, in the same list where they are the same; it is told in which ones the file system
 *   reported a change since the last look
 * @param everyMs the time between two looks if nothing is reported (ms)
 * @returns ends the watching; a look that is under way goes on
 */
export function watchFolders(
  look: (changed: ReadonlySet<string>) => Promise<readonly string[]>,
  everyMs: number,
): () => void {
  const watchers = new Map<string, FSWatcher>();
  /** Those that are watched, as they were told; null: some are not, or are watched no more. */
  let followed: readonly string[] | null = null;
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  /** What begins to watch the rest of many folders. */
  let rest: NodeJS.Timeout | undefined;
  let state: 'resting' | 'hastened' | 'looking' | 'looking-again' | 'ended' = 'resting';

  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
    followed = null;
  };
  const soon = (folder: string): void => {
    changed.add(folder);
    if (state === 'resting') {
      state = 'hastened';
      wait(BURST_MS);
    } else if (state === 'looking') state = 'looking-again';
  };
  /** Begins to watch some folders, the first of them now and the rest a little later. */
  const begin = (missing: readonly string[]): void => {
    for (const folder of missing.slice(0, WATCHED_AT_ONCE)) {
      try {
        const watcher = watch(folder, { persistent: false }, () => soon(folder));
        watcher.on('error', () => drop(folder));
        watchers.set(folder, watcher);
      } catch (error) {
        // Gone already, or no watch to be had: the poll sees it.
        followed = null;
        if (!GONE.has((error as NodeJS.ErrnoException).code)) return;
      }
    }
    const left = missing.slice(WATCHED_AT_ONCE);
    if (left.length > 0) rest = setTimeout(() => begin(left), BURST_MS).unref();
  };
  const follow = (folders: readonly string[]): void => {
    // A list is never changed: that of the last look is followed already, or will be.
    if (folders === followed) return;
    clearTimeout(rest);
    const wanted = new Set(folders);
    for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder);
    followed = folders;
    begin(folders.filter((folder) => !watchers.has(folder)));
  };
  const turn = async (): Promise<void> => {
    state = 'looking';
    const reported = changed;
    changed = new Set();
    const folders = await look(reported);
    if (ended()) return;
    follow(folders);
    const again = lookAgain();
    state = again ? 'hastened' : 'resting';
    wait(again ? BURST_MS : everyMs);
  };
  // The state changes while a look is under way, which the compiler cannot know.
  const ended = (): boolean => state === 'ended';
  const lookAgain = (): boolean => state === 'looking-again';
  function wait(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void turn(), ms).unref();
  }

  wait(0);
  return () => {
    state = 'ended';
    clearTimeout(timer);
    clearTimeout(rest);
    for (const folder of watchers.keys()) drop(folder);
  };
}
