import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openClaim } from '../files/folder-claim.ts';

/** Where all that is unfinished lies of a release, which only one publisher of a survey can have at a time. */
export interface Staging {
  readonly folder: string;
  /** Whether the survey has no folder yet. */
  readonly isFirst: boolean;
  /** The versions whose publishers died before they were done. */
  readonly interrupted: readonly string[];
  readonly close: () => Promise<void>;
}

interface StagingOptions {
  readonly data: string;
  readonly survey: string;
  readonly version: string;
  /** How long to wait for another publisher (ms). */
  readonly patience: number;
  readonly signal: AbortSignal;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Waits for the turn to publish a release of a survey: in its folder or, where it has none, beside where that will be.
 *
 * @throws BusyError if another publisher is not done in time
 */
export async function openStaging(options: StagingOptions): Promise<Staging> {
  const { data, survey, version, patience, signal } = options;
  const target = join(data, survey);
  const { folder, parent, interrupted, close } = await openClaim({
    prefix: `.staging-${survey}`,
    label: version,
    parents: [data, target],
    chooseParent: async () => ((await isThere(target)) ? target : data),
    describe: (label) => `${survey} ${label} is being published`,
    patience,
    signal,
  });
  return { folder, isFirst: parent === data, interrupted, close };
}
