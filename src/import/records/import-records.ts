import { join } from 'node:path';
import { writeResponsesParquet } from '../../engine/parquet-layout.ts';
import { identifier } from '../../engine/quote.ts';
import { readCodebook, type FoundCodebook } from '../codebook/read-codebook.ts';
import { openWorkDatabase, type WorkDatabase } from '../../engine/work-database.ts';
import { NO_METADATA, withMetadata } from '../metadata.ts';
import { keepingOptions, keptNote, readKeptSurvey } from '../kept-survey.ts';
import type { ImportOptions, ImportSummary, Running } from './options.ts';
import { planDraft, type Plan } from './import-plan.ts';
import { planSurvey } from './plan-survey.ts';
import { storedAs, type Profile } from './profile.ts';
import { readProfiled } from './read-profiled.ts';
import type { Source } from './source.ts';
import { declareDegrees } from './declare-degrees.ts';
import { inWorkspace } from '../workspace.ts';
import { RECORDS_FILE } from '../../schemas/files.ts';
import { writeSurvey } from '../write-survey.ts';

interface Planned {
  readonly source: Source;
  readonly records: number;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly plan: Plan;
  /** Whether its document is one that a person filled in. */
  readonly isFilled: boolean;
}

interface Described {
  readonly codebook: FoundCodebook | null;
  readonly options: ImportOptions;
  readonly notes: readonly string[];
}

const isTheDraft = (file: string): string => `${file} is the draft, as it is`;

/** The codebook that is named; or that of the draft that is replaced; or the one beside the records. */
async function findCodebook(path: string, options: ImportOptions): Promise<Described> {
  // An SPSS file describes its variables itself, and refuses one that is named.
  const isSpss = /\.(z?sav|por)$/i.test(path);
  const named = options.codebook === null || isSpss ? null : await readCodebook(path, options.codebook);
  if (named?.kind === 'survey') return { codebook: named, options, notes: [isTheDraft(named.file)] };
  const kept = options.force ? await readKeptSurvey(options.into) : null;
  if (kept)
    return {
      codebook: kept,
      options: keepingOptions(kept, named, options),
      notes: [keptNote(kept.file)],
    };
  const beside = named !== null || isSpss ? named : await readCodebook(path, null);
  return { codebook: beside, options, notes: beside?.kind === 'survey' ? [isTheDraft(beside.file)] : [] };
}

/** Reads all that there is to know, and decides what is written. */
async function prepare(
  database: WorkDatabase,
  path: string,
  given: ImportOptions,
  scratch: string,
  running: Running,
): Promise<Planned> {
  // The codebook first: it is quick to read, and a fault in it is seen before the records are.
  const { codebook, options: described, notes } = await findCodebook(path, given);
  const { read, options } = await readProfiled(database, path, described, codebook, scratch, running);
  const { source, records, profiles } = read;
  if (codebook?.kind !== 'survey')
    return { source, records, profiles, plan: await planDraft(read, options), isFilled: false };
  const plan = await planSurvey(codebook, read, options);
  return {
    source,
    records,
    profiles,
    plan: { ...plan, notes: [...plan.notes, ...notes] },
    isFilled: true,
  };
}

async function writeRecords(
  database: WorkDatabase,
  { plan, profiles }: Planned,
  path: string,
): Promise<void> {
  const values = plan.columns.map((name) => {
    const profile = profiles.get(name);
    const derived = plan.derived.get(name);
    if (derived !== undefined) return `${derived} AS ${identifier(name)}`;
    const value =
      profile && !plan.asText.has(name) ? storedAs(profile) : `CAST(${identifier(name)} AS VARCHAR)`;
    return `${value} AS ${identifier(name)}`;
  });
  const layout = { orderBy: plan.wave, weights: plan.weights };
  await database.watch(
    () =>
      writeResponsesParquet(database.connection, `(SELECT ${values.join(', ')} FROM source)`, path, layout),
    'writing',
  );
}

/**
 * Makes the draft of a release from a file of respondents' records: `responses.parquet` and `survey.json`. The folder is
 * there whole at the end, or not at all.
 *
 * @throws InputFault for all that is wrong with the input; the reason of the signal if the work is called off
 */
export async function importRecords(
  path: string,
  options: ImportOptions,
  running: Running,
): Promise<ImportSummary> {
  return inWorkspace(options.into, options.force, running, async ({ folder, draft }) => {
    const database = await openWorkDatabase(folder, running.signal, running.progress);
    try {
      const planned = await prepare(database, path, options, folder, running);
      await writeRecords(database, planned, join(draft, RECORDS_FILE));
      const { source, records, plan, isFilled } = planned;
      const declared = await declareDegrees(database, join(draft, RECORDS_FILE), plan.survey);
      const { metadata = NO_METADATA } = options;
      await writeSurvey(draft, withMetadata(declared.survey, metadata, isFilled));
      return {
        file: source.file,
        into: options.into,
        records,
        columns: plan.columns.length,
        questions: plan.questions,
        leftOut: plan.leftOut,
        notes: [...plan.notes, ...declared.notes],
      };
    } finally {
      database.close();
    }
  });
}
