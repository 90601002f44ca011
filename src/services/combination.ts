import type { Reason } from '../schemas/vocabulary.ts';
import { tTwoSidedP } from '../stats/distributions.ts';
import type { Estimate } from './estimate.ts';
import { combine, varianceOf, whyNoVariance } from './records/linear.ts';

/** Figures of one item that are added up, each with its factor: a difference is 1 and −1. */
export type Combination = readonly (readonly [coefficient: number, figure: Estimate])[];

/** Σ c·figure of computed figures of one item with its standard error, or why it has none. */
export function measureCombination(
  parts: Combination,
): { readonly value: number; readonly standardError: number; readonly df: number } | Reason {
  const [first] = parts;
  const known = parts.flatMap(([c, { computed }]) =>
    computed?.linear ? [[c, computed.linear] as const] : [],
  );
  if (!first || known.length < parts.length) return 'not-applicable-to-measure';
  const factor = first[1].measure === 'percent' ? 100 : 1;
  const combined = combine(known);
  const variance = varianceOf(combined);
  if (variance === null) return whyNoVariance(combined);
  const df = first[1].computed?.dfOfDifference(parts.map(([, { wave }]) => wave)) ?? null;
  if (!(df !== null && df > 0)) return 'no-degrees-of-freedom';
  if (variance === 0) return 'no-variance';
  return { value: combined.value * factor, standardError: Math.sqrt(variance) * factor, df };
}

/** t of Σ c·figure against a value, two-sided; null where there is no test. */
export function testCombination(
  parts: Combination,
  value: number,
): { readonly statistic: number; readonly df: number; readonly pValue: number } | null {
  const measured = measureCombination(parts);
  if (typeof measured === 'string') return null;
  const statistic = (measured.value - value) / measured.standardError;
  return { statistic, df: measured.df, pValue: tTwoSidedP(statistic, measured.df) };
}
