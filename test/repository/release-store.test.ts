import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReleaseEntry } from '../../src/schemas/dataset.ts';
import { ListedRelease } from '../../src/repository/listed-release.ts';
import type { Release } from '../../src/repository/release.ts';
import { ReleaseStore, type StoreOptions } from '../../src/repository/release-store.ts';
import { eventually } from '../eventually.ts';
import { runs } from '../runs.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

/** A store over releases whose sizes are told, which are read when the test says so. */
function setting(sizes: readonly number[], options: Partial<StoreOptions> = {}) {
  const reads: string[] = [];
  const faulty = new Set<string>();
  let kept: ReadonlySet<string> = new Set();
  let gate = Promise.resolve();
  const store: ReleaseStore = new ReleaseStore({
    read: async ({ id, entry }) => {
      reads.push(id);
      await gate;
      if (faulty.has(id)) throw new Error(`${id} has a fault`);
      const bytes = sizes[ids.indexOf(id)] ?? 0;
      return { id, entry, bytes, withEntry: (other) => ({ id, entry: other, bytes }) as Release } as Release;
    },
    explain: async (_listed, error) => new Error(`explained: ${String(error)}`),
    maximumBytes: 1000,
    patienceMs: 60_000,
    onKept: (keys) => (kept = keys),
    ...options,
  });
  const listed = ids.map(
    (id) => new ListedRelease(id, { version: '1.0.0', sha256: `hash of ${id}` } as ReleaseEntry, null, store),
  );
  store.list(listed);
  return {
    store,
    listed,
    reads,
    faulty,
    kept: () => kept,
    /** Nothing is read until what this gives is called. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('ask', 'ask', 'ask', 'check', 'break', 'mend', 'unlist', 'list'),
    which: fc.nat(ids.length - 1),
  }),
  { minLength: 5, maxLength: 40 },
);

test('whatever is asked, each gets his own release or its fault, and no more is held than may be', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 5, maxLength: 5 }),
      async (all, sizes) => {
        const { store, listed, reads, faulty, kept } = setting(sizes);
        const there = new Set(listed);
        for (const { what, which } of all) {
          const one = listed[which] as ListedRelease;
          if (what === 'break') faulty.add(one.id);
          if (what === 'mend') faulty.delete(one.id);
          if (what === 'unlist') there.delete(one);
          if (what === 'list') there.add(one);
          if (what === 'list' || what === 'unlist') store.list(there);
          if (what === 'check') await store.check(one).catch(() => undefined);
          if (what !== 'ask') continue;
          const before = reads.length;
          const asked = Promise.all([store.of(one), store.of(one)]);
          const isRead = reads.length > before;
          if (isRead && faulty.has(one.id)) {
            await expect(asked).rejects.toThrow(`explained: Error: ${one.id} has a fault`);
            continue;
          }
          const [first, second] = await asked;
          expect([first.id, second]).toEqual([one.id, first]);
          expect(reads.length - before).toBeLessThan(2);
          // What was asked for last is held, if it is listed.
          const again = store.of(one);
          expect(again instanceof Promise).toBe(!there.has(one));
          expect(await again).toMatchObject({ id: one.id });
          const held = [...kept()].map((key) => sizes[ids.indexOf(key.slice(-1))] ?? NaN);
          expect(store.bytes).toBeLessThanOrEqual(Math.max(1000, ...held));
        }
      },
    ),
    { numRuns: runs(30, 1000) },
  );
});

test('of two that do not fit the one that was asked for last stays, and whoever has the other keeps it', async () => {
  const { store, listed, reads, kept } = setting([600, 300, 600, 0, 0]);
  const [a, b, c] = listed as [ListedRelease, ListedRelease, ListedRelease];
  const first = await a.load();
  await b.load();
  await a.load();
  await c.load();
  expect(reads).toEqual(['a', 'b', 'c']);
  expect(kept()).toEqual(new Set(['hash of c']));
  expect(store.bytes).toBe(600);
  expect(first.id).toBe('a');
  await b.load();
  await c.load();
  expect(reads).toEqual(['a', 'b', 'c', 'b']);
});

test('one that is larger than all may be is held, until another one is asked for', async () => {
  const { store, listed, reads } = setting([5000, 10, 0, 0, 0]);
  const [a, b] = listed as [ListedRelease, ListedRelease];
  await a.load();
  await a.load();
  expect([reads, store.bytes]).toEqual([['a'], 5000]);
  await b.load();
  expect(store.bytes).toBe(10);
});

test('what is only checked stays while there is plenty of room; what somebody waits for meanwhile stays anyway', async () => {
  const { store, listed, reads, hold } = setting([50, 50, 50, 50, 50], { maximumBytes: 1600 });
  const [a, b, c] = listed as [ListedRelease, ListedRelease, ListedRelease];
  await store.check(a);
  await store.check(b);
  await store.check(c);
  expect([store.bytes, reads]).toEqual([100, ['a', 'b', 'c']]);
  const open = hold();
  const checked = store.check(c);
  const asked = c.load();
  open();
  await Promise.all([checked, asked]);
  expect([store.bytes, reads]).toEqual([150, ['a', 'b', 'c', 'c']]);
});

test('who waits for too long is told so; the reading goes on for those who come later', async () => {
  const { store, listed, reads, hold } = setting([10, 10, 10, 10, 10], { patienceMs: 1 });
  const [a] = listed as [ListedRelease];
  const open = hold();
  await expect(Promise.resolve(a.load())).rejects.toThrow('its files are still to be read');
  open();
  await eventually(() => store.bytes === 10);
  expect(a.load()).toMatchObject({ id: 'a' });
  expect(reads).toEqual(['a']);
});

test('what a request asks for is read before what is only checked, two at a time', async () => {
  const { store, listed, reads, hold } = setting([10, 10, 10, 10, 10]);
  const [a, b, c, d, e] = listed as [
    ListedRelease,
    ListedRelease,
    ListedRelease,
    ListedRelease,
    ListedRelease,
  ];
  const open = hold();
  const all = [a, b, c, d].map((one) => store.check(one));
  const asked = e.load();
  await eventually(() => reads.length === 2);
  open();
  await Promise.all([...all, asked]);
  expect(reads).toEqual(['a', 'b', 'e', 'c', 'd']);
});

test('another entry of the index for the same files is held with what was read of them; one that is listed no more is not', async () => {
  const { store, listed, reads, kept } = setting([10, 10, 10, 10, 10]);
  const [a, b] = listed as [ListedRelease, ListedRelease];
  await a.load();
  await b.load();
  const renewed = a.withEntry({ ...a.entry, changes: ['Other.'] });
  store.renew(a, renewed);
  store.list([renewed]);
  expect(renewed.load()).toMatchObject({ id: 'a', entry: { changes: ['Other.'] } });
  expect([reads, store.bytes, kept()]).toEqual([['a', 'b'], 10, new Set(['hash of a'])]);
});

test('one that was taken before it is listed is held from the beginning', async () => {
  const { store, reads, kept } = setting([]);
  const one = new ListedRelease('a', { version: '2.0.0', sha256: 'new' } as ReleaseEntry, null, store);
  await store.take(one);
  expect(one.load()).toMatchObject({ id: 'a', entry: { sha256: 'new' } });
  store.list([one]);
  expect([reads, kept()]).toEqual([['a'], new Set(['new'])]);
});
