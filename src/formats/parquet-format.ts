import type { Format } from './format.ts';

const MEDIA_TYPE = 'application/vnd.apache.parquet';

/** What writes it is loaded when the first is written. */
export const parquet: Format = {
  id: 'parquet',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'parquet',
  description:
    'Apache Parquet for DuckDB, Polars, pandas and R: whole numbers are integers, other numbers doubles, lists of texts lists; objects and other lists are JSON. What JSON has under `meta` are key-value pairs of the file. It can be read by ranges.',
  carriesMeta: true,
  binary: true,
  heavy: true,
  compressed: true,
  readByRanges: true,
  async *chunks(answer) {
    const { parquetBytes } = await import('./parquet.ts');
    yield* parquetBytes(answer);
  },
};
