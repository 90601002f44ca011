import type { Reason } from '../../schemas/vocabulary.ts';
import { tQuantile, tTwoSidedP } from '../../stats/distributions.ts';
import type { Interval } from '../../stats/proportion.ts';
import { combine, varianceOf, whyNoVariance } from '../records/linear.ts';
import type { Block, BlockCell } from './block.ts';
import type { CrosstabPlan } from './plan.ts';
import { mayOverlap, type Entry } from './sides.ts';

/** Two columns of one row, held against each other. */
export interface ColumnComparison {
  readonly block: Block;
  readonly a: BlockCell;
  readonly b: BlockCell;
  /** In the units of the table: percentage points for shares. */
  readonly difference: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly statistic: number | null;
  readonly df: number | null;
  readonly pValue: number | null;
  readonly reason: Reason | null;
}

/** Whether columns can be compared: their figures must have bases of their own. */
export const comparesColumns = ({ measure }: CrosstabPlan): boolean =>
  measure === 'column-percent' || measure === 'mean';

/** A comparison before there is a level of confidence. */
type Difference = Omit<ColumnComparison, 'interval'>;

function compare(block: Block, a: BlockCell, b: BlockCell, factor: number): Difference {
  const nothing = { standardError: null, statistic: null, pValue: null };
  const { df } = block.whole;
  const hidden = a.shown.reason ?? b.shown.reason;
  if (hidden !== null) return { block, a, b, ...nothing, difference: null, df: null, reason: hidden };
  if (!a.estimate || !b.estimate)
    return { block, a, b, ...nothing, difference: null, df: null, reason: 'no-answers' };
  const combined = combine([
    [1, a.estimate],
    [-1, b.estimate],
  ]);
  const difference = combined.value * factor;
  const variance = varianceOf(combined);
  if (variance === null) return { block, a, b, ...nothing, difference, df, reason: whyNoVariance(combined) };
  if (!(df !== null && df > 0))
    return { block, a, b, ...nothing, difference, df, reason: 'no-degrees-of-freedom' };
  const standardError = Math.sqrt(variance) * factor;
  const varies = variance > 0;
  return {
    block,
    a,
    b,
    difference,
    standardError,
    statistic: varies ? difference / standardError : null,
    df,
    pValue: varies ? tTwoSidedP(difference / standardError, df) : null,
    reason: varies ? null : 'no-variance',
  };
}

/** Whether two columns are held against each other: answers always, a subtotal where it has no part in common with the other. */
const areCompared = (a: Entry, b: Entry): boolean =>
  (a.kind === 'category' && b.kind === 'category') || !mayOverlap(a, b);

const differences = new WeakMap<Block, readonly Difference[]>();

function differencesOf(block: Block, factor: number): readonly Difference[] {
  const known = differences.get(block);
  if (known) return known;
  const inRows = Map.groupBy(
    block.cells.filter(
      ({ row, column }) => column.kind !== 'total' && (row.kind !== 'total' || factor === 1),
    ),
    ({ row }) => row,
  );
  const made = [...inRows.values()].flatMap((cells) =>
    cells.flatMap((a, i) =>
      cells
        .slice(i + 1)
        .filter((b) => areCompared(a.column, b.column))
        .map((b) => compare(block, a, b, factor)),
    ),
  );
  differences.set(block, made);
  return made;
}

/** Every pair of columns of one side, row by row; totals and subtotals are not held against their parts, nor is a variable against itself. */
export function compareColumns(block: Block, plan: CrosstabPlan): ColumnComparison[] {
  if (block.columns === null || block.crossesItself || !comparesColumns(plan)) return [];
  const { df } = block.whole;
  const t = df !== null && df > 0 ? tQuantile((1 + plan.confidence) / 2, df) : null;
  return differencesOf(block, plan.measure === 'mean' ? 1 : 100).map((one) => {
    const { difference, standardError } = one;
    if (difference === null || standardError === null || t === null) return { ...one, interval: null };
    const half = t * standardError;
    return { ...one, interval: { lower: difference - half, upper: difference + half } };
  });
}
