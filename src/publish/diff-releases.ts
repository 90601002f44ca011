import { join } from 'node:path';
import semver from 'semver';
import { refuse } from '../errors/input-fault.ts';
import { compareReleases, type Comparison } from './compare-releases.ts';
import { load, withDatabase, type Work } from './load-release.ts';
import { findRelease, refuseSurvey } from './find-release.ts';
import { readIndex } from './release-index.ts';
import { INDEX_FILE } from '../schemas/files.ts';

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
  const ends = [findRelease(entries, from, survey), findRelease(entries, to, survey)] as const;
  if (!semver.lt(from, to))
    refuse(INDEX_FILE, `${from} is not older than ${to}: name the older release first`);
  for (const { version, withdrawn } of ends) {
    if (withdrawn !== null)
      refuse(INDEX_FILE, `${survey} ${version} was withdrawn, and its files are gone: ${withdrawn.reason}`);
  }
  return withDatabase(work, async (database) => {
    const [before, after] = [
      await load(join(folder, from), survey, ends[0], database, work.signal),
      await load(join(folder, to), survey, ends[1], database, work.signal),
    ];
    return compareReleases(before, after, database);
  });
}
