import { tQuantile } from '../../src/stats/distributions.ts';

/** How closely a number must be met, by what it is; all relative. */
export const WITHIN = { estimate: 1e-12, error: 1e-10, test: 1e-9 } as const;

/** What is smaller than this part of its scale is the rounding noise of a 0. */
const NOISE = 1e-9;

/**
 * Holds a number of an answer against one of R, relatively.
 *
 * @param scale of which a number can be so small a part that it stands for 0
 * @throws Error that names what differs
 */
export function same(
  what: string,
  actual: number | null | undefined,
  expected: number | null,
  within: number,
  scale = 0,
): void {
  const fail = (): never => {
    throw new Error(`${what}: ${actual} is answered, but R says ${expected}`);
  };
  if (actual === undefined) fail();
  if (expected === null || actual === null || actual === undefined) {
    if (actual !== expected) fail();
    return;
  }
  if (Math.abs(expected) < NOISE * scale) {
    if (!(Math.abs(actual) < NOISE * scale)) fail();
    return;
  }
  if (!(actual === expected || Math.abs(actual - expected) <= within * Math.abs(expected))) fail();
}

/** Holds both ends of an interval against those of R. */
export function sameInterval(
  what: string,
  { ciLower, ciUpper }: { readonly ciLower: number | null; readonly ciUpper: number | null },
  [lower, upper]: readonly [number | null, number | null],
  scale: number,
): void {
  // An end near 0 is a difference of large numbers: it is as exact as these.
  const end = (name: string, actual: number | null, expected: number | null): void => {
    if (actual !== null && expected !== null && Math.abs(actual - expected) <= WITHIN.test * 1e-3 * scale)
      return;
    same(`${what}, ${name}`, actual, expected, WITHIN.test);
  };
  end('lower end', ciLower, lower);
  end('upper end', ciUpper, upper);
}

/** A share as R has it. */
export interface ReferenceShare {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
}

/**
 * The interval that belongs to a share of R, from 0 to 1. R gives it under `xlogit` for some shares; for the others it is
 * worked out from R's estimate, standard error and degrees of freedom: logit(p) ± t·se/(p(1 − p)). At 0 and 1, where R has
 * none, it is that of Clopper and Pearson on the effective base, which there is (α/2)^(1/n).
 */
export function shareInterval(
  { estimate: p, se, df }: ReferenceShare,
  effective: number | null,
  level: number,
): readonly [number | null, number | null] {
  if (!(df >= 1)) return [null, null];
  if (p === 0 || p === 1) {
    if (effective === null) return [null, null];
    const limit = ((1 - level) / 2) ** (1 / effective);
    return p === 1 ? [limit, 1] : [0, 1 - limit];
  }
  const logit = Math.log(p / (1 - p));
  const half = (tQuantile((1 + level) / 2, df) * se) / (p * (1 - p));
  return [1 / (1 + Math.exp(half - logit)), 1 / (1 + Math.exp(-half - logit))];
}
