/**
 * The base that a simple random sample as good as a group's would have: n/deff.
 *
 * @param n respondents whose weight is not 0, as in the design effect
 * @param deff design effect; null: not known
 * @returns null without a design effect, or where it is 0, as no sample is so large
 * @example
 * designBase(300, 1.5) // => 200
 */
export function designBase(n: number, deff: number | null): number | null {
  return deff !== null && deff > 0 ? n / deff : null;
}

/**
 * κ: what of a base with unequal weights the rest of the design leaves, as far as shares show it that have a variance. The
 * median of (n/deff)/Kish's base over them, each at most 1. A share at 0 or 100 % has no design effect of its own, and its
 * effective base is Kish's times κ.
 *
 * @param ratios (n/deff)/Kish's base of other answers of the same group; Infinity where a variance is 0
 * @returns null without any
 * @example
 * kappa([0.25, 3, 0.75]) // => 0.75
 */
export function kappa(ratios: readonly number[]): number | null {
  if (ratios.length === 0) return null;
  const ordered = ratios.map((ratio) => Math.min(1, ratio)).toSorted((a, b) => a - b);
  const middle = (ordered.length - 1) / 2;
  return ((ordered[Math.floor(middle)] ?? 1) + (ordered[Math.ceil(middle)] ?? 1)) / 2;
}
