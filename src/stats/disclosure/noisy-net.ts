import { NET_RANGE, spreadOfNet } from '../net-difference.ts';
import type { NoisyFigure, ShownSum } from './noisy-figure.ts';

/**
 * The difference d' = p'₊ − p'₋ of two shares of one base that have no answer in common, from perturbed weights, in percentage points:
 *
 *     sampling: deff·(p'₊ + p'₋ − d'²)/n'₀        noise: (v₊ + v₋ + d'²·v₀)/w'₀²
 *
 * p' = w'/w'₀ of a part, cut at 1; w', n' and v as in {@link ShownSum}, + and − the parts and 0 the base. The noise of a ratio by linearisation,
 * that of parts and base being independent (Wooton & Fraser 2005). It is read like a mean: d' ± t·SE.
 *
 * @param deff design effect
 * @returns null if the base is shown as empty
 */
export function noisyNet(
  plus: ShownSum,
  minus: ShownSum,
  base: ShownSum,
  deff: number,
  df: number,
): NoisyFigure | null {
  if (!(base.w > 0 && base.n > 0)) return null;
  const [up, down] = [Math.min(1, plus.w / base.w), Math.min(1, minus.w / base.w)];
  const d = up - down;
  const unit = NET_RANGE ** 2;
  return {
    kind: 'mean',
    value: NET_RANGE * d,
    sampling: (unit * deff * spreadOfNet({ plus: up, minus: down })) / base.n,
    noise: (unit * (plus.weightNoise + minus.weightNoise + d * d * base.weightNoise)) / (base.w * base.w),
    effective: base.n / deff,
    df,
  };
}
