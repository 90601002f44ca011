import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mirror } from './mirror.ts';
import { ObjectStore } from './object-store.ts';
import { parseStoreAddress } from './store-address.ts';
import { StoreError } from './store-error.ts';

/** The settings that say where surveys stand. */
export interface MirrorSettings {
  readonly DATA_DIR: string;
  readonly CACHE_DIR?: string | undefined;
  readonly S3_ENDPOINT?: string | undefined;
  readonly RELOAD_SECONDS: number;
}

/** A folder for each store, so that two servers of different stores do not take each other's. */
function cacheOf({ DATA_DIR, CACHE_DIR, S3_ENDPOINT }: MirrorSettings): string {
  const name = createHash('sha256').update(`${S3_ENDPOINT} ${DATA_DIR}`).digest('hex').slice(0, 16);
  return CACHE_DIR ?? join(tmpdir(), `topline-cache-${process.getuid?.() ?? 'own'}-${name}`);
}

/**
 * Keeps a folder of this machine what an object store holds, for as long as the process lives.
 *
 * @param onTrouble told of each trouble once, until it is another
 * @throws StoreError if the store cannot be had and nothing was kept of it before
 */
export async function openMirror(
  settings: MirrorSettings,
  onTrouble: (error: Error) => void,
): Promise<Mirror> {
  const address = parseStoreAddress(settings.DATA_DIR);
  if (address === null) throw new StoreError(`${settings.DATA_DIR} is no address of an object store`);
  const store = new ObjectStore(address, { endpoint: settings.S3_ENDPOINT ?? null });
  return Mirror.open(store, { cache: cacheOf(settings), seconds: settings.RELOAD_SECONDS, onTrouble });
}
