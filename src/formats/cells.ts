import type { Answer } from './format.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of an answer; a single thing is a table of one row. */
export function rowsOf({ data }: Answer): readonly Row[] {
  return Array.isArray(data) ? (data as readonly Row[]) : [data as Row];
}

/** A value as text: null is empty; a list or an object is JSON, so that nothing is lost. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Why a field of a row is null, as its `reasons` say; undefined where they do not. */
export function reasonOf(row: Row, field: string): string | undefined {
  const { reasons } = row;
  if (typeof reasons !== 'object' || reasons === null) return undefined;
  const reason: unknown = Reflect.get(reasons, field);
  return typeof reason === 'string' ? reason : undefined;
}

type ColumnType = 'number' | 'boolean' | 'text';

/** A column with one type, as typed files need it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly (number | boolean | string | null)[];
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined;

/**
 * The columns of an answer: numbers where each value is a number, truth values likewise, else text, with lists
 * and objects as JSON. A column of nulls alone is text, because no value says what else it is.
 */
export function columnsOf(answer: Answer): Column[] {
  const rows = rowsOf(answer);
  return answer.fields.map((name) => {
    const values = rows.map((row) => row[name]);
    const known = values.filter((value) => !isEmpty(value));
    const all = (type: string): boolean => known.length > 0 && known.every((value) => typeof value === type);
    const type = all('number') ? 'number' : all('boolean') ? 'boolean' : 'text';
    return {
      name,
      type,
      values: values.map((value) => {
        if (isEmpty(value)) return null;
        return type === 'text' ? cellText(value) : (value as number | boolean);
      }),
    };
  });
}
