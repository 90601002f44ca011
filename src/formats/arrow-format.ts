import type { Format } from './format.ts';

const MEDIA_TYPE = 'application/vnd.apache.arrow.file';

/** What writes it is loaded when the first is written. */
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
  async *chunks(answer) {
    const { arrowBytes } = await import('./arrow.ts');
    yield* arrowBytes(answer);
  },
};
