/** A distribution of whole numbers. */
export interface NoiseDistribution {
  /** Ascending. */
  readonly values: readonly number[];
  readonly probabilities: readonly number[];
}

const STEPS = 200;
const TOLERANCE = 1e-13;

/** p ∝ exp(a·v + b·v²), kept from overflowing. */
function exponential(values: readonly number[], a: number, b: number): number[] {
  const exponents = values.map((v) => a * v + b * v * v);
  const largest = Math.max(...exponents);
  const weights = exponents.map((x) => Math.exp(x - largest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** The smallest and the largest variance that a distribution of some numbers with mean 0 can have; null: it cannot have that mean. */
export function attainableVariance(values: readonly number[]): { least: number; most: number } | null {
  const [below, above] = [values.filter((v) => v < 0), values.filter((v) => v > 0)];
  const stays = values.includes(0);
  if (below.length === 0 || above.length === 0) return stays ? { least: 0, most: 0 } : null;
  return {
    least: stays ? 0 : -Math.max(...below) * Math.min(...above),
    most: -Math.min(...below) * Math.max(...above),
  };
}

/** The two numbers, one below 0 and one above, between which a variance at its limit leaves everything. */
function twoPoints(values: readonly number[], low: number, high: number): NoiseDistribution {
  const probabilities = values.map((v) =>
    v === low ? high / (high - low) : v === high ? -low / (high - low) : 0,
  );
  return { values, probabilities };
}

/**
 * The distribution of some whole numbers with mean 0 and a given variance that has the largest entropy −Σp·ln p:
 * p(v) ∝ exp(a·v + b·v²), with the multipliers a and b that meet both constraints. They are found by Newton's method on the dual
 * ln Σexp(a·v + b·v²) − b·variance, which is convex, with steps halved until it falls (Boyd & Vandenberghe 2004, 5.7 and 9.5). At the
 * least and the largest variance that can be had two numbers are left, which need no search.
 *
 * @param values whole numbers, ascending, each once
 * @param variance in squares of their unit
 * @throws RangeError if no distribution of the numbers has mean 0 and that variance
 * @example maximumEntropy([-1, 0, 1], 0.5).probabilities // => [0.25, 0.5, 0.25]
 */
export function maximumEntropy(values: readonly number[], variance: number): NoiseDistribution {
  const range = attainableVariance(values);
  if (range === null || !(variance >= range.least && variance <= range.most))
    throw new RangeError(`no distribution of ${values.join(', ')} has mean 0 and variance ${variance}`);
  const [below, above] = [values.filter((v) => v < 0), values.filter((v) => v > 0)];
  if (variance === range.most && range.most > 0)
    return twoPoints(values, Math.min(...below), Math.max(...above));
  if (variance === range.least) {
    if (range.least > 0) return twoPoints(values, Math.max(...below), Math.min(...above));
    return { values, probabilities: values.map((v) => Number(v === 0)) };
  }
  // In units of the largest number, so that neither multiplier is tiny.
  const scale = Math.max(...values.map(Math.abs));
  const scaled = values.map((v) => v / scale);
  const wanted = variance / (scale * scale);
  const dual = (a: number, b: number): number => {
    const exponents = scaled.map((v) => a * v + b * v * v);
    const largest = Math.max(...exponents);
    return largest + Math.log(exponents.reduce((sum, x) => sum + Math.exp(x - largest), 0)) - b * wanted;
  };
  let [a, b] = [0, 0];
  for (let step = 0; step < STEPS; step += 1) {
    const p = exponential(scaled, a, b);
    const moment = (power: number): number => p.reduce((sum, q, i) => sum + q * (scaled[i] ?? 0) ** power, 0);
    const [m1, m2, m3, m4] = [moment(1), moment(2), moment(3), moment(4)];
    const [gradientA, gradientB] = [m1, m2 - wanted];
    if (Math.hypot(gradientA, gradientB) < TOLERANCE) break;
    const [aa, ab, bb] = [m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2];
    const determinant = aa * bb - ab * ab;
    const stepA = -(bb * gradientA - ab * gradientB) / determinant;
    const stepB = -(aa * gradientB - ab * gradientA) / determinant;
    const [before, slope] = [dual(a, b), gradientA * stepA + gradientB * stepB];
    const tooLong = (length: number): boolean =>
      dual(a + length * stepA, b + length * stepB) > before + 1e-4 * length * slope;
    let length = 1;
    // Close to the end the dual falls by less than it is rounded by, and full steps are right.
    if (Math.hypot(gradientA, gradientB) >= 1e-6) while (length > 1e-10 && tooLong(length)) length /= 2;
    a += length * stepA;
    b += length * stepB;
  }
  return { values, probabilities: exponential(scaled, a, b) };
}
