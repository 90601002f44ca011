import { afterEach, expect, test, vi } from 'vitest';
import type { Trait } from './random-survey.ts';
import { attackSurvey } from './run.ts';

/** Which protection is switched off. */
const off = vi.hoisted(() => ({
  what: null as
    | null
    | 'proof'
    | 'everywhere'
    | 'nested'
    | 'unanswered'
    | 'bases'
    | 'independence'
    | 'notes'
    | 'quantiles'
    | 'merging'
    | 'clusters'
    | 'means',
}));

vi.mock(import('../../src/stats/disclosure/freedom.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    openCells: function* (...args) {
      const open = yield* real.openCells(...args);
      return off.what === 'proof' ? open.map(() => true) : open;
    },
  };
});
vi.mock(import('../../src/stats/disclosure/hidden-everywhere.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    hiddenEverywhere: function* (...args) {
      const blocks = yield* real.hiddenEverywhere(...args);
      return off.what === 'everywhere' ? blocks.map(() => []) : blocks;
    },
  };
});
vi.mock(import('../../src/stats/disclosure/known-relations.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    knownRelations: async (...args) => {
      const known = await real.knownRelations(...args);
      const none = known.implied.map(() => new Set<number>());
      return off.what === 'nested' ? { ...known, implied: none, impliedAnswers: none } : known;
    },
  };
});
vi.mock(import('../../src/stats/disclosure/unanswered.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    fewUnanswered: (...args) => (off.what === 'unanswered' ? [] : real.fewUnanswered(...args)),
  };
});
vi.mock(import('../../src/services/records/suppression.ts'), async (original) => {
  const real = await original();
  return {
    suppression: (...args) => {
      const hiding = real.suppression(...args);
      if (off.what === 'independence') return { ...hiding, any: false };
      if (off.what !== 'bases') return hiding;
      return { ...hiding, of: (...one) => ({ ...hiding.of(...one), base: false }) };
    },
  };
});

vi.mock(import('../../src/services/records/said-counts.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    arePartsSaid: (...args) => off.what === 'notes' || real.arePartsSaid(...args),
    saidSum: (sum, ...rest) => (off.what === 'notes' ? sum : real.saidSum(sum, ...rest)),
  };
});
vi.mock(import('../../src/services/figures/computed/quantile-tells.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    tellsFew: (...args) => off.what !== 'quantiles' && real.tellsFew(...args),
  };
});
vi.mock(import('../../src/stats/disclosure/merge-options.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    mergeOptions: function* (...args) {
      const merged = yield* real.mergeOptions(...args);
      return off.what === 'merging' ? merged && args[2] : merged;
    },
  };
});
vi.mock(import('../../src/services/records/respondents.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    codedRecords: async (...args) => {
      const coded = await real.codedRecords(...args);
      return coded && off.what === 'clusters' ? { ...coded, isFine: false } : coded;
    },
  };
});

vi.mock(import('../../src/stats/disclosure/telling-means.ts'), async (original) => {
  const real = await original();
  const nothing = { combinations: new Set<string>(), precision: new Set<number>() };
  return {
    ...real,
    tellingMeans: function* (...args) {
      return off.what === 'means' ? nothing : yield* real.tellingMeans(...args);
    },
  };
});

afterEach(() => {
  off.what = null;
});

/** Each protection, with surveys that need it, those where it is found soonest first. */
test.each<{
  protection: string;
  what: typeof off.what;
  seeds: readonly number[];
  trait?: Trait;
}>([
  { protection: 'the proof that hidden cells stay open', what: 'proof', seeds: [2, 5, 3, 8] },
  {
    protection: 'answers of few hidden in every table, with another',
    what: 'everywhere',
    seeds: [5, 8, 2, 3],
  },
  { protection: 'that a region follows from its town', what: 'nested', seeds: [5, 8, 2, 3, 11, 14] },
  { protection: 'bases of a group that differ by a few', what: 'unanswered', seeds: [5, 8, 2, 3, 11, 14] },
  { protection: 'the base hidden with its group', what: 'bases', seeds: [5, 8, 2, 3] },
  { protection: 'tests of tables with a hidden cell', what: 'independence', seeds: [5, 8, 2, 3] },
  { protection: 'numbers of few unsaid in notes', what: 'notes', seeds: [2, 8], trait: 'unanswered' },
  { protection: 'enough answers beside quantiles', what: 'quantiles', seeds: [8], trait: 'numbers' },
  { protection: 'means that tell an answer left out', what: 'means', seeds: [10], trait: 'numbers' },
  { protection: 'answers taken together in a table', what: 'merging', seeds: [5] },
  { protection: 'precision withheld of clusters', what: 'clusters', seeds: [2, 8], trait: 'clusters' },
])('the attack finds what is hidden without $protection', async ({ what, seeds, trait }) => {
  off.what = what;
  let found = 0;
  for (const seed of seeds) {
    const { exposed, told } = await attackSurvey(seed, { stopsAtFirst: true, trait: trait ?? null });
    found += exposed.length + told.length;
    if (found > 0) break;
  }
  expect(found).toBeGreaterThan(0);
});
