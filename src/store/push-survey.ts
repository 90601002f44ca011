import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BusyError } from '../files/folder-claim.ts';
import { hashFolder } from '../repository/sha256.ts';
import { releasesFile } from '../schemas/dataset.ts';
import { INDEX_FILE } from '../schemas/files.ts';
import type { ObjectStore } from './object-store.ts';
import { StoreError } from './store-error.ts';

/** Objects of a release that no index lists may be of a publisher who is still at it, for so long (ms). */
const UNDER_WAY_MS = 3_600_000;

interface Pushed {
  readonly survey: string;
  readonly version: string;
}

/** Writes the files of a release that no index lists yet. @throws BusyError if others of it are there */
async function pushRelease(
  store: ObjectStore,
  data: string,
  { survey, version }: Pushed,
  signal: AbortSignal,
): Promise<void> {
  const { files } = await hashFolder(join(data, survey, version), signal);
  const names = new Set(files.map(({ name }) => name));
  const before = await store.list(`${survey}/${version}/`, signal);
  for (const name of before.names.filter((one) => !names.has(one)))
    await removeLeftOver(store, `${survey}/${version}/${name}`, { survey, version }, signal);
  for (const { name, path, sha256 } of files) {
    const key = `${survey}/${version}/${name}`;
    if ((await store.putNew(key, path, sha256, signal)) === 'put') continue;
    // Of a run that did not come to its end.
    if ((await store.sha256Of(key, signal)) === sha256) continue;
    await removeLeftOver(store, key, { survey, version }, signal);
    if ((await store.putNew(key, path, sha256, signal)) === 'there') throw busy({ survey, version });
  }
}

const busy = ({ survey, version }: Pushed): BusyError =>
  new BusyError(
    `${survey} ${version} is being published by somebody else, or was until that was ended less than an hour ago: try again then, or with another version`,
  );

async function removeLeftOver(
  store: ObjectStore,
  key: string,
  release: Pushed,
  signal: AbortSignal,
): Promise<void> {
  const written = await store.writtenAt(key, signal);
  if (written === null) return;
  if (Date.now() - written.getTime() < UNDER_WAY_MS) throw busy(release);
  await store.remove(key, signal);
}

const versionsIn = (text: string): ReadonlySet<string> =>
  new Set(
    releasesFile.parse(JSON.parse(text)).flatMap(({ version, withdrawn }) => (withdrawn ? [] : [version])),
  );

/**
 * Writes to the store what was done to the folder of a survey since it was pulled: files of further releases first, the index last and only in
 * the place of the one that was pulled, and then the files of releases that were withdrawn go.
 *
 * @param known what the index was known by when it was pulled; null: the store had none
 * @throws BusyError if somebody else published meanwhile: nothing of this is seen then
 */
export async function pushSurvey(
  store: ObjectStore,
  survey: string,
  known: string | null,
  data: string,
  signal: AbortSignal,
): Promise<void> {
  const key = `${survey}/${INDEX_FILE}`;
  const text = await readFile(join(data, survey, INDEX_FILE), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && known === null) return null;
      throw error;
    },
  );
  if (text === null) return;
  const before = known === null ? null : await store.read(key, null, signal);
  if (before === 'unchanged' || (before?.etag ?? null) !== known) throw meanwhile(survey);
  if (before?.text === text) return;
  const [listed, now] = [before === null ? new Set<string>() : versionsIn(before.text), versionsIn(text)];
  for (const version of now)
    if (!listed.has(version)) await pushRelease(store, data, { survey, version }, signal);
  await replaceIndex(store, key, text, known, survey, signal);
  for (const version of listed)
    if (!now.has(version))
      for (const name of (await store.list(`${survey}/${version}/`, signal)).names)
        await store.remove(`${survey}/${version}/${name}`, signal);
}

const meanwhile = (survey: string): BusyError =>
  new BusyError(`${survey} was changed by somebody else meanwhile: try again`);

async function replaceIndex(
  store: ObjectStore,
  key: string,
  text: string,
  known: string | null,
  survey: string,
  signal: AbortSignal,
): Promise<void> {
  let failure: Error | null = null;
  const replaced = await store.replace(key, text, known, signal).catch((error: unknown) => {
    failure =
      error instanceof Error ? error : new StoreError('the index cannot be written', { cause: error });
    return false;
  });
  if (replaced) return;
  // The answer may have been lost, not the writing; and a request that was sent twice is refused the second time.
  const after = await store.read(key, null, signal).catch(() => null);
  if (after !== null && after !== 'unchanged' && after.text === text) return;
  if (failure !== null) throw failure;
  throw meanwhile(survey);
}
