import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseSha256 } from '../repository/sha256.ts';
import { releasesFile, type ReleaseEntry } from '../schemas/dataset.ts';
import { DISCLOSURE_FILE, INDEX_FILE, RELEASE_FILES } from '../schemas/files.ts';
import type { ObjectStore } from './object-store.ts';
import { removeAtOnce } from './remove-at-once.ts';
import { StoreError } from './store-error.ts';

/** Where releases of a store are kept, and where they are while they come. */
export interface PullFolders {
  /** As a data directory is laid out. */
  readonly data: string;
  /** On the same disk. */
  readonly temporary: string;
}

/** What was found wrong with releases that cannot be had; the others can. */
export interface Pulled {
  /** What the index was known by; null: the store has none of the survey. */
  readonly etag: string | null;
  readonly faults: readonly StoreError[];
}

/** Objects of a release that are files of it. */
const isPart = (name: string): boolean => name === DISCLOSURE_FILE || RELEASE_FILES.includes(name);

/** The entries of an index whose text may be anything: none, where it is no index. */
function entriesOf(text: string): ReleaseEntry[] {
  try {
    return releasesFile.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

async function isRight(folder: string, sha256: string, signal: AbortSignal): Promise<boolean> {
  const found = await releaseSha256(folder, signal).catch(() => {
    signal.throwIfAborted();
    return null;
  });
  return found === sha256;
}

/** Fetches one release, whole and as it was released, or not at all. @throws StoreError */
async function pullRelease(
  store: ObjectStore,
  survey: string,
  { version, sha256 }: ReleaseEntry,
  { data, temporary }: PullFolders,
  signal: AbortSignal,
): Promise<void> {
  const target = join(data, survey, version);
  if (await isRight(target, sha256, signal)) return;
  const staged = await mkdtemp(join(temporary, `${survey}-`));
  try {
    const { names } = await store.list(`${survey}/${version}/`, signal);
    for (const name of names)
      if (isPart(name)) await store.download(`${survey}/${version}/${name}`, join(staged, name), signal);
    if (!(await isRight(staged, sha256, signal)))
      throw new StoreError(`${survey} ${version}: the objects are not those that were released`);
    await rm(target, { recursive: true, force: true });
    await rename(staged, target);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Removes what no entry of the index names any more. */
async function removeOthers(
  folder: string,
  entries: readonly ReleaseEntry[],
  temporary: string,
): Promise<void> {
  const kept = new Set(entries.flatMap(({ version, withdrawn }) => (withdrawn === null ? [version] : [])));
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((one) =>
    one.isDirectory(),
  )) {
    if (kept.has(name)) continue;
    await removeAtOnce(join(folder, name), temporary);
  }
}

/**
 * Makes the folder of a survey what the store has: each release verified by its hash, the index last, so that whoever reads the folder
 * never sees an index of what is not there. A release that cannot be had is left out, and told.
 *
 * @param known what the index was known by when it was last pulled wholly; null: it was not
 * @throws StoreError if the index cannot be had; the reason of the signal
 */
export async function pullSurvey(
  store: ObjectStore,
  survey: string,
  known: string | null,
  folders: PullFolders,
  signal: AbortSignal,
): Promise<Pulled> {
  const index = await store.read(`${survey}/${INDEX_FILE}`, known, signal);
  if (index === 'unchanged') return { etag: known, faults: [] };
  if (index === null) return { etag: null, faults: [] };
  const folder = join(folders.data, survey);
  await mkdir(folder, { recursive: true });
  const entries = entriesOf(index.text);
  const faults: StoreError[] = [];
  for (const entry of entries) {
    if (entry.withdrawn !== null) continue;
    try {
      await pullRelease(store, survey, entry, folders, signal);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      faults.push(error);
    }
  }
  const staged = await mkdtemp(join(folders.temporary, 'index-'));
  await writeFile(join(staged, INDEX_FILE), index.text);
  await rename(join(staged, INDEX_FILE), join(folder, INDEX_FILE));
  await rm(staged, { recursive: true, force: true });
  // Of an index that is none the releases that were there stay, as they do in a folder.
  if (entries.length > 0) await removeOthers(folder, entries, folders.temporary);
  return { etag: index.etag, faults };
}
