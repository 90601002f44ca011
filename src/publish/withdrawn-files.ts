import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sync } from '../files/durable.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';

/** What stands where the files of a release were: a folder, something else such as a link, or nothing. */
export async function whatIsLeft(path: string): Promise<'folder' | 'other' | null> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  return found.isDirectory() ? 'folder' : 'other';
}

/**
 * Removes the files of releases whose withdrawal was ended before they were gone.
 *
 * @param folder of the survey; whoever calls it has the turn to change it
 * @param entries of its index: nothing but what it calls withdrawn is touched
 * @returns the versions of which something was left
 */
export async function removeWithdrawn(folder: string, entries: readonly ReleaseEntry[]): Promise<string[]> {
  const removed: string[] = [];
  for (const { version, withdrawn } of entries) {
    const path = join(folder, version);
    if (withdrawn === null || (await whatIsLeft(path)) !== 'folder') continue;
    await rm(path, { recursive: true, force: true });
    removed.push(version);
  }
  if (removed.length > 0) await sync(folder);
  return removed;
}
