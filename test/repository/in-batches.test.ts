import { setImmediate as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inBatches } from '../../src/repository/in-batches.ts';
import { parseToplines, parseToplinesInBatches } from '../../src/repository/toplines.ts';
import { toplines } from '../helper.ts';

const rows = (count: number, bad: readonly number[] = []) =>
  toplines(
    ...Array.from({ length: count }, (_, i) => `q,,yes,w1,a,percent,${bad.includes(i) ? 'x' : i % 100}`),
  );

test.each([0, 1, 250, 251, 1234])(
  '%d rows read part by part are those that are read at once',
  async (count) => {
    expect(await parseToplinesInBatches(rows(count))).toEqual(parseToplines(rows(count)));
  },
);

test('faults of all parts are told together, in the order of the file', async () => {
  const text = rows(900, [3, 400, 899]);
  const fault = await parseToplinesInBatches(text).catch((error: unknown) => error);
  expect(() => parseToplines(text)).toThrow((fault as Error).message);
  expect((fault as { faults: { row: number }[] }).faults.map(({ row }) => row)).toEqual([5, 402, 901]);
});

test('others have their turn between the parts', async () => {
  const others = { turns: 0, areOver: false };
  const taken = (async () => {
    while (!others.areOver) {
      await pause();
      others.turns += 1;
    }
  })();
  await inBatches(Array.from({ length: 2500 }), (part) => part);
  others.areOver = true;
  await taken;
  expect(others.turns).toBeGreaterThanOrEqual(9);
});
