import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Turns } from '../../src/turns/turns.ts';

const THINGS = Array.from({ length: 5 }, (_, name) => ({ name }));

/** Turns with a clock that a test moves, and a loop that it lets come by. */
function setting(sliceMs = 10) {
  let time = 0;
  const scheduled: (() => void)[] = [];
  const turns = new Turns({ now: () => time, schedule: (then) => void scheduled.push(then), sliceMs });
  return {
    turns,
    scheduled,
    pass: (ms: number): void => {
      time += ms;
    },
    /** One round of the event loop, and what follows of it at once. */
    round: async (): Promise<void> => {
      for (const then of scheduled.splice(0)) then();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a slice is shared by all who work in one round of the loop', async () => {
  const { turns, pass, round } = setting();
  expect(turns.isOver).toBe(false);
  pass(6);
  expect(turns.isOver).toBe(false);
  pass(4);
  // Another one asks: it has done nothing yet, and the round has lasted long enough all the same.
  expect(turns.isOver).toBe(true);
  await round();
  expect(turns.isOver).toBe(false);
});

test('one turn a round, in the order of asking, each with a slice of its own', async () => {
  const { turns, pass, round } = setting();
  const had: string[] = [];
  for (const name of ['a', 'b', 'c']) void turns.next().then(() => had.push(name));
  expect(turns.waiting).toBe(3);
  await round();
  expect(had).toEqual(['a']);
  pass(9);
  expect(turns.isOver).toBe(false);
  pass(1);
  expect(turns.isOver).toBe(true);
  await round();
  expect(had).toEqual(['a', 'b']);
  expect(turns.isOver).toBe(false);
  await round();
  expect([had, turns.waiting]).toEqual([['a', 'b', 'c'], 0]);
});

test('who has time left does not wait', async () => {
  const { turns, pass, scheduled } = setting();
  await turns.pause();
  pass(9);
  await turns.pause();
  // Only the end of the round is waited for.
  expect([turns.waiting, scheduled.length]).toEqual([0, 1]);
});

test('a list that takes long is made in several rounds, one that does not in none', async () => {
  const { turns, pass, round } = setting();
  const list = Array.from({ length: 100 }, (_, i) => i);
  let made = 0;
  const result = turns.map(list, (i) => {
    made += 1;
    pass(1);
    return i * 2;
  });
  await round();
  const counts = [made];
  for (let i = 0; i < 10; i += 1) {
    await round();
    counts.push(made);
  }
  expect(await result).toEqual(list.map((i) => i * 2));
  // The first of all begins the slice of its round: eleven, and then ten a round.
  expect(counts.slice(0, 4)).toEqual([21, 31, 41, 51]);
  const quick = turns.flatMap([[1, 2], [], [3]], (several) => several);
  expect(await quick).toEqual([1, 2, 3]);
});

test('grouped in turns is grouped, in the order of coming', async () => {
  const list = Array.from({ length: 100 }, (_, i) => i);
  const grouped = await new Turns({ sliceMs: 0 }).groupBy(list, (i) => i % 7);
  expect([...grouped]).toEqual([...Map.groupBy(list, (i) => i % 7)]);
});

test('what is picked in turns is what was to be picked, each once where it is', async () => {
  const turns = new Turns({ sliceMs: 0 });
  const list = Array.from({ length: 40 }, (_, i) => ({ parts: [i % 5, i % 3].map((part) => THINGS[part]) }));
  expect(await turns.filter(list, ({ parts: [a] }) => a === THINGS[2])).toEqual(
    list.filter(({ parts: [a] }) => a === THINGS[2]),
  );
  expect(await turns.distinct(list, ({ parts }) => [undefined, ...parts])).toEqual([
    ...new Set(list.flatMap(({ parts }) => parts)),
  ]);
  let looked = 0;
  const isThird = (): boolean => (looked += 1) === 3;
  expect([await turns.some(list, isThird), looked]).toEqual([true, 3]);
  expect(await turns.some(list, () => false)).toBe(false);
});

test('a computation in steps ends with what it gives, and with what it throws', async () => {
  const { turns, pass, round } = setting();
  const steps = function* steps(): Generator<undefined, string, undefined> {
    for (let i = 0; i < 3; i += 1) {
      pass(11);
      yield;
    }
    return 'made';
  };
  let made = '';
  const finished = turns.finish(steps()).then((result) => (made = result));
  await round();
  expect(made).toBe('');
  for (let i = 0; i < 4; i += 1) await round();
  expect([await finished, made]).toEqual(['made', 'made']);
  const fails = function* fails(): Generator<undefined, never, undefined> {
    yield;
    throw new RangeError('no');
  };
  await expect(new Turns().finish(fails())).rejects.toThrow('no');
});

test('what fails in a turn fails for who asked, and others go on', async () => {
  const turns = new Turns({ sliceMs: 0 });
  const broken = turns.map([1, 2], () => {
    throw new Error('broken');
  });
  const whole = turns.flatMap([1, 2], (i) => Promise.resolve([i, i]));
  await expect(broken).rejects.toThrow('broken');
  expect(await whole).toEqual([1, 1, 2, 2]);
});

test('sorted in turns is sorted, and what is equal keeps its order', async () => {
  const turns = new Turns({ sliceMs: 0 });
  const things = fc.array(fc.record({ key: fc.integer({ min: 0, max: 50 }), id: fc.nat() }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(things, fc.constantFrom(1, 60, 130), async (some, times) => {
      const list = Array.from({ length: times }, (_, i) => some.map((one) => ({ ...one, i }))).flat();
      const byKey = (a: { key: number }, b: { key: number }): number => a.key - b.key;
      expect(await turns.sorted(list, byKey)).toEqual(list.toSorted(byKey));
    }),
    { numRuns: 30 },
  );
});
