import { spawnSync } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityText, thisProcess, type ProcessIdentity } from '../../src/files/process-identity.ts';

/** The number of a process that is gone. */
export const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** A claim that somebody left, or holds: a folder, and its sign of life with an age (ms); null: none was given yet. */
export async function leftClaim(
  parent: string,
  prefix: string,
  label: string,
  who: Partial<ProcessIdentity>,
  age: number | null = 0,
): Promise<string> {
  const folder = join(parent, `${prefix}~${label}~abc~${identityText({ ...thisProcess(), ...who })}`);
  await mkdir(folder);
  if (age === null) return folder;
  await writeFile(join(folder, 'alive'), '');
  await setAge(folder, age);
  return folder;
}

/** Sets how long ago a claim's last sign of life was given (ms). */
export async function setAge(folder: string, age: number): Promise<void> {
  const then = new Date(Date.now() - age);
  await utimes(join(folder, 'alive'), then, then);
}
