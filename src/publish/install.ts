import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BusyError } from '../files/folder-claim.ts';
import { sync, writeDurably } from '../files/durable.ts';
import { refuse } from '../errors/input-fault.ts';
import { releaseSha256 } from '../repository/sha256.ts';
import type { Staging } from './staging.ts';
import { DISCLOSURE_FILE, INDEX_FILE, RELEASE_FILES } from '../schemas/files.ts';

/** A release that is complete in its staging folder, and the index that lists it. */
export interface Installable {
  readonly staging: Staging;
  /** The folder of its files. */
  readonly staged: string;
  readonly data: string;
  readonly survey: string;
  readonly version: string;
  readonly sha256: string;
  readonly index: string;
  /** Told each step that is done; whatever it throws ends the work. */
  readonly step: (name: string) => Promise<void>;
  /** Told that the release is there for everybody: there is no way back. */
  readonly onCommit: () => void;
}

/** Whether a folder that no index lists is there. @throws InputFault if it holds what no publisher has put there */
async function isOrphan(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return false;
  if (!found.isDirectory()) refuse(path, 'is in the way, and no folder: move it away');
  const others = (await readdir(path)).filter(
    (name) => name !== DISCLOSURE_FILE && !RELEASE_FILES.includes(name),
  );
  if (others.length > 0)
    refuse(path, `is in the way, and holds more than a release (${others.join(', ')}): move it away`);
  return true;
}

/** Removes what a publisher that died has left of a release that never came to be. */
export async function removeOrphan(path: string): Promise<void> {
  if (await isOrphan(path)) await rm(path, { recursive: true, force: true });
}

/** The folder of a survey comes into being with its first release, by one rename. */
async function installFirst({ staging, data, survey, index, step, onCommit }: Installable): Promise<void> {
  const whole = join(staging.folder, survey);
  await writeDurably(join(whole, INDEX_FILE), index);
  await step('index written');
  await sync(whole);
  await step('folders synced');
  await rename(whole, join(data, survey)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    throw new BusyError(`${join(data, survey)} was made by somebody else meanwhile: try again`);
  });
  onCommit();
  await step('survey installed');
  await sync(data);
}

/** The folder of the release first, the index that lists it last. */
async function installNext(release: Installable): Promise<void> {
  const { staging, staged, data, survey, version, sha256, index, step, onCommit } = release;
  const folder = join(data, survey);
  const target = join(folder, version);
  const orphan = join(staging.folder, 'orphan');
  const draftIndex = join(staging.folder, INDEX_FILE);
  let undo = async (): Promise<void> => {};
  try {
    await writeDurably(draftIndex, index);
    await step('index written');
    const isThere = await isOrphan(target);
    if (isThere && (await releaseSha256(target)) === sha256) {
      // Whoever put it there may not have come to sync it.
      for (const name of await readdir(target)) await sync(join(target, name));
      await sync(target);
    } else {
      if (isThere) {
        await rename(target, orphan);
        undo = () => rename(orphan, target);
        await step('orphan removed');
      }
      await rename(staged, target);
      const restore = undo;
      undo = async () => {
        await rename(target, staged);
        await restore();
      };
    }
    await step('release installed');
    await sync(folder);
    await step('release synced');
    await rename(draftIndex, join(folder, INDEX_FILE));
  } catch (error) {
    // What cannot be undone now is an orphan, which the next publisher removes.
    await undo().catch(() => {});
    throw error;
  }
  onCommit();
  await step('index installed');
  await sync(folder);
}

/** Puts a release where it is served from. At no moment does an index list one that is not there, whole. */
export async function install(release: Installable): Promise<void> {
  await (release.staging.isFirst ? installFirst(release) : installNext(release));
  await release.step('index synced');
}

/** The folder for the files of a release within its staging folder. */
export async function makeStagedFolder(
  { folder, isFirst }: Staging,
  survey: string,
  version: string,
): Promise<string> {
  const staged = isFirst ? join(folder, survey, version) : join(folder, 'release');
  await mkdir(staged, { recursive: true });
  return staged;
}
