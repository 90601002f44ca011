import { readdir } from 'node:fs/promises';
import semver from 'semver';
import { didYouMean } from '../errors/faults.ts';
import { refuse } from '../errors/input-fault.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { INDEX_FILE } from '../schemas/files.ts';

/** The entry of a release. @throws InputFault with the releases that there are */
export function findRelease(entries: readonly ReleaseEntry[], version: string, survey: string): ReleaseEntry {
  const versions = entries.map((entry) => entry.version).toSorted(semver.rcompare);
  return (
    entries.find((entry) => entry.version === version) ??
    refuse(
      INDEX_FILE,
      `${survey} has no release "${version}"${didYouMean(version, versions)}; there is ${versions.join(', ') || 'none'}`,
    )
  );
}

/** @throws InputFault that says where was looked, and which survey may have been meant */
export async function refuseSurvey(data: string, survey: string): Promise<never> {
  const found = await readdir(data, { withFileTypes: true }).catch(() => null);
  if (found === null) return refuse(data, 'there is no such folder: set --data or DATA_DIR');
  // A folder of that name has no index, or it would have been a survey.
  const names = found
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.') && entry.name !== survey)
    .map(({ name }) => name);
  return refuse(
    data,
    `there is no survey "${survey}" here${didYouMean(survey, names)}: set --data or DATA_DIR`,
  );
}
