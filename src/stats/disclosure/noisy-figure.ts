import { logitInterval } from '../design/logit-interval.ts';
import { tQuantile } from '../distributions.ts';
import type { Interval } from '../proportion.ts';

/** A figure that was made of perturbed counts, with what it may be off by. Shares are from 0 to 1. */
export interface NoisyFigure {
  readonly kind: 'share' | 'mean';
  readonly value: number;
  /** Variance that is from the sampling of respondents. */
  readonly sampling: number;
  /** Variance that noise adds. */
  readonly noise: number;
  /** n'/deff, the base of inference. */
  readonly effective: number;
  readonly df: number;
}

/** A count as it is shown, its weight, and the variance of the noise of that weight. */
export interface ShownSum {
  readonly n: number;
  readonly w: number;
  readonly weightNoise: number;
}

/**
 * The share p' = w'₁/w'₀ of perturbed weights of a part and its base, cut at 1, as noise may make a part larger than its base:
 *
 *     sampling: deff·p'(1 − p')/n'₀        noise: (v₁ + p'²·v₀)/w'₀²
 *
 * w' and n' as they are shown, v the variance of the noise of w' ({@link ShownSum}), 1 the part and 0 the base; the noise of a ratio by
 * linearisation, the two being independent (Wooton & Fraser 2005, A review of confidentiality protections for statistical tables).
 *
 * @param deff design effect
 * @returns null if the base is shown as empty
 */
export function noisyShare(part: ShownSum, base: ShownSum, deff: number, df: number): NoisyFigure | null {
  if (!(base.w > 0 && base.n > 0)) return null;
  const value = Math.min(1, part.w / base.w);
  return {
    kind: 'share',
    value,
    sampling: (deff * value * (1 - value)) / base.n,
    noise: (part.weightNoise + value * value * base.weightNoise) / (base.w * base.w),
    effective: base.n / deff,
    df,
  };
}

/**
 * The mean m' = Σx·w'/Σw' of a scale from the perturbed weight of each of its answers x:
 *
 *     sampling: deff·s²/n', s² = Σw'(x − m')²/Σw'        noise: Σv·(x − m')²/(Σw')²
 *
 * It is made of figures that are shown and so tells no more than they do, where the exact mean would be an equation between them.
 *
 * @param n respondents with an answer, as shown
 * @returns null if no answer is shown to be given
 */
export function noisyMean(
  answers: readonly (ShownSum & { readonly value: number })[],
  n: number,
  deff: number,
  df: number,
): NoisyFigure | null {
  const sum = (of: (one: (typeof answers)[number]) => number): number =>
    answers.reduce((total, one) => total + of(one), 0);
  const weight = sum(({ w }) => w);
  if (!(weight > 0 && n > 0)) return null;
  const mean = sum(({ w, value }) => w * value) / weight;
  const spread = sum(({ w, value }) => w * (value - mean) ** 2) / weight;
  return {
    kind: 'mean',
    value: mean,
    sampling: (deff * spread) / n,
    noise: sum(({ weightNoise, value }) => weightNoise * (value - mean) ** 2) / (weight * weight),
    effective: n / deff,
    df,
  };
}

/** The root of both variances: they are independent, and add. */
export const noisyError = ({ sampling, noise }: NoisyFigure): number => Math.sqrt(sampling + noise);

/**
 * The interval of a figure with noise. Shares p: the limits l and u that sampling alone would have (logit scale inside (0, 1), Clopper and
 * Pearson on the effective base at 0 and 1), whose distances from p and the width of the noise are squared and added, and what is beyond
 * 0 and 1 is cut off:
 *
 *     p − √((p − l)² + t²·noise)        p + √((u − p)² + t²·noise)
 *
 * Noise adds to a count, as far down as up, wherever p is; on the logit scale it would hardly reach down from a small share, although small
 * counts are those that it raises most: of shares of 1 to 5 % such intervals held 80 to 94 % where 95 % was asked for (Zou & Donner 2008
 * for the sum of squares). Means: ± t·SE.
 *
 * @returns null with less than one degree of freedom
 */
export function noisyInterval(figure: NoisyFigure, level: number): Interval | null {
  const { kind, value, sampling, noise, effective, df } = figure;
  if (!(df >= 1)) return null;
  const t = tQuantile((1 + level) / 2, df);
  if (kind === 'mean') {
    const half = t * noisyError(figure);
    return { lower: value - half, upper: value + half };
  }
  const limits = logitInterval(value, Math.sqrt(sampling), df, effective, level);
  if (limits === null) return null;
  const ofNoise = t * Math.sqrt(noise);
  return {
    lower: Math.max(0, value - Math.hypot(value - limits.lower, ofNoise)),
    upper: Math.min(1, value + Math.hypot(limits.upper - value, ofNoise)),
  };
}
