import {
  AsyncByteQueue,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Struct,
  Utf8,
  vectorFromArray,
  type Schema,
} from 'apache-arrow';
import { ArrowColumns, type ArrowLevels } from './arrow-columns.ts';
import { arrowSchema } from './arrow-schema.ts';
import { columnValues } from './cell-text.ts';
import type { Answer, Row } from './format.ts';
import { turns } from '../turns/turns.ts';
import { levelsOf } from './levels.ts';
import { keyValues } from './metadata.ts';

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

async function recordBatch(
  schema: Schema,
  { fields }: Answer,
  rows: readonly Row[],
  columns: ArrowColumns,
  levels: ReadonlyMap<string, ArrowLevels>,
): Promise<RecordBatch> {
  const children = await turns.flatMap([...fields.entries()], ([index, field]) => {
    const type = schema.fields[index]?.type;
    return type ? [columns.of(type, columnValues(rows, field), levels.get(field.name))] : [];
  });
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children }),
  );
}

export async function* arrowBytes(answer: Answer): AsyncGenerator<Uint8Array> {
  const names = answer.fields.map(({ name }) => name);
  const schema = arrowSchema(answer, names, new Map(keyValues(answer)));
  const levels = await levelsOf(answer);
  const dictionaries = new Map(
    [...levels].map(([name, texts]): [string, ArrowLevels] => [
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
  const columns = new ArrowColumns();
  for (let from = 0; from < answer.rows.length; from += BATCH) {
    const rows = await turns.map(answer.rows.part(from, from + BATCH), (row) => row);
    writer.write(await recordBatch(schema, answer, rows, columns, dictionaries));
    yield written.take();
  }
  writer.finish();
  yield written.take();
}
