import { adjusterInSteps } from '../../stats/adjust.ts';
import type { ColumnComparison } from './comparisons.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { turns } from '../../turns/turns.ts';

/** A comparison with its p-value after the adjustment within its family. */
export type AdjustedComparison = ColumnComparison & { readonly pAdjusted: number | null };

/** What a family has in common: the same row of the same block, the same block, or the answer; found in turns. */
export async function familiesOf<Compared extends Pick<ColumnComparison, 'block' | 'a'>>(
  comparisons: readonly Compared[],
  family: CrosstabPlan['family'],
): Promise<Compared[][]> {
  if (comparisons.length === 0) return [];
  if (family === 'answer') return [[...comparisons]];
  const blocks = [...(await turns.groupBy(comparisons, ({ block }) => block)).values()];
  // By the entry itself: two rows may have the same name.
  return family === 'block'
    ? blocks
    : turns.flatMap(blocks, async (one) => [...(await turns.groupBy(one, ({ a }) => a.row)).values()]);
}

/** Adjusts the p-values of each family for being many; the order stays. */
export async function adjustInFamilies(
  comparisons: readonly ColumnComparison[],
  { adjust: method, family }: Pick<CrosstabPlan, 'adjust' | 'family'>,
): Promise<AdjustedComparison[]> {
  const adjusted = new Map<ColumnComparison, number | null>();
  for (const one of await familiesOf(comparisons, family)) {
    const pValues = await turns.map(one, ({ pValue }) => pValue);
    const adjust = await turns.finish(adjusterInSteps(pValues, method));
    await turns.map(one, (comparison) => adjusted.set(comparison, adjust(comparison.pValue)));
  }
  return turns.map(comparisons, (one) => ({ ...one, pAdjusted: adjusted.get(one) ?? null }));
}
