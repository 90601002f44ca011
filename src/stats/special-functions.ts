import { createRequire } from 'node:module';

/**
 * The special functions that distributions are put together of, as @stdlib has them: Abramowitz & Stegun (1964), Handbook of Mathematical
 * Functions, ch. 6 and 26. Those of the normal distribution, which most answers need, are in error-function.ts.
 */
type SpecialFunction = (...given: readonly (number | boolean | undefined)[]) => number;

const inPackages = createRequire(import.meta.url);

/** A function of @stdlib, whose two hundred files are loaded when it is called first: most starts need none. */
function onFirstCall(name: string): SpecialFunction {
  let loaded: SpecialFunction | undefined;
  return (...given) => {
    loaded ??= inPackages(`@stdlib/math-base-special-${name}`) as SpecialFunction;
    return loaded(...given);
  };
}

/** The logarithm of the gamma function. */
export const gammaln: (x: number) => number = onFirstCall('gammaln');
/** The incomplete gamma function. */
export const gammainc: (x: number, s: number, regularised?: boolean, upper?: boolean) => number =
  onFirstCall('gammainc');
/** The incomplete beta function. */
export const betainc: (x: number, a: number, b: number, regularised?: boolean, upper?: boolean) => number =
  onFirstCall('betainc');
/** Its inverse by x. */
export const betaincinv: (p: number, a: number, b: number, upper?: boolean) => number =
  onFirstCall('betaincinv');
