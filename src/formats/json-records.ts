import { batches, recordsOf } from './cell-text.ts';
import type { Format } from './format.ts';

export const jsonRecords: Format = {
  id: 'json-records',
  mediaType: 'application/json;profile=records',
  contentType: 'application/json; charset=utf-8; profile=records',
  extension: 'json',
  description:
    'The rows alone, as an array of objects, which `pandas.read_json`, `jsonlite::fromJSON` and Vega read as a table. Notes and permalink are in the `Link` headers.',
  carriesMeta: false,
  readsFieldsAlone: true,
  binary: false,
  compressed: false,
  chunks: function* rowList(answer) {
    const record = recordsOf(answer);
    let separator = '[';
    for (const batch of batches(answer.rows)) {
      yield separator + batch.map((row) => JSON.stringify(record(row))).join(',');
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  },
};
