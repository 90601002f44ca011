import type { Format } from './format.ts';

export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  contentType: 'application/json; charset=utf-8',
  extension: 'json',
  description: 'Rows under `data`, and release, permalink, method and notes under `meta`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  serialise: ({ data, meta }) => JSON.stringify({ data, meta }),
};
