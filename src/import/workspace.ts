import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { INDEX_FILE, RELEASE_FILES, TOPLINES_FILE } from '../schemas/files.ts';
import type { Running } from './records/options.ts';
import { SCHEMA_BESIDE } from './write-survey.ts';

/** All that a draft may hold; a folder with anything else is never replaced. */
const DRAFT_FILES: ReadonlySet<string> = new Set([...RELEASE_FILES, SCHEMA_BESIDE]);

interface Workspace {
  /** Where temporary files go. */
  readonly folder: string;
  /** Where the draft is made. */
  readonly draft: string;
  /** Puts the draft in its place, all at once. */
  publish(): Promise<void>;
  /** Removes all that is temporary. */
  remove(): Promise<void>;
  /** The same, at once, for a process that is about to end. */
  removeSync(): void;
}

async function entries(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR')
      refuse(folder, 'cannot be a folder, a file is in its way: name a folder that is new');
    throw error;
  }
}

async function isReleased(folder: string): Promise<boolean> {
  try {
    const index: unknown = JSON.parse(await readFile(join(dirname(folder), INDEX_FILE), 'utf8'));
    return (
      Array.isArray(index) &&
      index.some((entry) => (entry as { version?: unknown } | null)?.version === basename(folder))
    );
  } catch {
    return false;
  }
}

async function mustBeFree(folder: string, force: boolean): Promise<void> {
  const there = await entries(folder);
  if (there === null || there.length === 0) return;
  if (await isReleased(folder))
    refuse(folder, 'is a release, and releases never change: import into another folder');
  // A folder with anything that no draft holds is never replaced.
  const foreign = there.filter((name) => !DRAFT_FILES.has(name));
  if (foreign.length > 0)
    refuse(
      folder,
      `holds ${foreign.slice(0, 3).join(', ')}, which is no part of a draft: name a folder that is new`,
    );
  if (!force)
    refuse(
      folder,
      `holds ${there.join(', ')} already: name a folder that is new, or replace the draft with --force`,
    );
}

/**
 * Makes a temporary folder beside the target, on the same file system, so that the finished draft is renamed into place.
 *
 * @throws InputFault if the target is taken
 */
async function openWorkspace(into: string, force: boolean): Promise<Workspace> {
  const target = resolve(into);
  await mustBeFree(target, force);
  const parent = dirname(target);
  const made = await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, `.${basename(target)}.importing-`));
  const draft = join(folder, 'draft');
  await mkdir(draft);
  let published = false;
  return {
    folder,
    draft,
    async publish() {
      const there = await entries(target);
      if (there === null) await rename(draft, target);
      else if (there.length === 0) {
        await rmdir(target);
        await rename(draft, target);
      } else {
        await mustBeFree(target, force);
        // Published figures are written by hand: they outlive a new import of the records.
        if (there.includes(TOPLINES_FILE) && !(await entries(draft))?.includes(TOPLINES_FILE))
          await copyFile(join(target, TOPLINES_FILE), join(draft, TOPLINES_FILE));
        await rename(target, join(folder, 'replaced'));
        await rename(draft, target);
      }
      published = true;
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
      if (made !== undefined && !published) await removeEmpty(parent, made);
    },
    removeSync() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Makes a draft, which is in its place whole at the end, or not at all. All that is temporary is removed, and also where the process is
 * made to end in the midst of it.
 *
 * @param force whether a draft that is there is replaced
 * @param make writes the files of the draft
 * @throws InputFault if the target is taken; the reason of the signal if the work is called off
 */
export async function inWorkspace<T>(
  into: string,
  force: boolean,
  { signal, onTemporary }: Pick<Running, 'signal' | 'onTemporary'>,
  make: (workspace: Pick<Workspace, 'folder' | 'draft'>) => Promise<T>,
): Promise<T> {
  const workspace = await openWorkspace(into, force);
  try {
    onTemporary?.(() => workspace.removeSync());
    const made = await make(workspace);
    signal.throwIfAborted();
    await workspace.publish();
    return made;
  } finally {
    await workspace.remove();
  }
}

/** Removes the folders that were made for the target, from the innermost to the outermost, as long as they are empty. */
async function removeEmpty(innermost: string, outermost: string): Promise<void> {
  for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}
