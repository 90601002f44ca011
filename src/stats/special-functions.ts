import { createRequire } from 'node:module';

const inPackages = createRequire(import.meta.url);

/** A function of @stdlib, whose two hundred files are loaded when it is called first: most starts need none. */
function onFirstCall<Arguments extends readonly (number | boolean | undefined)[]>(
  name: string,
): (...given: Arguments) => number {
  let loaded: ((...given: Arguments) => number) | undefined;
  return (...given) => {
    loaded ??= inPackages(`@stdlib/math-base-special-${name}`) as (...given: Arguments) => number;
    return loaded(...given);
  };
}

type Tail = [regularised?: boolean, upper?: boolean];

/** The complementary error function. */
export const erfc = onFirstCall<[x: number]>('erfc');
/** Its inverse. */
export const erfcinv = onFirstCall<[x: number]>('erfcinv');
/** The logarithm of the gamma function. */
export const gammaln = onFirstCall<[x: number]>('gammaln');
/** The incomplete gamma function. */
export const gammainc = onFirstCall<[x: number, s: number, ...Tail]>('gammainc');
/** The incomplete beta function. */
export const betainc = onFirstCall<[x: number, a: number, b: number, ...Tail]>('betainc');
/** Its inverse by x. */
export const betaincinv = onFirstCall<[p: number, a: number, b: number, upper?: boolean]>('betaincinv');
