import { join } from 'node:path';
import semver from 'semver';
import { refuse } from '../errors/input-fault.ts';
import { readJson } from '../repository/read-json.ts';
import { hashFolder, sha256Of } from '../repository/sha256.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import { INDEX_FILE, RELEASE_FILES, SURVEY_FILE } from '../schemas/files.ts';
import { findRelease, refuseSurvey } from './find-release.ts';
import { nextVersion } from './level.ts';
import { readIndex } from './release-index.ts';

/** The folder of a release, as it is to be gone on from. */
export interface ReleasedFolder {
  readonly directory: string;
  readonly version: string;
  /** Of the release, as its files give it. */
  readonly sha256: string;
  /** The number of the next release that adds to the newest. */
  readonly next: string;
  /** Names of its files but survey.json. */
  readonly names: readonly string[];
  /** Its survey.json. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** The release that is named, or the newest that is not withdrawn. @throws InputFault if there is none */
function releaseOf(entries: readonly ReleaseEntry[], survey: string, version: string | null): ReleaseEntry {
  const there = entries
    .filter(({ withdrawn }) => withdrawn === null)
    .toSorted((a, b) => semver.rcompare(a.version, b.version));
  const entry = version === null ? there[0] : findRelease(entries, version, survey);
  if (entry === undefined) return refuse(INDEX_FILE, `every release of ${survey} was withdrawn`);
  if (entry.withdrawn !== null)
    refuse(
      INDEX_FILE,
      `${survey} ${entry.version} was withdrawn, and its files are gone: ${entry.withdrawn.reason}`,
    );
  return entry;
}

/**
 * Finds the folder of a release, whole.
 *
 * @param version null: the newest
 * @throws InputFault if there is no such release, or if its files are not those that were released
 */
export async function releasedFolder(
  data: string,
  survey: string,
  version: string | null,
  signal: AbortSignal,
): Promise<ReleasedFolder> {
  const folder = join(data, survey);
  const { entries } = await readIndex(folder);
  if (entries.length === 0) return refuseSurvey(data, survey);
  const entry = releaseOf(entries, survey, version);
  const directory = join(folder, entry.version);
  const { files } = await hashFolder(directory, signal);
  if (sha256Of(files) !== entry.sha256)
    refuse(directory, 'is damaged: its files are not those that were released; topline verify says which');
  const newest = entries.map((one) => one.version).toSorted(semver.rcompare)[0] ?? entry.version;
  return {
    directory,
    version: entry.version,
    sha256: entry.sha256,
    next: nextVersion(newest, 'minor'),
    names: files
      .map(({ name }) => name)
      .filter((name) => name !== SURVEY_FILE && RELEASE_FILES.includes(name)),
    document: (await readJson(directory, SURVEY_FILE)) as Readonly<Record<string, unknown>>,
  };
}
