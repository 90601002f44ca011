import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceStandardError, pooledZTest } from '../../src/stats/two-proportion-test.ts';
import { welch } from '../../src/stats/welch.ts';
import { nestedMeans, restOfMeans } from '../../src/stats/nested-means.ts';
import { nestedShares, shareOfRest, type NestedShare } from '../../src/stats/nested-shares.ts';

const near = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
};
/** A share printed without rounding. */
const share = (p: number, n: number, effect = 1): NestedShare => ({
  p,
  n,
  effective: n / effect,
  range: { lower: p, upper: p },
});
const at = (
  part: NestedShare,
  whole: NestedShare,
  weight: number,
  level: number,
): readonly [NestedShare, NestedShare, number, number] => [part, whole, weight, level];
/** A percentage printed as an integer. */
const printed = (percent: number, n: number): NestedShare => ({
  ...share(percent / 100, n),
  range: { lower: Math.max(0, percent - 0.5) / 100, upper: Math.min(100, percent + 0.5) / 100 },
});

describe('a part and its whole', () => {
  // R 4, with Wilson's limits as roots of the score equation; the p-value of the first is that of prop.test(c(140, 185), c(250, 400)).
  test.each([
    {
      given: at(share(0.56, 250), share(0.5, 650), 250 / 650, 0.95),
      rest: [0.4625, 400],
      se: 0.024739877494877344,
      z: 2.418677324489567,
      p: 0.015577051213613292,
      interval: [0.011247877949271366, 0.10760770900108721],
    },
    {
      given: at(share(0.56, 250, 1.5), share(0.5, 650, 1.5), 250 / 650, 0.95),
      rest: [0.4625, 266.6666666666667],
      se: 0.030300038080707224,
      z: 1.9748417658131519,
      p: 0.04828610767668141,
      interval: [0.0003262222945784668, 0.11796929659664691],
    },
    {
      given: at(share(0.56, 250, 1.2), share(0.5, 650, 1.6), 0.3, 0.95),
      rest: [0.47428571428571425, 241.43420254699814],
      se: 0.033005654622332,
      z: 1.8135852238430257,
      p: 0.06974160701196999,
      interval: [-0.004893176558859014, 0.12340005348882464],
    },
    {
      given: at(share(0.8, 100), share(0.41, 200), 0.5, 0.95),
      rest: [0.02, 100],
      se: 0.0347778665245584,
      z: 11.21402889175509,
      p: 3.479849290666723e-29,
      interval: [0.31570747412356354, 0.45390593918247957],
    },
    {
      given: at(share(0.9, 100, 2), share(0.3, 400, 2), 0.3, 0.99),
      rest: [0.042857142857142816, 153.125],
      se: 0.042245637378917844,
      z: 12.091497473545813,
      p: 1.171320880080967e-33,
      interval: [0.4598092261843889, 0.6871555451897678],
    },
    {
      given: at(share(0.5, 50, 1), share(0.51, 500, 3), 0.4, 0.95),
      rest: [0.5166666666666667, 128.57142857142858],
      se: 0.04999622207949538,
      z: -0.20005762489515058,
      p: 0.8414355137930399,
      interval: [-0.1048760496118015, 0.08518786393908409],
    },
  ])('as R has it, $z', ({ given, rest, se, z, p, interval }) => {
    const result = nestedShares(...given);
    if (typeof result === 'string') throw new Error(result);
    near(result.rest.share.p, rest[0] ?? 0);
    near(result.rest.share.n, rest[1] ?? 0);
    near(result.standardError, se);
    near(result.test?.z ?? 0, z);
    expect(Math.abs((result.test?.p ?? 0) / p - 1)).toBeLessThan(1e-11);
    near(result.interval.lower, interval[0] ?? 0);
    near(result.interval.upper, interval[1] ?? 0);
  });

  const counts = fc
    .record({
      n1: fc.integer({ min: 2, max: 400 }),
      nr: fc.integer({ min: 2, max: 400 }),
      a: fc.nat(400),
      b: fc.nat(400),
    })
    .map(({ n1, nr, a, b }) => ({ n1, nr, a: a % (n1 + 1), b: b % (nr + 1) }));

  test('from the counts of part and rest: their test, and their standard error at a gap of 0', () => {
    fc.assert(
      fc.property(counts, ({ n1, nr, a, b }) => {
        const n = n1 + nr;
        const result = nestedShares(share(a / n1, n1), share((a + b) / n, n), n1 / n, 0.95);
        if (typeof result === 'string') throw new Error(result);
        const [part, rest] = [
          { p: a / n1, n: n1 },
          { p: b / nr, n: nr },
        ];
        expect(result.rest.share.p).toBeCloseTo(rest.p, 10);
        expect(result.rest.share.n).toBeCloseTo(nr, 6);
        const expected = pooledZTest(part, rest);
        expect(result.test === null).toBe(expected === null);
        if (expected) expect(result.test?.z).toBeCloseTo(expected.z, 6);
        // p₁ − p = (1 − W)(p₁ − p_r) is less variable than it would be of two samples, and more than with W fixed.
        const fixed = (nr / n) * differenceStandardError(part, rest);
        expect(result.standardError).toBeGreaterThanOrEqual(fixed - 1e-9);
        const d = part.p - rest.p;
        expect(result.standardError ** 2).toBeCloseTo(fixed ** 2 + (n1 / n) * (nr / n) * (d ** 2 / n), 9);
        expect(result.interval.lower).toBeLessThanOrEqual(a / n1 - (a + b) / n + 1e-9);
        expect(result.interval.upper).toBeGreaterThanOrEqual(a / n1 - (a + b) / n - 1e-9);
      }),
    );
  });

  test('yes and no give the same, with the sign turned', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 1, max: 3, noNaN: true }), ({ n1, nr, a, b }, effect) => {
        const [p1, n] = [a / n1, n1 + nr];
        const p = (a + b) / n;
        const yes = nestedShares(share(p1, n1, effect), share(p, n, effect), n1 / n, 0.9);
        const no = nestedShares(share(1 - p1, n1, effect), share(1 - p, n, effect), n1 / n, 0.9);
        if (typeof yes === 'string' || typeof no === 'string') throw new Error('no rest');
        expect(no.standardError).toBeCloseTo(yes.standardError, 9);
        expect(no.interval.lower).toBeCloseTo(-yes.interval.upper, 9);
        expect(no.interval.upper).toBeCloseTo(-yes.interval.lower, 9);
      }),
    );
  });

  test('a base of inference of the rest is never more than its respondents', () => {
    // The whole is no less exact than its part alone makes it: the bracket is not positive.
    expect(shareOfRest(share(0.5, 100, 4), share(0.5, 150, 1), 0.9)).toMatchObject({ share: { n: 50 } });
    expect(shareOfRest(share(0.5, 100, 1), share(0.5, 150, 0.5), 100 / 150)).toMatchObject({
      share: { n: 50 },
    });
    // Without the limit it would be 0.25/(1/150 − 0.25/100) = 60.
    expect(shareOfRest(share(0.5, 100), share(0.5, 150), 0.5)).toMatchObject({ share: { n: 50 } });
    const designed = shareOfRest(share(0.5, 100, 2), share(0.5, 150, 2), 100 / 150);
    expect(designed).toMatchObject({ share: { p: 0.5 } });
    if (typeof designed === 'string') throw new Error(designed);
    near(designed.share.n, 25);
  });

  test('what cannot be is said: more in the part than in the whole, or no share left', () => {
    expect(shareOfRest(share(0.5, 10), share(0.5, 10), 0.5)).toBe('no-variance');
    expect(shareOfRest(share(0.5, 11), share(0.5, 10), 0.5)).toBe('inconsistent-bases');
    expect(shareOfRest(share(0.5, 9), share(0.5, 10), 1)).toBe('inconsistent-bases');
    expect(shareOfRest(share(0.5, 9), share(0.5, 10), 1.2)).toBe('inconsistent-bases');
    // 60 % of half of the whole is 30 % of it, and no more than 20.5 % of it say so.
    expect(shareOfRest(printed(60, 50), printed(20, 100), 0.5)).toBe('inconsistent-bases');
    expect(shareOfRest(printed(40, 50), printed(80, 100), 0.5)).toBe('inconsistent-bases');
  });

  test('what rounding can explain is set to its end, and told', () => {
    const low = shareOfRest(printed(41, 50), printed(20, 100), 0.5);
    expect(low).toMatchObject({ share: { p: 0, n: 50 }, outside: expect.closeTo(-0.01, 10) });
    expect(shareOfRest(printed(59, 50), printed(80, 100), 0.5)).toMatchObject({
      share: { p: 1 },
      outside: expect.closeTo(1.01, 10),
    });
    expect(shareOfRest(printed(40, 50), printed(20, 100), 0.5)).toMatchObject({
      share: { p: 0 },
      outside: null,
    });
    const result = nestedShares(printed(41, 50), printed(20, 100), 0.5, 0.95);
    if (typeof result === 'string') throw new Error(result);
    // The interval lies about the gap as it is served, 21 points, and not about the one that the clipped rest would give.
    expect(result.interval.lower).toBeLessThan(0.21);
    expect(result.interval.upper).toBeGreaterThan(0.21);
    near(result.test?.z ?? 0, pooledZTest({ p: 0.41, n: 50 }, { p: 0, n: 50 })?.z ?? 0);
  });

  test('where all say the same there is no test', () => {
    expect(nestedShares(share(0, 10), share(0, 30), 1 / 3, 0.95)).toMatchObject({
      test: null,
      standardError: 0,
    });
  });

  test('refuses what is no share, base or weight', () => {
    for (const [part, whole, weight] of [
      [share(1.1, 5), share(0.5, 9), 0.5],
      [share(0.5, 0), share(0.5, 9), 0.5],
      [share(0.5, 5, -1), share(0.5, 9), 0.5],
      [share(0.5, 5), share(0.5, 9), 0],
    ] as const)
      expect(() => shareOfRest(part, whole, weight)).toThrow(RangeError);
    expect(() => nestedShares(share(0.5, 5), share(0.5, 9), 0.5, 1)).toThrow(RangeError);
  });
});

describe('means of a part and its whole', () => {
  const mean = (value: number, sd: number, n: number, effect = 1) => ({
    mean: value,
    sd,
    n,
    effective: n / effect,
  });

  // R: t.test(x, y) of rnorm(30, 5, 2) and rnorm(50, 6, 3) with seed 1; the whole is c(x, y).
  test('the rest and its test are those of the data', () => {
    const part = mean(5.164916340388385, 1.8482416538257715, 30);
    const whole = mean(5.91251771332031, 2.4642014610139666, 80);
    const rest = restOfMeans(part, whole);
    if (typeof rest === 'string') throw new Error(rest);
    near(rest.mean, 6.3610785370794645);
    near(rest.sd, 2.687155100847699);
    const result = nestedMeans(part, whole, 0.95);
    if (typeof result === 'string') throw new Error(result);
    near(result.t, -2.3536532307980838);
    near(result.df, 76.43889596135084);
    near(result.pValue, 0.02116100358512867);
  });

  test.each([
    [
      1, 4.138867787337617, 0.000047104078501652866, 0.17067339746472066, 0.36393164131167655,
      1.0360683586883237,
    ],
    [
      1.5, 3.379371397273067, 0.0008970361983145235, 0.20903136822789486, 0.2874321953136641,
      1.1125678046863363,
    ],
  ])('as R has it, design effect %d', (effect, t, p, se, lower, upper) => {
    const result = nestedMeans(mean(7.2, 2.1, 120, effect), mean(6.5, 2.4, 400, effect), 0.95);
    if (typeof result === 'string') throw new Error(result);
    near(result.t, t);
    expect(Math.abs(result.pValue / p - 1)).toBeLessThan(1e-10);
    near(result.standardError, se);
    near(result.interval.lower, lower);
    near(result.interval.upper, upper);
  });

  test('what cannot be is said', () => {
    expect(restOfMeans(mean(1, 1, 10), mean(1, 1, 10))).toBe('no-variance');
    expect(restOfMeans(mean(1, 1, 11), mean(1, 1, 10))).toBe('inconsistent-bases');
    // More spread in half of the whole than in all of it can be.
    expect(restOfMeans(mean(5, 4, 50), mean(5, 1, 100))).toBe('inconsistent-bases');
    expect(nestedMeans(mean(5, 1, 50, 60), mean(5, 1, 100, 60), 0.95)).toBe('no-degrees-of-freedom');
    expect(nestedMeans(mean(5, 1, 50, 60), mean(5, 1, 100, 2), 0.95)).toBe('no-degrees-of-freedom');
    expect(nestedMeans(mean(5, 0, 50), mean(5, 0, 100), 0.95)).toBe('no-variance');
    expect(welch({ mean: 5, sd: 0, n: 50 }, { mean: 5, sd: 0, n: 50 }, 0.95)).toBeNull();
  });
});

/** Repeatable random numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface World {
  /** Share of the part in the population, and in the sample as it is drawn. */
  readonly weight: number;
  readonly drawn: number;
  readonly n: number;
  readonly part: number;
  readonly rest: number;
  /** Spread of further weights: those of respondents are exp(spread·u), u uniform. */
  readonly spread?: number;
}

/** How often samples of a world miss its true gap, and find one by the test. */
function simulate({ weight, drawn, n, part, rest, spread = 0 }: World, seed: number) {
  const random = randomFrom(seed);
  const truth = part - (weight * part + (1 - weight) * rest);
  let [missed, found, used] = [0, 0, 0];
  const samples = 1500;
  for (let i = 0; i < samples; i += 1) {
    const sums = { n1: 0, w1: 0, w: 0, yes1: 0, yes: 0, square1: 0, square: 0 };
    for (let j = 0; j < n; j += 1) {
      const isPart = random() < drawn;
      const w = (isPart ? weight / drawn : (1 - weight) / (1 - drawn)) * Math.exp(spread * random());
      const yes = random() < (isPart ? part : rest) ? w : 0;
      sums.w += w;
      sums.yes += yes;
      sums.square += w * w;
      if (!isPart) continue;
      sums.n1 += 1;
      sums.w1 += w;
      sums.yes1 += yes;
      sums.square1 += w * w;
    }
    if (sums.n1 === 0 || sums.n1 === n) continue;
    // Kish's design effects, as a publisher gives them.
    const [effect1, effect] = [(sums.n1 * sums.square1) / sums.w1 ** 2, (n * sums.square) / sums.w ** 2];
    const result = nestedShares(
      share(sums.yes1 / sums.w1, sums.n1, effect1),
      share(sums.yes / sums.w, n, effect),
      sums.w1 / sums.w,
      0.95,
    );
    if (typeof result === 'string') throw new Error(result);
    used += 1;
    if (truth < result.interval.lower || truth > result.interval.upper) missed += 1;
    if ((result.test?.p ?? 1) < 0.05) found += 1;
  }
  return { missed: missed / used, found: found / used };
}

describe('in samples from populations that are known', () => {
  // 1,500 samples each: of 5 % the standard error of the share is 0.6 points.
  test.each<World>([
    { weight: 0.4, drawn: 0.4, n: 200, part: 0.3, rest: 0.3 },
    { weight: 0.1, drawn: 0.1, n: 300, part: 0.5, rest: 0.5 },
    { weight: 0.8, drawn: 0.8, n: 200, part: 0.2, rest: 0.2 },
    { weight: 0.2, drawn: 0.5, n: 200, part: 0.3, rest: 0.3 },
    { weight: 0.7, drawn: 0.4, n: 200, part: 0.5, rest: 0.5 },
    { weight: 0.4, drawn: 0.4, n: 300, part: 0.4, rest: 0.4, spread: 2 },
    { weight: 0.25, drawn: 0.5, n: 300, part: 0.1, rest: 0.1, spread: 1.5 },
  ])('no difference: at most 7 %% are found, %j', (world) => {
    const { missed, found } = simulate(world, 11);
    expect(found).toBeLessThan(0.07);
    expect(found).toBeGreaterThan(0.02);
    expect(missed).toBeLessThan(0.07);
  });

  test.each<World>([
    { weight: 0.4, drawn: 0.4, n: 200, part: 0.8, rest: 0.3 },
    { weight: 0.5, drawn: 0.5, n: 200, part: 0.95, rest: 0.1 },
    { weight: 0.1, drawn: 0.1, n: 300, part: 0.1, rest: 0.9 },
    { weight: 0.2, drawn: 0.5, n: 200, part: 0.8, rest: 0.2 },
    { weight: 0.7, drawn: 0.4, n: 200, part: 0.1, rest: 0.7 },
    { weight: 0.4, drawn: 0.4, n: 300, part: 0.7, rest: 0.2, spread: 2 },
    { weight: 0.3, drawn: 0.6, n: 300, part: 0.9, rest: 0.4, spread: 1.5 },
  ])('wide gaps: the interval holds the true one in 93 %% or more, %j', (world) => {
    const { missed, found } = simulate(world, 12);
    expect(missed).toBeLessThan(0.07);
    expect(found).toBeGreaterThan(0.9);
  });

  test('the test of two independent samples is what it must not be', () => {
    // Half of the sample is the part: the gap of part and whole varies half as much as that of part and rest.
    const random = randomFrom(13);
    let [wrong, right] = [0, 0];
    for (let i = 0; i < 1500; i += 1) {
      let [yes1, yes] = [0, 0];
      for (let j = 0; j < 200; j += 1) {
        const one = random() < 0.5 ? 1 : 0;
        yes += one;
        if (j < 100) yes1 += one;
      }
      const independent = pooledZTest({ p: yes1 / 100, n: 100 }, { p: yes / 200, n: 200 });
      if ((independent?.p ?? 1) < 0.05) wrong += 1;
      const nested = nestedShares(share(yes1 / 100, 100), share(yes / 200, 200), 0.5, 0.95);
      if (typeof nested !== 'string' && (nested.test?.p ?? 1) < 0.05) right += 1;
    }
    expect(wrong / 1500).toBeLessThan(0.005);
    expect(right / 1500).toBeGreaterThan(0.03);
    expect(right / 1500).toBeLessThan(0.07);
  });
});
