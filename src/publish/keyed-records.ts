import { join } from 'node:path';
import semver from 'semver';
import { sync } from '../files/durable.ts';
import { readJson } from '../repository/read-json.ts';
import { surveyFile, type ReleaseEntry, type SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import type { OpenDatabase } from './load-release.ts';
import { copyWithKeys } from './record-keys.ts';
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

/** The newest release of a survey whose records have keys, or null. */
async function newestWithKeys({ codebook, data, entries }: Keyed): Promise<string | null> {
  for (const { version } of entries.toSorted((a, b) => semver.rcompare(a.version, b.version))) {
    const document = await readJson(join(data, codebook.id, version), SURVEY_FILE).catch(() => null);
    const read = surveyFile.safeParse(document);
    if (read.success && hasKeys(read.data)) return `${codebook.id} ${version}`;
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
  const { bytes, isNew } = await recordSecret(path, { earlier, dryRun: keyed.dryRun });
  await copyWithKeys(await database(), source, target, keyed.codebook, bytes);
  await sync(target);
  return isNew ? path : null;
}
