import { join } from 'node:path';
import semver from 'semver';
import { sync } from '../files/durable.ts';
import { readJson } from '../repository/read-json.ts';
import { surveyFile, type ReleaseEntry, type SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import type { OpenDatabase } from './load-release.ts';
import { refuse } from '../errors/input-fault.ts';
import { copyWithKeys, hasKeysOf } from './record-keys.ts';
import { defaultSecretPath, recordSecret } from './record-secret.ts';

interface Keyed {
  readonly codebook: SurveyFile;
  /** Data directory, and what is published of the survey there. */
  readonly data: string;
  readonly entries: readonly ReleaseEntry[];
  /** File of the secret; undefined: beside the data directory. */
  readonly secretPath: string | undefined;
  readonly dryRun: boolean;
}

interface Earlier {
  readonly name: string;
  readonly records: string;
  readonly codebook: SurveyFile;
}

/** The newest release of a survey whose records have keys, or null. One that was withdrawn has no files any more. */
async function newestWithKeys({ codebook, data, entries }: Keyed): Promise<Earlier | null> {
  for (const { version } of entries.toSorted((a, b) => semver.rcompare(a.version, b.version))) {
    const folder = join(data, codebook.id, version);
    const document = await readJson(folder, SURVEY_FILE).catch(() => null);
    const read = surveyFile.safeParse(document);
    if (read.success && hasKeys(read.data))
      return {
        name: `${codebook.id} ${version}`,
        records: join(folder, RECORDS_FILE),
        codebook: read.data,
      };
  }
  return null;
}

/** Whether the records of a release have keys of respondents. */
export const hasKeys = ({ disclosure }: SurveyFile): boolean => disclosure.method === 'cell-key';

/**
 * Copies the records of a draft into the folder of its release, with the keys of respondents.
 *
 * @returns the file of a secret that was made for it; null: none was
 * @throws InputFault if the records or the secret are in the way
 */
export async function copyRecords(
  from: string,
  to: string,
  database: OpenDatabase,
  keyed: Keyed,
): Promise<string | null> {
  const [source, target] = [join(from, RECORDS_FILE), join(to, RECORDS_FILE)];
  const path = keyed.secretPath ?? defaultSecretPath(keyed.data);
  const earlier = await newestWithKeys(keyed);
  const { bytes, isNew } = await recordSecret(path, { earlier: earlier?.name ?? null, dryRun: keyed.dryRun });
  const work = await database();
  if (earlier !== null && !(await hasKeysOf(work, earlier.records, earlier.codebook, bytes)))
    refuse(
      path,
      `is another secret than the one that the keys of ${earlier.name} were made from: put that back, or name its place with --record-secret or RECORD_SECRET_FILE. With another one every figure would get new noise, and who has both releases could tell more than from either; if it must be changed, withdraw the releases of the old one first`,
    );
  await copyWithKeys(work, source, target, keyed.codebook, bytes);
  await sync(target);
  return isNew ? path : null;
}
