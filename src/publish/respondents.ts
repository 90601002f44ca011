import { createHmac } from 'node:crypto';
import { identifier, literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { RecordColumns } from '../repository/records-reader.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORD_KEY } from '../schemas/files.ts';

/**
 * The key of a respondent: the first 32 bits of HMAC-SHA-256 of what identifies the respondent, by the secret. Nobody without the secret can
 * tell a key from a random number, and the same respondent has the same key in each release (RFC 2104).
 *
 * @param identity such as survey, wave and id
 */
export function recordKey(secret: Buffer, identity: readonly (string | number | null)[]): number {
  return createHmac('sha256', secret).update(JSON.stringify(identity)).digest().readUInt32BE(0);
}

/** A respondent, as the key of one is made. */
export interface Respondent {
  /** The place of the record in its file, from 0. */
  readonly row: number;
  readonly wave: string | null;
  readonly id: string | null;
  /** The key that the file has already. */
  readonly known: number | null;
}

/** A value as text, the same whether a whole number is stored as an integer or not. */
function asText(name: string, columns: RecordColumns): string {
  const column = identifier(name);
  if (columns.get(name)?.kind !== 'number') return `CAST(${column} AS VARCHAR)`;
  return `CASE WHEN ${column} = floor(${column}) AND abs(${column}) < 9e15 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
}

/** The wave that a value of its column stands for. */
function waveNames({ waves }: SurveyFile): (value: string | null) => string | null {
  const names = new Map(waves.flatMap(({ id, code = [id] }) => code.map((one) => [String(one), id])));
  return (value) => (value === null ? null : (names.get(value) ?? value));
}

/** The records of a file as keys are made from them. */
export class Respondents {
  /** FROM of a statement: the records with the place of each, `file_row_number`. */
  readonly source: string;
  /** Waves and ids as text of SQL; null: all belong to one wave, or there are no ids. */
  readonly wave: string | null;
  readonly id: string | null;
  readonly #database: WorkDatabase;
  readonly #known: string;
  readonly #identity: (respondent: Respondent) => (string | number | null)[];

  /** @param survey with `cell-key`; `recordId` says what keys are made from */
  constructor(database: WorkDatabase, path: string, survey: SurveyFile, columns: RecordColumns) {
    const { design, disclosure, id } = survey;
    const { recordId } = disclosure;
    this.#database = database;
    this.source = `read_parquet(${literal(path)}, file_row_number = true)`;
    this.wave = design !== null && columns.has(design.wave) ? asText(design.wave, columns) : null;
    this.id = recordId === null ? null : asText(recordId, columns);
    this.#known = columns.has(RECORD_KEY) ? `TRY_CAST(${identifier(RECORD_KEY)} AS DOUBLE)` : 'NULL';
    const waveOf = waveNames(survey);
    const only = this.wave === null ? (design?.wave ?? null) : null;
    this.#identity = (one) => (recordId === null ? [id, one.row] : [id, only ?? waveOf(one.wave), one.id]);
  }

  /** Some records in the order of the file. @param first the place of the first */
  async read(first: number, count: number): Promise<readonly Respondent[]> {
    const found = await this.#database.rows(
      `SELECT CAST(file_row_number AS DOUBLE) AS row, ${this.wave ?? 'NULL'} AS wave, ${this.id ?? 'NULL'} AS id, ${this.#known} AS known
       FROM ${this.source} WHERE file_row_number >= ${first} AND file_row_number < ${first + count} ORDER BY file_row_number`,
      'making keys',
    );
    return found as unknown as Respondent[];
  }

  keyOf(secret: Buffer, respondent: Respondent): number {
    return recordKey(secret, this.#identity(respondent));
  }
}
