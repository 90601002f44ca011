import type { Code } from '../../engine/engine.ts';
import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import type { Profile, ValueCount } from './profile.ts';
import type { LabelledValue, SourceVariable } from './source.ts';
import { missingSql, missingTest, storedCode } from './stored-codes.ts';

export interface DraftOption {
  readonly code: Code;
  readonly label: string | null;
}

/** The values of one variable, sorted into answers and missing values. */
export interface Answers {
  /** Values with a label that are answers, in the order of the codebook, whether they occur or not. */
  readonly labelled: readonly LabelledValue[];
  /** Answers that occur and have no label, in order; null if there are too many to list. */
  readonly unlabelled: readonly Code[] | null;
  /** User-missing values that occur or are named one by one. */
  readonly missing: readonly LabelledValue[];
}

/** More user-missing values than this are no list that a person can read. */
const MOST_MISSING = 1000;

/** User-missing values that occur in a column with more values than its profile lists. */
async function missingAmongMany(
  database: WorkDatabase,
  file: string,
  variable: SourceVariable,
  { name, storage }: Profile,
): Promise<Code[]> {
  const isMissing = missingSql(variable, storage);
  if (isMissing === 'false') return [];
  const value = `CAST(${identifier(name)} AS ${storage === 'text' ? 'VARCHAR' : 'DOUBLE'})`;
  const rows = await database.rows(
    `SELECT DISTINCT ${value} AS value FROM source WHERE ${isMissing} ORDER BY value LIMIT ${MOST_MISSING + 1}`,
  );
  if (rows.length > MOST_MISSING)
    refuse(file, `more than ${MOST_MISSING} different values count as missing: recode them to one`, {
      column: name,
    });
  return rows.map((row) => row['value'] as Code);
}

/** Tells answers from missing values, by what the codebook says and what occurs. */
export async function sortAnswers(
  database: WorkDatabase,
  file: string,
  variable: SourceVariable,
  profile: Profile,
): Promise<Answers> {
  const { storage } = profile;
  const discrete = variable.missing.map((code) => storedCode(code, storage));
  const isMissing = missingTest(variable, storage);
  const labels = variable.values.map(({ code, label }) => ({ code: storedCode(code, storage), label }));
  const labelOf = new Map(labels.map(({ code, label }) => [code, label]));
  const occurring: readonly ValueCount[] | null = profile.values;
  const occurringMissing = occurring
    ? occurring.filter(({ code }) => isMissing(code)).map(({ code }) => code)
    : await missingAmongMany(database, file, variable, profile);
  const missing = new Set<Code>([
    ...discrete,
    ...occurringMissing,
    ...labels.filter(({ code }) => isMissing(code)).map(({ code }) => code),
  ]);
  return {
    labelled: labels.filter(
      ({ code }, i) => !isMissing(code) && labels.findIndex((one) => one.code === code) === i,
    ),
    unlabelled:
      occurring?.filter(({ code }) => !isMissing(code) && !labelOf.has(code)).map(({ code }) => code) ?? null,
    missing: [...missing]
      .toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0))
      .map((code) => ({ code, label: labelOf.get(code) ?? String(code || 'blank') })),
  };
}
