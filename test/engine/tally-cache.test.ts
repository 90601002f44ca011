import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodedTallies, Engine, TallyQuery, TallyRow } from '../../src/engine/engine.ts';
import { cachedEngine, tallyKey, TallyCache } from '../../src/engine/tally-cache.ts';
import { query } from './registry.ts';

const row: TallyRow = {
  codes: [1],
  strata: [],
  cluster: null,
  n: 1,
  nonzero: 1,
  w: 1,
  w2: 1,
  x: null,
  replicates: null,
};

const numbers = Float64Array.from({ length: 80 }, () => 1);
const CODED: CodedTallies = {
  codes: [{ values: [1], at: Int32Array.from(numbers, () => 0) }],
  strata: [],
  cluster: {
    values: numbers.reduce<number[]>((all) => [...all, all.length], []),
    at: Int32Array.from(numbers, (_, i) => i),
  },
  n: numbers,
  nonzero: numbers,
  w: numbers,
  w2: numbers,
  x: null,
};

/** An engine that counts how often it is asked, and gives as many rows as the query's weight says. */
function counting(answer: (asked: TallyQuery) => TallyRow[] = () => [row]): {
  engine: Engine;
  asked: () => number;
} {
  let times = 0;
  return {
    asked: () => times,
    engine: {
      columns: new Map([['q', { kind: 'code' }]]),
      tally: async (asked) => {
        times += 1;
        await Promise.resolve();
        return answer(asked);
      },
      codedTallies: async () => {
        times += 1;
        await Promise.resolve();
        return CODED;
      },
      patterns: () => Promise.resolve(null),
      rank: () => Promise.resolve(1),
      countRows: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
  };
}

test('a query is counted once, also while it is being counted, and once for each release', async () => {
  const { engine, asked } = counting();
  const cache = new TallyCache(100);
  const [first, second] = [cachedEngine(engine, cache, 'a'), cachedEngine(engine, cache, 'b')];
  const answers = await Promise.all(Array.from({ length: 5 }, () => first.tally(query({}))));
  expect(answers.every((answer) => answer === answers[0])).toBe(true);
  expect(await first.tally(query({}))).toEqual([row]);
  expect(asked()).toBe(1);
  await second.tally(query({}));
  expect(asked()).toBe(2);
  await first.tally(query({ weight: 'w' }));
  expect(asked()).toBe(3);
  expect(first.columns).toBe(engine.columns);
});

test('tallies column by column are kept beside rows, eight for one', async () => {
  const { engine, asked } = counting();
  const cache = new TallyCache(100);
  const cached = cachedEngine(engine, cache, 'a');
  const [coded, again] = await Promise.all([cached.codedTallies(query({})), cached.codedTallies(query({}))]);
  expect(again).toBe(coded);
  expect([asked(), cache.size]).toEqual([1, 11]);
  expect(await cached.tally(query({}))).toEqual([row]);
  expect(await cached.codedTallies(query({}))).toBe(coded);
  expect(asked()).toBe(2);
});

test('what a release is checked by is neither kept nor answered from what is', async () => {
  const { engine, asked } = counting();
  const cache = new TallyCache(100);
  const cached = cachedEngine(engine, cache, 'a');
  await cached.tally(query({}), { isCheck: true });
  expect([asked(), cache.size]).toEqual([1, 0]);
  await cached.tally(query({}));
  await cached.tally(query({}), { isCheck: true });
  expect(asked()).toBe(3);
});

test('a failure is told to all who wait and not kept', async () => {
  let fails = true;
  const { engine, asked } = counting(() => {
    if (fails) throw new Error('busy');
    return [row];
  });
  const cached = cachedEngine(engine, new TallyCache(100), 'a');
  const outcomes = await Promise.allSettled([cached.tally(query({})), cached.tally(query({}))]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked()).toBe(1);
  fails = false;
  expect(await cached.tally(query({}))).toEqual([row]);
});

describe('who leaves', () => {
  /** An engine that counts until it is told to end, or to be done. */
  function slow() {
    const counts: { readonly signal: AbortSignal | undefined; readonly done: () => void }[] = [];
    const count = <T>(answer: T, signal: AbortSignal | undefined): Promise<T> =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        counts.push({ signal, done: () => resolve(answer) });
      });
    const engine: Engine = {
      ...counting().engine,
      tally: (_asked, options) => count([row], options?.signal),
      codedTallies: (_asked, options) => count(CODED, options?.signal),
    };
    return { cached: cachedEngine(engine, new TallyCache(100), 'a'), counts };
  }

  test.each(['tally', 'codedTallies'] as const)(
    'ends what nobody else waits for, and nothing else: %s',
    async (ask) => {
      const { cached, counts } = slow();
      const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
      const left = [first, second].map(({ signal }) => cached[ask](query({}), { signal }));
      const told = Promise.allSettled(left);
      const [left1] = left;
      first.abort(new Error('first'));
      await expect(left1).rejects.toThrow('first');
      expect(counts.map(({ signal }) => signal?.aborted)).toEqual([false]);
      second.abort(new Error('second'));
      expect((await told).map((one) => one.status)).toEqual(['rejected', 'rejected']);
      expect(counts[0]?.signal?.reason).toMatchObject({ message: 'second' });
      // Who comes then has it counted anew, and shares that with who stays.
      const [leaves, stays] = [cached[ask](query({}), { signal: third.signal }), cached[ask](query({}))];
      third.abort(new Error('third'));
      await expect(leaves).rejects.toThrow('third');
      expect(counts.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
      counts[1]?.done();
      const answer = await stays;
      expect(answer).toEqual(ask === 'tally' ? [row] : CODED);
      // What is kept costs nothing, and who has left before he asks is told so.
      expect(await cached[ask](query({}), { signal: third.signal })).toBe(answer);
      await expect(cached[ask](query({ weight: 'w' }), { signal: third.signal })).rejects.toThrow('third');
      expect(counts).toHaveLength(2);
    },
  );

  test('does not forget what was begun anew when the first ends late', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    let times = 0;
    const cache = new TallyCache(100);
    const gone = new AbortController();
    const count = (): Promise<TallyRow[]> => ((times += 1) === 1 ? promise : new Promise(() => undefined));
    const left = cache.get('a', count, gone.signal);
    gone.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    void cache.get('a', count);
    reject(new Error('interrupted'));
    await setImmediate();
    void cache.get('a', count);
    expect(times).toBe(2);
  });
});

test('holds so many rows and no more; what is too large alone is not kept', async () => {
  const { engine, asked } = counting(({ weight }) => Array.from({ length: Number(weight) }, () => row));
  const cache = new TallyCache(100);
  const cached = cachedEngine(engine, cache, 'a');
  for (const weight of ['40', '41', '42', '1000']) {
    await cached.tally(query({ weight }));
    expect(cache.size).toBeLessThanOrEqual(100);
  }
  expect(asked()).toBe(4);
  await cached.tally(query({ weight: '42' }));
  expect(asked()).toBe(4);
  await cached.tally(query({ weight: '40' }));
  await cached.tally(query({ weight: '1000' }));
  expect(asked()).toBe(6);
});

test('replicate weights count as what they are', async () => {
  const replicates = { w: Array.from({ length: 90 }, () => 1), wx: null };
  const { engine } = counting(() => [{ ...row, replicates }]);
  const cache = new TallyCache(100);
  await cachedEngine(engine, cache, 'a').tally(query({}));
  expect(cache.size).toBe(11);
});

test('the order of filters and their codes says nothing; all else does', () => {
  const filters = [
    { column: 'a', in: [2, 1, 1], notIn: [4, 3] },
    { column: 'b', min: 1 },
  ];
  const same = [
    { column: 'b', min: 1 },
    { column: 'a', notIn: [3, 4], in: [1, 2] },
  ];
  expect(tallyKey(query({ filters }))).toBe(tallyKey(query({ filters: same })));
  const different: Partial<TallyQuery>[] = [
    {},
    { by: [{ column: 'a' }] },
    { by: [{ column: 'a', cuts: [1] }] },
    { by: [{ column: 'a', cuts: [1], except: [1] }] },
    { by: [{ column: 'a' }, { column: 'b' }] },
    { by: [{ column: 'b' }, { column: 'a' }] },
    { filters: [{ column: 'a' }] },
    { filters: [{ column: 'a', in: [1] }] },
    { filters: [{ column: 'a', in: ['1'] }] },
    { filters: [{ column: 'a', notIn: [1] }] },
    { filters: [{ column: 'a', min: 1 }] },
    { filters: [{ column: 'a', max: 1 }] },
    { filters: [{ column: 'a', max: Infinity }] },
    { weight: 'a' },
    { strata: ['a'] },
    { strata: ['a', 'b'] },
    { cluster: 'a' },
    { numeric: 'a' },
    { numeric: 'a', origin: 1 },
    { numeric: 'a', origin: -1 },
    { replicates: ['a'] },
    { keys: 'a' },
  ];
  const keys = different.map((changes) => tallyKey(query(changes)));
  expect(new Set(keys).size).toBe(different.length);
});

test('any permutation of filters is the same query', () => {
  const filter = fc.record(
    {
      column: fc.constantFrom('a', 'b'),
      in: fc.array(fc.oneof(fc.integer(), fc.string())),
      min: fc.integer(),
    },
    { requiredKeys: ['column'] },
  );
  fc.assert(
    fc.property(fc.array(filter), fc.integer(), (filters, seed) => {
      const turned = filters.map((_, i) => filters[(i + Math.abs(seed)) % filters.length] ?? { column: '' });
      expect(tallyKey(query({ filters: turned }))).toBe(tallyKey(query({ filters })));
    }),
  );
});
