import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a folder so that nobody sees a part of it. @param temporary a folder of the same file system */
export async function removeAtOnce(path: string, temporary: string): Promise<void> {
  const gone = await mkdtemp(join(temporary, 'gone-'));
  await rename(path, join(gone, 'folder'));
  await rm(gone, { recursive: true, force: true });
}
