import { identifier, literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import { namedColumns } from '../repository/named-columns.ts';
import type { RecordColumns } from '../repository/records-reader.ts';
import type { Release } from '../repository/release.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORD_KEY } from '../schemas/files.ts';
import { waveVariable } from '../services/records/variables.ts';
import type { Level } from './level.ts';
import type { OpenDatabase } from './load-release.ts';
import { oneWaveOf } from './one-wave.ts';
import { describeColumns } from './parquet-columns.ts';

/** What became of the records, and what that makes of the figures that are computed from them. */
export interface RecordsChange {
  readonly level: Level;
  readonly change: 'added' | 'removed' | 'changed';
  readonly why: string;
}

/** The columns that figures are computed from. */
function columnsUsed(survey: SurveyFile, columns: RecordColumns): string[] {
  const named = namedColumns(survey).map(([, column]) => column);
  // Noise is made from keys: with others every figure is another one.
  if (survey.disclosure.method === 'cell-key') named.push(RECORD_KEY);
  return [...new Set(named)].filter((name) => columns.has(name)).toSorted();
}

/** A value as those of a column are compared, however narrow its numbers are stored; null: it is none of the column's. */
const cast = (value: string, name: string, columns: RecordColumns): string =>
  `TRY_CAST(${value} AS ${columns.get(name)?.kind === 'number' ? 'DOUBLE' : 'VARCHAR'})`;

/** A column as it is compared. */
const cell = (name: string, columns: RecordColumns): string => cast(identifier(name), name, columns);

/** The rows of the waves that a release has; all rows where they belong to one wave. */
function wavesOf({ design }: SurveyFile, columns: RecordColumns, path: string): string {
  if (design === null || !columns.has(design.wave)) return 'true';
  const wave = cell(design.wave, columns);
  return `${wave} IN (SELECT ${wave} FROM read_parquet(${literal(path)}))`;
}

/** Of a later release: the rows of the one wave that the earlier was of; null where it had a column of waves. */
function rowsOfOneWave(from: SurveyFile, to: SurveyFile, after: RecordColumns): string | null {
  const one = oneWaveOf(from);
  const wave = waveVariable(to);
  if (one === null || wave === null || !after.has(wave.column)) return null;
  const { codes } = wave.categories.find(({ id }) => id === one) ?? { codes: [one] };
  const values = codes.map((code) => cast(literal(String(code)), wave.column, after));
  return `${cell(wave.column, after)} IN (${values.join(', ')})`;
}

/**
 * A fingerprint of some columns of some rows that does not depend on the order of the rows or on how numbers are stored:
 * their number, and the sum of a 64-bit hash of each.
 */
async function fingerprint(
  database: WorkDatabase,
  path: string,
  names: readonly string[],
  columns: RecordColumns,
  where: string,
): Promise<string> {
  const row = `struct_pack(${names.map((name, i) => `c${i} := ${cell(name, columns)}`).join(', ')})`;
  const [result] = await database.rows(
    `SELECT count(*)::VARCHAR || ' ' || coalesce(sum(h), 0)::VARCHAR AS sums
     FROM (SELECT hash(${row}) AS h FROM read_parquet(${literal(path)}) WHERE ${where})`,
    'comparing records',
  );
  return String(result?.['sums']);
}

/**
 * What became of the records from one release to another; null where both have the same, or none. Figures of a wave are
 * computed from the rows of that wave and from the columns that the codebook names, and so these are compared: rows of
 * further waves change none of them, unless the waves share their clusters, whose number enters every variance.
 */
export async function recordsChange(
  from: Release,
  to: Release,
  open: OpenDatabase,
): Promise<RecordsChange | null> {
  if (from.records === null && to.records === null) return null;
  if (from.records === null) return { level: 'minor', change: 'added', why: 'figures can be computed' };
  if (to.records === null)
    return { level: 'major', change: 'removed', why: 'no figure can be computed any more' };
  const database = await open();
  const before = await describeColumns(database, from.records);
  const after = await describeColumns(database, to.records);
  const names = columnsUsed(from.survey, before);
  const gone = names.filter((name) => before.get(name)?.kind !== after.get(name)?.kind);
  if (gone.length > 0)
    return {
      level: 'major',
      change: 'changed',
      why: `the column ${gone.join(', ')} is gone or of another type`,
    };
  const old = wavesOf(from.survey, before, from.records);
  const sums = async (path: string, columns: RecordColumns, where: string): Promise<string> =>
    fingerprint(database, path, names, columns, where);
  const known = await sums(from.records, before, old);
  const oneWave = rowsOfOneWave(from.survey, to.survey, after);
  if (known !== (await sums(to.records, after, oneWave ?? old)))
    return { level: 'major', change: 'changed', why: 'answers of waves that were there before differ' };
  if ((await sums(from.records, before, 'true')) === (await sums(to.records, after, 'true'))) {
    const more = columnsUsed(to.survey, after).some((name) => !names.includes(name));
    return more ? { level: 'minor', change: 'changed', why: 'further columns are used' } : null;
  }
  return from.survey.design?.sharedClusters === true
    ? {
        level: 'major',
        change: 'changed',
        why: 'rows of other waves differ, and the waves share clusters, so that standard errors of all of them change',
      }
    : { level: 'minor', change: 'changed', why: 'only rows of other waves differ' };
}
