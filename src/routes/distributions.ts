import { FORMATS } from '../formats/index.ts';
import type { Release } from '../repository/release.ts';
import { publicRecords } from '../services/releases/download/package.ts';
import type { WayToHave } from '../services/releases/way-to-have.ts';

/** Names of representations in the European list of file types. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  json: 'JSON',
  csv: 'CSV',
  xlsx: 'XLSX',
  parquet: 'PARQUET',
};

/** Every way to have a release: its figures, published or computed of records, in each representation that holds so many; its files. */
export function distributionsOf(release: Release): WayToHave[] {
  const { figures } = release;
  return [
    ...FORMATS.filter(({ maximumRows = Infinity }) => figures.length <= maximumRows).map(
      ({ id, mediaType }) => ({
        path: `/estimates?limit=all&format=${id}`,
        mediaType,
        title: `Figures as ${id.toUpperCase()}`,
        fileType: FILE_TYPES[id] ?? null,
      }),
    ),
    {
      path: '/download',
      mediaType: 'application/zip',
      title: 'The release as a data package (Frictionless Data)',
      fileType: 'ZIP',
    },
    ...(publicRecords(release)
      ? [
          {
            path: '/download?format=sav',
            mediaType: 'application/x-spss-sav',
            title: 'Records as a file of SPSS',
            fileType: null,
          },
        ]
      : []),
  ];
}
