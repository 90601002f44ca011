import {
  Bool,
  Field,
  Float64,
  RecordBatch,
  Schema,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { columnsOf, type Column } from './cells.ts';
import type { Format } from './format.ts';
import { keyValues } from './metadata.ts';

const MEDIA_TYPE = 'application/vnd.apache.arrow.file';

const TYPES = { number: new Float64(), boolean: new Bool(), text: new Utf8() } as const;

const vector = ({ values, type }: Column): Vector => vectorFromArray(values, TYPES[type]);

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
  serialise: (answer) => {
    const columns = columnsOf(answer);
    // An object would put names such as 2012 first, so that names come after the columns.
    const table = new Table(Object.fromEntries(columns.map((column, i) => [`c${i}`, vector(column)])));
    const schema = new Schema(
      table.schema.fields.map((field, i) => new Field(columns[i]?.name ?? '', field.type, true)),
      new Map(keyValues(answer)),
    );
    const batches = table.batches.map(({ data }) => new RecordBatch(schema, data));
    return Promise.resolve(tableToIPC(new Table(schema, batches), 'file'));
  },
};
