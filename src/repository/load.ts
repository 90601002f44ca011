import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releasesFile, surveyFile, type ReleaseEntry, type SurveyFile } from '../schemas/dataset.ts';
import { checkPopulations } from './check-populations.ts';
import { checkRecords, type RecordsReader } from './check-records.ts';
import { checkSurvey, checkToplines } from './check.ts';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readAs } from '../errors/read-as.ts';
import { gatherFigures } from './figures.ts';
import { inParts } from './parts.ts';
import { Release } from './release.ts';
import { hashFiles, sha256Of } from './sha256.ts';
import { parseToplinesInParts } from './toplines.ts';
import { INDEX_FILE, RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';

function fail(file: string, message: string, cause?: unknown): never {
  throw new ReleaseFault([{ file, row: null, column: null, message }], { cause });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The text of a file, or null if there is no such file. Bytes that are not UTF-8 are a fault, not replaced. */
async function readText(directory: string, file: string): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(directory, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    fail(file, `cannot be read: ${reason(error)}`, error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    fail(file, 'is not UTF-8');
  }
}

async function readJson(directory: string, file: string): Promise<unknown> {
  const text = (await readText(directory, file)) ?? fail(file, 'is missing');
  try {
    return JSON.parse(text);
  } catch (error) {
    fail(file, `is not JSON: ${reason(error)}`);
  }
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

async function readSurvey(directory: string): Promise<SurveyFile> {
  const { data, faults } = readAs(surveyFile, await readJson(directory, SURVEY_FILE), SURVEY_FILE);
  if (data === null) throw new ReleaseFault(faults);
  return data;
}

/** The path of the records of a release, and faults of what the codebook says of them; null where there are none. */
async function findRecords(
  directory: string,
  survey: SurveyFile,
  releaseKey: string,
  reader: RecordsReader | undefined,
): Promise<{ path: string | null; faults: Fault[] }> {
  const path = join(directory, RECORDS_FILE);
  const found = await access(path).then(
    () => true,
    () => false,
  );
  if (!found) {
    const fault = {
      file: RECORDS_FILE,
      row: null,
      column: null,
      message: 'is missing, but survey.json has a design',
    };
    return { path: null, faults: survey.design === null ? [] : [fault] };
  }
  if (!reader) fail(RECORDS_FILE, 'there is no engine that reads records');
  const columns = await reader
    .columnsOf(path, releaseKey)
    .catch((error: unknown) => fail(RECORDS_FILE, `cannot be read: ${reason(error)}`));
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
  return { path, faults: [...checkRecords(survey, columns), ...faults] };
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
  const files = await hashFiles(directory, signal).catch((error: unknown) =>
    fail(entry.version, reason(error), error),
  );
  const actual = sha256Of(files);
  if (actual !== entry.sha256) {
    fail(
      entry.version,
      `the files do not match releases.json: sha256 is ${actual}, but ${entry.sha256} was released`,
    );
  }
  const survey = await readSurvey(directory);
  if (survey.id !== surveyId) fail(SURVEY_FILE, `id is "${survey.id}", but the folder is "${surveyId}"`);
  if (survey.version !== entry.version) {
    fail(SURVEY_FILE, `version is "${survey.version}", but the folder is "${entry.version}"`);
  }
  const records = await findRecords(directory, survey, entry.sha256, reader);
  const toplines = await readText(directory, TOPLINES_FILE);
  if (toplines === null && records.path === null) {
    fail(TOPLINES_FILE, `is missing, and so is ${RECORDS_FILE}: a release needs one of them`);
  }
  const rows = toplines === null ? [] : await parseToplinesInParts(toplines);
  const { figures, faults } = gatherFigures(rows, survey.samples);
  const unknown = await inParts(rows, (part) => checkToplines(survey, part));
  const all = [...checkSurvey(survey), ...unknown, ...records.faults, ...faults];
  if (all.length > 0) throw new ReleaseFault(all);
  return new Release(survey, entry, figures, records.path, files);
}
