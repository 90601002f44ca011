import type { z } from 'zod';

/** What the values of a field are; lists and objects, and what may be of several kinds, are texts in a typed file. */
export type FieldType = 'number' | 'boolean' | 'text';

/** A column of a table. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly description?: string;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly values?: readonly unknown[];
}

function typeOf(schema: z.ZodType): FieldType {
  const { type, innerType, values = [] } = schema.def as Definition;
  if ((type === 'nullable' || type === 'optional') && innerType) return typeOf(innerType);
  if (type === 'number' || type === 'int') return 'number';
  if (type === 'literal' && values.every((value) => typeof value === 'number')) return 'number';
  return type === 'boolean' ? 'boolean' : 'text';
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
