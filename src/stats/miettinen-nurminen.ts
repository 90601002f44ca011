import { criticalZ } from './distributions.ts';
import { checkProportion, type Interval, type Proportion } from './proportion.ts';

/**
 * Proportion of the second sample that is most likely if the difference is exactly `delta`: the root of the
 * likelihood's cubic equation, by Miettinen and Nurminen's trigonometric solution.
 */
export function constrained(a: Proportion, b: Proportion, delta: number): readonly [number, number] {
  const [x1, x2] = [a.p * a.n, b.p * b.n];
  const n = a.n + b.n;
  const l3 = n;
  const l2 = (a.n + 2 * b.n) * delta - n - (x1 + x2);
  const l1 = (b.n * delta - n - 2 * x2) * delta + x1 + x2;
  const l0 = x2 * delta * (1 - delta);
  const q = (l2 / (3 * l3)) ** 3 - (l1 * l2) / (6 * l3 * l3) + l0 / (2 * l3);
  const root = Math.sqrt(Math.max(0, (l2 / (3 * l3)) ** 2 - l1 / (3 * l3)));
  const r = q >= 0 ? root : -root;
  const cosine = r === 0 ? 0 : Math.min(1, Math.max(-1, q / r ** 3));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  const p2 = Math.min(1, Math.max(0, 2 * r * Math.cos(angle) - l2 / (3 * l3)));
  return [Math.min(1, Math.max(0, p2 + delta)), p2];
}

/** The score statistic of the hypothesis that the difference is `delta`; ±∞ where its variance is 0. */
function score(a: Proportion, b: Proportion, delta: number): number {
  const [p1, p2] = constrained(a, b, delta);
  const n = a.n + b.n;
  const variance = ((p1 * (1 - p1)) / a.n + (p2 * (1 - p2)) / b.n) * (n / (n - 1));
  const distance = a.p - b.p - delta;
  if (variance > 0) return distance / Math.sqrt(variance);
  return distance === 0 ? 0 : Math.sign(distance) * Infinity;
}

/** Where the score falls through `target`, by bisection down to neighbouring doubles. */
function solve(a: Proportion, b: Proportion, target: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 200 && high - low > 1e-16; i += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (score(a, b, middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Miettinen and Nurminen's score interval for a difference of two independent proportions: all differences δ that
 * the score test with variance under δ, times N/(N − 1), would not reject.
 *
 *     (p₁ − p₂ − δ)² / ((p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂)·N/(N−1)) ≤ z²        N = n₁ + n₂
 *
 * p̃₁ and p̃₂ are the most likely proportions under δ. Miettinen & Nurminen (1985), Stat Med 4:213.
 *
 * @returns differences from −1 to 1
 * @throws RangeError if a p is not between 0 and 1, an n not positive, N not above 1, or the level not between 0 and 1
 */
export function miettinenNurminen(a: Proportion, b: Proportion, level: number): Interval {
  checkProportion(a);
  checkProportion(b);
  if (!(a.n + b.n > 1)) throw new RangeError('the two bases together must be more than 1');
  const z = criticalZ(level);
  const d = a.p - b.p;
  return { lower: d === -1 ? -1 : solve(a, b, z, -1, d), upper: d === 1 ? 1 : solve(a, b, -z, d, 1) };
}
