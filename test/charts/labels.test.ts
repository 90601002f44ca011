import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChartData, Draw, Look } from '../../src/charts/chart.ts';
import { drawCrosstab } from '../../src/charts/crosstab.ts';
import { drawEstimates } from '../../src/charts/estimates.ts';
import { Fonts } from '../../src/charts/fonts.ts';
import { frame } from '../../src/charts/frame.ts';
import { drawGaps } from '../../src/charts/gaps.ts';
import { drawGapTrends, type GapTrendData } from '../../src/charts/gap-trends.ts';
import { layoutRows } from '../../src/charts/layout.ts';
import { whisker } from '../../src/charts/marks.ts';
import { heightOf } from '../../src/charts/paragraph.ts';
import { drawRanks } from '../../src/charts/ranks.ts';
import { THEMES } from '../../src/charts/theme.ts';
import { drawTrends, type TrendData } from '../../src/charts/trends.ts';
import { Typesetter } from '../../src/charts/typesetter.ts';
import { surveyFile } from '../../src/schemas/dataset.ts';
import type { CrosstabRow } from '../../src/schemas/results/crosstab.ts';
import type { EstimateRow } from '../../src/schemas/results/estimate.ts';
import type { GapRow } from '../../src/schemas/results/gap.ts';
import type { GapTrendRow } from '../../src/schemas/results/gap-trend.ts';
import type { RankRow } from '../../src/schemas/results/rank.ts';
import type { TrendRow } from '../../src/schemas/results/trend.ts';
import { smallSurvey } from '../helper.ts';
import { runs } from '../runs.ts';
import { checkNothingIsCut, checkSvg, wordsOf } from './picture.ts';

const SURVEY = surveyFile.parse(smallSurvey());
const look = (width: number): Look => ({ width, theme: 'light', title: 'question' });

/** Words for a question, its items and two groups, and a figure of each item. */
interface Made {
  readonly question: string;
  readonly groups: readonly [string, string];
  readonly items: readonly { readonly name: string; readonly a: number | null; readonly b: number | null }[];
}

const PRECISION = {
  standardError: null,
  statistic: null,
  pValue: null,
  pAdjusted: null,
  significant: null,
} as const;
const hiddenIf = (value: number | null) =>
  value === null ? ({ value: 'suppressed-low-base' } as const) : {};

function around<Row>({ question }: Made, rows: readonly Row[]): ChartData<Row> {
  return {
    rows,
    total: rows.length,
    survey: SURVEY,
    citation: `Somebody, ${question}`,
    permalink: '/v1/surveys/small@1.0.0/gaps?question=q',
    notes: [question],
    confidence: 0.95,
  };
}

const gapRows = ({ question, groups, items }: Made): GapRow[] =>
  items.map(({ name, a, b }, i) => ({
    question: 'q',
    questionText: question,
    item: `i${i}`,
    itemLabel: name,
    option: null,
    optionLabel: null,
    wave: 'w1',
    waveLabel: 'First',
    waveYear: 2020,
    measure: 'percent',
    audienceA: 'a',
    audienceALabel: groups[0],
    valueA: a,
    nA: a === null ? null : 1234,
    baseFlagA: null,
    audienceB: 'b',
    audienceBLabel: groups[1],
    valueB: b,
    nB: b === null ? null : 56,
    baseFlagB: b === null ? null : 'small',
    gap: a === null || b === null ? null : a - b,
    ciLower: a === null || b === null ? null : a - b - 4.25,
    ciUpper: a === null || b === null ? null : a - b + 4.25,
    roundingLower: null,
    roundingUpper: null,
    ...PRECISION,
    effectSize: null,
    leader: null,
    rankA: null,
    rankB: null,
    rankGap: null,
    reasons: {
      ...(a === null ? { valueA: 'suppressed-low-base' } : {}),
      ...(b === null ? { valueB: 'suppressed-disclosure' } : {}),
      ...(a === null || b === null ? { gap: 'suppressed-low-base', ciLower: 'suppressed-low-base' } : {}),
    },
    note: null,
  }));

const estimateRows = ({ question, groups, items }: Made): EstimateRow[] =>
  items.flatMap(({ name, a, b }, i) =>
    (
      [
        ['a', groups[0], a],
        ['b', groups[1], b],
      ] as const
    ).map(([audience, audienceLabel, value]): EstimateRow => ({
      question: 'q',
      questionText: question,
      item: `i${i}`,
      itemLabel: name,
      option: null,
      optionLabel: null,
      wave: 'w1',
      waveLabel: 'First',
      waveYear: 2020,
      audience,
      audienceLabel,
      measure: 'percent',
      value,
      decimals: null,
      qualifier: 'exact',
      n: value === null ? null : 100,
      baseFlag: null,
      nQualifier: null,
      nEffective: null,
      nDesign: null,
      standardError: null,
      ciLower: value === null ? null : Math.max(0, value - 5),
      ciUpper: value === null ? null : Math.min(100, value + 5),
      roundingLower: null,
      roundingUpper: null,
      designEffect: null,
      sd: null,
      quantile: null,
      status: 'computed',
      sources: [],
      locators: [],
      alternatives: [],
      reasons: hiddenIf(value),
      note: null,
    })),
  );

const rankRows = ({ question, groups, items }: Made): RankRow[] =>
  (['a', 'b'] as const).flatMap((audience, side) =>
    items.flatMap(({ name, a, b }, i): RankRow[] => {
      const value = side === 0 ? a : b;
      if (value === null) return [];
      return [
        {
          question: 'q',
          questionText: question,
          item: `i${i}`,
          itemLabel: name,
          option: null,
          optionLabel: null,
          wave: 'w1',
          waveLabel: 'First',
          waveYear: 2020,
          audience,
          audienceLabel: groups[side] ?? '',
          measure: 'percent',
          value,
          rank: i + 1,
          rankLower: i + 1,
          rankUpper: i + 3,
          tied: 1,
          of: items.length,
          basis: 'computed',
          sources: [],
          reasons: {},
          note: null,
        },
      ];
    }),
  );

const trendRows = ({ question, groups, items }: Made): TrendRow[] =>
  items.map(({ name, a, b }, i) => ({
    question: 'q',
    questionText: question,
    item: `i${i % 3}`,
    itemLabel: items[i % 3]?.name ?? name,
    option: null,
    optionLabel: null,
    audience: `a${i}`,
    audienceLabel: `${groups[0]}${i}`,
    measure: 'percent',
    waveFrom: 'w1',
    waveFromLabel: 'First',
    waveFromYear: 2020,
    valueFrom: a,
    nFrom: 10,
    baseFlagFrom: 'very-small',
    waveTo: 'w2',
    waveToLabel: 'Second',
    waveToYear: 2022,
    valueTo: b,
    nTo: 20,
    baseFlagTo: 'very-small',
    change: a === null || b === null ? null : b - a,
    perYear: null,
    ciLower: null,
    ciUpper: null,
    roundingLower: null,
    roundingUpper: null,
    ...PRECISION,
    direction: null,
    reasons: {
      ...(a === null ? { valueFrom: 'suppressed-low-base' } : {}),
      ...(b === null ? { valueTo: 'not-asked' } : {}),
      ...(a === null || b === null ? { change: 'not-asked' } : {}),
    },
    note: null,
  }));

const gapTrendRows = ({ question, groups, items }: Made): GapTrendRow[] =>
  items.map(({ name, a, b }, i) => ({
    question: 'q',
    questionText: question,
    item: `i${i}`,
    itemLabel: name,
    option: null,
    optionLabel: null,
    measure: 'percent',
    audienceA: 'a',
    audienceALabel: groups[0],
    audienceB: 'b',
    audienceBLabel: groups[1],
    waveFrom: 'w1',
    waveFromLabel: 'First',
    waveFromYear: 2020,
    gapFrom: a,
    waveTo: 'w2',
    waveToLabel: 'Second',
    waveToYear: 2020,
    gapTo: b === null ? null : -b,
    change: a === null || b === null ? null : -b - a,
    perYear: null,
    baseFlag: null,
    ciLower: null,
    ciUpper: null,
    roundingLower: null,
    roundingUpper: null,
    ...PRECISION,
    direction: null,
    reasons: {},
    note: null,
  }));

/** Rows of items that were asked of as many as each says, and below them the row of their bases, which differ where theirs do. */
function cellRows({ question, groups, items }: Made): CrosstabRow[] {
  const cells = items.flatMap(({ name, a, b }, i) =>
    [a, b, a, b, a].map((value, j): CrosstabRow => ({
      rowVariable: 'q',
      rowVariableLabel: question,
      row: `i${i}`,
      rowLabel: name,
      rowKind: 'category',
      columnVariable: 'r',
      columnVariableLabel: groups[0],
      column: `c${j}`,
      columnLabel: `${groups[j % 2] ?? ''}${j}`,
      columnKind: 'category',
      columnLetter: String.fromCodePoint(65 + j),
      measure: 'column-percent',
      value,
      standardError: null,
      ciLower: value === null ? null : Math.max(0, value - 3),
      ciUpper: value === null ? null : Math.min(100, value + 3),
      letters: ['A', 'B', 'c'],
      n: null,
      weighted: null,
      base: 5801 - i,
      baseFlag: null,
      baseWeighted: null,
      baseEffective: null,
      baseDesign: null,
      designEffect: null,
      reasons: hiddenIf(value),
    })),
  );
  const bases = cells.slice(0, 5).map((cell): CrosstabRow => ({
    ...cell,
    row: null,
    rowLabel: 'Base',
    rowKind: 'base',
    value: null,
    ciLower: null,
    ciUpper: null,
    letters: null,
    base: items.length > 1 ? null : cell.base,
    reasons: {
      value: 'not-applicable-to-measure',
      ...(items.length > 1 ? { base: 'bases-differ' as const } : {}),
    },
  }));
  return [...cells, ...bases];
}

interface Drawn {
  readonly svg: string;
  readonly rows: number;
}
function drawnBy<Row, Data extends ChartData<Row>>(draw: Draw<Row, Data>, data: Data, width: number): Drawn {
  return { svg: frame<Row, Data>(draw, data, look(width)).svg, rows: data.rows.length };
}

/** Each kind of picture, of the same words. */
const KINDS: Readonly<Record<string, (made: Made, width: number) => Drawn>> = {
  gaps: (made, width) => drawnBy(drawGaps, around(made, gapRows(made)), width),
  estimates: (made, width) => drawnBy(drawEstimates, around(made, estimateRows(made)), width),
  ranks: (made, width) => drawnBy(drawRanks, around(made, rankRows(made)), width),
  trends: (made, width) =>
    drawnBy<TrendRow, TrendData>(drawTrends, { ...around(made, trendRows(made)), beside: [] }, width),
  'gap-trends': (made, width) =>
    drawnBy<GapTrendRow, GapTrendData>(
      drawGapTrends,
      { ...around(made, gapTrendRows(made)), beside: [] },
      width,
    ),
  crosstab: (made, width) => drawnBy(drawCrosstab, around(made, cellRows(made)), width),
};

const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
    fc.string({ minLength: 1, maxLength: 120 }),
    fc.lorem({ maxCount: 15 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><svg onload="x" & \' %00',
      '\u0000\ud800\uffff',
      'W'.repeat(120),
      'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente '.repeat(2),
      'マーケティングと情報技術の連携が必要だと思いますか。'.repeat(3),
      'هل هناك حاجة إلى التعاون بين التسويق وتقنية المعلومات؟',
      'האם יש צורך בשיתוף פעולה בין השיווק למחשוב? (2014)',
    ),
  )
  // A codebook has no empty words.
  .filter((text) => /[\p{L}\p{N}]/u.test(text));
const figure = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 6 });
const made: fc.Arbitrary<Made> = fc.record({
  question: words,
  groups: fc.tuple(words, words),
  items: fc.array(fc.record({ name: words, a: figure, b: figure }), { minLength: 1, maxLength: 12 }),
});

describe.each(Object.entries(KINDS))('%s', (_, draw) => {
  test('of any words: well-formed, nothing cut, every row there, at any width', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 320, max: 2000 }), (one, width) => {
        // An order has no row of what is not known: then there may be none to draw.
        const known = { ...one, items: [{ name: 'known', a: 1, b: 2 }, ...one.items] };
        const { svg, rows } = draw(known, width);
        checkSvg(svg);
        checkNothingIsCut(svg);
        const marked = [...svg.matchAll(/ data-row="(\d+)"/g)].map(([, row]) => Number(row));
        expect(marked.toSorted((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_none, i) => i));
      }),
      { numRuns: runs(12, 150) },
    );
  });

  test.each([320, 860])('holds forty items with labels of 120 letters, %i pixels wide', (width) => {
    const items = Array.from({ length: 40 }, (_none, i) => ({
      name: `${i} ${'wide words and Wörter '.repeat(6)}`.slice(0, 120),
      a: i * 2,
      b: 99 - i,
    }));
    const { svg } = draw(
      { question: 'How? '.repeat(24), groups: ['One '.repeat(30), 'Other '.repeat(20)], items },
      width,
    );
    checkSvg(svg);
    checkNothingIsCut(svg);
  });
});

test('hidden figures are said where they would be, in words', () => {
  const hidden: Made = {
    question: 'Q',
    groups: ['One', 'Other'],
    items: [
      { name: 'x', a: null, b: 50 },
      { name: 'y', a: null, b: null },
    ],
  };
  for (const kind of ['gaps', 'estimates', 'crosstab']) {
    const { svg } = KINDS[kind]?.(hidden, 860) ?? { svg: '' };
    expect(wordsOf(svg).replaceAll(/\s+/g, ' '), kind).toMatch(/hidden: too few/);
  }
  const { svg } = KINDS['trends']?.(hidden, 860) ?? { svg: '' };
  expect(wordsOf(svg)).toContain('hidden: too few respondents');
  // No line joins what is not known.
  expect(svg.slice(svg.indexOf('data-row'))).not.toMatch(/stroke-width="2.2"/);
});

const TWO: Made = {
  question: 'Q',
  groups: ['One', 'Other'],
  items: [
    { name: 'x', a: 40, b: 50 },
    { name: 'y', a: 30, b: 35 },
  ],
};
const drawnAt = (kind: string): string => KINDS[kind]?.(TWO, 860).svg ?? '';

test('places that are possible are said, and no range where there is but one', () => {
  // The first may be anywhere from its own place to the third.
  expect(wordsOf(drawnAt('ranks'))).toMatch(/1–3.*2–4/);
  const certain = rankRows(TWO).map((row) => ({ ...row, rankUpper: row.rank }));
  expect(wordsOf(drawnBy(drawRanks, around(TWO, certain), 860).svg)).not.toMatch(/\d–\d/);
});

test('no line joins figures that must not be compared', () => {
  const joins = (rows: readonly TrendRow[]): number => {
    const { svg } = drawnBy<TrendRow, TrendData>(drawTrends, { ...around(TWO, rows), beside: [] }, 860);
    return svg.slice(svg.indexOf('data-row')).split('stroke-width="2.2"').length - 1;
  };
  const rows = trendRows(TWO);
  expect(joins(rows)).toBe(2);
  const reasons = { change: 'wording-break' } as const;
  expect(joins(rows.map((row, i) => (i === 0 ? { ...row, change: null, reasons } : row)))).toBe(1);
});

test('whose gaps a picture is of stands in it where they are of one pair', () => {
  const [first, second] = gapTrendRows(TWO);
  if (!first || !second) throw new Error('there are two rows');
  const said = (rows: readonly GapTrendRow[]): string =>
    wordsOf(drawnBy<GapTrendRow, GapTrendData>(drawGapTrends, { ...around(TWO, rows), beside: [] }, 860).svg);
  expect(said([first, second])).toContain('One − Other');
  expect(said([first, second])).not.toContain('first minus second');
  expect(said([first, { ...second, audienceB: 'c', audienceBLabel: 'Third' }])).toContain(
    'first minus second',
  );
});

test('a few notes stand below a picture, of many their number', () => {
  const said = (notes: readonly string[]): string =>
    wordsOf(drawnBy(drawGaps, { ...around(TWO, gapRows(TWO)), notes }, 860).svg);
  const four = ['Note a.', 'Note b.', 'Note c.', 'Note d.'];
  for (const note of four) expect(said(four)).toContain(note);
  expect(said([...four, 'Note e.'])).toContain('5 notes belong to these figures');
  expect(said([...four, 'Note e.'])).not.toContain('Note e.');
});

test('which of two figures is missing is said with its own reason', () => {
  const hidden: Made = { ...TWO, items: [{ name: 'x', a: 40, b: null }] };
  const svg = KINDS['gaps']?.(hidden, 860).svg ?? '';
  expect(wordsOf(svg)).toContain('hidden: could identify somebody');
});

test('an interval has a line across at both of its ends', () => {
  const across = [...whisker(10, 90, 5, '#000').matchAll(/x1="(\d+)"[^>]*x2="\1"/g)].map(([, x]) => x);
  expect(across).toEqual(['10', '90']);
});

test('a row is as high as its label, however low its marks', () => {
  const text = new Typesetter(new Fonts(''));
  const long = 'A label that takes several lines '.repeat(8).trim();
  const section = { heading: null, rows: [long, 'short', long].map((label) => ({ label, row: label })) };
  const canvas = { width: 500, isNarrow: false, theme: THEMES.light, text };
  const { rows, height } = layoutRows(canvas, [section], () => 20);
  const size = { size: 13 };
  for (const { label, band } of rows)
    expect(band[1] - band[0]).toBeGreaterThanOrEqual(heightOf(text.wrap(label, 200, size).length, size));
  expect(rows[1]?.band[0]).toBe(rows[0]?.band[1]);
  expect(height).toBe(rows.at(-1)?.band[1]);
});

test('columns of a crosstab keep their order where a page ends within a row', () => {
  const table: Made = { question: 'Q', groups: ['One', 'Other'], items: [{ name: 'x', a: 1, b: 2 }] };
  const [first] = cellRows(table);
  const next = { ...first, row: 'next', rowLabel: 'next' } as CrosstabRow;
  const heads = (cells: readonly CrosstabRow[]): string[] =>
    wordsOf(drawnBy(drawCrosstab, around(table, cells), 860).svg).match(/(?:One|Other)\d/g) ?? [];
  expect(heads([...cellRows(table), next])).toEqual(heads(cellRows(table)));
});

describe('the base of a crosstab', () => {
  const of = (items: number): Made => ({
    question: 'Q',
    groups: ['One', 'Other'],
    items: Array.from({ length: items }, (_none, i) => ({ name: `x${i}`, a: 10, b: 20 })),
  });
  const wordsIn = (cells: readonly CrosstabRow[], width: number): string =>
    wordsOf(drawnBy(drawCrosstab, around(of(1), cells), width).svg).replaceAll(/\s+/g, ' ');

  test.each([320, 860])('is that of the row of bases, and no row of figures, %i pixels wide', (width) => {
    const differ = wordsIn(cellRows(of(3)), width);
    expect(differ.match(/bases differ/g)).toHaveLength(5);
    expect(differ).not.toMatch(/5,80|5,79|not applicable/);
    const one = wordsIn(cellRows(of(1)), width);
    expect(one.match(/5,801/g)).toHaveLength(5);
    expect(one).not.toMatch(/not applicable|bases differ/);
  });

  test('is, where its row is on another page, said only where all rows have the same', () => {
    const page = (items: number): CrosstabRow[] =>
      cellRows(of(items)).filter(({ rowKind }) => rowKind !== 'base');
    expect(wordsIn(page(2), 860)).toContain('bases differ');
    expect(wordsIn(page(2), 860)).not.toMatch(/5,80/);
    expect(wordsIn(page(1), 860).match(/5,801/g)).toHaveLength(5);
    const hidden = page(2).map((cell, i): CrosstabRow =>
      i === 5 ? { ...cell, base: null, reasons: { base: 'suppressed-low-base' } } : cell,
    );
    expect(wordsIn(hidden, 860)).toContain('hidden: too few');
  });

  test('is that of the total, which is hidden with it', () => {
    const [total] = cellRows(of(1));
    const row = { ...total, row: null, rowLabel: null, rowKind: 'total' } as CrosstabRow;
    const cells = cellRows(of(2)).filter(({ rowKind, column }) => rowKind !== 'base' && column === 'c0');
    expect(wordsIn([...cells, { ...row, base: 5900 }], 860)).toContain('5,900');
    const hidden = { ...row, base: null, reasons: { base: 'suppressed-low-base' as const } };
    expect(wordsIn([...cells, hidden], 860)).toMatch(/Base \(unweighted\) hidden: too few/);
  });
});

test.each(['count', 'total-percent'] as const)('totals take no colour from the parts: %s', (measure) => {
  const table: Made = {
    question: 'Q',
    groups: ['One', 'Other'],
    items: [
      { name: 'x', a: 3, b: 5 },
      { name: 'y', a: 7, b: 6 },
    ],
  };
  const cells = cellRows(table)
    .filter(({ rowKind }) => rowKind !== 'base')
    .map((cell) => ({ ...cell, measure }));
  const [first] = cells;
  const total = { ...first, row: null, rowLabel: null, rowKind: 'total', value: 90 } as CrosstabRow;
  const fillsOf = (rows: readonly CrosstabRow[]): string[] =>
    [
      ...drawnBy(drawCrosstab, around(table, rows), 860).svg.matchAll(
        /height="46(?:\.\d+)?" fill="([^"]*)"/g,
      ),
    ].map(([, fill]) => fill ?? '');
  const [without, with_] = [fillsOf(cells), fillsOf([...cells, total])];
  expect(without).toHaveLength(10);
  expect(new Set(without).size).toBe(4);
  expect(with_.slice(0, 10)).toEqual(without);
  expect(without).not.toContain(with_[10]);
});

test('markup in labels stays text', () => {
  const attack = '<script>alert(1)</script><style>*{}</style>';
  for (const draw of Object.values(KINDS)) {
    const { svg } = draw(
      { question: attack, groups: [attack, attack], items: [{ name: attack, a: 1, b: 2 }] },
      860,
    );
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
  }
});
