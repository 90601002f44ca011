import {
  AsyncByteQueue,
  Dictionary,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Struct,
  Utf8,
  vectorFromArray,
  type Data,
  type Schema,
  type Vector,
} from 'apache-arrow';
import { arrowSchema } from './arrow-schema.ts';
import { columnValues } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { turns } from '../turns/turns.ts';
import { levelsOf } from './levels.ts';
import { keyValues } from './metadata.ts';

const MEDIA_TYPE = 'application/vnd.apache.arrow.file';

/** Rows of a record batch. */
const BATCH = 1000;

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

/** The levels of a column, as Arrow has them once for all batches. */
interface Levels {
  readonly places: ReadonlyMap<unknown, number>;
  readonly dictionary: Vector<Utf8>;
}

/** A column of places in its dictionary. */
function ordered(type: Dictionary<Utf8, Int32>, values: readonly unknown[], levels: Levels): Data {
  const places = vectorFromArray(
    values.map((value) => levels.places.get(value) ?? null),
    new Int32(),
  ).data[0];
  return makeData({
    type,
    length: values.length,
    nullCount: places?.nullCount ?? 0,
    nullBitmap: places?.nullBitmap ?? null,
    data: places?.values ?? new Int32Array(),
    dictionary: levels.dictionary,
  });
}

async function recordBatch(
  schema: Schema,
  { fields }: Answer,
  rows: readonly Row[],
  levels: ReadonlyMap<string, Levels>,
): Promise<RecordBatch> {
  // A column a turn: many short texts take long to become one.
  const children = await turns.flatMap([...fields.entries()], ([index, field]): readonly Data[] => {
    const values = columnValues(rows, field);
    const type: unknown = schema.fields[index]?.type;
    const known = levels.get(field.name);
    if (known && type instanceof Dictionary) return [ordered(type as Dictionary<Utf8, Int32>, values, known)];
    return vectorFromArray(values, type as Utf8).data;
  });
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }),
  );
}

async function* file(answer: Answer): AsyncGenerator<Uint8Array> {
  const names = answer.fields.map(({ name }) => name);
  const schema = arrowSchema(answer, names, new Map(keyValues(answer)));
  const levels = await levelsOf(answer);
  const dictionaries = new Map(
    [...levels].map(([name, texts]) => [
      name,
      {
        places: new Map<unknown, number>(texts.map((text, place) => [text, place])),
        dictionary: vectorFromArray(texts, new Utf8()),
      },
    ]),
  );
  const written = new Written();
  const writer = new RecordBatchFileWriter();
  writer.reset(written, schema);
  for (let from = 0; from < answer.rows.length; from += BATCH) {
    const rows = await turns.map(answer.rows.part(from, from + BATCH), (row) => row);
    writer.write(await recordBatch(schema, answer, rows, dictionaries));
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
  heavy: true,
  compressed: false,
  chunks: file,
};
