import { describe, expect, test } from 'vitest';
import { getJson, smallApp, smallSurvey, toplines } from '../../helper.ts';

type Row = Record<string, unknown> & { reasons: Record<string, string> };
const rows = async (app: Parameters<typeof getJson>[0], path: string): Promise<Row[]> =>
  (await getJson<{ data: Row[] }>(app, `/v1/surveys/small${path}`)).data;

const both = toplines(
  'q,,yes,w1,a,percent,77',
  'q,,yes,w1,b,percent,56',
  'q,,yes,w2,a,percent,83.0',
  'q,,yes,w2,b,percent,69',
  'only-a,,,w1,a,percent,36,approximately,,report,,,',
);

describe('estimates', () => {
  test('carry base, digits and sources; what is not known is null with a reason', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,a,percent,77',
        'q,,yes,w1,a,percent,77,exact,,article,page 2,,seen twice',
        'q,,yes,w2,a,percent,83.0',
      ),
    );
    const [first, second] = await rows(app, '/estimates');
    expect(first).toMatchObject({
      value: 77,
      decimals: 0,
      n: 200,
      nQualifier: 'exact',
      roundingLower: 76.5,
      roundingUpper: 77.5,
      status: 'reported',
      sources: ['report', 'article'],
      locators: [null, 'page 2'],
      note: 'seen twice',
      reasons: {},
    });
    expect(second).toMatchObject({
      value: 83,
      decimals: 1,
      n: null,
      nQualifier: null,
      roundingLower: 82.95,
      roundingUpper: 83.05,
      reasons: { n: 'base-unknown' },
    });
  });

  test('a contested figure shows the preferred version and the others', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,b,percent,56,exact,,report,,preferred,',
        'q,,yes,w1,b,percent,57,exact,90,article,line 3,alternative,heard',
      ),
    );
    const { data, meta } = await getJson(app, '/v1/surveys/small/estimates');
    expect(data).toMatchObject([
      {
        value: 56,
        status: 'preferred',
        sources: ['report'],
        alternatives: [{ value: 57, n: 90, sources: ['article'], locators: ['line 3'], note: 'heard' }],
      },
    ]);
    expect(meta['notes']).toEqual([
      'Contested: q, yes, w1, b. 56 (report) is served; also published: 57 (article).',
    ]);
  });

  test('filters by source, measure and several codes at once', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,a,percent,77',
        'q,,yes,w2,a,percent,80,exact,,article,,,',
        'battery,i1,,w1,a,rank,2',
        'battery,i2,,w1,a,rank,1',
      ),
    );
    expect(await rows(app, '/estimates?source=article')).toHaveLength(1);
    expect(await rows(app, '/estimates?measure=rank')).toHaveLength(2);
    expect(await rows(app, '/estimates?item=i1,i2&item=i1&wave=w1')).toHaveLength(2);
    expect(await rows(app, '/estimates?question=q,battery&audience=a&wave=w1')).toHaveLength(3);
  });
});

describe('gaps', () => {
  test('are A minus B with the half units of both figures', async () => {
    const app = await smallApp(both);
    const [first, second] = await rows(app, '/gaps');
    expect(first).toMatchObject({
      wave: 'w1',
      valueA: 77,
      valueB: 56,
      gap: 21,
      roundingLower: 20,
      roundingUpper: 22,
      leader: 'a',
      nA: 200,
      nB: 100,
    });
    expect(second).toMatchObject({
      wave: 'w2',
      gap: 14,
      roundingLower: 13.45,
      roundingUpper: 14.55,
      nA: null,
      reasons: { nA: 'base-unknown', nB: 'base-unknown' },
    });
  });

  test('turn their sign when the pair is turned', async () => {
    const app = await smallApp(both);
    const [row] = await rows(app, '/gaps?between=b,a&wave=w1');
    expect(row).toMatchObject({
      audienceA: 'b',
      gap: -21,
      roundingLower: -22,
      roundingUpper: -20,
      leader: 'a',
    });
  });

  test('are not formed where one side was not asked, unless the query asks for it by name', async () => {
    const app = await smallApp(both);
    expect((await rows(app, '/gaps')).map(({ question }) => question)).not.toContain('only-a');
    const [row, ...others] = await rows(app, '/gaps?question=only-a');
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      valueA: 36,
      valueB: null,
      gap: null,
      leader: null,
      reasons: { valueB: 'not-asked', gap: 'not-asked', leader: 'not-asked' },
    });
    expect(await rows(app, '/gaps?question=only-a&wave=w2')).toMatchObject([
      { reasons: { valueA: 'not-reported', gap: 'not-asked' } },
    ]);
  });

  test('say not-reported where both were asked and one figure is missing', async () => {
    const app = await smallApp(toplines('q,,yes,w1,a,percent,77'));
    expect(await rows(app, '/gaps')).toEqual([]);
    expect(await rows(app, '/gaps?question=q')).toMatchObject([
      { gap: null, reasons: { gap: 'not-reported', valueB: 'not-reported' } },
    ]);
  });

  test('of approximate figures have no rounding interval, of bounds no value', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,a,percent,40,approximately,,report,,,',
        'q,,yes,w1,b,percent,30',
        'q,,yes,w2,a,percent,88,more-than,,report,,,',
        'q,,yes,w2,b,percent,30',
      ),
    );
    const [approximate, bound] = await rows(app, '/gaps');
    expect(approximate).toMatchObject({
      gap: 10,
      roundingLower: null,
      leader: 'undetermined',
      reasons: { roundingLower: 'inexact-figure' },
    });
    expect(bound).toMatchObject({
      gap: null,
      leader: null,
      valueA: 88,
      reasons: { gap: 'inexact-figure', leader: 'inexact-figure' },
    });
  });

  test('of ranks are led by the smaller number, exactly', async () => {
    const app = await smallApp(
      toplines(
        'battery,i1,,w1,a,rank,1',
        'battery,i1,,w1,b,rank,2',
        'battery,i2,,w1,a,rank,3',
        'battery,i2,,w1,b,rank,3',
      ),
    );
    const [first, tie] = await rows(app, '/gaps');
    expect(first).toMatchObject({
      gap: -1,
      leader: 'a',
      rankA: 1,
      rankB: 2,
      rankGap: -1,
      roundingLower: null,
      reasons: { roundingLower: 'not-applicable-to-measure' },
    });
    expect(tie).toMatchObject({ gap: 0, leader: 'undetermined' });
  });

  test('show places among all items, whatever the filter', async () => {
    const app = await smallApp(
      toplines(
        'battery,i1,,w1,a,percent,10',
        'battery,i2,,w1,a,percent,30',
        'battery,i3,,w1,a,percent,30',
        'battery,i1,,w1,b,percent,50',
        'battery,i2,,w1,b,percent,40',
        'battery,i3,,w1,b,percent,30',
      ),
    );
    expect(await rows(app, '/gaps?item=i1')).toMatchObject([{ rankA: 3, rankB: 1, rankGap: 2 }]);
  });
});

test('a base that is known only as a bound is no base of a difference', async () => {
  const sample = { wave: 'w1', source: 'report' };
  const app = await smallApp(both, {
    samples: [
      { ...sample, audience: 'a', n: 1100, qualifier: 'more-than' },
      { ...sample, audience: 'b', n: 100 },
    ],
  });
  expect(await rows(app, '/gaps?wave=w1')).toMatchObject([
    { nA: null, nB: 100, pValue: null, reasons: { nA: 'base-unknown', pValue: 'base-unknown' } },
  ]);
  expect(await rows(app, '/trends?audience=a&question=q')).toMatchObject([
    { nFrom: null, reasons: { nFrom: 'base-unknown' } },
  ]);
});

test('places in lists of different items are not subtracted', async () => {
  const app = await smallApp(
    toplines(
      'battery,i1,,w1,a,percent,10',
      'battery,i2,,w1,a,percent,30',
      'battery,i1,,w1,b,percent,50',
      'battery,i3,,w1,b,percent,40',
    ),
  );
  expect(await rows(app, '/gaps')).toMatchObject([
    { rankA: 2, rankB: 1, rankGap: null, reasons: { rankGap: 'not-ranked' } },
  ]);
});

describe('ranks', () => {
  test('ties share a place and the next is skipped; lists run from first to last', async () => {
    const app = await smallApp(
      toplines('battery,i1,,w1,a,percent,10', 'battery,i2,,w1,a,percent,30', 'battery,i3,,w1,a,percent,30'),
    );
    const list = await rows(app, '/ranks');
    expect(list.map(({ item, rank, tied, of, basis }) => [item, rank, tied, of, basis])).toEqual([
      ['i2', 1, 2, 3, 'computed'],
      ['i3', 1, 2, 3, 'computed'],
      ['i1', 3, 1, 3, 'computed'],
    ]);
  });

  test('show the places that rounding leaves open; an item without a figure may be anywhere', async () => {
    const places = async (...lines: string[]) => {
      const list = await rows(await smallApp(toplines(...lines)), '/ranks');
      return list.map(({ item, rank, rankLower, rankUpper, of }) => [item, rank, rankLower, rankUpper, of]);
    };
    expect(
      await places(
        'battery,i1,,w1,a,percent,30',
        'battery,i2,,w1,a,percent,31',
        'battery,i3,,w1,a,percent,31',
      ),
    ).toEqual([
      ['i2', 1, 1, 2, 3],
      ['i3', 1, 1, 2, 3],
      ['i1', 3, 3, 3, 3],
    ]);
    expect(await places('battery,i1,,w1,a,percent,30', 'battery,i3,,w1,a,percent,31')).toEqual([
      ['i3', 1, 1, 2, 2],
      ['i1', 2, 2, 3, 2],
    ]);
    expect(
      await places(
        'battery,i1,,w1,a,percent,30.4',
        'battery,i2,,w1,a,percent,90,more-than,,report,,,',
        'battery,i3,,w1,a,percent,30',
      ),
    ).toEqual([
      ['i1', 1, 1, 3, 2],
      ['i3', 2, 1, 3, 2],
    ]);
  });

  test('a figure that was published as approximate has a place, but nobody knows how firm it is', async () => {
    const app = await smallApp(
      toplines(
        'battery,i1,,w1,a,percent,30',
        'battery,i2,,w1,a,percent,40,approximately,,report,,,',
        'battery,i3,,w1,a,percent,20',
        'battery,i1,,w1,b,rank,2,approximately,,report,,,',
      ),
    );
    expect(await rows(app, '/ranks')).toMatchObject([
      {
        item: 'i2',
        rank: 1,
        rankLower: null,
        rankUpper: null,
        reasons: { rankLower: 'inexact-figure', rankUpper: 'inexact-figure' },
      },
      { item: 'i1', rank: 2, rankLower: 1, rankUpper: 2, reasons: {} },
      { item: 'i3', rank: 3, rankLower: 2, rankUpper: 3, reasons: {} },
      {
        audience: 'b',
        rank: 2,
        rankLower: null,
        reasons: { rankLower: 'inexact-figure', of: 'not-reported' },
      },
    ]);
  });

  test.each([
    ['a whole list', [1, 2, 3], 3],
    ['a tie, and the place after it left out', [1, 2, 2], 3],
    ['two on the first place', [1, 1, 3], 3],
    ['all on one place', [1, 1, 1], 3],
    ['a tie that leaves no place out', [1, 1, 2], null],
    ['a place beyond the items', [1, 2, 10], null],
    ['no first place', [2, 3, 3], null],
    ['an item without a place', [1, 2, null], null],
    ['one place of many', [11, null, null], null],
  ])('the length of a published list is known only where it is whole: %s', async (_, values, length) => {
    const lines = values.flatMap((value, i) =>
      value === null ? [] : [`battery,i${i + 1},,w1,a,rank,${value}`],
    );
    const list = await rows(await smallApp(toplines(...lines)), '/ranks');
    expect(list).toHaveLength(lines.length);
    for (const row of list) {
      expect(row).toMatchObject({ of: length, rankLower: row['rank'], rankUpper: row['rank'] });
      expect(row.reasons).toEqual(length === null ? { of: 'not-reported' } : {});
    }
  });

  test('a codebook that lacks an item of one list is not taken as whole for another', async () => {
    const lines = ['battery,i1,,w1,a,rank,1', 'battery,i2,,w1,a,rank,2', 'battery,i3,,w1,a,rank,3'];
    const app = await smallApp(toplines(...lines, 'battery,i1,,w1,b,rank,4'));
    expect((await rows(app, '/ranks')).map((row) => row['of'])).toEqual([null, null, null, null]);
  });

  test('published ranks are passed through, and bounds are not ranked', async () => {
    const app = await smallApp(
      toplines(
        'battery,i1,,w1,a,rank,10',
        'battery,i1,,w1,b,percent,10',
        'battery,i2,,w1,b,percent,30,more-than,,report,,,',
        'battery,i3,,w1,b,percent,20',
      ),
    );
    expect(await rows(app, '/ranks')).toMatchObject([
      { audience: 'a', item: 'i1', rank: 10, basis: 'published' },
      { audience: 'b', item: 'i3', rank: 1, of: 2 },
      { audience: 'b', item: 'i1', rank: 2, of: 2 },
    ]);
  });
});

describe('trends', () => {
  test('are later minus earlier, with the change per year', async () => {
    const app = await smallApp(both);
    expect(await rows(app, '/trends?audience=b')).toMatchObject([
      {
        waveFrom: 'w1',
        waveTo: 'w2',
        change: 13,
        perYear: 6.5,
        roundingLower: 12,
        roundingUpper: 14,
        direction: 'up',
      },
    ]);
  });

  test.each([
    ['60', 'percent', '60', 'flat'],
    ['60', 'percent', '61', 'up'],
    ['60.5', 'percent', '61', 'undetermined'],
    ['60', 'percent', '59', 'down'],
    ['60', 'percent', '58', 'down'],
    ['60.0', 'percent', '60.2', 'up'],
  ])('from %s %s to %s is %s', async (from, measure, to, direction) => {
    const app = await smallApp(toplines(`q,,yes,w1,a,${measure},${from}`, `q,,yes,w2,a,${measure},${to}`));
    expect(await rows(app, '/trends')).toMatchObject([{ direction }]);
  });

  test('a rank goes up when its number falls', async () => {
    const app = await smallApp(toplines('battery,i1,,w1,a,rank,3', 'battery,i1,,w2,a,rank,1'));
    expect(await rows(app, '/trends')).toMatchObject([{ change: -2, direction: 'up' }]);
  });

  const threeWaves = {
    waves: [
      { id: 'w1', label: '1', year: 2020 },
      { id: 'w2', label: '2', year: 2022 },
      { id: 'w3', label: '3', year: 2022 },
    ],
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a', 'b'],
        options: [{ id: 'yes', label: 'Yes' }],
        breaks: [{ between: ['w2', 'w3'], reason: 'New wording.' }],
      },
      { id: 'free', text: 'Q?', wording: 'verbatim', type: 'single', audiences: ['a'] },
    ],
  };
  const series = toplines(
    'q,,yes,w1,a,percent,10',
    'q,,yes,w2,a,percent,20',
    'q,,yes,w3,a,percent,30',
    'free,,,w1,a,percent,1',
    'free,,,w2,a,percent,5',
    'free,,,w3,a,percent,9',
  );

  test('never cross a break of the wording; named, the row says why', async () => {
    const app = await smallApp(series, threeWaves);
    expect(
      (await rows(app, '/trends')).map((row) => [row['question'], row['waveFrom'], row['waveTo']]),
    ).toEqual([
      ['q', 'w1', 'w2'],
      ['free', 'w1', 'w2'],
      ['free', 'w2', 'w3'],
    ]);
    expect(await rows(app, '/trends?from=w1&to=w3')).toMatchObject([{ question: 'free', change: 8 }]);
    expect(await rows(app, '/trends?question=q&from=w1&to=w3')).toMatchObject([
      {
        change: null,
        valueFrom: 10,
        valueTo: 30,
        direction: null,
        reasons: { change: 'wording-break' },
        note: 'Not comparable: New wording.',
      },
    ]);
  });

  test('have no change per year within a year', async () => {
    const app = await smallApp(series, threeWaves);
    expect(await rows(app, '/trends?question=free&from=w2')).toMatchObject([
      { change: 4, perYear: null, reasons: { perYear: 'same-year' } },
    ]);
  });

  test('with one end given, compare it with all on the other side', async () => {
    const app = await smallApp(series, threeWaves);
    expect((await rows(app, '/trends?question=free&from=w1')).map((row) => row['waveTo'])).toEqual([
      'w2',
      'w3',
    ]);
    expect((await rows(app, '/trends?question=free&to=w3')).map((row) => row['waveFrom'])).toEqual([
      'w1',
      'w2',
    ]);
  });

  test('a named question with one wave says what is missing', async () => {
    const app = await smallApp(both);
    expect(await rows(app, '/trends?question=only-a')).toMatchObject([
      {
        waveFrom: 'w1',
        waveTo: 'w2',
        valueFrom: 36,
        valueTo: null,
        change: null,
        reasons: { valueTo: 'not-reported', change: 'not-reported' },
      },
    ]);
  });
});

describe('gap trends', () => {
  test('are the change of the gap, four roundings wide', async () => {
    const app = await smallApp(
      toplines(
        'q,,yes,w1,a,percent,77',
        'q,,yes,w1,b,percent,56',
        'q,,yes,w2,a,percent,83',
        'q,,yes,w2,b,percent,69',
      ),
    );
    expect(await rows(app, '/gap-trends')).toMatchObject([
      {
        gapFrom: 21,
        gapTo: 14,
        change: -7,
        perYear: -3.5,
        roundingLower: -9,
        roundingUpper: -5,
        direction: 'closing',
      },
    ]);
  });

  test.each([
    [[50, 30, 50, 30], 'steady'],
    [[50, 30, 55, 30], 'widening'],
    [[30, 50, 30, 45], 'closing'],
    [[50, 30, 50, 31], 'undetermined'],
    // Distances of 2 to 4 and of 0 to 2, ends not included, and the other way round.
    [[50, 47, 50, 49], 'closing'],
    [[50, 49, 50, 47], 'widening'],
    [[50, 48, 50, 47], 'undetermined'],
    // A lead of one is a lead.
    [[50, 49, 49, 50], 'reversed'],
    [[50, 30, 30, 50], 'reversed'],
    [[50, 30, 40, 40], 'closing'],
  ])('%j is %s', async ([a1, b1, a2, b2], direction) => {
    const app = await smallApp(
      toplines(
        `q,,yes,w1,a,percent,${a1}`,
        `q,,yes,w1,b,percent,${b1}`,
        `q,,yes,w2,a,percent,${a2}`,
        `q,,yes,w2,b,percent,${b2}`,
      ),
    );
    expect(await rows(app, '/gap-trends')).toMatchObject([{ direction }]);
    expect(await rows(app, '/gap-trends?between=b,a')).toMatchObject([{ direction }]);
  });

  test('named and not to be had, they say why', async () => {
    const app = await smallApp(both);
    expect((await rows(app, '/gap-trends')).map(({ question }) => question)).toEqual(['q']);
    expect(await rows(app, '/gap-trends?question=only-a')).toMatchObject([
      { change: null, reasons: { change: 'not-asked', gapFrom: 'not-asked' } },
    ]);
  });
});

test('a survey that declares no pairs compares all', async () => {
  const { audiences } = smallSurvey() as { audiences: object[] };
  const survey = {
    comparisons: [],
    audiences: [...audiences, { id: 'c', label: 'C' }],
    questions: [{ id: 'q', text: null, wording: 'unknown', type: 'single', audiences: ['a', 'b', 'c'] }],
  };
  const app = await smallApp(
    toplines('q,,,w1,a,percent,1', 'q,,,w1,b,percent,3', 'q,,,w1,c,percent,9'),
    survey,
  );
  expect((await rows(app, '/gaps')).map((row) => [row['audienceA'], row['audienceB']])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
  expect(await rows(app, '/gaps?audience=c')).toHaveLength(2);
});
