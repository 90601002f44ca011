import { describe, expect, test } from 'vitest';
import type { ClaimRow } from '../../../../src/schemas/results/claim.ts';
import { bundledApp, getJson, smallApp, toplines } from '../../../helper.ts';

const bundled = async (version: string, claim: string): Promise<ClaimRow> =>
  (
    await getJson<{ data: ClaimRow }>(
      await bundledApp(),
      `/v1/surveys/cmo-cio-alignment@${version}/claims/${claim}`,
    )
  ).data;

describe('the claims of the two articles', () => {
  test.each(['1.0.0', '1.1.0', '1.2.0'])(
    '%s: the gap of 2012 was 21: supported with 56, contradicted with 57',
    async (version) => {
      const claim = await bundled(version, 'gap-2012-was-21');
      expect(claim).toMatchObject({ verdict: 'supported', contested: true });
      expect(claim.alternatives).toMatchObject([
        { verdict: 'contradicted', assuming: expect.stringContaining(': 57 (') },
      ]);
      expect(claim.figures.map(({ value }) => value)).toEqual([77, 56]);
    },
  );

  // scipy.stats: 2·norm.sf(0.07/√(0.77·0.23/n₁ + 0.56·0.44/n₂))
  test.each([
    ['1.0.0', 0.05441936296238216],
    ['1.1.0', 0.053216343997119886],
    ['1.2.0', 0.053216343997119886],
  ])(
    '%s: "significantly smaller" is not supported: even infinite samples in 2014 give p = %d',
    async (version, p) => {
      const claim = await bundled(version, 'gap-significantly-smaller');
      expect(claim.verdict).toBe('not-supported');
      expect(Math.abs((claim.bestPValue ?? 0) / p - 1)).toBeLessThan(1e-9);
      expect(claim).toMatchObject({ pValue: null, reasons: { pValue: 'base-unknown' } });
      expect(claim.reason).toContain('even with the most favourable bases');
      expect(claim.working.join('\n')).toContain('cio 2014: ∞');
    },
  );

  test.each(['1.0.0', '1.1.0', '1.2.0'])('%s: all others', async (version) => {
    const { data } = await getJson<{ data: ClaimRow[] }>(
      await bundledApp(),
      `/v1/surveys/cmo-cio-alignment@${version}/claims`,
    );
    const verdicts = Object.fromEntries(data.map(({ claim, verdict }) => [claim, verdict]));
    expect(verdicts).toMatchObject({
      'gap-2014-is-14': 'supported',
      'gap-is-closing': 'supported',
      'it-sees-more-need-in-both-waves': 'supported',
      'customer-insight-first-and-tenth': 'supported',
      'every-reason-more-cios': 'supported',
      'cio-77-cmo-57-2012': 'contradicted',
      'cio-77-cmo-56-2012': 'supported',
    });
    for (const row of data) expect(row.working.length, row.claim).toBeGreaterThan(0);
  });

  test('at a lower level it could hold, and then it is undecidable', async () => {
    const { data } = await getJson<{ data: ClaimRow }>(
      await bundledApp(),
      '/v1/surveys/cmo-cio-alignment@1.0.0/claims/gap-significantly-smaller?confidence=0.9',
    );
    expect(data.verdict).toBe('undecidable');
  });
});

/** The verdict on one claim over the small survey. */
async function verdictOn(asserts: Record<string, unknown>, ...rows: string[]): Promise<ClaimRow> {
  const claims = [{ id: 'c', source: 'report', text: 'A claim.', asserts }];
  const app = await smallApp(toplines(...rows), { claims });
  return (await getJson<{ data: ClaimRow }>(app, '/v1/surveys/small/claims/c')).data;
}
const row = (
  wave: string,
  audience: string,
  value: number | string,
  n: number | string = '',
  qualifier = 'exact',
) => `q,,yes,${wave},${audience},percent,${value},${qualifier},${n},report,,,`;
const gap = { quantity: 'gap', question: 'q', option: 'yes', between: ['a', 'b'], waves: ['w1'] };
const figure = { quantity: 'figure', question: 'q', option: 'yes', audience: 'a', waves: ['w1'] };
const change = { quantity: 'change', question: 'q', option: 'yes', audience: 'a', from: 'w1', to: 'w2' };
const gapChange = {
  quantity: 'gap-change',
  question: 'q',
  option: 'yes',
  between: ['a', 'b'],
  from: 'w1',
  to: 'w2',
};

const ranked = { question: 'battery', items: ['i1'], option: undefined, measure: 'rank' };
const place = (wave: string, audience: string, rank: number, qualifier = 'exact') =>
  `battery,i1,,${wave},${audience},rank,${rank},${qualifier},,report,,,`;

describe('verdicts', () => {
  test.each([
    [
      'larger beyond rounding',
      { ...gap, relation: 'larger-than' },
      [row('w1', 'a', 52), row('w1', 'b', 50)],
      'supported',
    ],
    [
      'larger by one printed unit: [51.5, …) is never below (…, 51.5)',
      { ...gap, relation: 'larger-than' },
      [row('w1', 'a', 51), row('w1', 'b', 50)],
      'supported',
    ],
    [
      'the same digits',
      { ...gap, relation: 'larger-than' },
      [row('w1', 'a', 50), row('w1', 'b', 50)],
      'undecidable',
    ],
    [
      'digits of two precisions that overlap',
      { ...gap, relation: 'larger-than' },
      [row('w1', 'a', 51), row('w1', 'b', '50.8')],
      'undecidable',
    ],
    [
      'smaller',
      { ...gap, relation: 'larger-than' },
      [row('w1', 'a', 40), row('w1', 'b', 50)],
      'contradicted',
    ],
    [
      'smaller, as claimed',
      { ...gap, relation: 'smaller-than' },
      [row('w1', 'a', 40), row('w1', 'b', 50)],
      'supported',
    ],
    ['a missing figure', { ...gap, relation: 'larger-than' }, [row('w1', 'a', 40)], 'undecidable'],
    ['the same as', { ...gap, relation: 'equals' }, [row('w1', 'a', 50), row('w1', 'b', 50)], 'supported'],
    ['another number', { ...figure, relation: 'equals', value: 50 }, [row('w1', 'a', 51)], 'contradicted'],
    [
      'more than half, from 51',
      { ...figure, relation: 'larger-than', value: 50 },
      [row('w1', 'a', 51)],
      'supported',
    ],
    [
      'the very end of the rounding interval',
      { ...figure, relation: 'larger-than', value: 50.5 },
      [row('w1', 'a', 51)],
      'undecidable',
    ],
    [
      'more than half, from 50',
      { ...figure, relation: 'larger-than', value: 50 },
      [row('w1', 'a', 50)],
      'undecidable',
    ],
    [
      'an approximate figure against an order',
      { ...figure, relation: 'larger-than', value: 50 },
      [row('w1', 'a', 80, '', 'approximately')],
      'undecidable',
    ],
    [
      'a bound',
      { ...figure, relation: 'equals', value: 80 },
      [row('w1', 'a', 80, '', 'more-than')],
      'undecidable',
    ],
    ['a rise', { ...change, relation: 'larger-than' }, [row('w1', 'a', 50), row('w2', 'a', 60)], 'supported'],
    [
      'closing from the other side',
      { ...gapChange, relation: 'closing' },
      [row('w1', 'a', 30), row('w1', 'b', 50), row('w2', 'a', 40), row('w2', 'b', 50)],
      'supported',
    ],
    [
      'widening, though closing is claimed',
      { ...gapChange, relation: 'closing' },
      [row('w1', 'a', 50), row('w1', 'b', 45), row('w2', 'a', 70), row('w2', 'b', 45)],
      'contradicted',
    ],
    [
      'less than 100, of what prints as 100 and may be it',
      { ...figure, relation: 'smaller-than', value: 100 },
      [row('w1', 'a', 100)],
      'undecidable',
    ],
    [
      'less than 60.5, of what prints as 60',
      { ...figure, relation: 'smaller-than', value: 60.5 },
      [row('w1', 'a', 60)],
      'supported',
    ],
    [
      'a gap at the end that 100 % can reach',
      { ...gap, relation: 'smaller-than', value: 10.5 },
      [row('w1', 'a', 100), row('w1', 'b', 90)],
      'undecidable',
    ],
    [
      'a gap at the end that no other figure can reach',
      { ...gap, relation: 'smaller-than', value: 11 },
      [row('w1', 'a', 70), row('w1', 'b', 60)],
      'supported',
    ],
    [
      'a distance that begins where the other ends',
      { ...gapChange, relation: 'closing' },
      [row('w1', 'a', 50), row('w1', 'b', 47), row('w2', 'a', 50), row('w2', 'b', 49)],
      'supported',
    ],
    [
      'ranks come closer exactly, without any rounding',
      { ...gapChange, ...ranked, relation: 'closing' },
      [place('w1', 'a', 1), place('w1', 'b', 5), place('w2', 'a', 4), place('w2', 'b', 2)],
      'supported',
    ],
    [
      'ranks that stay as far apart do not come closer',
      { ...gapChange, ...ranked, relation: 'closing' },
      [place('w1', 'a', 1), place('w1', 'b', 3), place('w2', 'a', 4), place('w2', 'b', 2)],
      'contradicted',
    ],
    [
      'an approximate rank against an order',
      { ...figure, ...ranked, relation: 'smaller-than', value: 4 },
      [place('w1', 'a', 3, 'approximately')],
      'undecidable',
    ],
    [
      'one part of two',
      {
        all: [
          { ...figure, relation: 'equals', value: 50 },
          { ...figure, relation: 'equals', value: 51 },
        ],
      },
      [row('w1', 'a', 50)],
      'contradicted',
    ],
  ])('%s', async (_, asserts, rows, verdict) => {
    expect((await verdictOn(asserts, ...rows)).verdict).toBe(verdict);
  });

  test('a figure that two parts rest on counts once, and so do its other versions', async () => {
    const claim = await verdictOn(
      {
        all: [
          { ...figure, relation: 'larger-than', value: 40 },
          { ...figure, relation: 'smaller-than', value: 60 },
        ],
      },
      'q,,yes,w1,a,percent,50,exact,,report,,preferred,',
      'q,,yes,w1,a,percent,52,exact,,article,,alternative,',
    );
    expect(claim.figures).toHaveLength(1);
    expect(claim.alternatives.map(({ assuming }) => assuming)).toEqual([
      'q, yes, w1, a: 52 (article) instead of 50',
    ]);
  });

  test('a number that rounding could not have hidden is not excused by it', async () => {
    const equals = async (value: number) =>
      (await verdictOn({ ...gap, relation: 'equals', value }, row('w1', 'a', 51), row('w1', 'b', 50))).reason;
    expect(await equals(1.5)).toContain('before rounding may have');
    expect(await equals(2)).not.toContain('before rounding');
  });

  test('significance with known bases is decided by the same test as the gap', async () => {
    const claim = await verdictOn(
      { ...gap, relation: 'larger-than', significant: true },
      row('w1', 'a', 55, 200),
      row('w1', 'b', 50, 100),
    );
    // statsmodels: proportions_ztest([110, 50], [200, 100])[1]
    expect(claim.pValue).toBeCloseTo(0.41317615098731186, 12);
    expect(claim).toMatchObject({ verdict: 'not-supported', bestPValue: null });
    const larger = await verdictOn(
      { ...gap, relation: 'larger-than', significant: true },
      row('w1', 'a', 55, 2000),
      row('w1', 'b', 50, 1000),
    );
    expect(larger.verdict).toBe('supported');
    expect(larger.pValue).toBeLessThan(0.05);
  });

  test('with one unknown base the best p-value over all bases decides', async () => {
    const possible = await verdictOn(
      { ...gap, relation: 'larger-than', significant: true },
      row('w2', 'a', 1),
      row('w1', 'a', 60, 100),
      row('w1', 'b', 50, 100).replace(',100,', ',1000000,'),
    );
    expect(possible.bestPValue).toBeNull();
    const rows = [row('w1', 'a', 60, 100), 'q,,yes,w1,b,percent,50,exact,,report,,,'];
    const claims = [
      {
        id: 'c',
        source: 'report',
        text: 'A claim.',
        asserts: { ...gap, relation: 'larger-than', significant: true },
      },
    ];
    const app = await smallApp(toplines(...rows), { claims, samples: [] });
    const { data } = await getJson<{ data: ClaimRow }>(app, '/v1/surveys/small/claims/c');
    // The best case is an infinite sample of b: z = 0.1/√(0.25/100) = 2.
    expect(data).toMatchObject({ verdict: 'undecidable', pValue: null });
    expect(data.bestPValue).toBeLessThanOrEqual(0.04550026389635839 + 1e-12);
  });

  test('what is contradicted is not tested, and a figure can be held against a value', async () => {
    const opposite = await verdictOn(
      { ...gap, relation: 'larger-than', significant: true },
      row('w1', 'a', 40, 200),
      row('w1', 'b', 50, 100),
    );
    expect(opposite).toMatchObject({ verdict: 'contradicted', pValue: null });
    const half = await verdictOn(
      { ...figure, relation: 'larger-than', value: 50, significant: true },
      row('w1', 'a', 60, 100),
    );
    expect(half.pValue).toBeCloseTo(0.04550026389635839, 12);
    expect(half.verdict).toBe('supported');
  });
});

test('significantly more than a number of points is tested against that number', async () => {
  const rows = [row('w1', 'a', 60, 400), row('w1', 'b', 45, 400)];
  const claim = await verdictOn({ ...gap, relation: 'larger-than', value: 10, significant: true }, ...rows);
  // statsmodels: test_proportions_2indep(240, 400, 180, 400, value=0.10, method='wald').pvalue
  expect(claim.pValue).toBeCloseTo(0.1520780807929755, 12);
  expect(claim.verdict).toBe('not-supported');
  const zero = await verdictOn({ ...gap, relation: 'larger-than', significant: true }, ...rows);
  expect(zero.verdict).toBe('supported');
  await expect(
    verdictOn({ ...gap, relation: 'equals', value: 15, significant: true }, ...rows),
  ).rejects.toThrow('no test shows that two numbers are equal');
});

test('a claim across a change of wording is undecidable', async () => {
  const claims = [
    { id: 'c', source: 'report', text: 'A claim.', asserts: { ...change, relation: 'larger-than' } },
  ];
  const questions = [
    {
      id: 'q',
      text: null,
      wording: 'unknown',
      type: 'single',
      audiences: ['a'],
      options: [{ id: 'yes', label: null }],
      breaks: [{ between: ['w1', 'w2'], reason: 'New words.' }],
    },
  ];
  const app = await smallApp(toplines(row('w1', 'a', 50), row('w2', 'a', 70)), { claims, questions });
  const { data } = await getJson<{ data: ClaimRow }>(app, '/v1/surveys/small/claims/c');
  expect(data).toMatchObject({
    verdict: 'undecidable',
    working: ['The waves must not be compared: New words.'],
  });
});

test('a claim about figures that cannot be is refused with its place', async () => {
  await expect(verdictOn({ ...gap, relation: 'larger-than', between: ['a', 'c'] })).rejects.toThrow(
    'claims[0].asserts.between: unknown audience of q "c"',
  );
  await expect(verdictOn({ ...gap, relation: 'closing' })).rejects.toThrow(
    'closing is said of a gap-change only',
  );
  await expect(verdictOn({ ...gap, from: 'w1', relation: 'larger-than' })).rejects.toThrow(
    'has no place in a gap',
  );
});
