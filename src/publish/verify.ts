import type { KeyObject } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { ReleaseFault, formatFault } from '../errors/faults.ts';
import { readReleaseIndex } from '../repository/load.ts';
import { releaseSha256 } from '../repository/sha256.ts';
import { CODE_PATTERN } from '../schemas/codes.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import type { Work } from './load-release.ts';
import { signatureFault } from './signature.ts';
import { whatIsLeft } from './withdrawn-files.ts';

/** What became of one release; of a survey as a whole if its index cannot be read. */
export interface Verified {
  readonly survey: string;
  readonly version: string | null;
  readonly sha256: string | null;
  /** Whether a signature was there and good; null: not checked, as no key was given. */
  readonly signed: boolean | null;
  /** When and why it was withdrawn; its sha256 is then that of the index, as there are no files. Null: it was not. */
  readonly withdrawn: ReleaseEntry['withdrawn'];
  readonly faults: readonly string[];
}

async function verifyOne(
  folder: string,
  survey: string,
  entry: ReleaseEntry,
  key: KeyObject | null,
  signal: AbortSignal,
): Promise<Verified> {
  const { version, sha256, signature, withdrawn } = entry;
  const faults: string[] = [];
  const unsigned = key && signatureFault({ survey, version, sha256 }, signature, key);
  if (unsigned !== null) faults.push(unsigned);
  const signed = key && unsigned === null;
  if (withdrawn !== null) {
    const left = await whatIsLeft(join(folder, version));
    if (left !== null)
      faults.push('it was withdrawn, but its files are still there: run topline withdraw for it again');
    return { survey, version, sha256, signed, withdrawn, faults };
  }
  const actual = await releaseSha256(join(folder, version), signal).catch((error: unknown) => {
    signal.throwIfAborted();
    faults.push(error instanceof Error ? error.message : String(error));
    return null;
  });
  if (actual !== null && actual !== sha256)
    faults.push(`the files do not match: sha256 is ${actual}, but ${sha256} was released`);
  return { survey, version, sha256: actual, signed, withdrawn: null, faults };
}

/**
 * Computes the sha256 of every release of a data directory anew, and checks every signature if a public key is given: then a
 * release without one is a fault too.
 *
 * @throws InputFault if the directory cannot be read, or holds no survey
 */
export async function verifyReleases(
  data: string,
  key: KeyObject | null,
  { signal, progress }: Work,
): Promise<Verified[]> {
  const entries = await readdir(data, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) =>
    refuse(data, error.code === 'ENOENT' ? 'there is no such folder' : `cannot be read: ${error.message}`),
  );
  const surveys = entries
    .filter((entry) => !entry.isFile() && CODE_PATTERN.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
  if (surveys.length === 0) refuse(data, 'holds no survey: name the data directory with --data');
  const results: Verified[] = [];
  for (const [i, survey] of surveys.entries()) {
    signal.throwIfAborted();
    progress('verifying', i / surveys.length);
    const folder = join(data, survey);
    try {
      for (const entry of await readReleaseIndex(folder))
        results.push(await verifyOne(folder, survey, entry, key, signal));
    } catch (error) {
      if (!(error instanceof ReleaseFault)) throw error;
      results.push({
        survey,
        version: null,
        sha256: null,
        signed: null,
        withdrawn: null,
        faults: error.faults.map(formatFault),
      });
    }
  }
  return results;
}
