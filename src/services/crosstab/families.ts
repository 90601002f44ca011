import { adjust } from '../../stats/adjust.ts';
import type { ColumnComparison } from './comparisons.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';

/** A comparison with its p-value after the adjustment within its family. */
export type AdjustedComparison = ColumnComparison & { readonly pAdjusted: number | null };

/** What a family has in common: the same row of the same block, the same block, or the answer. */
export function familiesOf<Compared extends Pick<ColumnComparison, 'block' | 'a'>>(
  comparisons: readonly Compared[],
  family: CrosstabPlan['family'],
): Compared[][] {
  if (comparisons.length === 0) return [];
  if (family === 'answer') return [[...comparisons]];
  const blocks = [...Map.groupBy(comparisons, ({ block }) => block).values()];
  // By the entry itself: two rows may have the same name.
  return family === 'block'
    ? blocks
    : blocks.flatMap((one) => [...Map.groupBy(one, ({ a }) => a.row).values()]);
}

/** Adjusts the p-values of each family for being many; the order stays. */
export function adjustInFamilies(
  comparisons: readonly ColumnComparison[],
  { adjust: method, family }: Pick<CrosstabPlan, 'adjust' | 'family'>,
): AdjustedComparison[] {
  const adjusted = new Map<ColumnComparison, number | null>();
  for (const one of familiesOf(comparisons, family)) {
    const pValues = adjust(
      one.map(({ pValue }) => pValue),
      method,
    );
    one.forEach((comparison, i) => adjusted.set(comparison, pValues[i] ?? null));
  }
  return comparisons.map((one) => ({ ...one, pAdjusted: adjusted.get(one) ?? null }));
}
