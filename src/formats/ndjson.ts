import { batches, recordsOf, textLines } from './cell-text.ts';
import type { Format } from './format.ts';

export const ndjson: Format = {
  id: 'ndjson',
  mediaType: 'application/x-ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  description:
    'A JSON object for each row, one a line, as in `data`. Notes and permalink are in the `Link` headers.',
  carriesMeta: false,
  readsFieldsAlone: true,
  binary: false,
  compressed: false,
  chunks: function* rowLines(answer) {
    const record = recordsOf(answer);
    for (const batch of batches(answer.rows))
      yield textLines(batch.map((row) => JSON.stringify(record(row))));
  },
};
