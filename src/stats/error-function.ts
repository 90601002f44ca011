/**
 * The complementary error function and its inverse, digit for digit as @stdlib has them, in one file each instead of 150 that take 0.1 s to load:
 * every interval of a share needs them. The polynomials are those of FreeBSD's msun (erfc) and of Boost (its inverse).
 */

/** c₀ + c₁x + c₂x² + …, by Horner's rule. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) sum = (coefficients[i] as number) + x * sum;
  return sum;
}

/** A ratio of two polynomials; beyond 1 in powers of 1/x, which do not overflow. */
function rational(x: number, [above, below]: readonly [readonly number[], readonly number[]]): number {
  if (Math.abs(x) <= 1) return polynomial(x, above) / polynomial(x, below);
  return polynomial(1 / x, above.toReversed()) / polynomial(1 / x, below.toReversed());
}

/*
 * ====================================================
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice
 * is preserved.
 * ====================================================
 */
const NEAR_ZERO = {
  until: 0.84375,
  above: [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -0.000023763016656650163,
  ],
  below: [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -0.000003960228278775368,
  ],
} as const;
const NEAR_ONE = {
  until: 1.25,
  /** erf(1), to single precision. */
  erf: 0.8450629115104675,
  above: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  below: [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
} as const;
const MIDDLE = {
  until: 2.857142857142857,
  above: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  below: [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
} as const;
const FAR = {
  until: 28,
  above: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  below: [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
} as const;
/** e^(−x²) is split at x to so many bits, whose square is exact. */
const SPLIT = new DataView(new ArrayBuffer(8));

/** x without the lower half of its bits. */
function upperBits(x: number): number {
  SPLIT.setFloat64(0, x);
  SPLIT.setUint32(4, 0);
  return SPLIT.getFloat64(0);
}

/**
 * The complementary error function, 2/√π ∫ₓ^∞ e^(−t²) dt, to less than one unit of the last digit.
 *
 * W. J. Cody (1969), Math. Comp. 23:631, with the polynomials of FreeBSD's s_erf.c.
 *
 * @param x any number, infinite ones included; of NaN it is NaN
 * @example
 * erfc(0) // => 1
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (size < NEAR_ZERO.until) {
    const ratio = polynomial(x * x, NEAR_ZERO.above) / polynomial(x * x, NEAR_ZERO.below);
    return x < 0.25 ? 1 - (x + x * ratio) : 0.5 - (x * ratio + (x - 0.5));
  }
  if (size < NEAR_ONE.until) {
    const ratio = polynomial(size - 1, NEAR_ONE.above) / polynomial(size - 1, NEAR_ONE.below);
    return x < 0 ? 1 + NEAR_ONE.erf + ratio : 1 - NEAR_ONE.erf - ratio;
  }
  // From here on what is left of 2 cannot be told.
  if (size >= FAR.until || x < -6) return x < 0 ? 2 : 0;
  const { above, below } = size < MIDDLE.until ? MIDDLE : FAR;
  const inverse = 1 / (size * size);
  const ratio = polynomial(inverse, above) / polynomial(inverse, below);
  const upper = upperBits(size);
  const tail =
    (Math.exp(-(upper * upper) - 0.5625) * Math.exp((upper - size) * (upper + size) + ratio)) / size;
  return x < 0 ? 2 - tail : tail;
}

/*
 * (C) Copyright John Maddock 2006. Boost Software License - Version 1.0 - August 17th, 2003
 *
 * Permission is hereby granted, free of charge, to any person or organization obtaining a copy of the software and
 * accompanying documentation covered by this license (the "Software") to use, reproduce, display, distribute, execute, and
 * transmit the Software, and to prepare derivative works of the Software, and to permit third-parties to whom the Software
 * is furnished to do so, all subject to the following:
 *
 * The copyright notices in the Software and this entire statement, including the above license grant, this restriction and
 * the following disclaimer, must be included in all copies of the Software, in whole or in part, and all derivative works
 * of the Software, unless such copies or derivative works are solely in the form of machine-executable object code
 * generated by a source language processor.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE, TITLE AND NON-INFRINGEMENT. IN NO EVENT SHALL THE
 * COPYRIGHT HOLDERS OR ANYONE DISTRIBUTING THE SOFTWARE BE LIABLE FOR ANY DAMAGES OR OTHER LIABILITY, WHETHER IN CONTRACT,
 * TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
const CENTRAL = [
  [
    -0.0005087819496582806, -0.008368748197417368, 0.03348066254097446, -0.012692614766297404,
    -0.03656379714117627, 0.02198786811111689, 0.008226878746769157, -0.005387729650712429, 0, 0,
  ],
  [
    1, -0.9700050433032906, -1.5657455823417585, 1.5622155839842302, 0.662328840472003, -0.7122890234154284,
    -0.05273963823400997, 0.07952836873415717, -0.0023339375937419, 0.0008862163904564247,
  ],
] as const;
const OUTER = [
  [
    -0.20243350835593876, 0.10526468069939171, 8.3705032834312, 17.644729840837403, -18.851064805871424,
    -44.6382324441787, 17.445385985570866, 21.12946554483405, -3.6719225470772936,
  ],
  [
    1, 6.242641248542475, 3.971343795334387, -28.66081804998, -20.14326346804852, 48.560921310873994,
    10.826866735546016, -22.643693341313973, 1.7211476576120028,
  ],
] as const;
const TAIL_TO_3 = [
  [
    -0.1311027816799519, -0.16379404719331705, 0.11703015634199525, 0.38707973897260434, 0.3377855389120359,
    0.14286953440815717, 0.029015791000532906, 0.0021455899538880526, -6.794655751811263e-7,
    2.8522533178221704e-8, -6.81149956853777e-10,
  ],
  [
    1, 3.4662540724256723, 5.381683457070069, 4.778465929458438, 2.5930192162362027, 0.848854343457902,
    0.15226433829533179, 0.011059242293464892, 0, 0, 0,
  ],
] as const;
const TAIL_TO_6 = [
  [
    -0.0350353787183178, -0.0022242652921344794, 0.018557330651423107, 0.009508047013259196,
    0.0018712349281955923, 0.00015754461742496055, 0.00000460469890584318, -2.304047769118826e-10,
    2.6633922742578204e-12,
  ],
  [
    1, 1.3653349817554064, 0.7620591645536234, 0.22009110576413124, 0.03415891436709477, 0.00263861676657016,
    0.00007646752923027944, 0, 0,
  ],
] as const;
const TAIL_BEYOND = [
  [
    -0.016743100507663373, -0.0011295143874558028, 0.001056288621524929, 0.00020938631748758808,
    0.000014962478375834237, 4.4969678992770644e-7, 4.625961635228786e-9, -2.811287356288318e-14,
    9.905570997331033e-17,
  ],
  [
    1, 0.5914293448864175, 0.1381518657490833, 0.016074608709367652, 0.0009640118070051656,
    0.000027533547476472603, 2.82243172016108e-7, 0, 0,
  ],
] as const;
/** Where p begins, what is added to the ratio, and the ratio in p − from, p = √(−ln q). */
const TAILS = [
  { until: 3, from: 1.125, constant: 0.807220458984375, ratio: TAIL_TO_3 },
  { until: 6, from: 3, constant: 0.93995571136474609375, ratio: TAIL_TO_6 },
  { until: Infinity, from: 6, constant: 0.98362827301025390625, ratio: TAIL_BEYOND },
] as const;

/** x with erfc(x) = q, of q from 0 to 1. */
function positiveInverse(q: number): number {
  const erf = 1 - q;
  if (erf <= 0.5) {
    const factor = erf * (erf + 10);
    return factor * 0.0891314744949340820313 + factor * rational(erf, CENTRAL);
  }
  if (q >= 0.25) return Math.sqrt(-2 * Math.log(q)) / (2.249481201171875 + rational(q - 0.25, OUTER));
  const p = Math.sqrt(-Math.log(q));
  const { from, constant, ratio } = TAILS.find(({ until }) => p < until) ?? TAILS[2];
  return constant * p + rational(p - from, ratio) * p;
}

/**
 * The inverse of {@link erfc}: the number whose complementary error function is x, NaN where x is not from 0 to 2.
 *
 * J. Maddock (2006), Boost.Math, detail/erf_inv.hpp.
 *
 * @param x from 0 to 2: what erfc may be
 * @example
 * erfcinv(1) // => 0
 */
export function erfcinv(x: number): number {
  if (!(x >= 0 && x <= 2)) return NaN;
  if (x === 0 || x === 2) return x === 0 ? Infinity : -Infinity;
  if (x === 1) return 0;
  return x > 1 ? -positiveInverse(2 - x) : positiveInverse(x);
}
