import { describe, expect, test } from 'vitest';
import type { ClaimRow } from '../../../src/schemas/results/claim.ts';
import { getJson, HEADER, smallApp } from '../../helper.ts';

type Row = Record<string, unknown> & { reasons: Record<string, string>; note: string | null };
interface Answer {
  readonly data: Row[];
  readonly meta: { notes: string[]; method: Record<string, string>; linearTrends: Row[] };
}

const AUDIENCES = [
  { id: 'all', label: 'All' },
  { id: 'cio', label: 'CIOs', parent: 'all', dimension: 'role' },
  { id: 'cmo', label: 'CMOs', parent: 'all', dimension: 'role' },
  { id: 'australia', label: 'Australia', parent: 'all', dimension: 'country' },
  { id: 'cio-australia', label: 'CIOs in Australia', parent: ['cio', 'australia'] },
];
const ids = AUDIENCES.map(({ id }) => id);
const question = (id: string, type: string) => ({
  id,
  text: 'Q?',
  wording: 'verbatim',
  type,
  audiences: ids,
});
const WAVES = ['w1', 'w2', 'w3'].map((id, i) => ({ id, label: id, year: 2020 + i }));
const sample = (audience: string | null, n: number, more: object = {}) => ({
  wave: 'w1',
  audience,
  n,
  source: 'report',
  ...more,
});

/** Figures as `question,wave,audience,measure,value,n,weightedN,sd`. */
function app(rows: readonly string[], survey: Record<string, unknown> = {}) {
  const header = HEADER.replace('value,qualifier,n,', 'value,qualifier,n,weightedN,sd,');
  const lines = rows.map((row) => {
    const [
      q = '',
      wave = '',
      audience = '',
      measure = '',
      value = '',
      n = '',
      weightedN = '',
      sd = '',
      qualifier = 'exact',
    ] = row.split(',');
    return [
      q,
      '',
      q === 'q' ? 'yes' : '',
      wave,
      audience,
      measure,
      value,
      qualifier,
      n,
      weightedN,
      sd,
      'report',
      '',
      '',
      '',
    ].join(',');
  });
  return smallApp(`${header}\n${lines.join('\n')}\n`, {
    waves: WAVES,
    audiences: AUDIENCES,
    samples: [],
    comparisons: [],
    questions: [
      { ...question('q', 'single'), options: [{ id: 'yes', label: 'Yes' }] },
      question('m', 'numeric'),
    ],
    ...survey,
  });
}
const ask = (over: Awaited<ReturnType<typeof app>>, path: string) =>
  getJson<Answer>(over, `/v1/surveys/small${path}`);
const close = (actual: unknown, expected: number, relative = 1e-9): void => {
  expect(Math.abs((actual as number) / expected - 1)).toBeLessThan(relative);
};
const SHARES = ['q,w1,all,percent,50,650', 'q,w1,cio,percent,56,250'];

describe('a part against its whole', () => {
  // R: prop.test(c(140, 185), c(250, 400), correct = FALSE), and the standard error as in test/stats/nested.test.ts.
  test('56 % of 250 in 50 % of 650: p 0.0156 and SE 2.474, both ways round', async () => {
    const over = await app(SHARES);
    const { data, meta } = await ask(over, '/gaps?between=cio,all');
    close(data[0]?.['pValue'], 0.015577051213613292);
    close(data[0]?.['standardError'], 2.4739877494877343);
    close(data[0]?.['statistic'], 2.418677324489567);
    close(data[0]?.['ciLower'], 1.1247877949271365);
    close(data[0]?.['ciUpper'], 10.76077090010872);
    expect(meta.method['test']).toMatch(/^A part and its whole: part against rest/);
    expect(meta.method['samples']).toContain('W = n₁/n');
    const [mirrored] = (await ask(over, '/gaps?between=all,cio')).data;
    close(mirrored?.['ciLower'], -10.76077090010872);
    close(mirrored?.['ciUpper'], -1.1247877949271365);
    close(mirrored?.['statistic'], -2.418677324489567);
    close(mirrored?.['pValue'], 0.015577051213613292);
    expect(mirrored?.['gap']).toBe(-6);
  });

  test('with published weights and design effects', async () => {
    const over = await app(['q,w1,all,percent,50,650,1000', 'q,w1,cio,percent,56,250,300'], {
      samples: [sample('all', 650, { designEffect: 1.6 }), sample('cio', 250, { designEffect: 1.2 })],
    });
    const { data, meta } = await ask(over, '/gaps?between=cio,all');
    close(data[0]?.['standardError'], 3.3005654622332);
    close(data[0]?.['pValue'], 0.06974160701196999);
    expect(meta.method['samples']).toContain('ratio of the published weighted bases');
    expect(meta.method['samples']).not.toContain('W = n₁/n');
  });

  test('the weight of a sample is that of its figures, unless they have a base of their own', async () => {
    const samples = [
      sample('all', 650, { designEffect: 1.6, weightedN: 1000 }),
      sample('cio', 250, { designEffect: 1.2, weightedN: 300 }),
    ];
    const row = async (rows: readonly string[]) =>
      (await ask(await app(rows, { samples }), '/gaps?between=cio,all')).data[0];
    close((await row(['q,w1,all,percent,50', 'q,w1,cio,percent,56']))?.['standardError'], 3.3005654622332);
    close((await row(SHARES))?.['standardError'], 3.3005654622332);
    const { meta } = await ask(
      await app(['q,w1,all,percent,50,640', 'q,w1,cio,percent,56'], { samples }),
      '/gaps?between=cio,all',
    );
    expect(meta.method['samples']).toContain('W = n₁/n');
  });

  test('where only one of the two has a design effect both take it', async () => {
    const both = await app(SHARES, {
      samples: [sample('all', 650, { designEffect: 1.5 }), sample('cio', 250)],
    });
    close((await ask(both, '/gaps?between=cio,all')).data[0]?.['standardError'], 3.0300038080707226);
    const part = await app(SHARES, {
      samples: [sample('all', 650), sample('cio', 250, { designEffect: 1.5 })],
    });
    close((await ask(part, '/gaps?between=cio,all')).data[0]?.['standardError'], 3.0300038080707226);
  });

  test.each([
    ['a base that is not known', ['q,w1,all,percent,50', 'q,w1,cio,percent,56,250'], 'overlapping-audiences'],
    ['a larger part', ['q,w1,all,percent,50,200', 'q,w1,cio,percent,56,250'], 'inconsistent-bases'],
    ['the same base', ['q,w1,all,percent,50,250', 'q,w1,cio,percent,56,250'], 'no-variance'],
    ['a share that cannot be', ['q,w1,all,percent,20,500', 'q,w1,cio,percent,60,250'], 'inconsistent-bases'],
    [
      'weights that cannot be',
      ['q,w1,all,percent,50,650,200', 'q,w1,cio,percent,56,250,300'],
      'inconsistent-bases',
    ],
  ])('%s: the gap is served, and nothing else', async (_, rows, reason) => {
    const [row] = (await ask(await app(rows), '/gaps?between=cio,all')).data;
    expect(row).toMatchObject({
      standardError: null,
      ciLower: null,
      pValue: null,
      reasons: { standardError: reason, ciLower: reason, pValue: reason, significant: reason },
    });
    expect(row?.['gap']).toBeGreaterThan(0);
    expect(row?.['effectSize']).not.toBeNull();
  });

  test('a rest below 0 that rounding explains is told', async () => {
    const [row] = (
      await ask(await app(['q,w1,all,percent,20,500', 'q,w1,cio,percent,41,250']), '/gaps?between=cio,all')
    ).data;
    expect(row?.note).toBe(
      'Rest: w1: without cio the printed figures leave -1 % of all; rounding allows 0 %, which is taken.',
    );
    expect(row?.['standardError']).toBeGreaterThan(0);
  });

  test('audiences that overlap have a gap and no test; disjoint ones are as ever', async () => {
    const over = await app([...SHARES, 'q,w1,australia,percent,40,200', 'q,w1,cmo,percent,46.25,400']);
    const { data, meta } = await ask(over, '/gaps?between=cio,australia');
    expect(data).toMatchObject([{ gap: 16, pValue: null, reasons: { pValue: 'overlapping-audiences' } }]);
    expect(meta.method).toMatchObject({ test: 'None, see samples.', interval: 'None, see samples.' });
    const apart = await ask(over, '/gaps?between=cio,cmo');
    close(apart.data[0]?.['pValue'], 0.015577051213613292);
    expect(apart.meta.method['samples']).not.toContain('taken for granted');
    const every = await ask(over, '/gaps');
    expect(every.meta.method['test']).toMatch(/^Two-proportion z.*A part and its whole/);
  });

  test('divisions that cannot be ones overlap in that wave', async () => {
    const rows = [
      'q,w1,cio,percent,56,250',
      'q,w1,cmo,percent,40,450',
      'q,w2,cio,percent,56,250',
      'q,w2,cmo,percent,40,400',
    ];
    const over = await app(rows, { samples: [sample('all', 650), { ...sample('all', 650), wave: 'w2' }] });
    const { data } = await ask(over, '/gaps?between=cio,cmo');
    expect(data).toMatchObject([
      { wave: 'w1', pValue: null, reasons: { pValue: 'overlapping-audiences' } },
      { wave: 'w2', pValue: expect.any(Number) },
    ]);
    const [change] = (await ask(over, '/gap-trends?between=cio,cmo')).data;
    expect(change).toMatchObject({ change: 0, reasons: { pValue: 'overlapping-audiences' } });
  });

  test('that siblings are apart is taken for granted where nobody says by what they were divided', async () => {
    const plain = AUDIENCES.map(({ dimension: _dimension, ...rest }) => rest);
    const over = await app([...SHARES, 'q,w1,cmo,percent,46.25,400'], { audiences: plain });
    const { data, meta } = await ask(over, '/gaps?between=cio,cmo');
    close(data[0]?.['pValue'], 0.015577051213613292);
    expect(meta.method['samples']).toContain('taken for granted');
  });

  test('ranks and counts say what they always said', async () => {
    const over = await app(['m,w1,all,count,50', 'm,w1,australia,count,20', 'm,w1,cio,count,30']);
    const { data } = await ask(over, '/gaps?between=cio,australia');
    expect(data[0]?.reasons['pValue']).toBe('not-applicable-to-measure');
  });
});

describe('means', () => {
  // R, as in test/stats/nested.test.ts.
  test('a part and its whole', async () => {
    const over = await app(['m,w1,all,mean,6.5,400,,2.4', 'm,w1,cio,mean,7.2,120,,2.1']);
    const [row] = (await ask(over, '/gaps?between=cio,all')).data;
    close(row?.['standardError'], 0.17067339746472066);
    close(row?.['pValue'], 0.000047104078501652866);
    close(row?.['ciLower'], 0.36393164131167655);
    const weighted = await app(['m,w1,all,mean,6.5,400,400,2.4', 'm,w1,cio,mean,7.2,120,100,2.1']);
    const [other] = (await ask(weighted, '/gaps?between=cio,all')).data;
    expect(other).toMatchObject({ standardError: null, reasons: { standardError: 'overlapping-audiences' } });
    const same = await app(['m,w1,all,mean,6.5,400,800,2.4', 'm,w1,cio,mean,7.2,120,240,2.1']);
    close((await ask(same, '/gaps?between=cio,all')).data[0]?.['standardError'], 0.17067339746472066);
  });

  // R: Satterthwaite over four samples, as in test/stats/change-of-means.test.ts; by z p would be 0.246.
  test('the change of a gap is held against t', async () => {
    const rows = [
      'm,w1,cio,mean,5,12,,2',
      'm,w1,cmo,mean,4,8,,1.5',
      'm,w2,cio,mean,6.5,10,,2.2',
      'm,w2,cmo,mean,4.1,9,,1.8',
    ];
    const { data, meta } = await ask(await app(rows), '/gap-trends?between=cio,cmo');
    close(data[0]?.['pValue'], 0.2545823498165155);
    close(data[0]?.['ciLower'], -1.0559070578672731);
    expect(meta.method['test']).toContain('Welch–Satterthwaite');
    const single = await app(rows.map((row) => row.replace(',12,', ',1,')));
    expect((await ask(single, '/gap-trends?between=cio,cmo')).data[0]).toMatchObject({
      pValue: null,
      reasons: { pValue: 'no-degrees-of-freedom' },
    });
  });
});

describe('changes of gaps of parts and wholes', () => {
  test('z over the standard errors of the two gaps', async () => {
    const over = await app([...SHARES, 'q,w2,all,percent,50,650', 'q,w2,cio,percent,60,250']);
    const gaps = (await ask(over, '/gaps?between=cio,all')).data;
    const { data, meta } = await ask(over, '/gap-trends?between=cio,all');
    const se = Math.hypot(gaps[0]?.['standardError'] as number, gaps[1]?.['standardError'] as number);
    close(data[0]?.['standardError'], se);
    close(data[0]?.['statistic'], 4 / se);
    expect(meta.method['test']).toContain('Gaps of a part and its whole: z');
    const unknown = await app([...SHARES, 'q,w2,all,percent,50', 'q,w2,cio,percent,60,250']);
    expect((await ask(unknown, '/gap-trends?between=cio,all')).data[0]).toMatchObject({
      change: 4,
      standardError: null,
      reasons: { standardError: 'overlapping-audiences' },
    });
  });
});

describe('a panel', () => {
  test('has changes, and nothing to hold them against', async () => {
    const rows = ['w1', 'w2', 'w3'].flatMap((wave, i) => [
      `q,${wave},cio,percent,${50 + 5 * i},250`,
      `q,${wave},cmo,percent,40,400`,
    ]);
    const over = await app(rows, { panel: true });
    const trends = await ask(over, '/trends');
    const reason = {
      standardError: 'waves-not-independent',
      ciLower: 'waves-not-independent',
      pValue: 'waves-not-independent',
    };
    expect(trends.data.length).toBe(4);
    for (const row of trends.data)
      expect(row).toMatchObject({ standardError: null, pValue: null, reasons: reason });
    expect(trends.meta.linearTrends).toMatchObject([
      { slope: null, reasons: { slope: 'waves-not-independent' } },
      { slope: null },
    ]);
    expect(trends.meta.method).toMatchObject({
      test: 'None, see samples.',
      samples: expect.stringContaining('panel'),
    });
    const [change] = (await ask(over, '/gap-trends?between=cio,cmo')).data;
    expect(change).toMatchObject({ change: 5, standardError: null, reasons: reason });
    // Within a wave nobody is asked twice.
    expect((await ask(over, '/gaps?between=cio,cmo')).data[0]?.['pValue']).not.toBeNull();
    const independent = await ask(await app(rows), '/trends');
    expect(independent.data[0]?.['pValue']).not.toBeNull();
  });
});

describe('design effects', () => {
  // R: 56 % of 250/1.44 by Wilson; sqrt(.56 * .44 / (250 / 1.44)).
  test('every interval rests on n/deff', async () => {
    const over = await app(SHARES, { samples: [sample('cio', 250, { designEffect: 1.44 })] });
    const { data, meta } = await ask(over, '/estimates?audience=cio');
    expect(data[0]).toMatchObject({ n: 250, designEffect: 1.44 });
    close(data[0]?.['nEffective'], 250 / 1.44);
    close(data[0]?.['standardError'], 100 * 1.2 * Math.sqrt((0.56 * 0.44) / 250));
    expect(data[0]?.reasons['designEffect']).toBeUndefined();
    expect(meta.method['assumption']).toMatch(/^The base of inference is n\/deff/);
    const mixed = await ask(over, '/estimates');
    expect(mixed.meta.method['assumption']).toMatch(
      /^Samples with a design effect.*All others: Simple random sampling/,
    );
    const none = await ask(await app(SHARES), '/estimates');
    expect(none.meta.method['assumption']).toMatch(
      /^Simple random sampling.*10 to 40 % wider, by √deff with deff = 1 \+ CV²/,
    );
    expect(none.data[0]).toMatchObject({ designEffect: null, reasons: { designEffect: 'design-unknown' } });
  });

  test('tests and trends too', async () => {
    const rows = ['q,w1,cio,percent,56,250', 'q,w1,cmo,percent,46.25,400', 'q,w2,cio,percent,50,250'];
    const designs = [
      sample('cio', 250, { designEffect: 2 }),
      sample('cmo', 400, { designEffect: 2 }),
      { ...sample('cio', 250, { designEffect: 2 }), wave: 'w2' },
    ];
    const [plain, designed] = [await app(rows), await app(rows, { samples: designs })];
    for (const path of ['/gaps?between=cio,cmo', '/trends?audience=cio']) {
      const [before, after] = [(await ask(plain, path)).data[0], (await ask(designed, path)).data[0]];
      close(after?.['standardError'], (before?.['standardError'] as number) * Math.SQRT2);
      close(after?.['statistic'], (before?.['statistic'] as number) / Math.SQRT2);
    }
  });

  test.each([
    [
      'its own',
      [sample('cio-australia', 100, { designEffect: 1.1 }), sample('cio', 250, { designEffect: 1.2 })],
      1.1,
      [],
    ],
    [
      'that of the nearest that it is a part of',
      [sample('cio', 250, { designEffect: 1.2 }), sample('all', 650, { designEffect: 1.5 })],
      1.2,
      ['cio'],
    ],
    [
      'of two as near the larger',
      [sample('cio', 250, { designEffect: 1.2 }), sample('australia', 200, { designEffect: 1.3 })],
      1.3,
      ['australia'],
    ],
    [
      'that of the whole',
      [sample('all', 650, { designEffect: 1.5 }), sample(null, 700, { designEffect: 1.7 })],
      1.5,
      ['all'],
    ],
    ['that of the wave', [sample(null, 700, { designEffect: 1.7 })], 1.7, ['the wave as a whole']],
    ['none of another wave', [{ ...sample('cio', 250, { designEffect: 1.2 }), wave: 'w2' }], null, []],
  ])('a sample takes %s', async (_, samples, expected, from) => {
    const { data, meta } = await ask(
      await app(['q,w1,cio-australia,percent,50,100'], { samples }),
      '/estimates',
    );
    expect(data[0]?.['designEffect']).toBe(expected);
    expect(meta.notes).toEqual(
      from.map(
        (whose) => `The design effect of cio-australia in w1 is not published: that of ${whose} is taken.`,
      ),
    );
  });

  // R: (4/100*2/qnorm(.975))^2*1000.
  test.each([
    [{ points: 4, level: 0.95 }, 1000, 'exact', 1.6660337384128374],
    [{ points: 3.1, level: 0.95 }, 1000, 'exact', 1],
    [{ points: '3.0', level: 0.95 }, 1000, 'exact', 1],
    [{ points: 4, level: 0.95 }, 1000, 'more-than', null],
  ])('a margin of error is a design effect: %j', async (marginOfError, n, qualifier, expected) => {
    const over = await app(['q,w1,cio,percent,50,1000'], {
      samples: [sample('cio', n, { marginOfError, qualifier })],
    });
    const effect = (await ask(over, '/estimates')).data[0]?.['designEffect'];
    if (expected === null) expect(effect).toBeNull();
    else close(effect, expected);
    const waves = await getJson<{ data: { samples: object[] }[] }>(over, '/v1/surveys/small/waves');
    expect(waves.data[0]?.samples[0]).toMatchObject({
      marginOfError: { points: Number(marginOfError.points), level: 0.95 },
      designEffect: null,
    });
  });
});

describe('claims', () => {
  const claim = (asserts: object) => ({
    claims: [
      {
        id: 'c',
        source: 'report',
        text: 'A claim.',
        asserts: {
          question: 'q',
          option: 'yes',
          measure: 'percent',
          significant: true,
          value: 0,
          ...asserts,
        },
      },
    ],
  });
  const gap = (a: string, b: string) =>
    claim({ quantity: 'gap', between: [a, b], waves: ['w1'], relation: 'larger-than' });
  const verdict = async (rows: readonly string[], survey: object) =>
    (
      await getJson<{ data: ClaimRow; meta: { method: Record<string, string> } }>(
        await app(rows, survey as Record<string, unknown>),
        '/v1/surveys/small/claims/c',
      )
    ).data;

  test('a part against its whole is part against rest', async () => {
    const row = await verdict(SHARES, gap('cio', 'all'));
    expect(row.verdict).toBe('supported');
    close(row.pValue, 0.015577051213613292);
    expect(row.working.join(' ')).toContain('part against the rest');
    const mirrored = await verdict(
      SHARES,
      claim({ quantity: 'gap', between: ['all', 'cio'], waves: ['w1'], relation: 'smaller-than' }),
    );
    close(mirrored.pValue, 0.015577051213613292);
  });

  test('against another number z rests on the standard error of the gap', async () => {
    const row = await verdict(
      SHARES,
      claim({ quantity: 'gap', between: ['cio', 'all'], waves: ['w1'], relation: 'larger-than', value: 2 }),
    );
    // R: 2 * pnorm(-(6 - 2) / 2.4739877494877343)
    close(row.pValue, 0.10591651894581075);
  });

  test('of a base that is not known nothing is tried: no best p-value that could be false', async () => {
    for (const rows of [
      ['q,w1,all,percent,50', 'q,w1,cio,percent,56,250'],
      ['q,w1,all,percent,50,650', 'q,w1,cio,percent,56'],
      ['q,w1,all,percent,50', 'q,w1,cio,percent,56'],
    ]) {
      const row = await verdict(rows, gap('cio', 'all'));
      expect(row).toMatchObject({
        verdict: 'undecidable',
        pValue: null,
        bestPValue: null,
        reasons: { pValue: 'overlapping-audiences', bestPValue: 'overlapping-audiences' },
      });
    }
    const disjoint = await verdict(['q,w1,cmo,percent,50', 'q,w1,cio,percent,56,250'], gap('cio', 'cmo'));
    expect(disjoint.bestPValue).not.toBeNull();
  });

  test('a change of a gap, overlapping audiences, a panel, design effects', async () => {
    const change = claim({
      quantity: 'gap-change',
      between: ['cio', 'all'],
      from: 'w1',
      to: 'w2',
      relation: 'larger-than',
    });
    const four = [...SHARES, 'q,w2,all,percent,50,650', 'q,w2,cio,percent,60,250'];
    const [row] = (await ask(await app(four), '/gap-trends?between=cio,all')).data;
    close((await verdict(four, change)).pValue, row?.['pValue'] as number);
    expect(await verdict(four, { ...change, panel: true })).toMatchObject({
      verdict: 'undecidable',
      reasons: { pValue: 'waves-not-independent' },
    });
    const over = await verdict([...SHARES, 'q,w1,australia,percent,40,200'], gap('cio', 'australia'));
    expect(over).toMatchObject({ verdict: 'undecidable', reasons: { pValue: 'overlapping-audiences' } });
    const designed = { ...gap('cio', 'cmo'), samples: [sample('all', 650, { designEffect: 4 })] };
    const rows = ['q,w1,cio,percent,56,250', 'q,w1,cmo,percent,46.25,400'];
    // Half of z = 2.4187: R, 2 * pnorm(-2.418677324489567 / 2).
    close((await verdict(rows, designed)).pValue, 0.22653276315984028);
    expect((await verdict(rows, designed)).verdict).toBe('not-supported');
    const value = {
      ...claim({ quantity: 'figure', audience: 'cio', waves: ['w1'], relation: 'larger-than', value: 50 }),
      samples: [sample('cio', 250, { designEffect: 4 })],
    };
    // R: 2 * pnorm(-0.06 / sqrt(0.25 / 62.5))
    close((await verdict(rows, value)).pValue, 0.3427817111479111);
  });
});

describe('two samples of which one expects fewer than one respondent', () => {
  // min(n₁, n₂)·min(p̄, q̄): 50 · 6/550 is 0.55, 50 · 15/550 is 1.36; of 99 and 100 % the respondents without the answer count.
  test.each([
    ['q,w1,cio,percent,2,50', 'q,w1,cmo,percent,1,500', true],
    ['q,w1,cio,percent,10,50', 'q,w1,cmo,percent,2,500', false],
    ['q,w1,cio,percent,100,50', 'q,w1,cmo,percent,99,500', true],
    ['q,w1,cio,percent,0,50', 'q,w1,cmo,percent,0,500', false],
  ])('%s against %s: noted is %s', async (a, b, isNoted) => {
    const over = await app([a, b]);
    const [gap] = (await ask(over, '/gaps?between=cio,cmo')).data;
    expect(gap?.note?.startsWith('Test: In the smaller sample fewer than one') ?? false).toBe(isNoted);
  });

  test('a change of gaps has a test of its own, and no such note', async () => {
    const over = await app(
      ['w1', 'w2'].flatMap((wave) => [`q,${wave},cio,percent,2,50`, `q,${wave},cmo,percent,1,500`]),
    );
    const [change] = (await ask(over, '/gap-trends?between=cio,cmo&question=q')).data;
    expect(change?.note ?? null).toBeNull();
  });
});
