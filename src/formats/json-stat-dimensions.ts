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

function dimension(id: string, label: string, of: readonly string[], labels = of): Dimension {
  const words = new Map<string, Set<string>>();
  of.forEach((category, row) => {
    const known = words.get(category) ?? new Set<string>();
    words.set(category, known.add(labels[row] ?? category));
  });
  // Answers of two variables may have one code and different words: all of them are told.
  const categories = new Map([...words].map(([category, known]) => [category, [...known].join(' / ')]));
  return { id, label, isTime: TIMES.has(id), categories, of };
}

function single(rows: readonly Row[], field: string): Dimension {
  const ids = rows.map((row) => (row[field] === null ? NONE : cellText(row[field])));
  // A crosstab brings the words for its rows and columns with it.
  const labels = rows.map((row, i) => {
    const label = row[`${field}Label`] ?? (row[field] === null ? 'none' : row[field]);
    return cellText(label) || (ids[i] ?? '');
  });
  return dimension(field, field, ids, labels);
}

/** Several fields as one dimension, whose categories are those of the fields with slashes between. */
function joined(dimensions: readonly Dimension[]): Dimension {
  const of = (dimensions[0]?.of ?? []).map((_, row) => dimensions.map((d) => d.of[row]).join('/'));
  const id = dimensions.map((d) => d.id).join('/');
  return dimension(id, id, of);
}

const cells = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, { categories }) => product * Math.max(1, categories.size), 1);

function tellApart(dimensions: readonly Dimension[], rows: number): boolean {
  if (dimensions.length === 0) return rows <= 1;
  return joined(dimensions).categories.size === rows;
}

/**
 * The dimensions of a table: one for each field that tells rows apart, so that each row has a cell of its own. Where that cube would be
 * nearly empty, all but the times are joined into one; where rows are still not told apart, their number is a dimension too.
 */
export function dimensionsOf(rows: readonly Row[], fields: readonly string[]): Dimension[] {
  const all = DIMENSION_FIELDS.filter((field) => fields.includes(field)).map((field) => single(rows, field));
  const sparse = cells(all) > Math.max(SMALL_CUBE, MAXIMUM_CELLS_A_ROW * rows.length);
  const timeless = all.filter(({ isTime }) => !isTime);
  const times = all.filter(({ isTime }) => isTime);
  const dimensions = sparse && timeless.length > 1 ? [joined(timeless), ...times] : all;
  if (tellApart(dimensions, rows.length)) return dimensions;
  const numbers = rows.map((_, row) => String(row + 1));
  // The number alone tells rows apart: the other fields would only multiply empty cells.
  return [dimension('line', 'line', numbers)];
}
