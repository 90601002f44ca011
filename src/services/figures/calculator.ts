import { cohensH } from '../../stats/cohens-h.ts';
import { miettinenNurminen } from '../../stats/miettinen-nurminen.ts';
import { newcombe } from '../../stats/newcombe.ts';
import { agrestiCoull, clopperPearson, jeffreys, wald } from '../../stats/proportion-intervals.ts';
import type { Interval, Proportion } from '../../stats/proportion.ts';
import {
  finitePopulation,
  sampleSizeGap,
  sampleSizeWald,
  sampleSizeWilson,
  wholeSample,
} from '../../stats/sample-size.ts';
import { differenceStandardError, pooledZTest } from '../../stats/two-proportion-test.ts';
import { waldDifference } from '../../stats/wald-difference.ts';
import { wilson } from '../../stats/wilson.ts';
import { alphaOf } from '../tables/adjustment.ts';

/** The statistics of this service for someone who has only the numbers: the same code as behind the surveys. */

interface IntervalMethod<Args extends readonly unknown[]> {
  readonly method: string;
  readonly name: string;
  readonly interval: (...args: Args) => Interval;
  readonly advice: string;
}

const PROPORTION_METHODS: readonly IntervalMethod<[Proportion, number]>[] = [
  {
    method: 'wilson',
    name: 'Wilson (1927) score',
    interval: wilson,
    advice: 'Used throughout this service: holds its level for small samples and extreme shares.',
  },
  {
    method: 'clopper-pearson',
    name: 'Clopper–Pearson (1934) exact',
    interval: clopperPearson,
    advice: 'Never covers less than its level, and is wider for it.',
  },
  {
    method: 'agresti-coull',
    name: 'Agresti–Coull (1998)',
    interval: agrestiCoull,
    advice: 'Close to Wilson, never shorter.',
  },
  {
    method: 'jeffreys',
    name: 'Jeffreys',
    interval: jeffreys,
    advice: 'Bayesian, with the prior Beta(½, ½); not set to 0 and 100 at the ends.',
  },
  {
    method: 'wald',
    name: 'Wald (textbook)',
    interval: wald,
    advice:
      'Warning: covers less than its level for small samples and extreme shares, and has no width at 0 and 100 %.',
  },
];

const GAP_METHODS: readonly IntervalMethod<[Proportion, Proportion, number]>[] = [
  {
    method: 'newcombe',
    name: 'Newcombe (1998) hybrid score, method 10',
    interval: newcombe,
    advice: 'Used throughout this service.',
  },
  {
    method: 'miettinen-nurminen',
    name: 'Miettinen–Nurminen (1985) score',
    interval: miettinenNurminen,
    advice: 'Agrees with a score test of each difference.',
  },
  {
    method: 'wald',
    name: 'Wald (textbook)',
    interval: waldDifference,
    advice:
      'Warning: covers less than its level for small samples and extreme shares, and may pass ±100 points.',
  },
];

const percent = ({ lower, upper }: Interval) => ({ ciLower: lower * 100, ciUpper: upper * 100 });

/** Confidence intervals of one share, method by method, in percent. */
export function proportionRows(share: Proportion, level: number) {
  return PROPORTION_METHODS.map(({ method, name, interval, advice }) => ({
    method,
    name,
    ...percent(interval(share, level)),
    advice,
  }));
}

/** Confidence intervals of a gap, method by method, in percentage points. */
export function gapRows(a: Proportion, b: Proportion, level: number) {
  return GAP_METHODS.map(({ method, name, interval, advice }) => ({
    method,
    name,
    ...percent(interval(a, b, level)),
    advice,
  }));
}

/** Test and effect size of a gap; statistic and p-value are null where all say the same. */
export function gapTest(a: Proportion, b: Proportion, level: number) {
  const test = pooledZTest(a, b);
  return {
    standardError: differenceStandardError(a, b) * 100,
    statistic: test?.z ?? null,
    pValue: test?.p ?? null,
    significant: test === null ? null : test.p < alphaOf(level),
    effectSize: cohensH(a.p, b.p),
  };
}

/** What a sample is wanted for: an interval of one share, or finding a gap between two. */
export type SampleSizeGoal =
  | { readonly kind: 'margin'; readonly p: number; readonly margin: number }
  | { readonly kind: 'gap'; readonly p1: number; readonly p2: number; readonly power: number };

/** Sample sizes, method by method, with the design effect and a finite population taken into account. */
export function sampleSizeRows(
  goal: SampleSizeGoal,
  level: number,
  designEffect: number,
  population: number | null,
) {
  const row = (method: string, name: string, n: number, advice: string) => {
    const designed = n * designEffect;
    return {
      method,
      name,
      // Rounded once, at the end: rounding on the way asks for respondents that nobody needs.
      n: wholeSample(population === null ? designed : finitePopulation(designed, population)),
      advice,
    };
  };
  if (goal.kind === 'gap') {
    const n = sampleSizeGap(goal.p1, goal.p2, level, goal.power);
    return [
      row(
        'two-proportion',
        'Two-proportion z test, pooled (Fleiss, Levin & Paik 2003)',
        n,
        'Respondents in each of the two samples.',
      ),
    ];
  }
  return [
    row(
      'wilson',
      'Wilson interval',
      sampleSizeWilson(goal.p, goal.margin, level),
      'The Wilson interval is at most two margins wide.',
    ),
    row(
      'wald',
      'Wald interval (Cochran 1977)',
      sampleSizeWald(goal.p, goal.margin, level),
      'The usual formula, z²p(1 − p)/margin².',
    ),
  ];
}
