import { setImmediate } from 'node:timers/promises';
import { ByteWriter, ParquetWriter, schemaFromColumnData, type BasicType } from 'hyparquet-writer';
import type { FieldType } from '../schemas/fields.ts';
import { batches, columnValues } from './cell-text.ts';
import type { Answer, Format } from './format.ts';
import { keyValues } from './metadata.ts';

const MEDIA_TYPE = 'application/vnd.apache.parquet';

const TYPES: Readonly<Record<FieldType, BasicType>> = {
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'STRING',
};

/** Rows that a reader can take without the others. */
const ROW_GROUP = 10_000;

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
  readonly type: BasicType;
  readonly data: (number | boolean | string | null)[];
}

/** What was written since the last time. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

async function* file(answer: Answer): AsyncGenerator<Uint8Array> {
  const { fields, rows } = answer;
  const names = distinctNames(fields.map(({ name }) => name));
  const columns = fields.map(({ type }, i): Column => ({
    name: names[i] ?? '',
    type: TYPES[type],
    data: [],
  }));
  const writer = new ByteWriter();
  const parquetFile = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columns }),
    kvMetadata: keyValues(answer).map(([key, value]) => ({ key, value })),
    createdBy: 'Topline',
  });
  for (let from = 0; from < rows.length; from += ROW_GROUP) {
    const columnData = columns.map((column): Column => ({ ...column, data: [] }));
    for (const batch of batches(rows.part(from, from + ROW_GROUP))) {
      fields.forEach((field, i) => columnData[i]?.data.push(...columnValues(batch, field)));
      await setImmediate();
    }
    await parquetFile.write({ columnData, rowGroupSize: ROW_GROUP });
    yield take(writer);
  }
  await parquetFile.finish();
  yield take(writer);
}

export const parquet: Format = {
  id: 'parquet',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'parquet',
  description:
    'Apache Parquet for DuckDB, Polars, pandas and R: numbers are doubles, lists and objects are JSON. What JSON has under `meta` are key-value pairs of the file. It can be read by ranges.',
  carriesMeta: true,
  binary: true,
  compressed: true,
  readByRanges: true,
  chunks: file,
};
