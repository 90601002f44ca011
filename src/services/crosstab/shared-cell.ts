import type { CrosstabRow } from '../../schemas/results/crosstab.ts';
import type { Reason } from '../../schemas/vocabulary.ts';

/** Figures of a cell that say who is in it, and what its value is. */
const COUNTS = ['n', 'weighted', 'base', 'baseWeighted', 'baseEffective'] as const;
const VALUES = ['value', 'standardError', 'ciLower', 'ciUpper', 'baseDesign', 'designEffect'] as const;
type Figure = (typeof COUNTS)[number] | (typeof VALUES)[number];

/** Sums of the same weights over other cells may differ in their last bits, and what is computed from them in some more. */
const CLOSE: Readonly<Record<'count' | 'value', number>> = { count: 1e-9, value: 1e-6 };

const areClose = (a: number, b: number, within: number): boolean =>
  Math.abs(a - b) <= within * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * The one cell that the cells of several items are, such as the base of a question: each has the same figures where all items were
 * answered by the same respondents. Where they were not, every figure is null: that of one item is not that of the question. A figure that
 * is null in one of them is null, for the same reason.
 *
 * @param cells at least one, as they are in a table of each item for itself
 * @param differ why there is no one figure where they differ
 * @param isBase whether the cell only says who was asked, so that there is no value
 */
export function sharedCell(
  cells: readonly [CrosstabRow, ...CrosstabRow[]],
  differ: Reason,
  isBase: boolean,
): CrosstabRow {
  const [first] = cells;
  // What is null in one of them does not say that they differ: it may be hidden, or withheld.
  const agree = (field: Figure, within: number): boolean => {
    const [value, ...others] = cells.flatMap((cell) => cell[field] ?? []);
    return value === undefined || others.every((other) => areClose(value, other, within));
  };
  const haveOneBase = COUNTS.every((field) => agree(field, CLOSE.count));
  const reasons: Record<string, Reason> = { ...first.reasons };
  const figures: Partial<Record<Figure, number | null>> = {};
  const settle = (field: Figure, within: number): void => {
    const without = cells.find((cell) => cell[field] === null);
    const isOne = haveOneBase && agree(field, within);
    figures[field] = isOne && !without ? first[field] : null;
    const why = without?.reasons[field] ?? (isOne ? undefined : differ);
    if (why === undefined) delete reasons[field];
    else reasons[field] = why;
  };
  for (const field of COUNTS) settle(field, CLOSE.count);
  for (const field of VALUES) {
    if (!isBase) settle(field, CLOSE.value);
    else [figures[field], reasons[field]] = [null, 'not-applicable-to-measure'];
  }
  // What has no one base has no mark of one.
  const baseFlag = figures.base === null ? null : first.baseFlag;
  return { ...first, ...figures, baseFlag, letters: null, reasons: { ...reasons, letters: 'not-compared' } };
}
