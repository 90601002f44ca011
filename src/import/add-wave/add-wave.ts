import { join } from 'node:path';
import { readShape } from '../../engine/column-facts.ts';
import { writeResponsesParquet } from '../../engine/parquet-layout.ts';
import { identifier, literal } from '../../engine/quote.ts';
import { recordsSelect } from '../../engine/records-select.ts';
import { openWorkDatabase, type WorkDatabase } from '../../engine/work-database.ts';
import { RECORDS_FILE } from '../../schemas/files.ts';
import { readCodebook } from '../codebook/read-codebook.ts';
import { declareDegrees } from '../records/declare-degrees.ts';
import { planDraft, type Plan } from '../records/import-plan.ts';
import type { ImportOptions, LeftOutVariable, Running } from '../records/options.ts';
import { readProfiled } from '../records/read-profiled.ts';
import type { ReadRecords } from '../records/sort-variables.ts';
import { inWorkspace } from '../workspace.ts';
import { writeSurvey } from '../write-survey.ts';
import { mergeWave, type MergedWave, type WaveChange } from './merge-wave.ts';
import { describedBy, readTracker, rolesOfTracker, type Tracker } from './read-tracker.ts';
import { mustBeTold, neverChosen } from './several-of-wave.ts';
import { waveColumn, type WaveColumn } from './wave-column.ts';
import { columnSql } from './wave-rows.ts';

/** What adding a wave did, for people and programs. */
export interface AddedWave {
  readonly file: string;
  readonly into: string;
  readonly wave: string;
  /** Records of the new wave. */
  readonly records: number;
  readonly columns: number;
  readonly questions: number;
  readonly leftOut: readonly LeftOutVariable[];
  /** What is not as it was, each proposed as a break of its question. */
  readonly changes: readonly WaveChange[];
  readonly notes: readonly string[];
}

/** The records that are there, as the relation `known`. */
async function openKnown(
  database: WorkDatabase,
  into: string,
): Promise<ReadonlyMap<string, { readonly kind: 'code' | 'number' }>> {
  const select = await recordsSelect(database.connection, join(into, RECORDS_FILE));
  await database.run(`CREATE OR REPLACE TEMP VIEW responses AS ${select}`);
  const { columns } = await readShape(database.connection);
  await database.run(`CREATE VIEW known AS SELECT * FROM read_parquet(${literal(join(into, RECORDS_FILE))})`);
  return columns;
}

interface Prepared {
  readonly tracker: Tracker;
  readonly columns: ReadonlyMap<string, { readonly kind: 'code' | 'number' }>;
  readonly read: ReadRecords;
  readonly plan: Plan;
  /** Ticks of answers that nobody chose. */
  readonly made: ReadonlyMap<string, string>;
  readonly wave: WaveColumn;
  readonly merged: MergedWave;
}

/** A column of the new draft, in SQL: of the records that are there, and of the new ones. */
interface BothSides {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** All columns of the new draft, in SQL: of the records that are there, and of the new ones. */
function columnsSql({ tracker, columns, read, plan, wave, merged, made }: Prepared): BothSides[] {
  const { file } = read.source;
  const nothing = new Map<never, never>();
  const after = (name: string, kind: 'code' | 'number' | null): string => {
    const derived = plan.derived.get(name);
    const profile = read.profiles.get(name);
    const cell = made.get(name);
    // Ticks are made as they are; a column of texts with one for what few wrote has codes as any other.
    if (derived !== undefined && (tracker.indicators.has(name) || !columns.has(name))) return derived;
    if (cell !== undefined) return cell;
    if (!profile) return 'NULL';
    return columnSql(file, profile, kind, merged.written.get(name) ?? nothing, derived);
  };
  const list = [...columns].map(([name, { kind }]) => ({
    name,
    before: identifier(name),
    after: name === wave.name ? valueSql(wave.code) : after(name, kind),
  }));
  if (wave.before !== null)
    list.push({ name: wave.name, before: valueSql(wave.before), after: valueSql(wave.code) });
  for (const name of merged.further) list.push({ name, before: 'NULL', after: after(name, null) });
  return list;
}

/** Both in one relation, the new ones below. */
function relationSql(columns: readonly BothSides[]): string {
  const select = (side: 'before' | 'after'): string =>
    columns.map((column) => `${column[side]} AS ${identifier(column.name)}`).join(', ');
  return `(SELECT ${select('before')} FROM known UNION ALL SELECT ${select('after')} FROM source)`;
}

const valueSql = (code: string | number): string => (typeof code === 'number' ? String(code) : literal(code));

/** The document with the new wave: what stands in it stays. */
function documentWith({ tracker, wave, merged }: Prepared, id: string): object {
  const { document, survey } = tracker;
  const year = /^(19|20)\d\d$/.test(id) ? Number(id) : null;
  const entry = { id, label: id, year, ...(wave.code === id ? {} : { code: wave.code }) };
  return {
    ...document,
    waves: [...(document['waves'] as unknown[]), entry],
    audiences: merged.audiences,
    questions: merged.questions,
    design: {
      ...(document['design'] as object),
      ...(survey.design.wave === wave.name ? {} : { wave: wave.name }),
    },
  };
}

async function prepare(
  database: WorkDatabase,
  path: string,
  options: ImportOptions,
  id: string,
  scratch: string,
  running: Running,
): Promise<Prepared> {
  const tracker = await readTracker(options, id);
  const columns = await openKnown(database, options.into);
  const isSpss = /\.(z?sav|por)$/i.test(path);
  const codebook = isSpss ? null : await readCodebook(path, options.codebook);
  const { read, options: named } = await readProfiled(database, path, options, codebook, scratch, running);
  const { source, profiles } = read;
  const inFile = new Set(source.variables.map(({ name }) => name));
  const { design } = tracker.survey;
  const wave = waveColumn(tracker.survey, id, columns, source.file, profiles.get(design.wave), inFile);
  const roles = rolesOfTracker(tracker, inFile, source.file);
  const plain = [...columns.keys()].filter(
    (name) =>
      inFile.has(name) && !tracker.indicators.has(name) && !tracker.flags.has(name) && name !== wave.name,
  );
  const plan = await planDraft(
    {
      ...read,
      source: {
        ...source,
        weight: null,
        variables: describedBy(tracker, source.variables, profiles).filter(({ name }) => name !== wave.name),
      },
    },
    { ...named, roles, known: new Set(plain) },
    (question) => tracker.askedOf(question, named.asked),
  );
  mustBeTold(tracker, read, plan, columns);
  const made = neverChosen(tracker, plan);
  const absent = new Set(
    [...columns.keys()].filter((name) => !inFile.has(name) && !plan.derived.has(name) && !made.has(name)),
  );
  const listed = new Set(source.variables.filter(({ values }) => values.length > 0).map(({ name }) => name));
  const merged = mergeWave({
    before: { questions: tracker.questions, audiences: tracker.audiences },
    after: plan.survey,
    between: [tracker.survey.waves.at(-1)?.id ?? '', id],
    audience: roles.audience,
    columns: new Set([...columns.keys(), wave.name]),
    absent,
    isListed: (name) => listed.has(name),
    valuesOf: (name) => profiles.get(name)?.values?.map(({ code }) => code) ?? [],
  });
  return { tracker, columns, read, plan, wave, merged, made };
}

/**
 * Adds a wave from a file of its own to a draft that was made from a release: its records below those that are there, its questions,
 * labels and codes compared with those of the draft. The folder is changed whole at the end, or not at all.
 *
 * @param id of the new wave
 * @throws InputFault for all that is wrong with the input, and where the file has not what the design needs; the reason of the signal
 *   if the work is called off
 */
export async function addWave(
  path: string,
  options: ImportOptions,
  id: string,
  running: Running,
): Promise<AddedWave> {
  return inWorkspace(options.into, true, running, async ({ folder, draft }) => {
    const database = await openWorkDatabase(folder, running.signal, running.progress);
    try {
      const prepared = await prepare(database, path, options, id, folder, running);
      const { read, plan, wave, merged, tracker } = prepared;
      const all = columnsSql(prepared);
      const { connection } = database;
      const target = join(draft, RECORDS_FILE);
      const weights = tracker.survey.design.weights.map(({ column }) => column);
      await database.watch(
        () => writeResponsesParquet(connection, relationSql(all), target, { orderBy: wave.name, weights }),
        'writing',
      );
      const declared = await declareDegrees(database, target, documentWith(prepared, id));
      await writeSurvey(draft, declared.survey);
      return {
        file: read.source.file,
        into: options.into,
        wave: id,
        records: read.records,
        columns: all.length,
        questions: merged.questions.length,
        leftOut: plan.leftOut,
        changes: merged.changes,
        notes: [...plan.notes, ...merged.notes, ...declared.notes],
      };
    } finally {
      database.close();
    }
  });
}
