import { addKey, type NewKey } from '../../src/access/manage-keys.ts';
import { BusyError } from '../../src/files/folder-claim.ts';

/** Adds a key; where the others take longer than it waits for them, as on a busy machine they may, it comes again. */
export async function addPatiently(path: string, key: NewKey, now: number): ReturnType<typeof addKey> {
  try {
    return await addKey(path, key, now);
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    return addPatiently(path, key, now);
  }
}
