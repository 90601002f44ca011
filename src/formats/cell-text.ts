import type { Field, FieldType } from '../schemas/fields.ts';
import type { Rows } from '../schemas/rows.ts';
import { codeInWords } from '../schemas/words.ts';
import { turns } from '../turns/turns.ts';
import type { Answer, Row } from './format.ts';

/** A value as text: null is empty; a list or an object is JSON, so that nothing is lost. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What people are shown in a field: a code where its words are not known. */
export function wordOrCode(row: Row, field: string): unknown {
  const code = codeInWords(field);
  return row[field] ?? (code === undefined ? null : row[code]);
}

/** Whether a cell names answers that are taken together: a row of a table says of its names of which kind they are, such as `rowKind`. */
export const namesSubtotal = (row: Row, field: string): boolean =>
  row[`${codeInWords(field) ?? field}Kind`] === 'net';

/** The shown fields of each row, as an object: what formats of JSON write. */
export function recordsOf({ fields, picked = false }: Answer): (row: Row) => Row {
  if (!picked) return (row) => row;
  const names = fields.map(({ name }) => name);
  return (row) => {
    const record: Record<string, unknown> = {};
    for (const name of names) record[name] = row[name] ?? null;
    return record;
  };
}

/** Texts as lines, each with its end. */
export const textLines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** Why a field of a row is null, as its `reasons` say; undefined where they do not. */
export function reasonOf(row: Row, field: string): string | undefined {
  const { reasons } = row;
  if (typeof reasons !== 'object' || reasons === null) return undefined;
  const reason: unknown = Reflect.get(reasons, field);
  return typeof reason === 'string' ? reason : undefined;
}

/** Rows that are written at once: few enough that other requests do not wait for them. */
const BATCH = 50;

/**
 * The rows in batches, which are all that is in memory of a long table. A batch ends before it is full where its rows take so long to be
 * made that it is others' turn; what is written must not depend on where a batch ends.
 */
export function* batches(rows: Rows<Row>, size = BATCH): Generator<readonly Row[], void, undefined> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < size && !turns.isOver) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What a typed file has in a cell. */
export type TypedValue = number | bigint | boolean | string | (string | null)[] | null;

/** The values of a column, each of its type or null, as typed files need them: whole numbers of 64 bits are bigints. */
export function columnValues(rows: readonly Row[], { name, type }: Field): TypedValue[] {
  return rows.map((row) => typedValue(row[name], type));
}

function typedValue(value: unknown, type: FieldType): TypedValue {
  if (value === null || value === undefined) return null;
  if (type === 'text') return cellText(value);
  if (type === 'texts' && Array.isArray(value)) return value as (string | null)[];
  if (type === 'integer' && Number.isSafeInteger(value)) return BigInt(value as number);
  if ((type === 'number' || type === 'year') && typeof value === 'number') return value;
  if (type === 'boolean' && typeof value === 'boolean') return value;
  throw new TypeError(`${JSON.stringify(value)} stands in a column of type ${type}`);
}
