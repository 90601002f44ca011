import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { CODE_PATTERN } from '../schemas/codes.ts';
import { isStoreAddress, parseStoreAddress } from '../store/store-address.ts';
import type { CommandIo } from './io.ts';

/** The data directory of a command: the one that is named, else that of DATA_DIR, else `data`, as for the server. */
const dataDirectory = (given: string | undefined): string => given ?? (process.env['DATA_DIR'] || 'data');

export const DATA_OPTION = [
  '--data <dir>',
  'data directory, or one in an object store, s3://bucket/prefix (default: $DATA_DIR, else "data")',
] as const;

/**
 * Does the work of a command on a data directory. What stands in an object store is fetched for it, and what the work changes is written back
 * when it is done: all of it, or nothing that anybody sees.
 *
 * @param survey the one that the work is about; null: all of them, or none that is known
 * @param work with a folder, and whether it is a copy
 * @throws what the work throws; InputFault if the address is none; StoreError; BusyError if somebody else published meanwhile
 */
export async function withData<T>(
  given: string | undefined,
  survey: string | null,
  { signal, onTemporary }: CommandIo,
  work: (data: string, isCopy: boolean) => Promise<T>,
): Promise<T> {
  const data = dataDirectory(given);
  if (!isStoreAddress(data)) return work(data, false);
  const address =
    parseStoreAddress(data) ??
    refuse(data, 'is no address of an object store, such as s3://bucket or s3://bucket/prefix');
  // Its client is loaded for who has one.
  const { ObjectStore } = await import('../store/object-store.ts');
  const { pullSurvey } = await import('../store/pull-survey.ts');
  const { pushSurvey } = await import('../store/push-survey.ts');
  const folder = await mkdtemp(join(tmpdir(), 'topline-store-'));
  onTemporary(() => rmSync(folder, { recursive: true, force: true }));
  const store = new ObjectStore(address, { endpoint: process.env['S3_ENDPOINT'] || null });
  try {
    const folders = { data: join(folder, 'data'), temporary: join(folder, 'temporary') };
    await mkdir(folders.data);
    await mkdir(folders.temporary);
    const surveys = (survey === null ? (await store.list('', signal)).folders : [survey]).filter((name) =>
      CODE_PATTERN.test(name),
    );
    const known = new Map<string, string | null>();
    for (const one of surveys) known.set(one, (await pullSurvey(store, one, null, folders, signal)).etag);
    const result = await work(folders.data, true);
    for (const [one, etag] of known) await pushSurvey(store, one, etag, folders.data, signal);
    return result;
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
