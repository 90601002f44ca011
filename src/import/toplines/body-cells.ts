import type { Qualifier } from '../../schemas/vocabulary.ts';
import type { Told } from './bases.ts';
import type { ReadCell } from './cell.ts';
import type { FigureColumn } from './figure-columns.ts';
import { isBaseLabel, isEffectiveBase, isMarginLabel, isSumLabel, isWeightedBase } from './labels.ts';

/** A figure, and what stands beside it. */
export interface BodyFigure {
  readonly column: FigureColumn;
  readonly value: string;
  readonly qualifier: Qualifier;
  readonly isPercent: boolean;
  readonly note: string | null;
}

/** A cell of a row of numbers. */
export interface FigureCell {
  readonly column: FigureColumn;
  readonly text: string;
  readonly read: ReadCell;
}

/** Shares that add up to a hundred may add up to so much more or less as they are printed. */
const MOST_OFF = 2;

const SIGNED = /^(?:[+−–-]\s?\d+(?:[.,]\d+)?\s?(?:%|pts?\.?|pp)?|[=0−–-])$/i;

/** Whether all cells are figures with a sign, or say that nothing changed. */
const areSigned = (cells: readonly FigureCell[]): boolean => {
  const given = cells.map(({ text }) => text).filter((text) => text !== '');
  return given.some((text) => /^[+=]/.test(text)) && given.every((text) => SIGNED.test(text));
};

/** Why a row is no part of the figures, where it plainly is none; null if it is. Where several answers may be given, shares add up to more than a hundred. */
export function passedOver(label: string, name: string, cells: readonly FigureCell[]): string | null {
  if (isEffectiveBase(label)) return 'an effective base does not say how many were asked';
  const isSum = cells.every(
    ({ read }) => read.kind === 'none' || (read.kind === 'figure' && Number(read.value) >= 100 - MOST_OFF),
  );
  if ((isSumLabel(label) || /^net$/i.test(label)) && isSum) return `"${label}" is the sum of the others`;
  if (areSigned(cells))
    return `"${name}" holds figures with a sign, which are changes or differences, and no shares`;
  if (cells.every(({ text }) => text === ''))
    return `"${name}" has no figure; if it is a question, name it in a column of its own`;
  return null;
}

const MARK = /[^\p{L}\p{N}\s.,%<>~≈()[\]'"-]/u;

/** What to type where a text may be a number with a mark. */
export function markHint(text: string): string {
  const mark = MARK.exec(text)?.[0];
  return mark === undefined
    ? ''
    : `; if "${mark}" is a mark, say what it means: ${/\d/.test(text) ? `--mark '${mark}=note' passes it over` : `--mark '${text}=<0.5' (less than half a percent), '${text}=none' (no figure)`}`;
}

/** What is wrong with a cell of figures, or null. */
export function wrongCell({ text, read }: FigureCell, measure: string): string | null {
  if (read.kind === 'text' && /^(?:\+|=$)/.test(text))
    return `"${text}" is no share: a figure with a sign is a change or a difference, to be left out`;
  if (read.kind === 'text') {
    return `"${text}" is no figure: a number such as 69 or 69.0, or –, n/a or nothing where there is none${markHint(text)}`;
  }
  return read.kind === 'figure' && read.isPercent && measure !== 'percent'
    ? `"${text}" is a percentage, but the measure is ${measure}`
    : null;
}

/** Whether each figure of a row is the sum of those above it in its column, within half a point of each. */
export function areSumsOf(
  rows: readonly { readonly figures: readonly BodyFigure[] }[],
  cells: readonly FigureCell[],
): boolean {
  const given = cells.filter(isFigure);
  return (
    given.length > 0 &&
    given.every(({ column, read }) => {
      const own = rows.flatMap(({ figures }) => figures.filter((one) => one.column === column));
      const sum = own.reduce((total, one) => total + Number(one.value), 0);
      return (
        read.kind === 'figure' &&
        own.length > 1 &&
        Math.abs(Number(read.value) - sum) <= 0.5 * (own.length + 1)
      );
    })
  );
}

export const isCount = (read: ReadCell): read is Extract<ReadCell, { kind: 'figure' }> =>
  read.kind === 'figure' &&
  /^(?:0|[1-9]\d*)$/.test(read.value) &&
  !read.isPercent &&
  read.qualifier === 'exact';

const isFigure = ({ read }: FigureCell): boolean => read.kind === 'figure';

/** The note that a figure gets for what stands beside it. */
function noteOf({ letters, mark }: ReadCell): string | null {
  const said = [
    letters === undefined ? [] : `letters of significance: ${letters}`,
    mark === undefined ? [] : `marked ${mark}`,
  ].flat();
  return said.length === 0 ? null : said.join('; ');
}

export const figuresOf = (cells: readonly FigureCell[]): BodyFigure[] =>
  cells.flatMap(({ column, read }) =>
    read.kind === 'figure'
      ? [
          {
            column,
            value: read.value,
            qualifier: read.qualifier,
            isPercent: read.isPercent,
            note: noteOf(read),
          },
        ]
      : [],
  );

/** What a row of numbers beside the figures tells; null for a row of figures. */
export function toldBy(label: string): Told | null {
  if (isWeightedBase(label)) return 'weightedN';
  if (isBaseLabel(label)) return 'n';
  return isMarginLabel(label) ? 'margin' : null;
}

/**
 * Whether a row without a label is that of shares below a row of counts: all of it are percentages, or the counts divided by their
 * bases within a point.
 */
export function areSharesOf(
  above: { readonly figures: readonly BodyFigure[] } | undefined,
  cells: readonly FigureCell[],
  baseOf: (column: FigureColumn) => string,
): boolean {
  const given = cells.filter(isFigure);
  if (!above || given.length === 0 || above.figures.some(({ isPercent }) => isPercent)) return false;
  return given.every(({ column, read }) => {
    if (read.kind !== 'figure') return false;
    if (read.isPercent) return true;
    const count = above.figures.find((one) => one.column === column);
    const base = Number(baseOf(column));
    return (
      count !== undefined &&
      base > 0 &&
      Math.abs((100 * Number(count.value)) / base - Number(read.value)) <= 1
    );
  });
}

/** Whether all cells are whole numbers, and some of them no percentages. */
export const areManyCounts = (cells: readonly FigureCell[]): boolean =>
  cells.every(({ read }) => read.kind === 'none' || isCount(read)) &&
  cells.some(({ read }) => isCount(read) && Number(read.value) > 100);

/** Whether all cells are whole numbers without a percent sign, under heads that do not say that they are shares, and not all a hundred. */
export const areOfCounts = (cells: readonly FigureCell[]): boolean =>
  cells.every(({ read, column }) => read.kind === 'none' || (isCount(read) && !column.isPercent)) &&
  cells.some(({ read }) => isCount(read) && Math.abs(Number(read.value) - 100) > MOST_OFF);

/** Whether figures are counts: whole numbers which add up to the base in every column, and that is not a hundred. */
export function areCountsOf(
  rows: readonly { readonly figures: readonly BodyFigure[] }[],
  baseOf: (column: FigureColumn) => string,
): boolean {
  const all = rows.flatMap(({ figures }) => figures);
  const columns = [...Map.groupBy(all, ({ column }) => column)];
  return (
    columns.length > 0 &&
    all.every(({ value, isPercent, column }) => /^\d+$/.test(value) && !isPercent && !column.isPercent) &&
    columns.every(([column, own]) => {
      const base = baseOf(column);
      const sum = own.reduce((total, { value }) => total + Number(value), 0);
      return own.length > 1 && base !== '' && Number(base) === sum;
    }) &&
    columns.some(([column]) => Math.abs(Number(baseOf(column)) - 100) > MOST_OFF)
  );
}

/** Whether shares add up to a hundred across the columns of every row, and down in no column: the columns are answers, and no audiences. */
export function addUpAcross(rows: readonly { readonly figures: readonly BodyFigure[] }[]): boolean {
  // What is a hundred in every row is their sum, and no answer.
  const totals = new Set(
    [
      ...Map.groupBy(
        rows.flatMap(({ figures }) => figures),
        ({ column }) => column,
      ),
    ].flatMap(([column, own]) =>
      own.length === rows.length && own.every(({ value }) => Number(value) === 100) ? [column] : [],
    ),
  );
  const partsOf = (own: readonly BodyFigure[]): BodyFigure[] =>
    own.filter(({ column }) => !totals.has(column));
  const all = partsOf(rows.flatMap(({ figures }) => figures));
  const sumOf = (own: readonly BodyFigure[]): number =>
    own.reduce((sum, { value }) => sum + Number(value), 0);
  const isWhole = (own: readonly BodyFigure[]): boolean =>
    Math.abs(sumOf(own) - 100) <= Math.max(1, 0.5 * own.length);
  return (
    rows.length > 2 &&
    rows.every(({ figures }) => partsOf(figures).length > 2 && isWhole(partsOf(figures))) &&
    ![...Map.groupBy(all, ({ column }) => column).values()].some(isWhole)
  );
}
