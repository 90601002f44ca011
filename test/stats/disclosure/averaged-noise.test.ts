import { expect, test } from 'vitest';
import { addKeys, KEYS, noiseOf } from '../../../src/stats/disclosure/cell-key.ts';
import { averagedNoise } from '../../../src/stats/disclosure/averaged-noise.ts';
import { pTable } from '../../../src/stats/disclosure/p-table.ts';
import { runs } from '../../runs.ts';
import { generator } from '../../services/records/perturbed-survey.ts';

test('is what averaging over all tables leaves, by simulation with keys of respondents', () => {
  const random = generator(99);
  const table = pTable({ bound: 10, variance: 4, minimum: 2 });
  const answers = [2, 2, 3, 4, 2, 3, 2, 2];
  const pairs = answers.flatMap((_, i) => answers.slice(i + 1).map((__, j) => [i, i + 1 + j] as const));
  const errors: { one: number[]; two: number[] } = { one: [], two: [] };
  for (let survey = 0; survey < runs(40, 400); survey += 1) {
    const people = Array.from({ length: 400 }, () => ({
      key: Math.floor(random() * KEYS),
      given: answers.map((m) => Math.floor(random() * m)),
    }));
    const noise = (who: typeof people): number =>
      noiseOf(
        table,
        who.length,
        who.reduce((sum, { key }) => addKeys(sum, key), 0),
      );
    /** The noise of the sum of the parts into which some variables split everybody. */
    const split = (by: readonly number[]): number =>
      [...Map.groupBy(people, ({ given }) => by.map((i) => given[i]).join()).values()].reduce(
        (sum, part) => sum + noise(part),
        0,
      );
    const draws = (tables: readonly (readonly number[])[]): { sum: number; weight: number } =>
      tables.reduce(
        ({ sum, weight }, by) => {
          const each = 1 / by.reduce((product, i) => product * (answers[i] ?? 1), 1);
          return { sum: sum + each * split(by), weight: weight + each };
        },
        { sum: 0, weight: 0 },
      );
    const [itself, ones, twos] = [noise(people), draws(answers.map((_, i) => [i])), draws(pairs)];
    errors.one.push((itself + ones.sum) / (1 + ones.weight));
    errors.two.push((itself + ones.sum + twos.sum) / (1 + ones.weight + twos.weight));
  }
  const rootMean = (of: readonly number[]): number =>
    Math.sqrt(of.reduce((sum, error) => sum + error * error, 0) / of.length);
  // Four standard errors of a standard deviation from as many draws.
  const chance = 4 / Math.sqrt(2 * errors.one.length);
  expect(Math.abs(rootMean(errors.one) / averagedNoise(4, answers, 1) - 1)).toBeLessThan(chance);
  expect(Math.abs(rootMean(errors.two) / averagedNoise(4, answers, 2) - 1)).toBeLessThan(chance);
});

test('by hand', () => {
  expect(averagedNoise(2, [], 1)).toBe(Math.SQRT2);
  expect(averagedNoise(2, [2, 2], 1)).toBe(1);
  expect(averagedNoise(9, [2, 2, 4], 2)).toBeCloseTo(3 / Math.sqrt(1 + 1.25 + 0.25 + 0.125 + 0.125), 12);
});
