import { releasesFile, type ReleaseEntry, type SurveyFile } from '../schemas/dataset.ts';
import { checkPopulations } from './check-populations.ts';
import { checkKeys } from './check-disclosure.ts';
import { checkRecords } from './check-records.ts';
import { checkValues, codeChecks, recordChecks, replicatesVary, SAME_REPLICATES } from './check-values.ts';
import type { RecordsReader } from './records-reader.ts';
import { checkSurvey, checkToplines } from './check.ts';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { figureFaults } from './figures.ts';
import { inBatches } from './in-batches.ts';
import { PublishedFigures } from './published-figures.ts';
import { Release } from './release.ts';
import { hashFolder, sha256Of } from './sha256.ts';
import type { ReleaseFile } from './release-file.ts';
import type { ReleaseFolder } from './release-folder.ts';
import { readDisclosure } from './read-disclosure.ts';
import { readFolder } from './read-folder.ts';
import { ToplineColumns } from './topline-columns.ts';
import type { ToplinesFile } from './toplines-file.ts';
import { readJson } from './read-json.ts';
import { INDEX_FILE, RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';

function fail(file: string, message: string, cause?: unknown): never {
  throw new ReleaseFault([{ file, row: null, column: null, message }], { cause });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reads releases.json of one survey. @throws ReleaseFault */
export async function readReleaseIndex(directory: string): Promise<ReleaseEntry[]> {
  const { data, faults } = readAs(releasesFile, await readJson(directory, INDEX_FILE), INDEX_FILE);
  if (data === null) throw new ReleaseFault(faults);
  const versions = data.map((entry) => entry.version);
  const twice = versions.findIndex((version, i) => versions.indexOf(version) !== i);
  if (twice >= 0) {
    throw new ReleaseFault([
      {
        file: INDEX_FILE,
        row: null,
        column: `[${twice}].version`,
        message: `${versions[twice]} stands twice`,
      },
    ]);
  }
  return data;
}

/** What is wrong with the records of a release, and with what the codebook says of them. */
async function recordsFaults(
  path: string,
  survey: SurveyFile,
  releaseKey: string,
  reader: RecordsReader | undefined,
  file: ReleaseFile | undefined,
): Promise<Fault[]> {
  if (!reader) fail(RECORDS_FILE, 'there is no engine that reads records');
  const columns = await reader
    .columnsOf(path, releaseKey, file)
    .catch((error: unknown) => fail(RECORDS_FILE, `cannot be read: ${reason(error)}`, error));
  const { faults } = await checkPopulations(survey, columns, (query) =>
    reader
      .populationsOf(path, releaseKey, query)
      .catch((error: unknown) =>
        fail(
          RECORDS_FILE,
          `the populations in "${query.column}", which design.fpc names, cannot be summed up: ${reason(error)}`,
          error,
        ),
      ),
  );
  const ofForm = checkRecords(survey, columns);
  const ask = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => fail(RECORDS_FILE, `cannot be checked: ${reason(error)}`, error));
  const values = await checkValues(
    [...recordChecks(survey, columns), ...codeChecks(survey, columns)],
    (conditions) => ask(reader.countRows(path, releaseKey, conditions)),
  );
  const replicates = survey.design?.replicates?.columns ?? [];
  const areNumbers = replicates.every((name) => columns.get(name)?.kind === 'number');
  const vary =
    replicates.length === 0 ||
    !areNumbers ||
    (await replicatesVary(replicates, (some) => ask(reader.rankOf(path, releaseKey, some))));
  const same = {
    file: SURVEY_FILE,
    row: null,
    column: 'design.replicates.columns',
    message: SAME_REPLICATES,
  };
  return [...ofForm, ...checkKeys(survey, columns), ...faults, ...values, ...(vary ? [] : [same])];
}

/** What is wrong with published figures: codes that the codebook does not have, and rows that disagree. */
interface FaultyFigures {
  readonly unknown: readonly Fault[];
  readonly contradictions: readonly Fault[];
}

/** The figures of a release; or, where they cannot be served, all that is wrong with them. */
async function figuresIn(
  toplines: ToplinesFile | null,
  survey: SurveyFile,
  isSurveyRight: boolean,
): Promise<PublishedFigures | FaultyFigures> {
  if (toplines === null) return PublishedFigures.none(survey);
  const { columns } = toplines;
  const figures = columns && isSurveyRight ? await PublishedFigures.of(columns, survey) : null;
  if (figures) return figures;
  const located = await toplines.rows();
  const unknown = await inBatches(located, (part) => checkToplines(survey, part));
  const contradictions = figureFaults(located);
  if (unknown.length + contradictions.length > 0 || !isSurveyRight) return { unknown, contradictions };
  const made = await PublishedFigures.of(ToplineColumns.of(located.map(({ row }) => row)), survey);
  return made ?? fail(TOPLINES_FILE, 'has a fault that cannot be told');
}

/**
 * The folder of a release whose files are what the index says.
 *
 * @param hash hashes the files of a folder
 * @throws ReleaseFault if they are not, or cannot be read
 */
export async function verifiedFolder(
  directory: string,
  entry: ReleaseEntry,
  hash: (directory: string) => Promise<ReleaseFolder>,
): Promise<ReleaseFolder> {
  const folder = await hash(directory).catch((error: unknown) =>
    fail(entry.version, reason(error), error instanceof Error ? (error.cause ?? error) : error),
  );
  const actual = sha256Of(folder.files);
  if (actual !== entry.sha256) {
    fail(
      entry.version,
      `the files do not match releases.json: sha256 is ${actual}, but ${entry.sha256} was released`,
    );
  }
  return folder;
}

/** What the reading of a release may use, and what ends it. */
export interface ReadingRelease {
  /** Tells what files of records hold; without it a release with records is refused. */
  readonly reader?: RecordsReader | undefined;
  /** Whether it was read before, and nothing was wrong with it: then its records are opened, and not checked again. */
  readonly isChecked?: boolean;
}

/**
 * Reads one release whose hash was checked, checks the form of its files and every code in them, and indexes it.
 *
 * @throws ReleaseFault with all faults found: a release is served whole or not at all.
 */
export async function readRelease(
  folder: ReleaseFolder,
  surveyId: string,
  entry: ReleaseEntry,
  { reader, isChecked = false }: ReadingRelease,
): Promise<Release> {
  const { directory } = folder;
  const { survey, toplines, records, hashes, faults: ofForm, cause } = await readFolder(directory);
  if (survey === null || ofForm.length > 0) throw new ReleaseFault(ofForm, { cause });
  const hashOf = (name: string): string | undefined =>
    folder.files.find((file) => file.name === name)?.sha256;
  const changed = [SURVEY_FILE, TOPLINES_FILE].find((name) => hashOf(name) !== hashes.get(name));
  if (changed !== undefined) fail(changed, 'was changed while it was being read');
  if (survey.id !== surveyId) fail(SURVEY_FILE, `id is "${survey.id}", but the folder is "${surveyId}"`);
  if (survey.version !== entry.version) {
    fail(SURVEY_FILE, `version is "${survey.version}", but the folder is "${entry.version}"`);
  }
  const disclosure = await readDisclosure(directory, folder.files);
  const file = folder.files.find(({ name }) => name === RECORDS_FILE);
  let ofRecords: Fault[] = [];
  if (records !== null && isChecked) await reader?.columnsOf(records, entry.sha256, file);
  else if (records !== null) ofRecords = await recordsFaults(records, survey, entry.sha256, reader, file);
  const ofSurvey = checkSurvey(survey);
  const figures = await figuresIn(toplines, survey, ofSurvey.length === 0);
  const { unknown, contradictions } = 'unknown' in figures ? figures : { unknown: [], contradictions: [] };
  const all = [...ofSurvey, ...unknown, ...ofRecords, ...contradictions];
  if (all.length > 0 || 'unknown' in figures) throw new ReleaseFault(all);
  // What was parsed after it was hashed is what was hashed only if no file changed meanwhile.
  await folder.check();
  if (folder.faults.length > 0) fail(entry.version, folder.faults.join('; '));
  return new Release(survey, entry, figures, records, folder, disclosure);
}

/**
 * Reads one release, checks its hash, the form of its files and every code in them, and indexes it.
 *
 * @param reader tells what files of records hold; without it a release with records is refused
 * @param signal ends the reading early
 * @throws ReleaseFault with all faults found: a release is served whole or not at all.
 */
export async function loadRelease(
  directory: string,
  surveyId: string,
  entry: ReleaseEntry,
  reader?: RecordsReader,
  signal?: AbortSignal,
): Promise<Release> {
  const folder = await verifiedFolder(directory, entry, (path) => hashFolder(path, signal));
  return readRelease(folder, surveyId, entry, { reader });
}
