import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedLooks } from '../../src/store/shared-looks.ts';

const SETTINGS = { everyMs: 250, patienceMs: 3000, most: 2 };

/** Looks that the test ends, one after the other. */
function looks(settings = SETTINGS) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const shared = new SharedLooks((name) => {
    begun.push(name);
    return new Promise((resolve) => ends.push(resolve));
  }, settings);
  const told: string[] = [];
  const ask = (name: string, who: string) =>
    void shared.ask(name).then((isOver) => told.push(isOver ? who : `${who}: not yet`));
  return { begun, told, ask, end: () => ends.shift()?.() };
}

/** Lets promises go on, and so much time pass (ms). */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('who asks while it is looked is told by the next look, which all share, and which does not come too soon', async () => {
  const { begun, told, ask, end } = looks();
  ask('a', 'first');
  await pass(0);
  ask('a', 'second');
  ask('a', 'third');
  end();
  await pass(0);
  expect([begun, told]).toEqual([['a'], ['first']]);
  await pass(249);
  expect(begun).toEqual(['a']);
  await pass(1);
  expect(begun).toEqual(['a', 'a']);
  end();
  await pass(0);
  expect(told).toEqual(['first', 'second', 'third']);
  await pass(1000);
  expect(begun).toEqual(['a', 'a']);
});

test('a look that takes long is not waited for without end, and one at a time is under way', async () => {
  const { begun, told, ask, end } = looks();
  ask('a', 'first');
  await pass(2999);
  ask('a', 'second');
  expect(told).toEqual([]);
  await pass(1);
  expect(told).toEqual(['first: not yet']);
  await pass(2999);
  expect([begun, told]).toEqual([['a'], ['first: not yet', 'second: not yet']]);
  end();
  await pass(0);
  expect(begun).toEqual(['a', 'a']);
});

test('more names than may be are not looked at, until others are done', async () => {
  const { begun, told, ask, end } = looks();
  for (const name of ['a', 'b', 'c']) ask(name, name);
  await pass(0);
  expect([begun, told]).toEqual([['a', 'b'], ['c']]);
  end();
  end();
  await pass(250);
  ask('c', 'c again');
  await pass(0);
  expect(begun).toEqual(['a', 'b', 'c']);
});
