import type { Code } from '../../engine/engine.ts';
import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import type { Profile, ValueCount } from './profile.ts';
import type { LabelledValue, SourceVariable } from './source.ts';

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

/** A code as the column holds it: codebooks write 1 for "1" and the other way round. */
export function storedCode(code: Code, storage: Profile['storage']): Code {
  if (storage === 'text') return String(code);
  if (typeof code === 'string' && code.trim() !== '' && Number.isFinite(Number(code))) return Number(code);
  return code;
}

/** User-missing values that occur in a column with more values than its profile lists. */
async function missingAmongMany(
  database: WorkDatabase,
  file: string,
  { name, storage }: Profile,
  codes: readonly Code[],
  range: SourceVariable['missingRange'],
): Promise<Code[]> {
  const column = identifier(name);
  const value = storage === 'text' ? `CAST(${column} AS VARCHAR)` : `CAST(${column} AS DOUBLE)`;
  const numbers = codes.filter((code) => typeof code === 'number');
  const conditions = [
    ...(storage !== 'text' && numbers.length > 0 ? [`${value} IN (${numbers.join(', ')})`] : []),
    ...(storage !== 'text' && range
      ? [`${value} BETWEEN '${range[0]}'::DOUBLE AND '${range[1]}'::DOUBLE`]
      : []),
  ];
  if (conditions.length === 0) return [];
  const rows = await database.rows(
    `SELECT DISTINCT ${value} AS value FROM source WHERE ${conditions.join(' OR ')} ORDER BY value LIMIT ${MOST_MISSING + 1}`,
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
  const range = variable.missingRange;
  const isMissing = (code: Code): boolean =>
    discrete.includes(code) ||
    (range !== null && typeof code === 'number' && code >= range[0] && code <= range[1]);
  const labels = variable.values.map(({ code, label }) => ({ code: storedCode(code, storage), label }));
  const labelOf = new Map(labels.map(({ code, label }) => [code, label]));
  const occurring: readonly ValueCount[] | null = profile.values;
  const occurringMissing = occurring
    ? occurring.filter(({ code }) => isMissing(code)).map(({ code }) => code)
    : await missingAmongMany(database, file, profile, discrete, range);
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
