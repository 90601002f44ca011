import type { z } from 'zod';

/**
 * What the values of a field are, for files whose columns have a type: `year` is a whole number of few digits, `texts` a list.
 * Objects, lists of them, and what may be of several kinds are texts there.
 */
export type FieldType = 'number' | 'integer' | 'year' | 'boolean' | 'text' | 'texts';

/** A column of a table. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly description?: string;
  /** Whether it is a column of answers that are taken together, which tables for people show as such. */
  readonly isSubtotal?: boolean;
}

/** Whether values are numbers of any kind. */
export const isNumeric = ({ type }: Pick<Field, 'type'>): boolean =>
  type === 'number' || type === 'integer' || type === 'year';

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly values?: readonly unknown[];
}

function typeOf(schema: z.ZodType): FieldType {
  const { type, format, innerType, element, values = [] } = schema.def as Definition;
  if ((type === 'nullable' || type === 'optional') && innerType) return typeOf(innerType);
  if (type === 'number') return format === 'safeint' ? 'integer' : format === 'int32' ? 'year' : 'number';
  if (type === 'literal' && values.every((value) => typeof value === 'number')) return 'number';
  if (type === 'array' && element && ['string', 'enum'].includes(plainType(element))) return 'texts';
  return type === 'boolean' ? 'boolean' : 'text';
}

/** The kind of a schema, whether or not null may stand for it. */
function plainType(schema: z.ZodType): string {
  const { type, innerType } = schema.def as Definition;
  return type === 'nullable' && innerType ? plainType(innerType) : type;
}

const known = new WeakMap<z.ZodObject, readonly Field[]>();

/** The columns of a table of such rows. They are the same whatever an answer holds, so that files of two answers fit together. */
export function fieldsOf(row: z.ZodObject): readonly Field[] {
  const fields = known.get(row) ?? describe(row);
  known.set(row, fields);
  return fields;
}

function describe(row: z.ZodObject): Field[] {
  return Object.entries(row.shape as Record<string, z.ZodType>).map(([name, schema]) => {
    const description = schema.meta()?.description;
    return { name, type: typeOf(schema), ...(description === undefined ? {} : { description }) };
  });
}
