import { describe, expect, test } from 'vitest';
import { bundledApp, getJson } from './helper.ts';

type Row = Record<string, unknown>;
const BASE = '/v1/surveys/cmo-cio-alignment@1.0.0';
const rows = async (path: string): Promise<Row[]> =>
  (await getJson<{ data: Row[] }>(await bundledApp(), `${BASE}${path}`)).data;

describe('the bundled survey, release 1.0.0', () => {
  test('the gap in the need to align was 21 and is 14 points', async () => {
    const gaps = await rows('/gaps?question=need-to-align');
    expect(gaps).toMatchObject([
      { wave: '2012', valueA: 77, valueB: 56, gap: 21, roundingLower: 20, roundingUpper: 22, leader: 'cio' },
      { wave: '2014', valueA: 83, valueB: 69, gap: 14, roundingLower: 13, roundingUpper: 15, leader: 'cio' },
    ]);
    expect(gaps).toHaveLength(2);
  });

  test('of the twelve reasons the last has the widest gap and the eleventh the narrowest', async () => {
    const gaps = await rows('/gaps?question=reasons&sort=-gap');
    expect(gaps).toHaveLength(12);
    expect(gaps.every(({ wave }) => wave === '2014')).toBe(true);
    expect(gaps[0]).toMatchObject({ item: 'reason-12', gap: 11 });
    expect(gaps[11]).toMatchObject({
      item: 'reason-11',
      gap: 1,
      roundingLower: 0,
      roundingUpper: 2,
      // 31 and 30: what prints as 31 is more than what prints as 30.
      leader: 'cio',
    });
  });

  test('the gap is closing', async () => {
    expect(await rows('/gap-trends?question=need-to-align')).toMatchObject([
      {
        gapFrom: 21,
        gapTo: 14,
        change: -7,
        perYear: -3.5,
        direction: 'closing',
        roundingLower: -9,
        roundingUpper: -5,
      },
    ]);
    const trends = await rows('/trends?question=need-to-align');
    expect(Object.fromEntries(trends.map(({ audience, change }) => [audience, change]))).toEqual({
      cio: 6,
      cmo: 13,
    });
  });

  test('what was asked of one side makes no gap, and says so when it is named', async () => {
    expect(await rows('/gaps?question=it-falls-short')).toMatchObject([
      { gap: null, reasons: { gap: 'not-asked' } },
    ]);
    const all = await rows('/gaps?limit=1000');
    expect(
      all.filter(({ question }) => question === 'it-falls-short' || question === 'requirements-inadequate'),
    ).toEqual([]);
  });

  test('56 is served with the alternative 57 and both sources', async () => {
    const [row] = await rows('/estimates?question=need-to-align&wave=2012&audience=cmo');
    expect(row).toMatchObject({ value: 56, status: 'preferred', alternatives: [{ value: 57 }] });
    const { sources, alternatives } = row as { sources: string[]; alternatives: { sources: string[] }[] };
    expect(new Set([...sources, ...(alternatives[0]?.sources ?? [])]).size).toBe(2);
  });

  test('ranks of reasons are computed, those of drivers passed through', async () => {
    const ranks = await rows('/ranks?limit=1000');
    expect(ranks).toContainEqual(
      expect.objectContaining({ item: 'customer-insight', audience: 'cio', rank: 10, basis: 'published' }),
    );
    // The source names two drivers of a list whose length it does not tell.
    for (const row of ranks.filter(({ basis }) => basis === 'published'))
      expect(row).toMatchObject({ of: null, rankLower: row['rank'], reasons: { of: 'not-reported' } });
    expect(ranks).toContainEqual(
      expect.objectContaining({ item: 'reason-12', audience: 'cio', rank: 1, tied: 1, basis: 'computed' }),
    );
    expect(ranks).toContainEqual(
      expect.objectContaining({ item: 'reason-08', audience: 'cio', rank: 2, tied: 4, basis: 'computed' }),
    );
    // Four share 31 %, below one of 34 and above three of 29.
    const places = ranks.filter(({ audience, question }) => audience === 'cio' && question === 'reasons');
    expect(places.slice(0, 6).map((row) => [row['rankLower'], row['rankUpper'], row['of']])).toEqual([
      [1, 1, 12],
      [2, 5, 12],
      [2, 5, 12],
      [2, 5, 12],
      [2, 5, 12],
      [6, 8, 12],
    ]);
  });

  test('a base that is known only as a bound is served as one', async () => {
    const [, wave] = await rows('/waves');
    expect(wave).toMatchObject({
      id: '2014',
      samples: [{ audience: null, n: 1100, qualifier: 'more-than' }],
    });
    expect(await rows('/estimates?question=need-to-align&wave=2014')).toMatchObject([
      { n: null, reasons: { n: 'base-unknown' } },
      { n: null, reasons: { n: 'base-unknown' } },
    ]);
  });
});

describe('the bundled survey, release 1.1.0', () => {
  test('the diff shows samples, labels and figures that changed', async () => {
    const { data } = await getJson(
      await bundledApp(),
      '/v1/surveys/cmo-cio-alignment/diff?from=1.0.0&to=1.1.0&limit=1000',
    );
    const has = (row: object) => expect(data).toContainEqual(expect.objectContaining(row));
    has({ subject: 'sample', id: '2012|cmo', field: 'n', from: 400, to: 405 });
    has({ subject: 'sample', id: '2012|cio', field: 'n', from: 250, to: 252 });
    has({ subject: 'sample', id: '2014|', field: 'n', from: 1100, to: 1147 });
    has({ subject: 'wave', id: '2010', change: 'added' });
    expect(
      data.filter(
        ({ subject, field, from, to }) =>
          subject === 'item' && field === 'label' && from === null && to !== null,
      ),
    ).toHaveLength(7);
    expect(
      data.filter(({ subject, change }) => subject === 'figure' && change === 'added').length,
    ).toBeGreaterThan(40);
    expect(data.filter(({ subject, change }) => subject === 'question' && change === 'removed')).toEqual([]);
  });

  test('ids never change between releases', async () => {
    const app = await bundledApp();
    const ids = async (version: string) =>
      (
        await getJson<{ data: { id: string; items: { id: string }[] }[] }>(
          app,
          `/v1/surveys/cmo-cio-alignment@${version}/questions`,
        )
      ).data.flatMap(({ id, items }) => [id, ...items.map((item) => `${id}|${item.id}`)]);
    const later = new Set(await ids('1.1.0'));
    expect((await ids('1.0.0')).filter((id) => !later.has(id))).toEqual([]);
  });
});

describe('the bundled survey, release 1.2.0', () => {
  const base = '/v1/surveys/cmo-cio-alignment@1.2.0';

  test('says who is part of whom, and changes no figure', async () => {
    const app = await bundledApp();
    const { data } = await getJson<{ data: Row[] }>(app, `${base}/audiences`);
    expect(data.map(({ id, parents, dimension }) => [id, parents, dimension])).toEqual([
      ['cmo', ['all'], 'role'],
      ['cio', ['all'], 'role'],
      ['all', [], null],
      ['cmo-insurance', ['cmo'], 'sector'],
      ['cio-insurance', ['cio'], 'sector'],
      ['cmo-australia', ['cmo'], 'country'],
      ['cio-australia', ['cio'], 'country'],
      ['cmo-italy', ['cmo'], 'country'],
      ['cio-italy', ['cio'], 'country'],
      ['cmo-china', ['cmo'], 'country'],
      ['cio-china', ['cio'], 'country'],
    ]);
    const changes = await getJson<{ data: Row[] }>(app, `${base}/diff?from=1.1.0&limit=1000`);
    expect(new Set(changes.data.map(({ subject, field }) => `${String(subject)} ${String(field)}`))).toEqual(
      new Set(['survey citation', 'survey notes', 'audience parent', 'audience dimension']),
    );
  });

  test('a sector is part of its role, and two roles are apart', async () => {
    const app = await bundledApp();
    const reason = async (query: string): Promise<unknown> =>
      (await getJson<{ data: Row[] }>(app, `${base}/gaps?${query}`)).data.map(
        ({ reasons }) => (reasons as Record<string, string>)['pValue'],
      );
    // No base of all CIOs in 2014 is known, so that there is no test; but the gap is there.
    expect(await reason('question=need-to-align&wave=2014&between=cio-insurance,cio')).toContain(
      'overlapping-audiences',
    );
    expect(await reason('question=need-to-align&option=agree&wave=2012&between=cio,cmo')).toEqual([
      undefined,
    ]);
    const insurance = await reason(
      'question=need-to-align&option=agree&wave=2014&between=cio-insurance,cmo-insurance',
    );
    expect(insurance).toEqual(['base-unknown']);
  });
});
