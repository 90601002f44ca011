import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from './records/options.ts';
import { inWorkspace } from './workspace.ts';
import { writeSurvey } from './write-survey.ts';

/** A release that a draft is made of. */
interface Released {
  readonly directory: string;
  /** The number that the draft gets. */
  readonly next: string;
  readonly names: readonly string[];
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * Makes a draft from a release, to go on from: its files, with another number.
 *
 * @param force whether a draft that is there is replaced
 * @throws InputFault if the folder is taken; the reason of the signal if the work is called off
 */
export async function draftOfRelease(
  { directory, next, names, document }: Released,
  { into, force }: { readonly into: string; readonly force: boolean },
  running: Pick<Running, 'signal' | 'onTemporary'>,
): Promise<void> {
  await inWorkspace(into, force, running, async ({ draft }) => {
    for (const name of names) await copyFile(join(directory, name), join(draft, name));
    const changed: object = { ...document, version: next };
    await writeSurvey(draft, changed);
  });
}
