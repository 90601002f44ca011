import {
  AsyncByteQueue,
  Bool,
  Field,
  Float64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { batches, columnValues } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { keyValues } from './metadata.ts';

const MEDIA_TYPE = 'application/vnd.apache.arrow.file';

const TYPES = { number: new Float64(), boolean: new Bool(), text: new Utf8() } as const;

/** Rows of a record batch. */
const BATCH = 2000;

/** What the writer has written and nobody has taken yet. Its own queue grows as fast as it writes. */
class Written extends AsyncByteQueue {
  #bytes: Uint8Array[] = [];

  override write(value: Uint8Array): void {
    if (value.byteLength > 0) this.#bytes.push(value);
  }

  take(): Uint8Array {
    const bytes = Buffer.concat(this.#bytes);
    this.#bytes = [];
    return bytes;
  }
}

function recordBatch(schema: Schema, { fields }: Answer, rows: readonly Row[]): RecordBatch {
  const children = fields.flatMap(
    (field) => vectorFromArray(columnValues(rows, field), TYPES[field.type]).data,
  );
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }),
  );
}

async function* file(answer: Answer): AsyncGenerator<Uint8Array> {
  const schema = new Schema(
    answer.fields.map(({ name, type }) => new Field(name, TYPES[type], true)),
    new Map(keyValues(answer)),
  );
  const written = new Written();
  const writer = new RecordBatchFileWriter();
  writer.reset(written, schema);
  for (const batch of batches(answer.rows, BATCH)) {
    writer.write(recordBatch(schema, answer, batch));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}

export const arrow: Format = {
  id: 'arrow',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'arrow',
  description:
    'Apache Arrow IPC file (Feather 2) for Polars, pandas, R and browsers: columns as in Parquet, and what JSON has under `meta` as metadata of the schema.',
  carriesMeta: true,
  binary: true,
  compressed: false,
  chunks: file,
};
