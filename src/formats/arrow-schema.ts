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
import { levelsOf } from './levels.ts';

const TYPES: Readonly<Record<FieldType, DataType>> = {
  number: new Float64(),
  integer: new Int64(),
  year: new Int32(),
  boolean: new Bool(),
  text: new Utf8(),
  texts: new List(new Field('element', new Utf8(), true)),
};

/** The columns of an answer in Arrow, and the levels of those that are ordered dictionaries. */
export async function arrowSchema(
  answer: Answer,
  names: readonly string[],
  metadata: Map<string, string> = new Map(),
): Promise<{ readonly schema: Schema; readonly levels: ReadonlyMap<string, readonly string[]> }> {
  const levels = await levelsOf(answer);
  const columns = answer.fields.map(({ name, type }, index) => {
    // The number of a column is that of its dictionary: two columns never share one.
    const dictionary = levels.has(name) && new Dictionary(new Utf8(), new Int32(), index, true);
    return new Field(names[index] ?? name, dictionary || TYPES[type], true);
  });
  return { schema: new Schema(columns, metadata), levels };
}
