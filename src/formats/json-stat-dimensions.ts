import { codeInWords, headingOf, wordsFor } from '../schemas/words.ts';
import { cellText } from './cell-text.ts';
import type { Row } from './format.ts';

/** Fields that tell rows apart, in the order of the dimensions that they become. */
const DIMENSION_FIELDS = [
  'survey',
  'question',
  'item',
  'option',
  'measure',
  'quantile',
  'rowVariable',
  'row',
  'columnVariable',
  'column',
  'columnA',
  'columnB',
  'audience',
  'audienceA',
  'audienceB',
  'wave',
  'waveFrom',
  'waveTo',
] as const;
const NAMES: ReadonlySet<string> = new Set(DIMENSION_FIELDS);

/** Whether a field is one of those that tell rows apart. */
export const tellsApart = (field: string): boolean => NAMES.has(field);

/** Fields that say when. */
const TIMES: ReadonlySet<string> = new Set(['wave', 'waveFrom', 'waveTo']);

/** What stands for null in a dimension: no code of a survey begins with a hyphen. */
const NONE = '-';

/** Clients lay the whole cube out: beyond this many cells a row, dimensions are joined. */
const MAXIMUM_CELLS_A_ROW = 20;
const SMALL_CUBE = 2000;

/** One axis of the cube, with the category of each row. */
export interface Dimension {
  readonly id: string;
  readonly label: string;
  readonly isTime: boolean;
  /** Ids in order of first appearance, with what to call them. */
  readonly categories: ReadonlyMap<string, string>;
  /** Category of each row. */
  readonly of: readonly string[];
}

/** Rows after which other requests have their turn. */
const PAUSE = 500;

/** What is computed in pieces: it gives an empty text after each, and in the end what was asked for. */
export type InPieces<Made> = Generator<'', Made, undefined>;

/** As `Array.from` with a length, in pieces. */
function* each<Made>(length: number, make: (index: number) => Made): InPieces<Made[]> {
  const made: Made[] = [];
  for (let index = 0; index < length; index += 1) {
    made.push(make(index));
    if (made.length % PAUSE === 0) yield '';
  }
  return made;
}

function* dimension(id: string, label: string, of: readonly string[], labels = of): InPieces<Dimension> {
  const categories = new Map<string, string>();
  // Answers of two variables may have one code and different words: all of them are told. Of most there is one.
  const several = new Map<string, Set<string>>();
  yield* each(of.length, (row) => {
    const category = of[row] as string;
    const word = labels[row] ?? category;
    const known = categories.get(category);
    if (known === undefined) categories.set(category, word);
    if (known === undefined || (known === word && !several.has(category))) return;
    const words = (several.get(category) ?? new Set([known])).add(word);
    several.set(category, words);
    categories.set(category, [...words].join(' / '));
  });
  return { id, label, isTime: TIMES.has(codeInWords(id) ?? id), categories, of };
}

function* single(rows: readonly Row[], field: string): InPieces<Dimension> {
  const ids = yield* each(rows.length, (i) => {
    const value = rows[i]?.[field];
    return value === null ? NONE : cellText(value);
  });
  const labels = yield* each(rows.length, (i) => {
    const row = rows[i];
    const label = row?.[wordsFor(field)] ?? (row?.[field] === null ? 'none' : row?.[field]);
    return cellText(label) || (ids[i] ?? '');
  });
  return yield* dimension(field, headingOf(field), ids, labels);
}

const joinedAt = (dimensions: readonly Dimension[], row: number): string =>
  dimensions.map((d) => d.of[row]).join('/');

/** Several fields as one dimension, whose categories are those of the fields with slashes between. */
function* joined(dimensions: readonly Dimension[]): InPieces<Dimension> {
  const rows = dimensions[0]?.of.length ?? 0;
  const of = yield* each(rows, (row) => joinedAt(dimensions, row));
  const labels = yield* each(rows, (row) =>
    dimensions.map((d) => d.categories.get(d.of[row] ?? '') ?? d.of[row]).join(' / '),
  );
  const id = dimensions.map((d) => d.id).join('/');
  return yield* dimension(id, dimensions.map((d) => d.label).join(' / '), of, labels);
}

const cells = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, { categories }) => product * Math.max(1, categories.size), 1);

function* tellApart(dimensions: readonly Dimension[], rows: number): InPieces<boolean> {
  if (dimensions.length === 0) return rows <= 1;
  const places = new Set<string>();
  yield* each(rows, (row) => places.add(joinedAt(dimensions, row)));
  return places.size === rows;
}

/**
 * The dimensions of a table: one for each field that tells rows apart, so that each row has a cell of its own. Where that cube would be
 * nearly empty, all but the times are joined into one; where rows are still not told apart, their number is a dimension too.
 */
export function* dimensionsOf(rows: readonly Row[], fields: readonly string[]): InPieces<Dimension[]> {
  const all: Dimension[] = [];
  for (const field of DIMENSION_FIELDS) {
    // Where `labels` or `fields` left a code out, its words stand for it.
    const name = [field, wordsFor(field)].find((one) => fields.includes(one));
    if (name !== undefined) all.push(yield* single(rows, name));
  }
  const sparse = cells(all) > Math.max(SMALL_CUBE, MAXIMUM_CELLS_A_ROW * rows.length);
  const timeless = all.filter(({ isTime }) => !isTime);
  const times = all.filter(({ isTime }) => isTime);
  const dimensions = sparse && timeless.length > 1 ? [yield* joined(timeless), ...times] : all;
  if (yield* tellApart(dimensions, rows.length)) return dimensions;
  // The number alone tells rows apart: the other fields would only multiply empty cells.
  return [yield* dimension('line', 'line', yield* each(rows.length, (row) => String(row + 1)))];
}
