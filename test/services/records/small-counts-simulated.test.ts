import { describe, expect, test } from 'vitest';
import { MemoryEngine, type ResponseRecord } from '../../../src/engine/memory.ts';
import type { Design } from '../../../src/schemas/dataset.ts';
import { compare, measure } from '../../../src/services/records/compare-estimates.ts';
import { GroupShare } from '../../../src/services/records/group-share.ts';
import { combine, domainOf } from '../../../src/services/records/linearised.ts';
import { readSample } from '../../../src/services/records/sample.ts';
import { tallyTable } from '../../../src/services/records/tally-table.ts';
import type { Variable } from '../../../src/services/records/variables.ts';
import { firstOf } from '../../runs.ts';

/** Numbers from 0 to 1 from a seed: the same on every machine (Mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const coded = (column: string, codes: readonly number[]): Variable => ({
  id: column,
  label: null,
  question: null,
  item: null,
  column,
  categories: codes.map((code) => ({ id: String(code), label: null, codes: [code] })),
  cuts: null,
  missing: [],
  numeric: false,
});
const VARIABLES = [coded('g', [0, 1]), coded('q', [0, 1, 2])];

const PLAIN: Design = {
  wave: 'w1',
  audience: 'all',
  source: null,
  weights: [],
  strata: null,
  clusters: null,
  fpc: null,
  lonelyPsu: 'fail',
  sharedClusters: false,
  replicates: null,
};

/** How a sample is drawn whose groups all have the same share of the answer 0. */
interface Plan {
  readonly sizes: readonly [number, number];
  readonly share: number;
  /** The share of the second group, where it is another one. */
  readonly other?: number;
  /** Weights vary as 1 to this number. */
  readonly heaviest: number;
  /** Respondents of a cluster; 1: none are declared. */
  readonly cluster: number;
  /** How much alike a cluster answers: the chance that a respondent repeats the answer of its first. */
  readonly alike: number;
  readonly stratified: boolean;
}

function draw(
  { sizes, share, other = share, heaviest, cluster, alike }: Plan,
  random: () => number,
): ResponseRecord[] {
  return sizes.flatMap((size, g) => {
    const answer = (): number => (random() < (g === 0 ? share : other) ? 0 : random() < 0.4 ? 1 : 2);
    let first = 0;
    return Array.from({ length: size }, (_, i) => {
      if (i % cluster === 0) first = answer();
      const q = i % cluster > 0 && random() < alike ? first : answer();
      return { g, q, c: g * 10_000 + Math.floor(i / cluster), w: 1 + random() * (heaviest - 1) };
    });
  });
}

/** p of t alone and by the rule of small counts, of the answer 0 in the two groups. */
async function pValues(
  plan: Plan,
  records: readonly ResponseRecord[],
): Promise<{ byT: number; byRule: number }> {
  const design: Design = {
    ...PLAIN,
    strata: plan.stratified ? ['g'] : null,
    clusters: plan.cluster > 1 ? ['c'] : null,
  };
  const engine = new MemoryEngine(records, { maximumCells: 1000, maximumTallyRows: 10_000 });
  const sample = await readSample(engine, design, plan.heaviest > 1 ? 'w' : null, null, false);
  const table = await tallyTable(engine, sample, VARIABLES);
  const groups = [0, 1].map((g) => {
    const domain = domainOf(table, table.where([new Set([g]), null]));
    const options = [0, 1, 2].flatMap(
      (q) => GroupShare.of(String(q), domain, table.where([null, new Set([q])])) ?? [],
    );
    GroupShare.introduce(options);
    return options[0];
  });
  const [a, b] = groups;
  if (!a || !b) throw new Error('both groups have respondents');
  const { df } = domainOf(table, table.where([null, null]));
  const byT = measure(
    combine([
      [1, a.linear],
      [-1, b.linear],
    ]),
    df,
  );
  const byRule = compare({ linear: a.linear, share: a }, { linear: b.linear, share: b }, df);
  return { byT: byT.test?.pValue ?? 1, byRule: byRule.test?.pValue ?? 1 };
}

const BASE: Plan = { sizes: [30, 300], share: 0.02, heaviest: 1, cluster: 1, alike: 0, stratified: false };
const PLANS: readonly (readonly [string, Plan])[] = [
  ['weights', { ...BASE, heaviest: 4 }],
  ['weights and strata, as waves are', { ...BASE, sizes: [50, 500], heaviest: 4, stratified: true }],
  ['clusters', { ...BASE, sizes: [60, 300], share: 0.03, cluster: 5, alike: 0.3 }],
  [
    'weights and clusters',
    { ...BASE, sizes: [50, 400], share: 0.05, heaviest: 3, cluster: 10, alike: 0.2, stratified: true },
  ],
];
const SAMPLES = 400;

describe('with equal true shares', () => {
  test.each(firstOf(1, PLANS))('and %s, drawn 400 times, few samples show a difference', async (_, plan) => {
    const random = numbersFrom(20_260_101);
    const found = { t95: 0, rule95: 0, rule99: 0 };
    for (let i = 0; i < SAMPLES; i += 1) {
      const { byT, byRule } = await pValues(plan, draw(plan, random));
      if (byT < 0.05) found.t95 += 1 / SAMPLES;
      if (byRule < 0.05) found.rule95 += 1 / SAMPLES;
      if (byRule < 0.01) found.rule99 += 1 / SAMPLES;
    }
    expect(found.rule95).toBeLessThan(0.07);
    expect(found.rule99).toBeLessThan(0.02);
    expect(found.t95).toBeGreaterThan(2 * found.rule95);
    expect(found.t95).toBeGreaterThan(0.15);
  });
});

test('a difference that is there is found, though one share is near 0', async () => {
  const random = numbersFrom(7);
  const plan = { ...BASE, sizes: [60, 400], share: 0.02, other: 0.3, heaviest: 2 } as const;
  let found = 0;
  for (let i = 0; i < 60; i += 1) if ((await pValues(plan, draw(plan, random))).byRule < 0.05) found += 1;
  expect(found).toBeGreaterThan(50);
});
