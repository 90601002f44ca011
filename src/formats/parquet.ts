import { RecordBatchStreamWriter } from 'apache-arrow';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { FieldType } from '../schemas/fields.ts';
import { arrowSchema } from './arrow-schema.ts';
import { batches, columnValues, type TypedValue } from './cell-text.ts';
import type { Answer } from './format.ts';
import { fieldsAppearingInOrder } from './levels.ts';
import { turns } from '../turns/turns.ts';
import { keyValues } from './metadata.ts';

const column = (name: string, type: SchemaElement['type'], more: Partial<SchemaElement> = {}) =>
  ({ name, type, repetition_type: 'OPTIONAL', ...more }) as SchemaElement;
const textColumn = (name: string): SchemaElement => column(name, 'BYTE_ARRAY', { converted_type: 'UTF8' });

/** A column of each type in the schema of the file; a list is a group of two more elements. */
const ELEMENTS: Readonly<Record<FieldType, (name: string) => SchemaElement[]>> = {
  number: (name) => [column(name, 'DOUBLE')],
  integer: (name) => [column(name, 'INT64')],
  year: (name) => [column(name, 'INT32')],
  boolean: (name) => [column(name, 'BOOLEAN')],
  text: (name) => [textColumn(name)],
  texts: (name) => [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    textColumn('element'),
  ],
};

/** Rows that a reader can take without the others. */
const ROW_GROUP = 5000;

/** Names that differ in more than their case, because DuckDB takes `Top` and `top` for one: the second becomes `top_2`. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let free = wanted;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${wanted}_${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

interface Column {
  readonly name: string;
  readonly data: TypedValue[];
}

/**
 * What tells readers of Arrow that columns are ordered dictionaries, which Parquet itself cannot say: pyarrow and R write
 * the same key, and read it.
 */
async function arrowKey(answer: Answer, names: readonly string[]): Promise<{ key: string; value: string }> {
  // Readers take the pairs of the file from this schema, and not from the file, where it is there.
  const schema = arrowSchema(answer, names, new Map(keyValues(answer)), await fieldsAppearingInOrder(answer));
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  writer.finish();
  return { key: 'ARROW:schema', value: Buffer.from(writer.toUint8Array(true)).toString('base64') };
}

/** What was written since the last time. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/**
 * Writes columns as one group of rows, each in a turn of its own: all at once they take the thread for long. The library makes a
 * group of each, and these are put together.
 */
async function writeGroup(parquetFile: ParquetWriter, columns: readonly Column[]): Promise<void> {
  const { row_groups: groups, num_rows: before } = parquetFile;
  const first = groups.length;
  for (const one of columns) {
    await parquetFile.write({ columnData: [one], rowGroupSize: ROW_GROUP });
    await turns.pause();
  }
  const parts = groups.splice(first);
  const [part] = parts;
  if (part === undefined) return;
  const sum = (of: (one: NonNullable<typeof part>) => bigint | undefined): bigint =>
    parts.reduce((total, one) => total + (of(one) ?? 0n), 0n);
  groups.push({
    ...part,
    columns: parts.flatMap((one) => one.columns),
    total_byte_size: sum((one) => one.total_byte_size),
    total_compressed_size: sum((one) => one.total_compressed_size),
  });
  parquetFile.num_rows = before + part.num_rows;
}

export async function* parquetBytes(answer: Answer): AsyncGenerator<Uint8Array> {
  const { fields, rows } = answer;
  const names = distinctNames(fields.map(({ name }) => name));
  const named = fields.map(({ type }, i) => ({ name: names[i] ?? '', type }));
  const writer = new ByteWriter();
  const parquetFile = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: named.length },
      ...named.flatMap(({ name, type }) => ELEMENTS[type](name)),
    ],
    kvMetadata: [...keyValues(answer).map(([key, value]) => ({ key, value })), await arrowKey(answer, names)],
    createdBy: 'Topline',
  });
  for (let from = 0; from < rows.length; from += ROW_GROUP) {
    const columnData = named.map(({ name }): Column => ({ name, data: [] }));
    for (const batch of batches(rows.part(from, from + ROW_GROUP))) {
      fields.forEach((field, i) => columnData[i]?.data.push(...columnValues(batch, field)));
      await turns.pause();
    }
    await writeGroup(parquetFile, columnData);
    yield take(writer);
  }
  await parquetFile.finish();
  yield take(writer);
}
