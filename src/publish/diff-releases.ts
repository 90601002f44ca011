import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { refuse } from '../errors/input-fault.ts';
import { didYouMean } from '../errors/faults.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { compareReleases, type Comparison } from './compare-releases.ts';
import { load, withDatabase, type Work } from './load-release.ts';
import { readIndex } from './release-index.ts';
import { INDEX_FILE } from '../schemas/files.ts';

function find(entries: readonly ReleaseEntry[], version: string, survey: string): ReleaseEntry {
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
async function refuseSurvey(data: string, survey: string): Promise<never> {
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

/**
 * What changed from one release of a survey to a later one, each change with its level.
 *
 * @throws InputFault if there is no such release, or `to` is not the later one; ReleaseFault if one of them is damaged
 */
export async function diffReleases(
  { data, survey, from, to }: Readonly<Record<'data' | 'survey' | 'from' | 'to', string>>,
  work: Work,
): Promise<Comparison> {
  const folder = join(data, survey);
  const { entries } = await readIndex(folder);
  if (entries.length === 0) return refuseSurvey(data, survey);
  const ends = [find(entries, from, survey), find(entries, to, survey)] as const;
  if (!semver.lt(from, to))
    refuse(INDEX_FILE, `${from} is not older than ${to}: name the older release first`);
  return withDatabase(work, async (database) => {
    const [before, after] = [
      await load(join(folder, from), survey, ends[0], database, work.signal),
      await load(join(folder, to), survey, ends[1], database, work.signal),
    ];
    return compareReleases(before, after, database);
  });
}
