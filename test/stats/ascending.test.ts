import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascendingInSteps } from '../../src/stats/ascending.ts';
import { atOnce } from '../../src/stats/in-steps.ts';
import { generator } from '../disclosure/random.ts';
import { runs } from '../runs.ts';

const sorted = (numbers: readonly number[]): number[] => [
  ...atOnce(ascendingInSteps(Float64Array.from(numbers))),
];
const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

test('numbers stand from the smallest to the largest, none is lost, and none is there twice', () => {
  const numbers = fc.array(fc.double({ noNaN: true }).map((one) => one + 0));
  fc.assert(
    fc.property(numbers, (list) => {
      expect(sorted(list)).toEqual(inOrder(list));
    }),
    { numRuns: runs(50, 1000) },
  );
});

test.each([8191, 8192, 8193, 16_384, 24_577, 50_000])('however many runs there are: %i numbers', (length) => {
  const random = generator(length);
  // Many are equal.
  const list = Array.from({ length }, () => Math.floor(random() * 1000) / 1000);
  expect(sorted(list)).toEqual(inOrder(list));
});

test('others have their turn after a run, and within what is joined', () => {
  const steps = ascendingInSteps(Float64Array.from({ length: 50_000 }, (_, i) => -i));
  let count = 0;
  while (!steps.next().done) count += 1;
  // Seven runs, and three rounds over all of them.
  expect(count).toBeGreaterThan(20);
});
