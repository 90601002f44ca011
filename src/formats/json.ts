import { batches, recordsOf } from './cell-text.ts';
import type { Answer, Format } from './format.ts';

/** Elements of a list of `meta` that become text at once. */
const BATCH = 50;

/** The elements of a list with commas between them. As one text they cost a fifth less than one by one. */
const withoutBrackets = (list: readonly unknown[]): string => JSON.stringify(list).slice(1, -1);

/** The same text as of `JSON.stringify(list)`. */
function* listText(list: readonly unknown[]): Generator<string> {
  for (let from = 0; from < list.length; from += BATCH) {
    yield `${from === 0 ? '[' : ','}${withoutBrackets(list.slice(from, from + BATCH))}`;
  }
  yield list.length === 0 ? '[]' : ']';
}

/** The same text as of `JSON.stringify(meta)`, whose lists may be as long as a table. */
export function* metaText(meta: Answer['meta']): Generator<string> {
  const isLong = Object.values(meta).some((value) => Array.isArray(value) && value.length > BATCH);
  if (!isLong) {
    yield JSON.stringify(meta);
    return;
  }
  let separator = '{';
  for (const [name, value] of Object.entries(meta)) {
    const written = Array.isArray(value) ? '' : JSON.stringify(value);
    // What JSON does not know is left out.
    if (written === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:${written}`;
    if (Array.isArray(value)) yield* listText(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

/** The same text as of `JSON.stringify({ data, meta })`. */
function* text(answer: Answer): Generator<string> {
  const { rows, single, meta } = answer;
  const record = recordsOf(answer);
  yield single ? '{"data":' : '{"data":[';
  let separator = '';
  for (const batch of batches(rows)) {
    yield separator + withoutBrackets(batch.map(record));
    separator = ',';
  }
  yield `${single ? '' : ']'},"meta":`;
  yield* metaText(meta);
  yield '}';
}

export const json: Format = {
  id: 'json',
  mediaType: 'application/json',
  contentType: 'application/json; charset=utf-8',
  extension: 'json',
  description: 'Rows under `data`, and release, permalink, method and notes under `meta`.',
  carriesMeta: true,
  readsFieldsAlone: true,
  binary: false,
  compressed: false,
  chunks: text,
};
