import type { Field, FieldType } from '../schemas/fields.ts';
import type { Rows } from '../schemas/rows.ts';
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
const BATCH = 500;

/** The rows in batches, which are all that is in memory of a long table. */
export function* batches(rows: Rows<Row>, size = BATCH): Generator<readonly Row[], void, undefined> {
  for (let from = 0; from < rows.length; from += size) yield [...rows.part(from, from + size)];
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
