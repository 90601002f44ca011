import { mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './helper.ts';
import { system } from './publish/support.ts';

/** A file system of its own, small enough to be full, that goes with the test. It needs `canMount()`. */
export async function smallDisk(kilobytes: number): Promise<string> {
  const folder = join(await temporaryFolder(), 'disk');
  await mkdir(folder);
  system('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder);
  onTestFinished(() => void system('umount', folder));
  return folder;
}

/**
 * Fills a disk by a file up to what it is left.
 *
 * @param kilobytes of the disk
 * @param room kilobytes that others can still write
 * @returns the file, to be removed for room again
 */
export async function fillDisk(disk: string, kilobytes: number, room = 0): Promise<string> {
  const filler = join(disk, 'filler');
  await writeFile(filler, Buffer.alloc(kilobytes * 1024)).catch(() => {});
  // What the file system still has room for is what is cut off the filler.
  const { size } = await stat(filler);
  await truncate(filler, Math.max(0, size - room * 1024));
  return filler;
}
