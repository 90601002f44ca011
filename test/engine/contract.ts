import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CodedColumn, CodedTallies, Engine, TallyQuery, TallyRow } from '../../src/engine/engine.ts';
import { PlanError } from '../../src/engine/check-tally-query.ts';
import { ODD, query, type TestEngine, type TestRecord } from './registry.ts';
import { runs } from '../runs.ts';

type Open = (records: readonly TestRecord[]) => Promise<Engine>;

async function opened(open: Open, records: readonly TestRecord[]): Promise<Engine> {
  const engine = await open(records);
  onTestFinished(() => engine.close());
  return engine;
}

const plain: TestRecord = { q: 1, odd: 'a', h: 1, k: 'n', c: 1, w: 1, x: 1, r1: 1, r2: 1 };
const records: readonly TestRecord[] = [
  { q: 1, odd: 'a', h: 1, k: 'n', c: 1, w: 2, x: 3, r1: 4, r2: 0 },
  { q: 1, odd: 'a', h: 1, k: 's', c: 2, w: 0.5, x: -1, r1: 1, r2: null },
  { q: 2, odd: null, h: 2, k: 'n', c: 1, w: 0, x: 4, r1: 0, r2: 2 },
  { q: null, odd: 'b', h: 2, k: null, c: 1, w: 1, x: null, r1: 1, r2: 1 },
  { q: 2, odd: 'b', h: 2, k: 'n', c: 1, w: null, x: 4, r1: 1, r2: 1 },
];
/** Cells and how many rows are in each. */
const counts = (rows: readonly TallyRow[]): [string, number][] =>
  rows.map(({ codes, n }) => [codes.map(String).join(' '), n]);

/** Tallies column by column as rows, in the order of rows. */
function rowsOf(
  { codes, strata, cluster, x, ...sums }: CodedTallies,
  order: readonly TallyRow[],
): TallyRow[] {
  const codeAt = ({ values, at }: CodedColumn, i: number) => values[at[i] ?? -1] ?? null;
  const keyOf = (row: Pick<TallyRow, 'codes' | 'strata' | 'cluster'>): string =>
    JSON.stringify([row.codes, row.strata, row.cluster]);
  const rows = Array.from(sums.n, (n, i): TallyRow => {
    const sum = (column: Float64Array): number => column[i] ?? Number.NaN;
    return {
      codes: codes.map((column) => codeAt(column, i)),
      strata: strata.map((column) => codeAt(column, i)),
      cluster: cluster && codeAt(cluster, i),
      n,
      nonzero: sum(sums.nonzero),
      w: sum(sums.w),
      w2: sum(sums.w2),
      x: x && { wx: sum(x.wx), wx2: sum(x.wx2), w2x: sum(x.w2x), w2x2: sum(x.w2x2) },
      replicates: null,
    };
  });
  const places = new Map(order.map((row, place) => [keyOf(row), place]));
  return rows.toSorted((a, b) => (places.get(keyOf(a)) ?? -1) - (places.get(keyOf(b)) ?? -1));
}

/** What each engine must do by itself. */
export function eachEngine(tested: readonly TestEngine[]): void {
  describe.each(tested)('$name', ({ open }) => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await open(records);
    });
    afterAll(() => engine.close());

    test('counts the rows that meet conditions, each for itself', async () => {
      const counted = await engine.countRows([
        { is: 'there' },
        { is: 'missing', column: 'q' },
        { is: 'missing', column: 'k' },
        { is: 'negative', column: 'x' },
        { is: 'positive', column: 'w' },
        { is: 'not-finite', column: 'w' },
        { is: 'other', column: 'q', codes: [1] },
        { is: 'other', column: 'q', codes: ['1', '2'] },
        { is: 'other', column: ODD, codes: ['a', "b'"] },
      ]);
      expect(counted).toEqual([5, 1, 1, 1, 3, 0, 2, 4, 2]);
      await expect(engine.countRows([{ is: 'missing', column: 'nothing' }])).rejects.toThrow(PlanError);
      expect(await engine.countRows([])).toEqual([]);
    });

    test('counts the rows that hold the same in some columns, no more of them than may be held', async () => {
      const axes = [{ column: 'q' }, { column: 'h' }];
      const patterns = await engine.patterns(axes, 10_000);
      const held = records.map(({ q, h }) => JSON.stringify([q, h]));
      const expected = [...Map.groupBy(held, (key) => key)].map(([key, { length }]) => [key, length]);
      const found = [...(patterns?.counts ?? [])].map((n, row) => [
        JSON.stringify(patterns?.columns.map(({ values, at }) => values[at[row] ?? -1] ?? null)),
        n,
      ]);
      expect(new Map(found as [string, number][])).toEqual(new Map(expected as [string, number][]));
      // As many combinations as there are, times two columns, and one value fewer.
      expect(await engine.patterns(axes, expected.length * 2)).toEqual(patterns);
      expect(await engine.patterns(axes, expected.length * 2 - 1)).toBeNull();
      await expect(engine.patterns([{ column: 'nothing' }], 10_000)).rejects.toThrow(PlanError);
    });

    test('adds up cells by strata and cluster, weighted, with replicates', async () => {
      const rows = await engine.tally(
        query({
          by: [{ column: 'q' }],
          weight: 'w',
          strata: ['h', 'k'],
          cluster: 'c',
          numeric: 'x',
          replicates: ['r1', 'r2'],
        }),
      );
      expect(rows).toEqual([
        {
          codes: [1],
          strata: [1, 'n'],
          cluster: 1,
          n: 1,
          nonzero: 1,
          w: 2,
          w2: 4,
          x: { wx: 6, wx2: 18, w2x: 12, w2x2: 36 },
          replicates: { w: [4, 0], wx: [12, 0] },
        },
        {
          codes: [1],
          strata: [1, 's'],
          cluster: 2,
          n: 1,
          nonzero: 1,
          w: 0.5,
          w2: 0.25,
          x: { wx: -0.5, wx2: 0.5, w2x: -0.25, w2x2: 0.25 },
          replicates: { w: [1, 0], wx: [-1, 0] },
        },
        {
          codes: [2],
          strata: [2, 'n'],
          cluster: 1,
          n: 1,
          nonzero: 0,
          w: 0,
          w2: 0,
          x: { wx: 0, wx2: 0, w2x: 0, w2x2: 0 },
          replicates: { w: [0, 2], wx: [0, 8] },
        },
      ]);
    });

    test('adds up the same column by column', async () => {
      const asked = query({
        by: [{ column: 'q' }, { column: ODD }],
        weight: 'w',
        strata: ['h', 'k'],
        cluster: 'c',
        numeric: 'x',
      });
      const rows = await engine.tally(asked);
      expect(rowsOf(await engine.codedTallies(asked), rows)).toEqual(rows);
      const empty = await engine.codedTallies({ ...asked, filters: [{ column: 'q', in: [99] }] });
      expect(rowsOf(empty, [])).toEqual([]);
      await expect(engine.codedTallies({ ...asked, weight: 'nothing' })).rejects.toThrow(PlanError);
    });

    test('adds up deviations from the mean of each group, far from 0 and with weights that hardly vary', async () => {
      const far = await opened(open, [
        ...[1, 2, 3, 6].map((x, i) => ({ ...plain, q: 1, w: 0.1, x: 1e9 + x, r1: i })),
        ...[-2, 4].map((x, i) => ({ ...plain, q: 2, w: 1 + i / 2 ** 30, x: -3e9 + x })),
      ]);
      const [first, second] = await far.tally(
        query({ by: [{ column: 'q' }], weight: 'w', numeric: 'x', origin: -1e9, deviations: true }),
      );
      expect(first?.x?.deviations?.mean).toBeCloseTo(2e9 + 3, 4);
      // Σd = 0, Σd² = 14, and weights of 0.1, of which nothing is left.
      expect(first?.x?.deviations?.wd).toBeCloseTo(0, 4);
      expect(first?.x?.deviations?.wd2).toBeCloseTo(1.4, 9);
      expect(first?.x?.deviations?.w2d2).toBeCloseTo(0.14, 10);
      expect(first?.x?.deviations?.ww).toBeLessThan(1e-29);
      expect(Math.abs(first?.x?.deviations?.wwd ?? 1)).toBeLessThan(1e-14);
      // Weights 2^−31 about their mean, answers −3 and 3 about theirs, −3e9 + 1.
      expect(second?.x?.deviations?.mean).toBeCloseTo(-2e9 + 1, 4);
      expect((second?.x?.deviations?.ww ?? 0) / (2 * 2 ** -62)).toBeCloseTo(1, 9);
      expect((second?.x?.deviations?.wwd ?? 0) / (6 * 2 ** -31)).toBeCloseTo(1, 9);
    });

    test('deviations are left out only where nothing is lost without', async () => {
      const near = await opened(open, [
        ...[18, 35, 88].map((x) => ({ ...plain, q: 1, x })),
        ...[5, 5].map((x) => ({ ...plain, q: 2, x })),
      ]);
      const asked = query({ by: [{ column: 'q' }], numeric: 'x', deviations: true });
      const spread = (rows: readonly TallyRow[]) =>
        rows.map(({ n, x }) => {
          const { w2x = 0, w2x2 = 0, deviations } = x ?? {};
          return deviations ? deviations.w2d2 - deviations.wd ** 2 / n : w2x2 - w2x ** 2 / n;
        });
      expect(spread(await near.tally(asked)).map((value) => Number(value.toFixed(9)))).toEqual([2666, 0]);
      for (const answers of [
        [2020, 2021],
        [1 - 1e-8, 1 + 1e-8],
        [-1e6 - 0.5, -1e6 + 0.5],
        [50_000, 50_000],
      ]) {
        const far = await opened(open, [
          ...answers.map((x) => ({ ...plain, q: 1, x })),
          ...[18, 88].map((x) => ({ ...plain, q: 2, x })),
        ]);
        const rows = await far.tally(asked);
        expect(
          rows.map(({ x }) => x?.deviations !== undefined),
          String(answers),
        ).toEqual([true, true]);
        const [a = 0, b = 0] = answers;
        expect(spread(rows)[0]).toBeCloseTo((b - a) ** 2 / 2, 15);
        expect(spread(rows)[1]).toBeCloseTo(2450, 9);
      }
    });

    test('deviations are of a numeric answer', async () => {
      await expect(engine.tally(query({ deviations: true }))).rejects.toThrow('no numeric answer is named');
    });

    test('deviations join groups of missing codes, of bands and of clusters', async () => {
      const asked = query({
        by: [{ column: 'q' }, { column: 'x', cuts: [0, 3.5] }],
        strata: ['h', 'k'],
        cluster: 'c',
        weight: 'w',
        numeric: 'x',
      });
      const [plainly, around] = [
        await engine.tally(asked),
        await engine.tally({ ...asked, deviations: true }),
      ];
      expect(around.map(({ codes, n, w, x }) => [codes, n, w, x?.wx, x?.wx2, x?.w2x2])).toEqual(
        plainly.map(({ codes, n, w, x }) => [codes, n, w, x?.wx, x?.wx2, x?.w2x2]),
      );
    });

    test('leaves out who has no weight, and only where a weight is asked for', async () => {
      expect(await engine.tally(query({ weight: 'w' }))).toEqual([
        {
          codes: [],
          strata: [],
          cluster: null,
          n: 4,
          nonzero: 3,
          w: 3.5,
          w2: 5.25,
          x: null,
          replicates: null,
        },
      ]);
      expect(await engine.tally(query({ numeric: 'x' }))).toMatchObject([
        { n: 4, nonzero: 4, w: 4, w2: 4, x: { wx: 10, wx2: 42, w2x: 10, w2x2: 42 } },
      ]);
      expect(await engine.tally(query({}))).toMatchObject([{ n: 5, nonzero: 5, w: 5, w2: 5 }]);
    });

    test('adds up keys modulo 2³², exactly, and only where they are asked for', async () => {
      const largest = 2 ** 32 - 1;
      const keyed = records.map((record, i) => ({
        ...record,
        key: [largest, largest, 7, null, 2 ** 31][i] ?? null,
      }));
      const other = await opened(open, keyed);
      const tally = async (keys?: string) =>
        other.tally(query({ by: [{ column: 'q' }], ...(keys ? { keys } : {}) }));
      expect((await tally('key')).map(({ codes, n, key }) => [codes[0], n, key])).toEqual([
        [1, 2, largest - 1],
        [2, 2, 2 ** 31 + 7],
        [null, 1, 0],
      ]);
      expect((await tally()).some((row) => 'key' in row)).toBe(false);
    });

    test('the sum of keys is that of any parts, in whatever order the rows stand', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({ q: fc.integer({ min: 1, max: 3 }), key: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
            {
              minLength: 1,
              maxLength: 40,
            },
          ),
          async (made) => {
            const rows = made.map((row) => ({ ...plain, ...row }));
            const engines = [await open(rows), await open(rows.toReversed())];
            const ask = (one: Engine, by: TallyQuery['by']) => one.tally(query({ by, keys: 'key' }));
            const [parts, turned] = await Promise.all(engines.map((one) => ask(one, [{ column: 'q' }])));
            const [whole] = await ask(engines[0] ?? engine, []);
            await Promise.all(engines.map((one) => one.close()));
            expect(turned).toEqual(parts);
            const exact = made.reduce((sum, { key }) => sum + BigInt(key), 0n) % 2n ** 32n;
            expect(BigInt(whole?.key ?? -1)).toBe(exact);
            expect((parts ?? []).reduce((sum, { key = 0 }) => (sum + BigInt(key)) % 2n ** 32n, 0n)).toBe(
              exact,
            );
          },
        ),
        { numRuns: runs(2, 5) },
      );
    });

    test('tells missing from chosen, and orders cells with missing last', async () => {
      expect(counts(await engine.tally(query({ by: [{ column: ODD }] })))).toEqual([
        ['a', 2],
        ['b', 2],
        ['null', 1],
      ]);
      expect(counts(await engine.tally(query({ by: [{ column: 'x' }, { column: 'q' }] })))).toEqual([
        ['-1 1', 1],
        ['3 1', 1],
        ['4 2', 2],
        ['null null', 1],
      ]);
    });

    test.each([
      [[{ column: 'q', in: [99] }], 0],
      [[{ column: 'q' }], 4],
      [[{ column: 'q', in: [1, 99] }], 2],
      [[{ column: 'q', in: ['1', 'x'] }], 0],
      [[{ column: ODD, in: [1] }], 0],
      [[{ column: 'q', notIn: [1] }], 2],
      [[{ column: 'q', notIn: ['1'] }], 4],
      [[{ column: ODD, notIn: ['b', 'zz'] }], 2],
      [[{ column: 'x', in: [3, 4], notIn: [4] }], 1],
      [[{ column: 'x', min: -1, max: 3 }], 2],
      [[{ column: 'x', min: 3.5 }], 2],
      [[{ column: 'w', min: 1e20 }], 0],
      [[{ column: 'w', max: 0.5 }], 2],
      [[{ column: 'x', min: -Infinity, max: Infinity }], 4],
      [
        [
          { column: 'h', in: [2] },
          { column: ODD, in: ['b'] },
        ],
        2,
      ],
    ])('keeps the rows that fit %j', async (filters, n) => {
      const rows = await engine.tally(query({ filters }));
      expect(rows.map((row) => row.n)).toEqual(n === 0 ? [] : [n]);
    });

    test('finds codes at the ends of the integers of 32 bits, and beyond', async () => {
      const ends = [2 ** 31 - 1, 2 ** 31, -(2 ** 31) + 1, -(2 ** 31), 2 ** 53, 0.5];
      const other = await opened(
        open,
        ends.map((x) => ({ ...plain, x })),
      );
      for (const end of ends) {
        expect(
          await other.tally(query({ filters: [{ column: 'x', in: [end] }] })),
          String(end),
        ).toMatchObject([{ n: 1 }]);
        expect(await other.tally(query({ filters: [{ column: 'x', notIn: [end] }] }))).toMatchObject([
          { n: ends.length - 1 },
        ]);
      }
      expect(counts(await other.tally(query({ by: [{ column: 'x', cuts: [2 ** 31] }] })))).toEqual([
        ['0', 4],
        ['1', 2],
      ]);
    });

    test('makes bands of numbers, with codes that count as missing', async () => {
      const other = await opened(
        open,
        [-5, 17.5, 18, 29.99, 30, 65, 98, 99, null].map((x) => ({ ...plain, x })),
      );
      const cuts = [18, 30, 65];
      expect(counts(await other.tally(query({ by: [{ column: 'x', cuts }] })))).toEqual([
        ['0', 2],
        ['1', 2],
        ['2', 1],
        ['3', 3],
        ['null', 1],
      ]);
      const by = [{ column: 'x', cuts, except: [98, 99, -5, '18'] }];
      expect(counts(await other.tally(query({ by })))).toEqual([
        ['0', 1],
        ['1', 2],
        ['2', 1],
        ['3', 1],
        ['null', 4],
      ]);
    });

    test('takes what is no finite number for missing, and −0 for 0', async () => {
      const other = await opened(
        open,
        [1, 0, -0, NaN, Infinity, -Infinity].map((x) => ({ ...plain, x, w: x, r1: x })),
      );
      expect(await other.tally(query({ weight: 'w', numeric: 'x', replicates: ['r1'] }))).toMatchObject([
        { n: 3, nonzero: 1, w: 1, w2: 1, x: { wx: 1 }, replicates: { w: [1], wx: [1] } },
      ]);
      expect(await other.tally(query({ replicates: ['r1'] }))).toMatchObject([
        { n: 6, replicates: { w: [1] } },
      ]);
      expect(counts(await other.tally(query({ by: [{ column: 'x' }] })))).toEqual([
        ['0', 2],
        ['1', 1],
        ['null', 3],
      ]);
      expect(counts(await other.tally(query({ by: [{ column: 'x', cuts: [1] }] })))).toEqual([
        ['0', 2],
        ['1', 1],
        ['null', 3],
      ]);
      expect(await other.tally(query({ filters: [{ column: 'x', min: -1 }] }))).toMatchObject([{ n: 3 }]);
    });

    test('a cell of −0 is one of 0', async () => {
      const other = await opened(open, [{ ...plain, x: -0 }]);
      expect((await other.tally(query({ by: [{ column: 'x' }] }))).map(({ codes }) => codes)).toEqual([[0]]);
    });

    test('counts nothing for one who has left already', async () => {
      const signal = AbortSignal.abort(new Error('gone'));
      await expect(engine.tally(query({}), { signal })).rejects.toThrow('gone');
      await expect(engine.codedTallies(query({}), { signal })).rejects.toThrow('gone');
    });

    test('knows its columns', async () => {
      expect(engine.columns.get('q')).toEqual({ kind: 'number' });
      expect(engine.columns.get(ODD)).toEqual({ kind: 'code' });
      expect(engine.columns.get('zz')).toBeUndefined();
    });

    test.each([
      [{ by: [{ column: 'nothing' }] }, 'cells: there is no column "nothing"'],
      [{ by: [{ column: 'q' }, { column: 'q' }] }, 'cells: a column stands twice'],
      [{ by: [{ column: ODD, cuts: [1] }] }, 'does not hold numbers'],
      [{ by: [{ column: 'x', cuts: [] }] }, 'no cut is named for "x"'],
      [{ by: [{ column: 'x', cuts: [1, 1] }] }, 'must be numbers that ascend'],
      [{ by: [{ column: 'x', cuts: [NaN] }] }, 'must be numbers that ascend'],
      [{ by: [{ column: 'x', except: [1] }] }, 'for bands only'],
      [{ weight: ODD }, 'weight: the column "an "odd" name" does not hold numbers'],
      [{ numeric: 'zz' }, 'mean: there is no column "zz"'],
      [{ strata: ['h', 'zz'] }, 'strata: there is no column "zz"'],
      [{ strata: ['h', 'h'] }, 'strata: a column stands twice'],
      [{ cluster: 'zz' }, 'clusters: there is no column "zz"'],
      [{ keys: ODD }, 'keys: the column "an "odd" name" does not hold numbers'],
      [{ replicates: [ODD] }, 'replicates: the column "an "odd" name" does not hold numbers'],
      [{ filters: [{ column: 'q"; drop table r; --', in: [1] }] }, 'there is no column'],
      [{ filters: [{ column: 'q', in: [] }] }, 'no code is named for "q"'],
      [{ filters: [{ column: 'q', notIn: [] }] }, 'no code is named for "q"'],
      [{ filters: [{ column: ODD, min: 1 }] }, 'does not hold numbers'],
      [{ filters: [{ column: 'x', max: NaN }] }, 'must be numbers'],
    ])('refuses %j before it runs', async (wrong, message) => {
      await expect(engine.tally(query(wrong))).rejects.toThrow(PlanError);
      await expect(engine.tally(query(wrong))).rejects.toThrow(message);
    });

    test('refuses more cells than are allowed, unless a filter leaves few', async () => {
      const many = Array.from({ length: 40 }, (_, i) => ({ ...plain, q: i, odd: String(i), x: i }));
      const other = await opened(open, many);
      const by = [{ column: 'q' }, { column: ODD }];
      await expect(other.tally(query({ by }))).rejects.toThrow(
        'the query may give 1600 cells or more; 1000 are allowed',
      );
      expect(await other.tally(query({ by, filters: [{ column: 'q', in: [1, 2, 2, 1] }] }))).toHaveLength(2);
      // Forty values make three cells of one cut: two bands and missing.
      expect(await other.tally(query({ by: [{ column: 'q' }, { column: 'x', cuts: [20] }] }))).toHaveLength(
        40,
      );
      const cuts = Array.from({ length: 30 }, (_, i) => i);
      await expect(other.tally(query({ by: [{ column: 'q' }, { column: 'x', cuts }] }))).rejects.toThrow(
        '1280 cells',
      );
    });

    test('refuses too many cells by strata and cluster, counting those that occur', async () => {
      // 6 strata of 50 clusters each: 300 units of 2 cells, of which no more can occur than there are records.
      const many = (length: number): TestRecord[] =>
        Array.from({ length }, (_, i) => ({ ...plain, q: i % 2, h: i % 6, c: i % 300 }));
      const asked = query({ by: [{ column: 'q' }], strata: ['h'], cluster: 'c' });
      expect(await (await opened(open, many(200))).tally(asked)).toHaveLength(200);
      const large = await opened(open, many(300));
      await expect(large.tally(asked)).rejects.toThrow(
        /may give \d+ sums of cells by stratum and cluster; 200 /,
      );
      expect(await large.tally({ ...asked, cluster: null })).toHaveLength(6);
      // Column by column five times as many are allowed.
      expect((await large.codedTallies(asked)).n).toHaveLength(300);
      const larger = await opened(
        open,
        Array.from({ length: 1002 }, (_, i) => ({ ...plain, q: i % 2, h: i % 6, c: i % 1002 })),
      );
      await expect(larger.codedTallies(asked)).rejects.toThrow(/1002 sums of cells by .*; 1000 are allowed/);
      const nested = Array.from({ length: 300 }, (_, i) => ({ ...plain, q: i % 2, h: i % 6, c: i % 60 }));
      expect(await (await opened(open, nested)).tally(asked)).toHaveLength(60);
    });
  });
}

/** What several must do alike, the first being the oracle. */
export function allEngines(tested: readonly TestEngine[]): void {
  describe('all engines agree', () => {
    /** Numbers of fourteen orders of magnitude, with all the digits that a DOUBLE has. */
    const wide = fc
      .tuple(fc.double({ min: 1, max: 9.99, noNaN: true }), fc.integer({ min: -8, max: 5 }))
      .map(([digits, power]) => digits * 10 ** power);
    const record = fc.record({
      q: fc.option(fc.integer({ min: -1, max: 3 }), { nil: null }),
      odd: fc.option(fc.constantFrom('a', "b'; --", 'ü"', '', '😀', '\uFFFD'), { nil: null }),
      h: fc.integer({ min: 1, max: 3 }),
      k: fc.option(fc.constantFrom('n', 's'), { nil: null }),
      c: fc.integer({ min: 1, max: 4 }),
      w: fc.option(
        fc.oneof(
          fc.constantFrom(0, 0.5, 1, 2.25, 0.1, 1.2345, 1 / 3),
          fc.constantFrom(1e6, 123456.7891),
          wide,
        ),
        { nil: null },
      ),
      x: fc.option(
        fc.oneof(
          fc.integer({ min: -9, max: 9 }),
          wide,
          wide.map((x) => -x),
        ),
        { nil: null },
      ),
      r1: fc.option(fc.constantFrom(0, 1, 2.5), { nil: null }),
      r2: fc.option(wide, { nil: null }),
    });
    const aQuery = fc.record({
      by: fc.subarray([
        { column: 'q' },
        { column: ODD },
        { column: 'h' },
        { column: 'x', cuts: [-2, 0, 3.5], except: [9, -9] },
        { column: 'w', cuts: [1] },
      ]),
      filters: fc.subarray([
        { column: 'q', in: [1, 2, -1] },
        { column: 'q', notIn: [3, 'a'] },
        { column: ODD, in: ['a', "b'; --"] },
        { column: 'x', min: -3, max: 5 },
        { column: 'q' },
      ]),
      weight: fc.constantFrom(null, 'w'),
      strata: fc.subarray(['h', 'k']),
      cluster: fc.constantFrom(null, 'c'),
      numeric: fc.constantFrom(null, 'x'),
      origin: fc.constantFrom(0, 3, -2.5),
      deviations: fc.boolean(),
      replicates: fc.subarray(['r1', 'r2']),
    });

    const LARGEST_X = 1e6;
    /** The sums of a row, each with what the absolute values of its terms add up to at most. */
    const sums = ({ w, w2, x, replicates }: TallyRow): [sum: number, scale: number][] => [
      [w, w],
      [w2, w2],
      ...(x
        ? ([
            [x.wx, Math.sqrt(w * x.wx2)],
            [x.wx2, x.wx2],
            [x.w2x, Math.sqrt(w2 * x.w2x2)],
            [x.w2x2, x.w2x2],
            // The mean is each engine's own; with it come Σw(x − m) and all that the sums above are made of.
            [x.deviations ? x.deviations.mean * w + x.deviations.wd : x.wx, Math.sqrt(w * x.wx2)],
          ] as [number, number][])
        : []),
      ...(replicates?.w.map((sum): [number, number] => [sum, sum]) ?? []),
      ...(replicates?.wx?.map((sum, i): [number, number] => [sum, (replicates.w[i] ?? 0) * LARGEST_X]) ?? []),
    ];
    function expectSame(rows: readonly TallyRow[], oracle: readonly TallyRow[]): void {
      const keys = ({ codes, strata, cluster, n, nonzero }: TallyRow) => ({
        codes,
        strata,
        cluster,
        n,
        nonzero,
      });
      expect(rows.map(keys)).toEqual(oracle.map(keys));
      const others = rows.flatMap(sums);
      for (const [i, [sum, scale]] of oracle.flatMap(sums).entries())
        expect(Math.abs((others[i]?.[0] ?? NaN) - sum)).toBeLessThanOrEqual(1e-12 * scale);
    }

    /** The tally, or why the query was refused. */
    async function outcome(engine: Engine, asked: TallyQuery): Promise<readonly TallyRow[] | string> {
      try {
        return await engine.tally(asked);
      } catch (error) {
        if (error instanceof PlanError) return error.message;
        throw error;
      }
    }

    test('to the last row and 1e-12 of each sum', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(record, { minLength: 1, maxLength: 30 }),
          fc.array(aQuery, { minLength: 1, maxLength: 8 }),
          async (some, queries) => {
            const engines = await Promise.all(tested.map(({ open }) => open(some)));
            try {
              for (const one of queries) {
                const [oracle, ...others] = await Promise.all(engines.map((engine) => outcome(engine, one)));
                const plainly = { ...one, deviations: false, replicates: [] };
                if (typeof oracle !== 'string')
                  for (const engine of engines) {
                    const rows = await engine.tally(plainly);
                    expect(rowsOf(await engine.codedTallies(plainly), rows)).toEqual(rows);
                  }
                for (const other of others) {
                  if (typeof oracle === 'string' || typeof other === 'string') expect(other).toBe(oracle);
                  else expectSame(other, oracle ?? []);
                }
              }
            } finally {
              await Promise.all(engines.map((one) => one.close()));
            }
          },
        ),
        { numRuns: runs(3, 25), endOnFailure: true },
      );
    });
  });
}
