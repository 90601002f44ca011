import { tQuantile, tTwoSidedP } from '../distributions.ts';
import { endShareVariance } from '../end-share.ts';
import { mover } from '../mover.ts';
import type { Interval } from '../proportion.ts';
import { noisyError, noisyInterval, type NoisyFigure } from './noisy-figure.ts';

/** A sum of figures with noise that have nobody in common. */
export interface NoisySum {
  readonly value: number;
  readonly standardError: number;
  readonly df: number;
  /** Null if the variance is 0, or without degrees of freedom. */
  readonly test: { readonly statistic: number; readonly pValue: number } | null;
  readonly interval: (level: number) => Interval | null;
}

type Part = readonly [coefficient: number, figure: NoisyFigure];

/** The variance of p₁ − p₂ if both shares are the same: p̄(1 − p̄)(1/e₁ + 1/e₂) and the noise of both, p̄ = (e₁p₁ + e₂p₂)/(e₁ + e₂). */
function pooledVariance(a: NoisyFigure, b: NoisyFigure): number {
  const pooled = (a.effective * a.value + b.effective * b.value) / (a.effective + b.effective);
  return pooled * (1 - pooled) * (1 / a.effective + 1 / b.effective) + a.noise + b.noise;
}

/** The variance of a figure in a sum; a share at 0 or 1 has that of Agresti & Coull's in the place of 0. */
function varianceIn({ kind, value, sampling, noise, effective }: NoisyFigure): number {
  const isEnd = kind === 'share' && (value === 0 || value === 1);
  return noise + (isEnd ? endShareVariance({ p: value, n: effective }) : sampling);
}

/**
 * Σc·figure of figures of groups that have nobody in common: their variances add, those of sampling and of noise. A difference of two shares
 * is tested by pooled z on effective bases with the noise of both in its variance ({@link pooledVariance}), read from t, and its interval is
 * squared and added from those of the two (MOVER, Zou & Donner 2008), so that it holds near 0 and 100 %. All else is t of the sum and ± t·SE.
 *
 * @param against the value that is tested; other than 0, the variance is not pooled
 */
export function noisySum(parts: readonly Part[], df: number, against = 0): NoisySum {
  const value = parts.reduce((sum, [c, figure]) => sum + c * figure.value, 0);
  const [first, second] = parts;
  const isDifference = parts.length === 2 && first?.[0] === 1 && second?.[0] === -1;
  const of = parts.length > 2 ? varianceIn : (figure: NoisyFigure): number => noisyError(figure) ** 2;
  const variance = parts.reduce((sum, [c, figure]) => sum + c * c * of(figure), 0);
  const shares =
    isDifference && first && second && first[1].kind === 'share' ? ([first[1], second[1]] as const) : null;
  const tested = shares && against === 0 ? pooledVariance(...shares) : variance;
  const statistic = (value - against) / Math.sqrt(tested);
  return {
    value,
    standardError: Math.sqrt(variance),
    df,
    test: tested > 0 && df >= 1 ? { statistic, pValue: tTwoSidedP(statistic, df) } : null,
    interval: (level) => {
      if (!(df >= 1)) return null;
      if (shares) {
        const [a, b] = shares.map((figure) => {
          const interval = noisyInterval(figure, level);
          return interval && { estimate: figure.value, interval };
        });
        return a && b ? mover(a, b) : null;
      }
      const half = tQuantile((1 + level) / 2, df) * Math.sqrt(variance);
      return { lower: value - half, upper: value + half };
    },
  };
}
