import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Engines } from '../../../src/engine/engines.ts';
import { bundledApp, getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { runs } from '../../runs.ts';

type Row = Record<string, number | string | string[] | null>;
interface Crosstab {
  readonly data: Row[];
  readonly meta: {
    readonly notes: string[];
    readonly tests: Row[];
    readonly method: Record<string, string | number>;
  };
}

const CROSSTAB = '/v1/surveys/small/crosstab';

/** Two waves, a weight, a battery of choices, a scale and a number. */
const SURVEY = {
  waves: [
    { id: 'w1', label: 'First', year: 2020, code: 1 },
    { id: 'w2', label: 'Second', year: 2022, code: 2 },
  ],
  audiences: [
    { id: 'all', label: 'All' },
    { id: 'a', label: 'A', parent: 'all', code: 'A' },
    { id: 'b', label: 'B', parent: 'all', code: 'B' },
  ],
  comparisons: [{ between: ['a', 'b'] }],
  design: {
    wave: 'wave',
    audience: 'who',
    weights: [{ id: 'final', column: 'w', label: 'Weight' }],
  },
  disclosure: { publicRecords: true },
  questions: [
    single('q', [1, 2, 3], {
      missing: [{ code: 9, label: 'refused' }],
      nets: [{ id: 'low', label: 'One or two', options: ['q-1', 'q-2'] }],
    }),
    single('g', ['x', 'y']),
    {
      id: 'used',
      text: 'Which?',
      wording: 'verbatim',
      type: 'multiple',
      audiences: ['all', 'a', 'b'],
      chosen: [1],
      notChosen: [0],
      items: [
        { id: 'one', label: 'One', variable: 'u1' },
        { id: 'two', label: 'Two', variable: 'u2' },
      ],
    },
    {
      ...single('age', []),
      type: 'numeric',
      options: [],
      bands: [30, 50],
      missing: [{ code: -1, label: 'none' }],
    },
  ],
};

const record: fc.Arbitrary<TestRecord> = fc.record({
  wave: fc.constantFrom(1, 2),
  who: fc.constantFrom('A', 'B'),
  q: fc.constantFrom(1, 2, 3, 9, null),
  g: fc.constantFrom('x', 'y'),
  u1: fc.constantFrom(0, 1, null),
  u2: fc.constantFrom(0, 1),
  age: fc.oneof(fc.integer({ min: 18, max: 80 }), fc.constant(-1)),
  w: fc.constantFrom(0.5, 1, 1.25, 2),
});
const RECORDS: TestRecord[] = fc.sample(record, { numRuns: 200, seed: 7 });

const at = (rows: readonly Row[], row: string | null, column: string | null): Row =>
  rows.find((one) => one['row'] === row && one['column'] === column) ?? {};
const weigh = (fits: (one: TestRecord) => boolean): number =>
  RECORDS.filter(fits).reduce((sum, { w }) => sum + Number(w), 0);

describe('a table', () => {
  test('holds weighted shares of the columns, counts, bases and totals', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const { data, meta } = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&columns=g&wave=w1,w2`);
    const answered = (one: TestRecord) => one['q'] !== null && one['q'] !== 9;
    for (const [row, code] of [
      ['q-1', 1],
      ['q-3', 3],
    ] as const) {
      const cell = at(data, row, 'g-x');
      const part = weigh((one) => one['q'] === code && one['g'] === 'x');
      const base = weigh((one) => answered(one) && one['g'] === 'x');
      expect(cell['value']).toBeCloseTo((100 * part) / base, 10);
      expect(cell['weighted']).toBe(part);
      expect(cell['n']).toBe(RECORDS.filter((one) => one['q'] === code && one['g'] === 'x').length);
      expect(cell['base']).toBe(RECORDS.filter((one) => answered(one) && one['g'] === 'x').length);
    }
    expect(at(data, null, null)).toMatchObject({ value: 100, n: RECORDS.filter(answered).length });
    const without = RECORDS.length - RECORDS.filter(answered).length;
    expect(meta.notes).toEqual([
      `Left out of q by g: ${without} respondents within the filters without an answer.`,
    ]);
    const low = at(data, 'low', 'g-x');
    expect(low['rowKind']).toBe('net');
    expect(low['value']).toBeCloseTo(
      Number(at(data, 'q-1', 'g-x')['value']) + Number(at(data, 'q-2', 'g-x')['value']),
      10,
    );
  });

  test('is of the newest wave unless the query or the table says otherwise', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const newest = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&measure=count`);
    const named = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&measure=count&wave=w2`);
    const split = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&columns=wave&measure=count`);
    expect(newest.meta.method['waves']).toBe('w2');
    expect(newest.data).toEqual(named.data);
    expect(at(split.data, 'q-1', 'w2')['value']).toBe(at(newest.data, 'q-1', null)['value']);
    expect(at(split.data, 'q-1', 'w1')['value']).toBe(weigh((one) => one['q'] === 1 && one['wave'] === 1));
  });

  test('nests with * and puts side by side with commas; a battery stands for its items', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const { data } = await getJson<Crosstab>(
      app,
      `${CROSSTAB}?rows=used,q&columns=g*audience&measure=count&wave=w1,w2&limit=1000`,
    );
    expect([...new Set(data.map((row) => row['rowVariable']))]).toEqual(['used', 'q']);
    const nested = data.find(
      (row) => row['rowVariable'] === 'used' && row['row'] === 'one' && row['column'] === 'g-x*b',
    );
    expect(nested?.['value']).toBe(weigh((one) => one['u1'] === 1 && one['g'] === 'x' && one['who'] === 'B'));
    // Not asked is no answer: it is in no base.
    const total = data.find(
      (row) => row['rowVariable'] === 'used' && row['row'] === 'one' && row['column'] === null,
    );
    expect(total?.['base']).toBe(RECORDS.filter((one) => one['u1'] !== null).length);
  });

  test('filters by answers, bands and ranges, all of which must fit', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const fits = (one: TestRecord) =>
      one['g'] === 'x' && Number(one['age']) > 25 && Number(one['age']) < 50 && Number(one['age']) >= 0;
    const { data } = await getJson<Crosstab>(
      app,
      `${CROSSTAB}?rows=q&measure=count&wave=w1,w2&filter=g:g-x&filter=age:>25&filter=age:below-30,from-30`,
    );
    expect(at(data, 'q-2', null)['value']).toBe(weigh((one) => one['q'] === 2 && fits(one)));
    const size = await getJson<{ data: Row }>(
      app,
      `${CROSSTAB}/size?rows=q&wave=w1,w2&filter=g:g-x&filter=age:>25&filter=age:below-30,from-30`,
    );
    expect(size.data['respondents']).toBe(RECORDS.filter(fits).length);
  });

  test('of means leaves out what the codebook calls missing', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const { data } = await getJson<Crosstab>(app, `${CROSSTAB}?rows=age&columns=g&measure=mean&wave=w1,w2`);
    const answered = RECORDS.filter((one) => one['g'] === 'x' && one['age'] !== -1);
    const mean =
      answered.reduce((sum, { w, age }) => sum + Number(w) * Number(age), 0) /
      answered.reduce((sum, { w }) => sum + Number(w), 0);
    expect(at(data, null, 'g-x')['value']).toBeCloseTo(mean, 10);
    expect(at(data, null, 'g-x')['n']).toBe(answered.length);
  });

  test('asks for further nets, and has a wide layout for people', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const long = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&columns=g&net=q:odd:q-1,q-3`);
    const wide = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&columns=g&net=q:odd:q-1,q-3&layout=wide`);
    const odd = wide.data.find((row) => row['row'] === 'odd');
    expect(odd?.['x (A)']).toBe(at(long.data, 'odd', 'g-x')['value']);
    expect(wide.data.map((row) => row['rowKind'])).toEqual([
      'category',
      'category',
      'category',
      'net',
      'net',
      'total',
      'base',
      'baseWeighted',
      'baseEffective',
    ]);
    const csv = await app.inject(`${CROSSTAB}?rows=q&columns=g&layout=wide&format=csv`);
    expect(csv.body.split('\r\n')[0]).toBe(
      'rowVariable,rowVariableLabel,row,rowLabel,rowKind,x (A),x (A).letters,x (A).baseFlag,y (B),y (B).letters,y (B).baseFlag,Total,Total.letters,Total.baseFlag',
    );
  });

  test('has letters where a column is significantly larger, and the pairs behind them', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      wave: 2,
      who: 'A',
      q: i % 10 < (i < 100 ? 8 : 3) ? 1 : 2,
      g: i < 100 ? 'x' : 'y',
      u1: 0,
      u2: 0,
      age: 40,
      w: 1,
    }));
    const app = await recordsApp(rows, SURVEY);
    const { data, meta } = await getJson<Crosstab>(app, `${CROSSTAB}?rows=q&columns=g`);
    expect([at(data, 'q-1', 'g-x')['letters'], at(data, 'q-1', 'g-y')['letters']]).toEqual([['B'], []]);
    expect(at(data, 'q-1', null)['letters']).toBeNull();
    const pairs = await getJson<{ data: Row[] }>(app, `${CROSSTAB}/comparisons?rows=q&columns=g&adjust=holm`);
    const pair = pairs.data.find((one) => one['row'] === 'q-1');
    expect(pair).toMatchObject({ columnA: 'g-x', columnB: 'g-y', significant: true });
    expect(pair?.['difference']).toBeCloseTo(50, 10);
    // With equal weights and no strata, the test is Pearson's with a variance that divides by n − 1.
    expect(meta.tests[0]?.['numeratorDf']).toBeCloseTo(1, 9);
    expect(meta.tests[0]?.['pearson']).toBeCloseTo(50.505, 2);
  });
});

describe('what cannot be asked is refused with what can', () => {
  test.each([
    ['rows=qq', 'rows', 'q'],
    ['rows=q*used', 'rows', null],
    ['rows=q&columns=age&filter=g:g-z', 'filter', 'g-x'],
    ['rows=q&filter=g', 'filter', null],
    ['rows=q&filter=g:>3', 'filter', 'g-x'],
    ['rows=q&filter=used:chosen', 'filter', 'used.one'],
    ['rows=g&measure=mean', 'rows', 'age'],
    ['rows=q&net=q:low', 'net', null],
    ['rows=q&net=q:n:q-7', 'net', 'q-1'],
    ['rows=q&weight=finel', 'weight', 'final'],
    ['rows=q&wave=w3', 'wave', 'w1'],
    ['rows=q&measure=percent', 'measure', 'column-percent'],
    ['rows=q&layout=wide&sort=value', 'sort', null],
    ['columns=q', 'rows', null],
  ])('%s', async (query, name, allowed) => {
    const app = await recordsApp(RECORDS, SURVEY, { memory: true });
    const { errors } = await getJson<{ errors: { name: string; allowed?: string[] }[] }>(
      app,
      `${CROSSTAB}?${query}`,
      400,
    );
    expect(errors[0]?.name).toBe(name);
    if (allowed !== null) expect(errors[0]?.allowed).toContain(allowed);
  });

  test('a table with too many cells, before anything is counted', async () => {
    const app = await recordsApp(RECORDS, SURVEY, { env: { MAX_CELLS: '5' } });
    const { detail } = await getJson<{ detail: string }>(app, `${CROSSTAB}?rows=q&columns=g`, 400);
    expect(detail).toContain('6 cells');
    const size = await getJson<{ detail: string }>(app, `${CROSSTAB}/size?rows=q&columns=g`, 400);
    expect(size.detail).toContain('5 are allowed');
  });

  test('but not one table of many blocks, however short the line for the engine is', async () => {
    const engines = new Engines({
      memoryMegabytes: 64,
      threads: 1,
      timeoutMs: 120_000,
      maximumCells: 1000,
      concurrency: 1,
      queue: 4,
      cacheRows: 0,
    });
    onTestFinished(() => engines.close());
    const openEngine = (path: string, key: string) => engines.open(path, key);
    const app = await recordsApp(RECORDS, SURVEY, { openEngine });
    const { data } = await getJson<Crosstab>(
      app,
      `${CROSSTAB}?rows=q,used,wave&columns=g,audience,age&limit=1000`,
    );
    expect(
      new Set(data.map((row) => `${String(row['rowVariable'])} ${String(row['columnVariable'])}`)).size,
    ).toBe(9);
  });

  test('a release without records', async () => {
    const app = await bundledApp();
    const { type } = await getJson<{ type: string }>(
      app,
      '/v1/surveys/cmo-cio-alignment/crosstab?rows=reasons',
      404,
    );
    expect(type).toBe('/v1/problems/no-records');
  });
});

describe('whatever the records', () => {
  const queries = [
    `${CROSSTAB}?rows=q,used&columns=g*audience&wave=w1,w2&limit=1000`,
    `${CROSSTAB}?rows=age&columns=q&measure=mean`,
    '/v1/surveys/small/estimates?measure=percent,mean,count,total,median&quantile=.1,.9&limit=1000',
    '/v1/surveys/small/gaps?limit=1000',
    '/v1/surveys/small/trends?limit=1000',
    '/v1/surveys/small/gap-trends?limit=1000',
  ];
  const answers = async (records: readonly TestRecord[], memory: boolean, suffix = '') => {
    const app = await recordsApp(records, SURVEY, { memory });
    const all = [];
    for (const url of queries) all.push(...(await getJson<Crosstab>(app, `${url}${suffix}`)).data);
    return all;
  };
  /** Equal but for the last bits. */
  const expectClose = (a: readonly Row[], b: readonly Row[], but: readonly string[] = []): void => {
    expect(a.length).toBe(b.length);
    a.forEach((row, i) => {
      for (const [name, value] of Object.entries(row)) {
        if (but.includes(name)) continue;
        const other = b[i]?.[name];
        if (typeof value !== 'number' || typeof other !== 'number') expect(other, name).toEqual(value);
        else expect(Math.abs(value - other), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }
    });
  };
  const samples = fc.array(record, { minLength: 5, maxLength: 60 });
  const often = { numRuns: runs(1, 6) };

  test('the order of the rows changes nothing, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.infiniteStream(fc.nat()), async (records, keys) => {
        const shuffled = records
          .map((one) => ({ one, key: keys.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(await answers(shuffled, false)).toEqual(await answers(records, false));
      }),
      often,
    );
  });

  test('all engines agree', async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (records) => {
        expectClose(await answers(records, true), await answers(records, false));
      }),
      often,
    );
  });

  test('the scale of the weights changes nothing but sums of weights', async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (records) => {
        const scaled = records.map((one) => ({ ...one, w: 1000 * Number(one['w']) }));
        const relative = (rows: readonly Row[]) =>
          rows.filter(({ measure }) => measure !== 'count' && measure !== 'total');
        expectClose(relative(await answers(scaled, true)), relative(await answers(records, true)), [
          'weighted',
          'baseWeighted',
        ]);
      }),
      often,
    );
  });

  test('a constant weight is no weight', async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (records) => {
        const constant = records.map((one) => ({ ...one, w: 1 }));
        expectClose(await answers(constant, true), await answers(constant, true, '&weight=none'));
      }),
      often,
    );
  });
});
