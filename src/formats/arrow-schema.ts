import {
  Bool,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Schema,
  Utf8,
  type DataType,
} from 'apache-arrow';
import type { FieldType } from '../schemas/fields.ts';
import type { Answer } from './format.ts';
import { orderedFields } from './levels.ts';

const TYPES: Readonly<Record<FieldType, DataType>> = {
  number: new Float64(),
  integer: new Int64(),
  year: new Int32(),
  boolean: new Bool(),
  text: new Utf8(),
  texts: new List(new Field('element', new Utf8(), true)),
};

/**
 * The columns of an answer in Arrow, ordered ones as dictionaries; the rows are not looked at.
 *
 * @param ordered names of the fields that are ordered
 */
export function arrowSchema(
  answer: Answer,
  names: readonly string[],
  metadata: Map<string, string> = new Map(),
  ordered: ReadonlySet<string> = new Set(orderedFields(answer).map(({ name }) => name)),
): Schema {
  const columns = answer.fields.map((field, index) => {
    // The number of a column is that of its dictionary: two columns never share one.
    const dictionary = ordered.has(field.name) && new Dictionary(new Utf8(), new Int32(), index, true);
    return new Field(names[index] ?? field.name, dictionary || TYPES[field.type], true);
  });
  return new Schema(columns, metadata);
}
