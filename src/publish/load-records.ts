import { join } from 'node:path';
import type { ClusterSettings } from '../engine/clickhouse/connection.ts';
import {
  checkLoaded,
  loadRecords,
  unloadRecords,
  type LoadedRelease,
  type LoadResult,
  type RecordsToLoad,
} from '../engine/clickhouse/load.ts';
import { refuse } from '../errors/input-fault.ts';
import { surveyFile, type Design } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import { withDatabase, type Work } from './load-release.ts';
import { findRelease, refuseSurvey } from './find-release.ts';
import { readIndex } from './release-index.ts';
import { releasedFolder } from './released-folder.ts';

/** A cluster, and which of those that its servers know. */
export interface ChosenCluster {
  readonly settings: ClusterSettings;
  readonly cluster: string | null;
}

/** A release, by its names. */
export interface NamedRelease {
  readonly data: string;
  readonly survey: string;
  /** Null: the newest. */
  readonly version: string | null;
}

/** Columns whose rows belong on one server, as the totals of a cluster of the first stage are of all its rows. */
function spreadOf({ wave, strata, clusters, sharedClusters }: Design): string[] {
  const [first] = clusters ?? [];
  return first === undefined ? [] : [...(sharedClusters ? [] : [wave]), ...(strata ?? []), first];
}

async function recordsOf(
  { data, survey, version }: NamedRelease,
  signal: AbortSignal,
): Promise<RecordsToLoad> {
  const released = await releasedFolder(data, survey, version, signal);
  const { design } = surveyFile.parse(released.document);
  if (design === null)
    return refuse(
      released.directory,
      'it has published figures and no records: no engine has to add them up',
    );
  return {
    survey,
    version: released.version,
    sha256: released.sha256,
    path: join(released.directory, RECORDS_FILE),
    spread: spreadOf(design),
  };
}

/**
 * Loads the records of a release into a cluster, or only holds what is there against them.
 *
 * @throws InputFault if there is no such release, ClusterFault with what the operator of the cluster has to put right
 */
export async function loadReleaseRecords(
  release: NamedRelease,
  { settings, cluster }: ChosenCluster,
  work: Work,
  onlyCheck = false,
): Promise<LoadResult> {
  const records = await recordsOf(release, work.signal);
  return withDatabase(work, async (open, folder) => {
    const means = { ...work, database: await open(), folder };
    return onlyCheck
      ? checkLoaded(settings, cluster, records, means)
      : loadRecords(settings, cluster, records, means);
  });
}

/**
 * Takes the records of a release out of a cluster, also of one that was withdrawn.
 *
 * @returns the release, and whether there was anything of it
 * @throws InputFault if there is no such release, ClusterFault with what the operator of the cluster has to put right
 */
export async function unloadReleaseRecords(
  { data, survey, version }: NamedRelease & { readonly version: string },
  { settings, cluster }: ChosenCluster,
): Promise<LoadedRelease & { readonly wasThere: boolean }> {
  const { entries } = await readIndex(join(data, survey));
  if (entries.length === 0) return refuseSurvey(data, survey);
  const { sha256 } = findRelease(entries, version, survey);
  return { survey, version, sha256, wasThere: await unloadRecords(settings, cluster, sha256) };
}
