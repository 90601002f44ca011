import type { Field, FieldType } from '../schemas/fields.ts';
import type { Rows } from '../schemas/rows.ts';
import { turns } from '../turns/turns.ts';
import type { Row } from './format.ts';

/** A value as text: null is empty; a list or an object is JSON, so that nothing is lost. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
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

/** The values of a column, each of its type or null, as typed files need them. */
export function columnValues(
  rows: readonly Row[],
  { name, type }: Field,
): (number | boolean | string | null)[] {
  return rows.map((row) => typedValue(row[name], type));
}

function typedValue(value: unknown, type: FieldType): number | boolean | string | null {
  if (value === null || value === undefined) return null;
  if (type === 'text') return cellText(value);
  if (typeof value === type) return value as number | boolean;
  throw new TypeError(`${JSON.stringify(value)} stands in a column of type ${type}`);
}
