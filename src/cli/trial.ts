import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Given } from './import-options.ts';
import type { CommandIo } from './io.ts';

/** Does work in a folder that is gone afterwards, and also where the process is made to end in the midst of it. */
export async function inTrialFolder<T>(
  io: Pick<CommandIo, 'onTemporary'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-look-'));
  io.onTemporary(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where in such a folder an import makes its draft: on a copy of the one that it would replace or add to, if that is there. */
export async function trialDraft(
  folder: string,
  { into: named, force, addWave }: Pick<Given, 'into' | 'force' | 'addWave'>,
): Promise<string> {
  const into = join(folder, 'draft');
  const isTaken = named !== undefined && (await stat(named).catch(() => null)) !== null;
  if (isTaken && (force || addWave !== undefined)) await cp(named, into, { recursive: true });
  return into;
}
