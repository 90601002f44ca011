import { createHmac } from 'node:crypto';
import { identifier, literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import { refuse } from '../errors/input-fault.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORD_KEY, RECORDS_FILE } from '../schemas/files.ts';
import { describeColumns } from './parquet-columns.ts';

/** Rows that are held at once while keys are made. */
const CHUNK = 50_000;
const ROW_GROUP = 122_880;
const FAULT = { column: RECORD_KEY } as const;

/**
 * The key of a respondent: the first 32 bits of HMAC-SHA-256 of what identifies the respondent, by the secret. Nobody without the secret can
 * tell a key from a random number, and the same respondent has the same key in each release (RFC 2104).
 *
 * @param identity such as survey, wave and id
 */
export function recordKey(secret: Buffer, identity: readonly (string | number | null)[]): number {
  return createHmac('sha256', secret).update(JSON.stringify(identity)).digest().readUInt32BE(0);
}

/** A value as text, the same whether a whole number is stored as an integer or not. */
function asText(name: string, kind: 'code' | 'number'): string {
  const column = identifier(name);
  if (kind === 'code') return `CAST(${column} AS VARCHAR)`;
  return `CASE WHEN ${column} = floor(${column}) AND abs(${column}) < 9e15 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
}

/** The wave that a value of its column stands for. */
function waveNames({ waves }: SurveyFile): (value: string | null) => string | null {
  const names = new Map(waves.flatMap(({ id, code = [id] }) => code.map((one) => [String(one), id])));
  return (value) => (value === null ? null : (names.get(value) ?? value));
}

/** @throws InputFault if ids do not tell respondents apart: who shares a key shares the noise */
async function checkIds(database: WorkDatabase, from: string, id: string, wave: string): Promise<void> {
  const [found] = await database.rows(
    `SELECT CAST(count(*) FILTER (${id} IS NULL) AS INTEGER) AS missing,
            CAST(count(*) - count(DISTINCT (${wave}, ${id})) AS INTEGER) AS double FROM ${from}`,
    'checking ids of respondents',
  );
  const [missing, double] = [Number(found?.['missing']), Number(found?.['double'])];
  if (missing > 0)
    refuse(RECORDS_FILE, `${missing} records have no id, which disclosure.recordId names`, FAULT);
  if (double > 0)
    refuse(
      RECORDS_FILE,
      `${double} records have the wave and id of another one: disclosure.recordId must name a column that tells respondents apart`,
      FAULT,
    );
}

interface Row {
  readonly row: number;
  readonly wave: string | null;
  readonly id: string | null;
  /** The key that the file has already. */
  readonly known: number | null;
}

/** @throws InputFault if a key that the file brings is not the one that is made: it is from another secret, or of nobody's making */
function checkKnown({ row, known }: Row, key: number): void {
  if (known === null || known === key) return;
  refuse(
    RECORDS_FILE,
    `has a key in record ${row + 1} that this secret does not give: take the column "${RECORD_KEY}" out, and keys are made anew; or publish with the secret that it was made with`,
    FAULT,
  );
}

/**
 * Copies records with the key of each respondent added, rows and all else as they are. A draft that was made from a release has keys
 * already: they are made again, and must be the same.
 *
 * @param survey with `cell-key`; `recordId` says what keys are made from
 * @throws InputFault if ids are missing or double, or the file has keys of another secret
 */
export async function copyWithKeys(
  database: WorkDatabase,
  from: string,
  to: string,
  survey: SurveyFile,
  secret: Buffer,
): Promise<void> {
  const columns = await describeColumns(database, from);
  const { design, disclosure, id: surveyId } = survey;
  const kindOf = (name: string): 'code' | 'number' => columns.get(name)?.kind ?? 'code';
  const source = `read_parquet(${literal(from)}, file_row_number = true)`;
  const wave =
    design !== null && columns.has(design.wave) ? asText(design.wave, kindOf(design.wave)) : 'NULL';
  const { recordId } = disclosure;
  const id = recordId === null ? 'NULL' : asText(recordId, kindOf(recordId));
  if (recordId !== null) await checkIds(database, source, id, wave === 'NULL' ? '0' : wave);
  const known = columns.has(RECORD_KEY) ? `TRY_CAST(${identifier(RECORD_KEY)} AS DOUBLE)` : 'NULL';
  const waveOf = waveNames(survey);
  await database.run(`CREATE OR REPLACE TEMP TABLE record_keys (place BIGINT, key UINTEGER)`);
  const appender = await database.connection.createAppender('record_keys');
  for (let first = 0; ; first += CHUNK) {
    const found = await database.rows(
      `SELECT CAST(file_row_number AS DOUBLE) AS row, ${wave} AS wave, ${id} AS id, ${known} AS known
       FROM ${source} WHERE file_row_number >= ${first} AND file_row_number < ${first + CHUNK} ORDER BY file_row_number`,
      'making keys',
    );
    for (const one of found as unknown as Row[]) {
      const name = design !== null && wave === 'NULL' ? design.wave : waveOf(one.wave);
      const key = recordKey(secret, recordId === null ? [surveyId, one.row] : [surveyId, name, one.id]);
      checkKnown(one, key);
      appender.appendBigInt(BigInt(one.row));
      appender.appendUInteger(key);
      appender.endRow();
    }
    if (found.length < CHUNK) break;
  }
  appender.closeSync();
  const others = ['file_row_number', ...(columns.has(RECORD_KEY) ? [identifier(RECORD_KEY)] : [])];
  await database.run(
    `COPY (SELECT r.* EXCLUDE (${others.join(', ')}), k.key AS ${identifier(RECORD_KEY)}
       FROM ${source} AS r JOIN record_keys AS k ON r.file_row_number = k.place ORDER BY r.file_row_number)
     TO ${literal(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
    'writing keys',
  );
  await database.run('DROP TABLE record_keys');
}
