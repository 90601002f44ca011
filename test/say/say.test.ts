import { expect, test } from 'vitest';
import { sayCell } from '../../src/say/cell.ts';
import type { SayContext } from '../../src/say/context.ts';
import { sayFigure } from '../../src/say/figure.ts';
import { sayGapTrend } from '../../src/say/gap-trend.ts';
import { sayGap } from '../../src/say/gap.ts';
import { sayRank } from '../../src/say/rank.ts';
import { sayTrend } from '../../src/say/trend.ts';
import type { CrosstabRow } from '../../src/schemas/results/crosstab.ts';
import type { EstimateRow } from '../../src/schemas/results/estimate.ts';
import type { GapTrendRow } from '../../src/schemas/results/gap-trend.ts';
import type { GapRow } from '../../src/schemas/results/gap.ts';
import type { RankRow } from '../../src/schemas/results/rank.ts';
import type { TrendRow } from '../../src/schemas/results/trend.ts';
import { CHANGE, DIFFERENCE } from './words.ts';

const context: SayContext = {
  survey: 'Tea',
  publisher: 'Nobody',
  release: '1.0.0',
  sources: new Map([['report', 'The report']]),
  confidence: 0.95,
};

const asked = {
  question: 'tea',
  questionText: 'Tea?',
  item: null,
  itemLabel: null,
  option: 'daily',
  optionLabel: 'Every day',
  optionOrder: 1,
  measure: 'percent',
} as const;

const estimate: EstimateRow = {
  ...asked,
  wave: 'w1',
  waveLabel: '2025',
  audience: 'a',
  audienceLabel: 'Teachers',
  value: 69,
  decimals: 0,
  qualifier: 'exact',
  n: 250,
  nQualifier: 'exact',
  baseFlag: null,
  nEffective: 250,
  nDesign: 250,
  standardError: 2.9,
  ciLower: 63.01,
  ciUpper: 74.42,
  roundingLower: 68.5,
  roundingUpper: 69.5,
  designEffect: null,
  sd: null,
  quantile: null,
  status: 'reported',
  sources: ['report'],
  locators: [null],
  alternatives: [],
  reasons: {},
  note: null,
};

const other = { value: 57, decimals: 0, qualifier: 'approximately', n: null, nQualifier: null } as const;

/** Of a figure: its state, what must be said, and what must not. */
const FIGURES: readonly (readonly [string, Partial<EstimateRow>, readonly string[], readonly RegExp[]])[] = [
  [
    'exact',
    {},
    ['In 2025', 'Teachers', 'was 69 %', '250 respondents', '63.0 to 74.4 %', 'The report'],
    [/about/],
  ],
  ['all its digits', { value: 69, decimals: 1 }, ['was 69.0 %'], []],
  [
    'approximate',
    { qualifier: 'approximately', ciLower: null, ciUpper: null },
    ['was about 69 %'],
    [/interval/],
  ],
  ['a lower bound', { qualifier: 'more-than' }, ['was more than 69 %'], []],
  ['an upper bound', { qualifier: 'less-than' }, ['was less than 69 %'], []],
  ['base not known', { n: null, nQualifier: null }, ['base not known'], [/respondents/]],
  ['base as a bound', { n: 1100, nQualifier: 'more-than' }, ['base: more than 1100 respondents'], []],
  ['small base', { n: 80, baseFlag: 'small' }, ['80 respondents, a small base'], []],
  ['very small base', { n: 30, baseFlag: 'very-small' }, ['30 respondents, a very small base'], []],
  [
    'contested',
    { alternatives: [{ ...other, sources: [], locators: [], note: null }] },
    ['contested: other sources give about 57 %'],
    [],
  ],
  ['computed', { value: 26.4449, decimals: null }, ['was 26.4 %'], [/26\.44/]],
  ['computed, nearly all', { value: 99.98, decimals: null }, ['was 99.98 %'], [/100/]],
  ['computed, nearly none', { value: 0.004, decimals: null, ciLower: null }, ['was 0.004 %'], [/ 0\.0 %/]],
  ['computed, all', { value: 100, decimals: null }, ['was 100.0 %'], []],
  ['a mean', { measure: 'mean', value: 1.3049, decimals: null }, ['the mean of', 'was 1.30 ('], []],
  ['a rank', { measure: 'rank', value: 3, decimals: 0 }, ['was place 3 ('], []],
  ['a net', { measure: 'net', value: -12, decimals: 0 }, ['was −12 points'], []],
  ['another wave', { waveLabel: 'First' }, ['In wave “First”'], []],
  ['words that are not known', { optionLabel: null, questionText: null }, ['“daily” (“tea”)'], []],
  ['no source', { sources: [] }, ['source: Nobody, Tea, release 1.0.0'], []],
];

test.each(FIGURES)('a figure: %s', (_state, changes, said, unsaid) => {
  const text = sayFigure({ ...estimate, ...changes }, context) ?? '';
  for (const words of said) expect(text).toContain(words);
  for (const words of unsaid) expect(text).not.toMatch(words);
  expect(text).not.toMatch(DIFFERENCE);
});

test.each(['suppressed-low-base', 'suppressed-disclosure', 'not-reported'] as const)(
  'of a figure that is not there (%s) nothing is said',
  (reason) => {
    expect(sayFigure({ ...estimate, value: null, reasons: { value: reason } }, context)).toBeNull();
  },
);

const tested = {
  ciLower: 13.7,
  ciUpper: 27.8,
  roundingLower: 20,
  roundingUpper: 22,
  standardError: 3.6,
  statistic: 5.4,
  pValue: 0.0000001,
  pAdjusted: 0.0000001,
  significant: true,
  reasons: {},
  note: null,
};

const gap: GapRow = {
  ...asked,
  ...tested,
  wave: 'w1',
  waveLabel: '2025',
  audienceA: 'a',
  audienceALabel: 'Teachers',
  valueA: 77,
  nA: 252,
  baseFlagA: null,
  audienceB: 'b',
  audienceBLabel: 'Students',
  valueB: 56,
  nB: 405,
  baseFlagB: null,
  gap: 21,
  effectSize: 0.4,
  leader: 'a',
  rankA: null,
  rankB: null,
  rankGap: null,
};
const trend: TrendRow = {
  ...asked,
  ...tested,
  audience: 'a',
  audienceLabel: 'Teachers',
  waveFrom: 'w1',
  waveFromLabel: '2024',
  valueFrom: 56,
  nFrom: 252,
  baseFlagFrom: null,
  waveTo: 'w2',
  waveToLabel: '2025',
  valueTo: 77,
  nTo: 405,
  baseFlagTo: null,
  change: 21,
  perYear: 21,
  direction: 'up',
};
const gapTrend: GapTrendRow = {
  ...asked,
  ...tested,
  audienceA: 'a',
  audienceALabel: 'Teachers',
  audienceB: 'b',
  audienceBLabel: 'Students',
  waveFrom: 'w1',
  waveFromLabel: '2024',
  gapFrom: 28,
  waveTo: 'w2',
  waveToLabel: '2025',
  gapTo: 7,
  change: -21,
  perYear: -21,
  baseFlag: null,
  direction: 'closing',
};

const untested = { pValue: null, pAdjusted: null, significant: null };
type Because = GapRow['reasons'][string];
const because = (significant: Because, more: GapRow['reasons'] = {}) => ({
  ...untested,
  reasons: { significant, pValue: significant, ...more },
});
const computed = { roundingLower: 'not-rounded' } as const;

/** What decides of any difference: whether it is settled, what the test says, and why there is none; and what may be said then. */
const STATES: readonly (readonly [
  state: string,
  changes: Partial<typeof tested> | ReturnType<typeof because>,
  settled: boolean,
  allowed: 'tested' | 'published' | 'nothing',
])[] = [
  ['significant and settled', {}, true, 'tested'],
  ['significant, and rounding leaves it open', {}, false, 'nothing'],
  ['not significant', { pValue: 0.3, pAdjusted: 0.3, significant: false }, true, 'nothing'],
  ['not significant after adjustment', { pValue: 0.03, pAdjusted: 0.3, significant: false }, true, 'nothing'],
  ['no bases, settled', because('base-unknown'), true, 'published'],
  ['no bases, and rounding leaves it open', because('base-unknown'), false, 'nothing'],
  ['overlapping audiences, settled', because('overlapping-audiences'), true, 'published'],
  ['a panel, settled', because('waves-not-independent'), true, 'published'],
  ['figures that contradict each other', because('inconsistent-bases'), true, 'nothing'],
  ['no variance', because('no-variance'), true, 'nothing'],
  ['computed and not tested', because('no-degrees-of-freedom', computed), true, 'nothing'],
  ['computed, and of another kind', because('not-applicable-to-measure', computed), true, 'nothing'],
  ['computed and perturbed', because('perturbed', computed), true, 'nothing'],
  ['computed and significant', { reasons: computed }, true, 'tested'],
  [
    'published as approximate',
    because('inexact-figure', { roundingLower: 'inexact-figure', roundingUpper: 'inexact-figure' }),
    false,
    'nothing',
  ],
  ['approximate, and called settled', { reasons: { roundingLower: 'inexact-figure' } }, true, 'nothing'],
];

test.each(STATES)('a difference: %s', (_state, changes, settled, allowed) => {
  const texts = [
    sayGap({ ...gap, ...changes, leader: settled ? 'a' : 'undetermined' }, context),
    sayTrend({ ...trend, ...changes, direction: settled ? 'up' : 'undetermined' }, context),
    sayGapTrend({ ...gapTrend, ...changes, direction: settled ? 'closing' : 'undetermined' }, context),
  ];
  for (const [i, text] of texts.entries()) {
    if (allowed === 'nothing') {
      expect(text).toMatch(i === 0 ? /no difference can be told/ : /[Nn]o change can be told/);
      expect(text).not.toMatch(DIFFERENCE);
      expect(text).not.toMatch(CHANGE);
    } else {
      expect(text).toMatch(i === 0 ? DIFFERENCE : CHANGE);
      if (allowed === 'published') expect(text).toMatch(/^In the published figures.*cannot be told: /);
      else expect(text).toMatch(/which sampling error does not explain/);
    }
    expect(text).toContain('source: Nobody, Tea, release 1.0.0');
    if (i < 2) expect(text).toContain('bases: 252 and 405');
  }
});

test('the one with the larger figure is named first, with the interval of that difference', () => {
  const turned = sayGap(
    { ...gap, valueA: 56, valueB: 77, gap: -21, leader: 'b', ciLower: -27.8, ciUpper: -13.7 },
    context,
  );
  expect(turned).toContain(
    'higher among Students (77 %) than among Teachers (56 %), by 21 percentage points',
  );
  expect(turned).toContain('95 % interval 13.7 to 27.8 percentage points');
  expect(sayGap({ ...gap, valueA: 57, gap: 1 }, context)).toContain('by 1 percentage point,');
});

test('a smaller number is the higher place', () => {
  const ranks = { measure: 'rank', valueA: 1, valueB: 10, gap: -9, leader: 'a' } as const;
  const row = { ...gap, ...ranks, ...because('not-applicable-to-measure'), ciLower: null, ciUpper: null };
  expect(sayGap(row, context)).toContain(
    'higher among Teachers (place 1) than among Students (place 10), by 9 places',
  );
});

test.each([
  ['gap', () => sayGap({ ...gap, gap: null, reasons: { gap: 'suppressed-disclosure' } }, context)],
  ['trend', () => sayTrend({ ...trend, change: null, reasons: { change: 'wording-break' } }, context)],
  ['gap trend', () => sayGapTrend({ ...gapTrend, change: null, reasons: { change: 'not-asked' } }, context)],
])('of a %s that cannot be had nothing is said', (_kind, text) => {
  expect(text()).toBeNull();
});

test.each([
  ['up', 'rose from 56 % in 2024 to 77 % in 2025'],
  ['down', 'fell from 56 % in 2024 to 77 % in 2025'],
  ['flat', 'no change can be told'],
] as const)('a trend %s', (direction, words) => {
  expect(sayTrend({ ...trend, direction }, context)).toContain(words);
});

test.each([
  ['closing', 'narrowed from 28 percentage points in 2024 to 7 percentage points in 2025'],
  ['widening', 'widened'],
  ['reversed', 'turned'],
  ['steady', 'No change can be told'],
  [null, 'No change can be told'],
] as const)('a gap trend %s', (direction, words) => {
  expect(sayGapTrend({ ...gapTrend, direction }, context)).toContain(words);
});

const rank: RankRow = {
  ...asked,
  item: 'i1',
  itemLabel: 'One',
  option: null,
  optionLabel: null,
  wave: 'w1',
  waveLabel: '2025',
  audience: 'a',
  audienceLabel: 'Teachers',
  value: 34,
  rank: 3,
  rankLower: 3,
  rankUpper: 3,
  tied: 1,
  of: 12,
  basis: 'computed',
  sources: ['report'],
  reasons: {},
  note: null,
};

test.each([
  ['certain', {}, '“One” stood on place 3 of 12'],
  ['shared', { tied: 2 }, 'shared place 3 of 12'],
  ['open', { rankUpper: 5 }, 'somewhere on places 3 to 5 of 12, no more can be told'],
  ['approximate', { rankLower: null, rankUpper: null }, 'its place cannot be told'],
  ['of a list of unknown length', { of: null, basis: 'published' as const }, 'place 3 (as published'],
])('a place: %s', (_state, changes, words) => {
  const text = sayRank({ ...rank, ...changes }, context);
  expect(text).toContain(words);
  expect(text).toContain('places take no sampling error into account');
});

const cell = {
  rowVariable: 'tea',
  rowVariableLabel: 'Tea?',
  row: 'daily',
  rowLabel: 'Every day',
  rowKind: 'category',
  columnVariable: 'who',
  columnVariableLabel: 'Who?',
  column: 'a',
  columnLabel: 'Teachers',
  columnKind: 'category',
  columnLetter: 'A',
  measure: 'column-percent',
  value: 45.678,
  standardError: 1,
  ciLower: 43.7,
  ciUpper: 47.6,
  letters: ['B'],
  n: 100,
  weighted: 100,
  base: 220,
  baseFlag: null,
  baseWeighted: 220,
  baseEffective: 200,
  baseDesign: 200,
  designEffect: 1.1,
  reasons: {},
} as const satisfies CrosstabRow;

test.each([
  ['column-percent', 'Among “Teachers” (“Who?”), the share of “Every day” (“Tea?”) was 45.7 % (base: 220'],
  ['row-percent', 'Among “Every day” (“Tea?”), the share of “Teachers” (“Who?”) was 45.7 %'],
  [
    'total-percent',
    'Of all in the table, the share of “Every day” (“Tea?”) and “Teachers” (“Who?”) was 45.7 %',
  ],
  ['count', 'The weighted count of “Every day” (“Tea?”) and “Teachers” (“Who?”) was 45.7 ('],
  ['mean', 'Among “Teachers” (“Who?”), the mean of “Every day” was 45.68 ('],
] as const)('a cell of %s', (measure, words) => {
  const text = sayCell({ ...cell, measure, letters: [...cell.letters] }, context);
  expect(text).toContain(words);
  expect(text).not.toMatch(DIFFERENCE);
});

test('of a hidden cell nothing is said, and a total is of all', () => {
  const hidden = { ...cell, value: null, letters: null };
  expect(sayCell(hidden, context)).toBeNull();
  const total = { ...cell, letters: null, column: null, columnLabel: null, columnKind: 'total' as const };
  expect(sayCell(total, context)).toContain('Among all who answered, the share of');
});
