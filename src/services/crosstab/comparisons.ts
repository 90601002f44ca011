import type { Reason } from '../../schemas/vocabulary.ts';
import type { Interval } from '../../stats/proportion.ts';
import { compare } from '../records/compare-estimates.ts';
import { combinePerturbed } from '../records/perturbed/combine.ts';
import type { Block, BlockCell } from './block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { mayOverlap, type Entry } from './sides.ts';
import { turns } from '../../turns/turns.ts';

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
  /** Why the standard error is null, and with it all else. */
  readonly reason: Reason | null;
  readonly testReason: Reason | null;
  readonly intervalReason: Reason | null;
  readonly note: string | null;
}

/** Whether columns can be compared: their figures must have bases of their own. */
export const comparesColumns = ({ measure }: CrosstabPlan): boolean =>
  measure === 'column-percent' || measure === 'mean';

/** A comparison before there is a level of confidence. */
interface Difference extends Omit<ColumnComparison, 'interval'> {
  readonly interval: (level: number) => Interval | null;
}

function compareCells(block: Block, a: BlockCell, b: BlockCell, factor: number): Difference {
  const { df } = block.whole;
  const hidden = a.shown.reason ?? b.shown.reason;
  if (hidden !== null || !a.estimate || !b.estimate) {
    const nothing = { difference: null, standardError: null, statistic: null, df: null, pValue: null };
    const why = hidden ?? 'no-answers';
    const reasons = { reason: why, testReason: why, intervalReason: why, note: null };
    return { block, a, b, ...nothing, ...reasons, interval: () => null };
  }
  const measured =
    a.noisy && b.noisy
      ? combinePerturbed(
          [
            [1, a.noisy.figure],
            [-1, b.noisy.figure],
          ],
          0,
        )
      : compare({ linear: a.estimate, share: a.share }, { linear: b.estimate, share: b.share }, df);
  if (typeof measured === 'string') {
    const nothing = { standardError: null, statistic: null, df: null, pValue: null, note: null };
    const reasons = { reason: measured, testReason: measured, intervalReason: measured };
    const difference = (a.estimate.value - b.estimate.value) * factor;
    return { block, a, b, difference, ...nothing, ...reasons, interval: () => null };
  }
  const { value, standardError, test, interval, ...rest } = measured;
  return {
    ...rest,
    block,
    a,
    b,
    difference: value * factor,
    standardError: standardError === null ? null : standardError * factor,
    statistic: test?.statistic ?? null,
    pValue: test?.pValue ?? null,
    interval: (level) => {
      const limits = interval(level);
      return limits && { lower: limits.lower * factor, upper: limits.upper * factor };
    },
  };
}

/** Whether two columns are held against each other: answers always, a subtotal where it has no part in common with the other. */
const areCompared = (a: Entry, b: Entry): boolean =>
  (a.kind === 'category' && b.kind === 'category') || !mayOverlap(a, b);

const differences = new WeakMap<Block, Promise<readonly Difference[]>>();

async function makeDifferences(block: Block, factor: number): Promise<readonly Difference[]> {
  const inRows = await turns.groupBy(
    await turns.filter(
      block.cells,
      ({ row, column }) => column.kind !== 'total' && (row.kind !== 'total' || factor === 1),
    ),
    ({ row }) => row,
  );
  return turns.flatMap(inRows.values(), (cells) =>
    turns.flatMap(cells.entries(), ([i, a]) =>
      turns.map(
        cells.slice(i + 1).filter((b) => areCompared(a.column, b.column)),
        (b) => compareCells(block, a, b, factor),
      ),
    ),
  );
}

/** Made once a block, however many ask. What failed is tried again. */
function differencesOf(block: Block, factor: number): Promise<readonly Difference[]> {
  const known = differences.get(block);
  if (known) return known;
  const made = makeDifferences(block, factor);
  differences.set(block, made);
  made.catch(() => differences.delete(block));
  return made;
}

/** Every pair of columns of one side, row by row; totals and subtotals are not held against their parts, nor is a variable against itself. */
export async function compareColumns(block: Block, plan: CrosstabPlan): Promise<ColumnComparison[]> {
  if (block.columns === null || block.crossesItself || !comparesColumns(plan)) return [];
  return turns.map(await differencesOf(block, plan.measure === 'mean' ? 1 : 100), (one) => ({
    ...one,
    interval: one.interval(plan.confidence),
  }));
}
