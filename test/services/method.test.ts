import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { tQuantile } from '../../src/stats/distributions.ts';
import { getJson, smallApp, toplines } from '../helper.ts';
import { recordsApp, single, type TestRecord } from '../records-helper.ts';

type Row = Record<string, number | string | null | Record<string, string>>;
interface Answer {
  readonly data: readonly Row[];
  readonly meta: {
    readonly method: Record<string, string | number | null>;
    readonly tests?: readonly Row[];
    readonly linearTrends?: readonly Row[];
  };
}

const RESOURCES = ['estimates', 'gaps', 'trends', 'gap-trends', 'ranks', 'claims'] as const;
const TABLES = ['crosstab?rows=q&columns=s', 'crosstab/comparisons?rows=q&columns=s'] as const;

const ask = (app: FastifyInstance, path: string): Promise<Answer> =>
  getJson<Answer>(app, `/v1/surveys/small/${path}`);

/** All that an answer says of its method, as one text. */
const wordsOf = ({ meta }: Answer): string =>
  Object.entries(meta.method)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What only published figures have. */
const OF_PUBLISHED =
  /two-proportion|newcombe|wilson \(1927\) score interval|simple random sampling|n\/deff, deff|rounding intervals|independent samples that have nobody|preferred|published decimals|as published|every possible base/i;
/** What only computed ones have. */
const OF_COMPUTED =
  /linearis|replicate weights|design-based|logit|kish|covarian|weighted share|full precision|codebook declares missing|finitePopulationCorrection|lonelyPsu|hidden/i;
/** What only differences with small counts have. */
const OF_SMALL_COUNTS = /fewer than 5|hypergeometric|squared and added/i;

const WAVES = [
  { id: 'w1', label: 'First', year: 2020 },
  { id: 'w2', label: 'Second', year: 2021 },
  { id: 'w3', label: 'Third', year: 2022 },
];
const AUDIENCES = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];
const claim = (id: string, asserts: Record<string, unknown>): Record<string, unknown> => ({
  id,
  text: id,
  source: 'report',
  locator: 'page 1',
  asserts: { question: 'q', option: 'q-1', measure: 'percent', ...asserts },
});
const GAP = { quantity: 'gap', between: ['a', 'b'], waves: ['w1'], relation: 'larger-than', value: 0 };
const CLAIMS = [claim('gap', { ...GAP, significant: true }), claim('plain', GAP)];

/** 1,200 respondents in three waves and two audiences; `rare` is what few say. */
const RECORDS: TestRecord[] = Array.from({ length: 1200 }, (_, i) => ({
  wave: `w${(i % 3) + 1}`,
  who: Math.floor(i / 3) % 2 === 0 ? 'a' : 'b',
  q: (i * 7919) % 101 < (Math.floor(i / 3) % 2 === 0 ? 60 : 35) ? 1 : 2,
  s: ((i * 31) % 7) + 1 > 3 ? 1 : 2,
  rare: i < 12 ? 1 : 2,
  i1: i % 2,
  i2: i % 3 === 1 ? 1 : 0,
  i3: i % 5 < 2 ? 1 : 0,
  h: (i * 13) % 4,
  c: Math.floor(i / 12),
  w: 1 + (i % 5) / 4,
  ...Object.fromEntries(
    Array.from({ length: 8 }, (__, r) => [
      `r${r}`,
      Math.floor(i / 6) % 8 === r ? 0 : (1 + (i % 5) / 4) * (8 / 7),
    ]),
  ),
}));
const REPLICATES = {
  replicates: { method: 'jk1', columns: Array.from({ length: 8 }, (_, r) => `r${r}`), degreesOfFreedom: 7 },
};
const recordsWith = (
  design: Record<string, unknown>,
  disclosure: Record<string, unknown>,
): Promise<FastifyInstance> =>
  recordsApp(RECORDS, {
    waves: WAVES,
    audiences: AUDIENCES,
    comparisons: [{ between: ['a', 'b'] }],
    design: {
      wave: 'wave',
      audience: 'who',
      weights: [{ id: 'final', column: 'w', label: 'Final' }],
      ...design,
    },
    disclosure,
    questions: [
      ...['q', 's', 'rare'].map((id) => single(id, [1, 2], { audiences: ['a', 'b'] })),
      {
        id: 'battery',
        text: 'Which?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['a', 'b'],
        items: ['i1', 'i2', 'i3'].map((id) => ({ id, label: id, variable: id })),
        chosen: [1],
        notChosen: [0],
      },
    ],
    claims: CLAIMS,
  });

const PUBLIC = { publicRecords: true, minimumBase: 0, minimumCell: 1 };
const CASES = [
  ['records', { strata: ['h'], clusters: ['c'] }, { minimumBase: 30, minimumCell: 5 }, ''],
  ['public records', { strata: ['h'], clusters: ['c'] }, PUBLIC, ''],
  ['shared clusters', { clusters: ['c'], sharedClusters: true }, PUBLIC, ''],
  ['no strata and clusters', {}, PUBLIC, ''],
  ['replicates', REPLICATES, PUBLIC, ''],
  ['replicates, another weight', REPLICATES, PUBLIC, 'weight=none'],
] as const;

describe.each(CASES)('%s', (kind, design, disclosure, weight) => {
  const isReplicated = kind.startsWith('replicates');
  const hasErrors = weight === '';

  test('every answer says what ran and nothing else', async () => {
    const app = await recordsWith(design, disclosure);
    for (const path of [...RESOURCES, ...TABLES]) {
      // Claims and places in a list take no weight from the query.
      const takesWeight = weight !== '' && path !== 'claims';
      const parts = [takesWeight ? weight : '', path === 'estimates' ? 'measure=percent' : ''];
      const query = parts.filter((part) => part !== '').join('&');
      const got = await ask(app, query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`);
      expect(got.data.length, path).toBeGreaterThan(0);
      const said = wordsOf(got);
      const { method } = got.meta;
      expect(said, path).not.toMatch(OF_PUBLISHED);
      expect(said, path).toMatch(OF_COMPUTED);
      expect(method['weight'], path).toBe(
        takesWeight ? 'none: every respondent counts the same' : 'final: Final',
      );

      // Hidden is said exactly where something can be.
      expect(method['disclosure'], path).toBe(
        disclosure === PUBLIC
          ? 'Nothing is hidden.'
          : 'Hidden are figures on fewer than 30 respondents and cells of fewer than 5 respondents, and what they could be had from by subtraction.',
      );

      // A test is named exactly where a p-value is.
      const tested = got.data.some(({ pValue }) => typeof pValue === 'number');
      if (['gaps', 'trends', 'gap-trends'].includes(path)) {
        expect(tested, path).toBe(hasErrors);
        expect(method['test'], path).toMatch(
          tested ? /^t of the linearised difference, two-sided\./ : /^None, see variance\.$/,
        );
      }
      if (path === 'claims') {
        expect(tested).toBe(true);
        expect(method['significance']).toMatch(/^Two-sided test at 0\.05\. t of the linearised difference/);
      }
      if (path.startsWith('crosstab')) {
        expect(method['comparisons'], path).toMatch(
          hasErrors ? /^t of the linearised/ : /^None, see variance/,
        );
        expect(method['test'], path).toMatch(hasErrors ? /^Rao–Scott/ : /^None, see variance/);
      }
      if (path === 'ranks') {
        expect(said).not.toMatch(/^(variance|assumption|strata|clusters|degreesOfFreedom):/m);
        continue;
      }

      // Where the error is from.
      const ofReplicates = isReplicated && (hasErrors || !takesWeight);
      expect(method['variance'], path).toMatch(
        isReplicated
          ? ofReplicates
            ? /^Replicate weights, jk1 with 8/
            : /^None: .* replicate weights/
          : /^Taylor/,
      );
      expect(method['strata'] ?? null, path).toBe(
        isReplicated
          ? null
          : 'strata' in design
            ? 'wave, h'
            : 'sharedClusters' in design
              ? 'none declared'
              : 'wave',
      );
      if (ofReplicates) expect(said, path).not.toMatch(/sampling units minus strata/i);
      if (ofReplicates) expect(method['degreesOfFreedom'], path).toMatch(/^7: as the survey declares/);
      if (!isReplicated) expect(method['degreesOfFreedom'], path).toMatch(/^Sampling units minus strata/);
      if (isReplicated && !ofReplicates) expect(method['degreesOfFreedom'] ?? null, path).toBeNull();
      if (!isReplicated)
        expect(method['assumption'], path).toMatch(
          'clusters' in design
            ? /first-stage units drawn as if with replacement/
            : /respondents are the sampling units/,
        );
    }
  });

  test('small counts and shares at an end are spoken of where they are compared', async () => {
    const app = await recordsWith(design, PUBLIC);
    const query = hasErrors ? '' : `&${weight}`;
    for (const path of ['gaps', 'trends']) {
      const many = await ask(app, `${path}?question=q,s${query}`);
      const few = await ask(app, `${path}?question=rare${query}`);
      expect(wordsOf(many), path).not.toMatch(OF_SMALL_COUNTS);
      if (hasErrors) expect(wordsOf(few), path).toMatch(OF_SMALL_COUNTS);
      else expect(wordsOf(few), path).not.toMatch(OF_SMALL_COUNTS);
    }
    const q = await ask(app, `crosstab?rows=q&columns=s${query}`);
    const rare = await ask(app, `crosstab?rows=rare&columns=s&wave=w1${query}`);
    expect(wordsOf(q)).not.toMatch(OF_SMALL_COUNTS);
    expect(OF_SMALL_COUNTS.test(wordsOf(rare))).toBe(hasErrors);
  });

  test('the interval and the degrees of freedom are those that are named', async () => {
    if (!hasErrors) return;
    const app = await recordsWith(design, PUBLIC);
    const { data, meta } = await ask(app, 'gaps?question=q&wave=w1');
    const [row] = data;
    const [gap, se, upper, p] = ['gap', 'standardError', 'ciUpper', 'statistic'].map((name) =>
      Number(row?.[name]),
    );
    expect(meta.method['interval']).toBe(
      'Difference ± t·SE of the linearised difference, covariance included.',
    );
    // Units minus strata among all of the wave that answered, counted from the records; of replicates as declared.
    const inWave = RECORDS.filter(({ wave }) => wave === 'w1');
    const strata = 'strata' in design ? new Set(inWave.map(({ h }) => h)).size : 1;
    const units =
      'clusters' in design
        ? new Set(inWave.map(({ h, c }) => ('strata' in design ? `${h} ${c}` : c))).size
        : inWave.length;
    const df = isReplicated ? 7 : units - strata;
    expect((upper ?? 0) - (gap ?? 0)).toBeCloseTo(tQuantile(0.975, df) * (se ?? 0), 9);
    expect(p).toBeCloseTo((gap ?? 0) / (se ?? 0), 9);
  });
});

describe('published figures', () => {
  const OPTIONS = [
    { id: 'q-1', label: 'Yes' },
    { id: 'q-2', label: 'No' },
  ];
  const survey = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    waves: WAVES,
    audiences: AUDIENCES,
    comparisons: [{ between: ['a', 'b'] }],
    samples: WAVES.flatMap(({ id }) => [
      { wave: id, audience: 'a', n: 400, source: 'report' },
      { wave: id, audience: 'b', n: 200, source: 'report' },
    ]),
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a', 'b'],
        options: OPTIONS,
      },
      {
        id: 'battery',
        text: 'Which?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['a', 'b'],
        items: ['i1', 'i2', 'i3'].map((id) => ({ id, label: id })),
      },
    ],
    claims: CLAIMS,
    ...changes,
  });
  const figures = WAVES.flatMap(({ id }, i) => [
    `q,,q-1,${id},a,percent,${61 + i}`,
    `q,,q-1,${id},b,percent,${40 + 2 * i}`,
    ...['i1', 'i2', 'i3'].flatMap((item, j) => [
      `battery,${item},,${id},a,percent,${20 + 9 * j + i}`,
      `battery,${item},,${id},b,percent,${45 - 7 * j + i}`,
    ]),
  ]);

  test.each([
    ['samples that have nobody in common', {}],
    ['a panel', { panel: true }],
    [
      'a part and its whole',
      {
        audiences: [
          { id: 'b', label: 'B' },
          { id: 'a', label: 'A', parent: 'b' },
        ],
      },
    ],
    [
      'a design effect',
      {
        samples: WAVES.flatMap(({ id }) => [
          { wave: id, audience: 'a', n: 400, source: 'report', designEffect: 1.5 },
          { wave: id, audience: 'b', n: 200, source: 'report', designEffect: 1.5 },
        ]),
      },
    ],
  ])('%s', async (name, changes) => {
    const nested = name === 'a part and its whole';
    // The whole must be larger than its part.
    const swapped = nested
      ? {
          samples: WAVES.flatMap(({ id }) => [
            { wave: id, audience: 'a', n: 200, source: 'report' },
            { wave: id, audience: 'b', n: 400, source: 'report' },
          ]),
        }
      : {};
    const app = await smallApp(toplines(...figures), survey({ ...changes, ...swapped }));
    for (const path of RESOURCES) {
      const got = await ask(app, path);
      expect(got.data.length, path).toBeGreaterThan(0);
      const said = wordsOf(got);
      const { method } = got.meta;
      expect(said.replace('Kish 1965', ''), path).not.toMatch(OF_COMPUTED);
      expect(said, path).not.toMatch(OF_SMALL_COUNTS);
      expect(said, path).not.toContain('None, see variance');
      const tested = got.data.some(({ pValue }) => typeof pValue === 'number');
      const isPanel = name === 'a panel' && path.includes('trends');
      if (['gaps', 'trends', 'gap-trends'].includes(path)) {
        expect(tested, path).toBe(!isPanel);
        if (isPanel)
          expect(method).toMatchObject({ test: 'None, see samples.', interval: 'None, see samples.' });
        else if (path === 'gaps')
          expect(method['test']).toMatch(
            nested ? /^A part and its whole: part against rest/ : /^Two-proportion z/,
          );
        else if (path === 'trends') expect(method['test']).toMatch(/^Two-proportion z/);
        else
          expect(method['test']).toMatch(
            nested ? /^Gaps of a part and its whole: z/ : /^Shares: z of the change/,
          );
      }
      if (path === 'trends')
        expect(method['linearTrend']).toMatch(
          isPanel ? /^None, see samples/ : /^Three or more waves.*normal test/,
        );
      if (path === 'claims')
        expect(method['significance']).toBe(
          nested
            ? 'Two-sided test at 0.05. A part and its whole: part against rest, p_r = (p − W·p₁)/(1 − W), two-proportion z, pooled, two-sided (Welch t for means); the statistic is not gap/SE.'
            : 'Two-sided test at 0.05. A gap or a change: two-proportion z, pooled variance.',
        );
      if (path !== 'ranks')
        expect(method['assumption'], path).toMatch(
          name === 'a design effect' ? /^The base of inference is n\/deff/ : /^Simple random sampling/,
        );
      // Who is in both is spoken of where two audiences were held against each other.
      if (path !== 'estimates' && path !== 'ranks' && path !== 'trends') {
        expect(/nobody in common/.test(said), path).toBe(!nested);
        expect(/W = n₁\/n/.test(said), path).toBe(nested);
        expect(said, path).not.toMatch(/may be in both audiences/);
      }
    }
  });

  test('claims say which test each kind of claim had, and none where none is of significance', async () => {
    const said = async (...claims: Record<string, unknown>[]): Promise<string> => {
      const app = await smallApp(toplines(...figures), survey({ claims }));
      return String((await ask(app, 'claims')).meta.method['significance']);
    };
    expect(await said(claim('plain', GAP))).toBe('None: nothing is claimed to be significant.');
    expect(await said(claim('more', { ...GAP, value: 5, significant: true }))).toBe(
      'Two-sided test at 0.05. A gap or a change against a number other than 0: z with unpooled variance.',
    );
    const one = { quantity: 'figure', audience: 'a', waves: ['w1'], relation: 'larger-than', value: 50 };
    expect(await said(claim('one', { ...one, significant: true }))).toBe(
      'Two-sided test at 0.05. A figure against a value c: score test, z = (p − c)/√(c(1 − c)/n).',
    );
  });
});
