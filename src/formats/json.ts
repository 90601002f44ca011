import { batches } from './cell-text.ts';
import type { Answer, Format } from './format.ts';

/** The same text as of `JSON.stringify({ data, meta })`. */
function* text({ rows, single, meta }: Answer): Generator<string> {
  yield single ? '{"data":' : '{"data":[';
  let separator = '';
  for (const batch of batches(rows)) {
    yield separator + batch.map((row) => JSON.stringify(row)).join(',');
    separator = ',';
  }
  yield `${single ? '' : ']'},"meta":${JSON.stringify(meta)}}`;
}

export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  contentType: 'application/json; charset=utf-8',
  extension: 'json',
  description: 'Rows under `data`, and release, permalink, method and notes under `meta`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  chunks: text,
};
