import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/schemas/problem.ts';
import { bundledApp, getJson, HEADER, smallApp, toplines } from '../../helper.ts';

/** The numbers in this file are those of statsmodels 0.15.0 and SciPy 1.17.1, which agree with R. */
type Row = Record<string, unknown> & { reasons: Record<string, string> };
interface Answer {
  readonly data: Row[];
  readonly meta: { method: Record<string, unknown>; linearTrends: Row[]; agreement: Row[] };
}
const ask = (app: Parameters<typeof getJson>[0], path: string): Promise<Answer> =>
  getJson<Answer>(app, `/v1/surveys/small${path}`);

function close(actual: unknown, expected: number, relative = 1e-9): void {
  expect(Math.abs((actual as number) - expected) / Math.abs(expected)).toBeLessThan(relative);
}

describe('the need to align in 2012, release 1.0.0: 77 % of 250 and 56 % of 400', () => {
  const base = '/v1/surveys/cmo-cio-alignment@1.0.0';

  test('gap: Newcombe, pooled z, h', async () => {
    const { data, meta } = await getJson<Answer>(
      await bundledApp(),
      `${base}/gaps?question=need-to-align&wave=2012`,
    );
    const [row] = data;
    close(row?.['ciLower'], 13.63312161878106);
    close(row?.['ciUpper'], 27.84753084850471);
    close(row?.['standardError'], 3.6392306879339213);
    close(row?.['statistic'], 5.429064830161079);
    close(row?.['pValue'], 5.665010459274435e-8);
    close(row?.['effectSize'], 0.4501472270051339);
    expect(row).toMatchObject({ significant: true, nA: 250, nB: 400 });
    expect(row?.['pAdjusted']).toBe(row?.['pValue']);
    expect(meta.method).toMatchObject({
      confidence: 0.95,
      familySize: 1,
      adjustment: expect.stringContaining('none'),
    });
    expect(meta.method['assumption']).toContain('Simple random sampling');
  });

  test('estimates: Wilson', async () => {
    const { data } = await getJson<Answer>(
      await bundledApp(),
      `${base}/estimates?question=need-to-align&wave=2012`,
    );
    const cio = data.find(({ audience }) => audience === 'cio');
    close(cio?.['ciLower'], 71.398326042237);
    close(cio?.['ciUpper'], 81.784475785009);
    expect(cio).toMatchObject({
      nEffective: 250,
      designEffect: null,
      reasons: { designEffect: 'design-unknown' },
    });
  });

  test('where the base is not known, or only as a bound, there is no interval and no test', async () => {
    const app = await bundledApp();
    const reasons = {
      ciLower: 'base-unknown',
      pValue: 'base-unknown',
      pAdjusted: 'base-unknown',
      significant: 'base-unknown',
    };
    const [gap] = (await getJson<Answer>(app, `${base}/gaps?question=need-to-align&wave=2014`)).data;
    expect(gap).toMatchObject({ ciLower: null, pValue: null, significant: null, reasons });
    close(gap?.['effectSize'], 2 * Math.asin(Math.sqrt(0.83)) - 2 * Math.asin(Math.sqrt(0.69)));
    const [change] = (await getJson<Answer>(app, `${base}/gap-trends?question=need-to-align`)).data;
    expect(change).toMatchObject({ change: -7, ciLower: null, reasons });
    const [bound] = (
      await getJson<Answer>(
        app,
        '/v1/surveys/cmo-cio-alignment@1.1.0/estimates?wave=2010&question=digital-marketing-important',
      )
    ).data;
    expect(bound).toMatchObject({
      n: 300,
      nQualifier: 'more-than',
      nEffective: null,
      ciLower: null,
      reasons: { ciLower: 'base-unknown' },
    });
  });
});

describe('changes of gaps', () => {
  test('unpooled z over four samples', async () => {
    const row = (wave: string, audience: string, value: number, n: number) =>
      `q,,yes,${wave},${audience},percent,${value},exact,${n},report,,,`;
    const app = await smallApp(
      toplines(
        row('w1', 'a', 77, 200),
        row('w1', 'b', 56, 100),
        row('w2', 'a', 83, 220),
        row('w2', 'b', 69, 150),
      ),
    );
    const [change] = (await ask(app, '/gap-trends')).data;
    close(change?.['standardError'], 7.35993453528198);
    close(change?.['statistic'], -0.9510954161947326);
    close(change?.['pValue'], 0.3415559414300383);
    close(change?.['ciLower'], -21.425206617725223);
    close(change?.['ciUpper'], 7.425206617725221);
    expect(change).toMatchObject({ significant: false, direction: 'closing' });
  });
});

describe('many comparisons', () => {
  const battery = toplines(
    'battery,i1,,w1,a,percent,77',
    'battery,i1,,w1,b,percent,56',
    'battery,i2,,w1,a,percent,40',
    'battery,i2,,w1,b,percent,35',
    'battery,i3,,w1,a,percent,50',
    'battery,i3,,w1,b,percent,38',
  );

  test('one family is all rows of the answer, before paging', async () => {
    const app = await smallApp(battery);
    const column = async (query: string, field: string) =>
      (await ask(app, `/gaps?${query}`)).data.map((row) => row[field]);
    const raw = (await column('', 'pValue')) as number[];
    [0.0001828106329818354, 0.40109104452949274, 0.049311000868412475].forEach((p, i) => close(raw[i], p));
    ((await column('adjust=holm', 'pAdjusted')) as number[]).forEach((p, i) =>
      close(p, [0.0005484318989455062, 0.40109104452949274, 0.09862200173682495][i] ?? 0),
    );
    ((await column('adjust=bh', 'pAdjusted')) as number[]).forEach((p, i) =>
      close(p, [0.0005484318989455062, 0.40109104452949274, 0.07396650130261871][i] ?? 0),
    );
    expect(await column('', 'significant')).toEqual([true, false, true]);
    expect(await column('adjust=holm', 'significant')).toEqual([true, false, false]);
    expect(await column('adjust=bh&confidence=0.9', 'significant')).toEqual([true, false, true]);
    const first = await ask(app, '/gaps?adjust=holm&limit=1');
    close(first.data[0]?.['pAdjusted'], 0.0005484318989455062);
    expect(first.meta.method).toMatchObject({
      familySize: 3,
      notTested: 0,
      significant: 'pAdjusted below 0.05',
    });
  });

  test('agreement is that of the items that both audiences have', async () => {
    const of = (audience: string, values: Record<string, number>) =>
      Object.entries(values).map(([item, value]) => `battery,${item},,w1,${audience},percent,${value}`);
    const items = ['i1', 'i2', 'i3', 'i4', 'i5'].map((id) => ({ id, label: null }));
    const survey = {
      questions: [
        { id: 'battery', text: null, wording: 'unknown', type: 'multiple', audiences: ['a', 'b'], items },
      ],
    };
    const rows = [
      ...of('a', { i1: 50, i2: 40, i3: 30, i4: 20 }),
      ...of('b', { i5: 90, i1: 10, i2: 20, i3: 30 }),
    ];
    const { agreement } = (await ask(await smallApp(toplines(...rows), survey), '/ranks')).meta;
    expect(agreement).toMatchObject([{ items: 3, tauB: -1, rho: -1 }]);
  });

  test('agreement of the orders of two audiences', async () => {
    const ranks = [
      [1, 2],
      [2, 1],
      [3, 3],
      [4, 4],
      [5, 6],
      [6, 5],
    ].flatMap(([a, b], i) => [`battery,i${i + 1},,w1,a,rank,${a}`, `battery,i${i + 1},,w1,b,rank,${b}`]);
    const items = Array.from({ length: 6 }, (_, i) => ({ id: `i${i + 1}`, label: null }));
    const survey = {
      questions: [
        { id: 'battery', text: null, wording: 'unknown', type: 'ranking', audiences: ['a', 'b'], items },
      ],
    };
    const app = await smallApp(toplines(...ranks), survey);
    const { agreement } = (await ask(app, '/ranks?item=i1')).meta;
    expect(agreement).toMatchObject([
      { audienceA: 'a', audienceB: 'b', items: 6, tauMethod: 'exact', rhoMethod: 'exact' },
    ]);
    close(agreement[0]?.['tauB'], 0.7333333333333333);
    close(agreement[0]?.['tauPValue'], 0.05555555555555555);
    close(agreement[0]?.['rho'], 0.8857142857142858);
    // R: cor.test(1:6, c(2,1,3,4,6,5), method = "spearman", exact = TRUE) counts 24 of 720 orders.
    close(agreement[0]?.['rhoPValue'], 24 / 720);
  });
});

describe('series', () => {
  const survey = {
    waves: [
      { id: 'w1', label: '1', year: 2018 },
      { id: 'w2', label: '2', year: 2020 },
      { id: 'w3', label: '3', year: 2021 },
    ],
    samples: [],
  };
  const series = (n: readonly (number | string)[]) =>
    toplines(
      ...[40, 46, 55].map((value, i) => `q,,yes,w${i + 1},a,percent,${value},exact,${n[i]},report,,,`),
    );

  test('three waves get a weighted line beside their changes', async () => {
    const { data, meta } = await ask(await smallApp(series([500, 450, 600]), survey), '/trends');
    expect(data).toHaveLength(2);
    const [line] = meta.linearTrends;
    close(line?.['slope'], 4.805579036348269);
    close(line?.['standardError'], 0.9864251911067775);
    close(line?.['pValue'], 1.1063559186502184e-6);
    close(line?.['ciLower'], 2.87222119, 1e-8);
    expect(line).toMatchObject({ waves: ['w1', 'w2', 'w3'], heterogeneityDf: 2, reasons: {} });
  });

  test('two waves get none', async () => {
    const app = await smallApp(toplines('q,,yes,w1,a,percent,40', 'q,,yes,w2,a,percent,46'));
    expect((await ask(app, '/trends')).meta.linearTrends).toEqual([]);
  });

  test('a line that cannot be drawn says why', async () => {
    const unknown = (await ask(await smallApp(series([500, '', 600]), survey), '/trends')).meta.linearTrends;
    expect(unknown).toMatchObject([
      { slope: null, reasons: { slope: 'base-unknown', pValue: 'base-unknown' } },
    ]);
    const questions = [
      {
        id: 'q',
        text: null,
        wording: 'unknown',
        type: 'single',
        audiences: ['a'],
        options: [{ id: 'yes', label: null }],
        breaks: [{ between: ['w2', 'w3'], reason: 'x' }],
      },
    ];
    const broken = (await ask(await smallApp(series([1, 1, 1]), { ...survey, questions }), '/trends')).meta
      .linearTrends;
    expect(broken).toMatchObject([{ slope: null, reasons: { slope: 'wording-break' } }]);
  });
});

describe('means with a published standard deviation', () => {
  const header = `${HEADER},sd`;
  const row = (audience: string, mean: number, n: number, sd: number | '') =>
    `only,,,w1,${audience},mean,${mean},exact,${n},report,,,,${sd}`;
  const survey = {
    questions: [{ id: 'only', text: null, wording: 'unknown', type: 'numeric', audiences: ['a', 'b'] }],
  };

  test('Welch for the gap, Student for the figure', async () => {
    const app = await smallApp(`${header}\n${row('a', 5.2, 30, 1.1)}\n${row('b', 4.6, 25, 1.6)}\n`, survey);
    const [gap] = (await ask(app, '/gaps')).data;
    expect(gap).toMatchObject({
      gap: 0.6,
      effectSize: null,
      reasons: { effectSize: 'not-applicable-to-measure' },
    });
    close(gap?.['statistic'], 1.5881391294347778);
    close(gap?.['pValue'], 0.11987783888475041);
    close(gap?.['ciLower'], -0.16280229776914656);
    const [estimate] = (await ask(app, '/estimates')).data;
    close(estimate?.['ciLower'], 4.78925324956609);
    expect(estimate).toMatchObject({ sd: 1.1 });
  });

  test('without it there is no inference', async () => {
    const app = await smallApp(`${header}\n${row('a', 5.2, 30, '')}\n${row('b', 4.6, 25, 1.6)}\n`, survey);
    expect((await ask(app, '/gaps')).data).toMatchObject([
      { pValue: null, reasons: { pValue: 'not-reported' } },
    ]);
    expect((await ask(app, '/estimates')).data[0]).toMatchObject({
      sd: null,
      reasons: { sd: 'not-reported', ciLower: 'not-reported' },
    });
  });
});

test('extreme shares: an interval always, a test where there is something to test', async () => {
  const app = await smallApp(
    toplines(
      'q,,yes,w1,a,percent,100',
      'q,,yes,w1,b,percent,100',
      'q,,yes,w2,a,percent,0,exact,1,report,,,',
      'q,,yes,w2,b,percent,100,exact,1,report,,,',
    ),
  );
  const [same, apart] = (await ask(app, '/gaps')).data;
  expect(same).toMatchObject({
    gap: 0,
    pValue: null,
    significant: null,
    effectSize: 0,
    reasons: { pValue: 'no-variance', significant: 'no-variance' },
  });
  expect(same?.['ciLower']).toBeLessThan(0);
  expect(apart).toMatchObject({ gap: -100, ciLower: expect.any(Number), pValue: expect.any(Number) });
});

test.each([
  ['gaps?confidence=0.4', 'confidence', '0.5'],
  ['gaps?confidence=1', 'confidence', undefined],
  ['gaps?confidence=95', 'confidence', undefined],
  ['gaps?confidence=0.9995', 'confidence', '0.999'],
  ['gaps?adjust=bonferroni', 'adjust', undefined],
  ['estimates?adjust=holm', 'adjust', undefined],
  ['ranks?confidence=0.9', 'confidence', undefined],
  ['waves?confidence=0.9', 'confidence', undefined],
])('%s is refused', async (path, name, nearest) => {
  const app = await smallApp(toplines('q,,yes,w1,a,percent,1'));
  const { errors } = await getJson<Problem>(app, `/v1/surveys/small/${path}`, 400);
  expect(errors[0]?.name).toBe(name);
  if (nearest !== undefined) expect(errors[0]?.allowed?.[0]).toBe(nearest);
});
