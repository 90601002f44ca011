import { arrow } from './arrow.ts';
import { csv, csvExcel } from './csv.ts';
import { csvw } from './csvw.ts';
import type { Format } from './format.ts';
import { htmlPage } from './html.ts';
import { jsonRecords } from './json-records.ts';
import { json } from './json.ts';
import { jsonStat } from './json-stat.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';
import { xlsx } from './xlsx.ts';

/** All representations, the default first. Routes, OpenAPI, negotiation and the README derive from this list. */
export const FORMATS: readonly [Format, ...Format[]] = [
  json,
  csv,
  csvExcel,
  csvw,
  jsonRecords,
  ndjson,
  xlsx,
  parquet,
  arrow,
  jsonStat,
  htmlPage,
  markdown,
];

export const FORMAT_IDS: readonly string[] = FORMATS.map(({ id }) => id);

export function formatById(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id);
}

export { body } from './format.ts';
export type { Answer, Format, Surroundings } from './format.ts';
