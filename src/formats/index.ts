import { arrow } from './arrow-format.ts';
import { csv, csvExcel } from './csv.ts';
import { csvw } from './csvw.ts';
import type { Format } from './format.ts';
import { htmlPage } from './html.ts';
import { jsonRecords } from './json-records.ts';
import { json } from './json.ts';
import { jsonStat } from './json-stat.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet-format.ts';
import { vegaLite } from './vega-lite.ts';
import { xlsx } from './xlsx-format.ts';

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

/** Those of answers that there are pictures of. */
const CHART_FORMATS: readonly Format[] = [vegaLite];

/** The representations of an answer. @param isCharted whether there is a picture of it */
export const formatsOf = (isCharted: boolean): readonly Format[] =>
  isCharted ? [...FORMATS, ...CHART_FORMATS] : FORMATS;

export function formatById(id: string): Format | undefined {
  return formatsOf(true).find((format) => format.id === id);
}

export { csvText } from './csv.ts';
export { body } from './format.ts';
export type { Answer, Format, Surroundings } from './format.ts';
