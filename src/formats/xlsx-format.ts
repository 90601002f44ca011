import type { Format } from './format.ts';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** More than people look through in a sheet; programs that take whole tables take other representations. */
const MAXIMUM_ROWS = 50_000;

/** What writes it is loaded when the first is written. */
export const xlsx: Format = {
  id: 'xlsx',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  extension: 'xlsx',
  description:
    'A workbook for Excel and LibreOffice: typed cells in the sheet `data`, and the sheets `metadata`, `method` and `footnotes`. Null is an empty cell, lists and objects are JSON.',
  carriesMeta: true,
  binary: true,
  heavy: true,
  compressed: true,
  maximumRows: MAXIMUM_ROWS,
  async *chunks(answer) {
    const { workbookBytes } = await import('./xlsx.ts');
    yield* workbookBytes(answer);
  },
};
