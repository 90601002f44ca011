import type { FigureQuery } from '../../schemas/query.ts';

/** The level of a test that belongs to a confidence level: 0.05 to 0.95, without the noise of 1 − 0.95 in doubles. */
export const alphaOf = (level: number): number => Number((1 - level).toPrecision(12));

/** The confidence level of an answer. */
export const confidenceOf = ({ confidence = 0.95 }: FigureQuery): number => confidence;

/** How p-values of an answer are adjusted, in words. */
export const ADJUSTMENTS = {
  none: 'none: each p-value stands for itself',
  holm: 'Holm (1979), step-down, family-wise error',
  bh: 'Benjamini and Hochberg (1995), step-up, false discovery rate',
} as const;
