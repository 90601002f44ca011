import { identifier, literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import { refuse } from '../errors/input-fault.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORD_KEY, RECORDS_FILE } from '../schemas/files.ts';
import { describeColumns } from './parquet-columns.ts';
import { Respondents, type Respondent } from './respondents.ts';

/** Rows that are held at once while keys are made. */
const CHUNK = 50_000;
const ROW_GROUP = 122_880;
const FAULT = { column: RECORD_KEY } as const;

/** @throws InputFault if ids do not tell respondents apart: who shares a key shares the noise */
async function checkIds(database: WorkDatabase, { source, wave, id }: Respondents): Promise<void> {
  if (id === null) return;
  const [found] = await database.rows(
    `SELECT CAST(count(*) FILTER (${id} IS NULL) AS INTEGER) AS missing,
            CAST(count(*) - count(DISTINCT (${wave ?? '0'}, ${id})) AS INTEGER) AS double FROM ${source}`,
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

/** @throws InputFault if a key that the file brings is not the one that is made: it is from another secret, or of nobody's making */
function checkKnown({ row, known }: Respondent, key: number): void {
  if (known === null || known === key) return;
  refuse(
    RECORDS_FILE,
    `has a key in record ${row + 1} that this secret does not give: take the column "${RECORD_KEY}" out, and keys are made anew; or publish with the secret that it was made with`,
    FAULT,
  );
}

/** Records that show whether keys were made from a secret: one would do, as a key has 32 bits. */
const SHOWN = 20;

/**
 * Whether the keys in the records of a release were made from a secret.
 *
 * @param survey that of the release
 */
export async function hasKeysOf(
  database: WorkDatabase,
  path: string,
  survey: SurveyFile,
  secret: Buffer,
): Promise<boolean> {
  const respondents = new Respondents(database, path, survey, await describeColumns(database, path));
  const some = await respondents.read(0, SHOWN);
  return some.every((one) => one.known === respondents.keyOf(secret, one));
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
  const respondents = new Respondents(database, from, survey, columns);
  await checkIds(database, respondents);
  await database.run(`CREATE OR REPLACE TEMP TABLE record_keys (place BIGINT, key UINTEGER)`);
  const appender = await database.connection.createAppender('record_keys');
  for (let first = 0; ; first += CHUNK) {
    const found = await respondents.read(first, CHUNK);
    for (const one of found) {
      const key = respondents.keyOf(secret, one);
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
       FROM ${respondents.source} AS r JOIN record_keys AS k ON r.file_row_number = k.place ORDER BY r.file_row_number)
     TO ${literal(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
    'writing keys',
  );
  await database.run('DROP TABLE record_keys');
}
