import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/schemas/problem.ts';
import { getJson, smallApp, toplines } from '../helper.ts';
import { runs } from '../runs.ts';

const app = () => smallApp(toplines('q,,yes,w1,a,percent,69'));
interface Answer {
  readonly data: Record<string, number | string>[];
  readonly meta: Record<string, number | boolean | null>;
}

test('all intervals of a share, side by side, as statsmodels gives them', async () => {
  const { data, meta } = await getJson<Answer>(await app(), '/v1/calculator/proportion?x=0&n=1');
  expect(data.map(({ method }) => method)).toEqual([
    'wilson',
    'clopper-pearson',
    'agresti-coull',
    'jeffreys',
    'wald',
  ]);
  [79.345068562276, 97.5, 83.25005145206, 85.325368369042, 0].forEach((upper, i) =>
    expect(data[i]?.['ciUpper']).toBeCloseTo(upper, 9),
  );
  expect(data.at(-1)?.['advice']).toContain('Warning');
  expect(meta).toMatchObject({ percent: 0, n: 1, confidence: 0.95, standardError: 0 });
  const percent = await getJson<Answer>(await app(), '/v1/calculator/proportion?percent=40&n=50');
  const counts = await getJson<Answer>(await app(), '/v1/calculator/proportion?x=20&n=50');
  expect(percent.data).toEqual(counts.data);
});

test('all of n are a share too: Clopper–Pearson ends at (α/2)^(1/n)', async () => {
  const { data, meta } = await getJson<Answer>(await app(), '/v1/calculator/proportion?x=5&n=5');
  const exact = data.find(({ method }) => method === 'clopper-pearson');
  expect(exact?.['ciLower']).toBeCloseTo(100 * 0.025 ** (1 / 5), 10);
  expect([meta['percent'], exact?.['ciUpper']]).toEqual([100, 100]);
  await getJson(await app(), '/v1/calculator/proportion?x=5.000001&n=5', 400);
});

test('interval and test of a gap are those of the gap resource', async () => {
  const { data, meta } = await getJson<Answer>(
    await app(),
    '/v1/calculator/gap?percentA=77&nA=250&percentB=56&nB=400',
  );
  expect(data.map(({ method }) => method)).toEqual(['newcombe', 'miettinen-nurminen', 'wald']);
  expect(data[0]?.['ciLower']).toBeCloseTo(13.63312161878106, 10);
  expect(meta).toMatchObject({ gap: 21, significant: true });
  expect(meta['pValue']).toBeCloseTo(5.665010459274435e-8, 16);
  const same = await getJson<Answer>(await app(), '/v1/calculator/gap?percentA=100&nA=5&percentB=100&nB=7');
  expect(same.meta).toMatchObject({ pValue: null, significant: null, effectSize: 0 });
});

test('with a design effect everything rests on n divided by it', async () => {
  const over = await app();
  const at = (path: string) => getJson<Answer>(over, `/v1/calculator/${path}`);
  const share = await at('proportion?percent=40&n=600&designEffect=1.5');
  expect(share.data).toEqual((await at('proportion?percent=40&n=400')).data);
  expect(share.meta).toMatchObject({ n: 600, designEffect: 1.5, nEffective: 400 });
  // 100·√(0.4·0.6/400)
  expect(share.meta['standardError']).toBeCloseTo(2.449489742783178, 12);
  const gap = await at('gap?percentA=77&nA=375&percentB=56&nB=600&designEffect=1.5');
  const plain = await at('gap?percentA=77&nA=250&percentB=56&nB=400');
  expect(gap.data).toEqual(plain.data);
  expect(gap.meta).toMatchObject({
    designEffect: 1.5,
    nEffectiveA: 250,
    nEffectiveB: 400,
    pValue: plain.meta['pValue'],
  });
  expect(plain.meta).toMatchObject({ designEffect: 1, nEffectiveA: 250 });
  // Less than one respondent says nothing, and is no failure of ours.
  for (const path of [
    'proportion?percent=40&n=2&designEffect=3',
    'gap?percentA=1&nA=9&percentB=2&nB=1&designEffect=2',
  ]) {
    const problem = await getJson<Problem>(over, `/v1/calculator/${path}`, 400);
    expect(problem.errors).toMatchObject([{ name: 'designEffect' }]);
  }
  await getJson<Problem>(over, '/v1/calculator/proportion?percent=40&n=2&designEffect=0', 400);
});

test('sample sizes', async () => {
  const sizes = async (query: string) =>
    (await getJson<Answer>(await app(), `/v1/calculator/sample-size?${query}`)).data.map(({ method, n }) => [
      method,
      n,
    ]);
  expect(await sizes('margin=3')).toEqual([
    ['wilson', 1064],
    ['wald', 1068],
  ]);
  expect(await sizes('margin=3&population=1000')).toEqual([
    ['wilson', 516],
    ['wald', 517],
  ]);
  // R: 1.5·qnorm(.975)^2/(4·.03^2) is 1600.608; with uniroot on the width of Wilson's interval it is 1594.846.
  expect(await sizes('margin=3&designEffect=1.5')).toEqual([
    ['wilson', 1595],
    ['wald', 1601],
  ]);
  // R: 644.0396 and 644.8659 by n/(1 + (n − 1)/N); rounded at each step Wald's was 1816/2.815 = 645.1, and so 646.
  expect(await sizes('margin=3&designEffect=1.7&population=1000')).toEqual([
    ['wilson', 645],
    ['wald', 645],
  ]);
  // R's 387.3385·1.4 is 542.2739; 388·1.4 was 543.2.
  expect(await sizes('percentA=50&percentB=60&designEffect=1.4')).toEqual([['two-proportion', 543]]);
  // Nobody is asked twice, however small the margin.
  expect(await sizes('margin=0.01&population=7')).toEqual([
    ['wilson', 7],
    ['wald', 7],
  ]);
  // R: power.prop.test(p1 = .5, p2 = .6, power = .8) gives n = 387.3385
  expect(await sizes('percentA=50&percentB=60')).toEqual([['two-proportion', 388]]);
});

test.each([
  ['proportion?n=5', 'percent'],
  ['proportion?percent=5', 'n'],
  ['proportion?x=1&percent=5&n=5', 'percent'],
  ['proportion?x=6&n=5', 'x'],
  ['proportion?percent=101&n=5', 'percent'],
  ['proportion?percent=1e1&n=5', 'percent'],
  ['proportion?percent=5&n=0', 'n'],
  ['proportion?percent=5&n=-1', 'n'],
  ['proportion?percent=&n=5', 'percent'],
  ['gap?percentA=5&nA=5&percentB=5', 'nB'],
  ['sample-size', 'margin'],
  ['sample-size?margin=0', 'margin'],
  ['sample-size?margin=3&percentA=5', 'percentA'],
  ['sample-size?percentA=5', 'percentB'],
  ['sample-size?percentA=5&percentB=5', 'percentB'],
  ['sample-size?percentA=0&percentB=5', 'percentA'],
  ['sample-size?margin=3&percent=100', 'percent'],
  ['sample-size?percentA=5&percentB=6&percent=5', 'percent'],
])('%s is refused, naming %s', async (path, name) => {
  const { errors } = await getJson<Problem>(await app(), `/v1/calculator/${path}`, 400);
  expect(errors[0]?.name).toBe(name);
});

test('whatever numbers are allowed, every answer is a number', async () => {
  const calculator = await app();
  const share = fc.integer({ min: 0, max: 1_000_000 }).map((x) => (x / 10_000).toFixed(4));
  const base = fc
    .oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1_000_000_000 }))
    .map(String);
  const level = fc.integer({ min: 500, max: 999 }).map((x) => (x / 1000).toFixed(3));
  await fc.assert(
    fc.asyncProperty(share, base, share, base, level, async (pA, nA, pB, nB, confidence) => {
      for (const path of [
        `proportion?percent=${pA}&n=${nA}`,
        `gap?percentA=${pA}&nA=${nA}&percentB=${pB}&nB=${nB}`,
      ]) {
        const { data } = await getJson<Answer>(calculator, `/v1/calculator/${path}&confidence=${confidence}`);
        for (const { ciLower, ciUpper } of data) {
          expect(typeof ciLower, path).toBe('number');
          expect(ciUpper, path).toBeGreaterThanOrEqual(ciLower as number);
        }
      }
    }),
    { numRuns: runs(20, 300) },
  );
});
