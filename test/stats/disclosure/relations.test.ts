import { describe, expect, test } from 'vitest';
import { hiddenEverywhere, recode } from '../../../src/stats/disclosure/hidden-everywhere.ts';
import { knownRelations } from '../../../src/stats/disclosure/known-relations.ts';
import { combinationsOf, reaches } from '../../../src/stats/disclosure/reach.ts';
import { finish } from '../../../src/stats/disclosure/steps.ts';
import { respondentsOf } from './made-respondents.ts';

/** Towns 0 and 1 in region 0, 2 and 3 in region 1; a question that only region 1 was asked; one of its own. */
const made = (sizes: readonly number[]) => {
  const towns = sizes.flatMap((n, town) => Array.from({ length: n }, () => town));
  return respondentsOf(towns.length, [
    { size: 2, of: (row) => Math.floor((towns[row] ?? 0) / 2) },
    { size: 4, of: (row) => towns[row] ?? -1 },
    { size: 2, of: (row) => ((towns[row] ?? 0) < 2 ? -1 : row % 2) },
    { size: 2, of: (row) => Math.floor(row / 3) % 2 },
  ]);
};
const nobody = [0, 1, 2, 3].map(() => new Set<number>());

describe('what anybody knows of variables', () => {
  test('is that a region follows from its town, and who was asked on from both', async () => {
    const { implied, impliedAnswers } = await knownRelations(made([30, 30, 30, 30]));
    expect(implied).toEqual([new Set([1]), new Set([0]), new Set(), new Set()]);
    expect(impliedAnswers).toEqual([new Set([2]), new Set([2]), new Set(), new Set()]);
  });

  test('is not what one respondent contradicts', async () => {
    const { variables } = made([30, 30, 30, 30]);
    const regions = variables[0]?.codes.slice() ?? new Int32Array(0);
    regions[0] = 1;
    const one = variables.map((variable, i) => (i === 0 ? { ...variable, codes: regions } : variable));
    const { implied, impliedAnswers } = await knownRelations({ variables: one });
    expect(implied[1]).toEqual(new Set());
    expect(impliedAnswers[0]).toEqual(new Set());
    expect(impliedAnswers[1]).toEqual(new Set([2]));
  });
});

describe('answers that are hidden everywhere', () => {
  const hidden = async (sizes: readonly number[], asked = nobody) => {
    const respondents = made(sizes);
    return finish(hiddenEverywhere(respondents, await knownRelations(respondents), asked, 5));
  };

  test('are those of few, with another one of the same region', async () => {
    expect(await hidden([30, 3, 30, 20])).toEqual([[], [new Set([0, 1])], [], []]);
    expect(await hidden([30, 30, 30, 20])).toEqual([[], [], [], []]);
  });

  test('are as many as a cell needs, or all of a variable', async () => {
    // Two towns of a region have too few together: nothing of towns can be told.
    const [, towns] = await hidden([2, 2, 30, 20]);
    expect(towns).toEqual([new Set([0, 1, 2, 3])]);
  });

  test('are those that are asked for, too', async () => {
    const asked = nobody.map((set, i) => (i === 1 ? new Set([3]) : set));
    expect((await hidden([30, 30, 30, 20], asked))[1]).toEqual([new Set([3, 2])]);
  });

  test('are all towns of regions that are hidden together, however many are in each', async () => {
    // Region 0 is too small and goes with region 1, of which no town may be told, or the other region would be.
    const towns = [3, 10, 12, 30].flatMap((n, town) => Array.from({ length: n }, () => town));
    const respondents = respondentsOf(towns.length, [
      { size: 3, of: (row) => [0, 1, 1, 2][towns[row] ?? -1] ?? -1 },
      { size: 4, of: (row) => towns[row] ?? -1 },
    ]);
    const none = [new Set<number>(), new Set<number>()];
    const relations = await knownRelations(respondents);
    expect(await finish(hiddenEverywhere(respondents, relations, none, 5))).toEqual([
      [new Set([0, 1])],
      [new Set([0, 1, 2])],
    ]);
    // A town that is alone in the regions that are told apart needs nothing.
    expect(await finish(hiddenEverywhere(respondents, relations, none, 2))).toEqual([[], []]);
  });

  test('become one option, behind the others', () => {
    const [, town] = made([2, 1, 3, 1]).variables;
    if (!town) throw new Error('no towns');
    const { variable, to } = recode(town, [new Set([0, 1])]);
    expect(to).toEqual([2, 2, 0, 1]);
    expect(variable.size).toBe(3);
    expect([...variable.codes]).toEqual([2, 2, 2, 0, 0, 0, 1]);
  });
});

describe('which tables are looked at', () => {
  const variables = respondentsOf(10, [
    { size: 2, isPlace: true, of: (row) => row % 2 },
    { size: 3, of: (row) => row % 3 },
    { size: 2, of: (row) => row % 2 },
    { size: 1, column: 2, isMean: true, of: () => 0 },
    { size: 1, isMean: true, of: () => 0 },
    { size: 0, of: () => -1 },
  ]).variables;
  const keys = (length: number, crossed: readonly number[], withPlaces = true): string[] =>
    combinationsOf(variables, length, { crossed: new Set(crossed), withPlaces })
      .map((one) => one.join(' '))
      .toSorted();

  test('are those of variables that are crossed, and of each other one with the places', () => {
    // No two views of a column, no two means, nothing without answers.
    expect(keys(2, [0, 1, 2, 3, 4, 5])).toEqual(['0 1', '0 2', '0 3', '0 4', '1 2', '1 3', '1 4', '2 4']);
    expect(keys(3, [0, 1, 2, 3, 4, 5])).toEqual(['0 1 2', '0 1 3', '0 1 4', '0 2 4', '1 2 4']);
    expect(keys(2, [0, 1])).toEqual(['0 1', '0 2', '0 3', '0 4']);
    expect(keys(2, [], false)).toEqual([]);
    expect(keys(1, [], false)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('become fewer where they would be more than can be', () => {
    const respondents = { counts: new Int32Array(10).fill(1), design: new Int32Array(10), variables };
    const order = [0, 4, 3, 2, 1, 5];
    const sizes = (most: number): number[] =>
      reaches(respondents, order, most).map(({ crossed }) => crossed.size);
    expect(sizes(Infinity)[0]).toBe(6);
    const few = reaches(respondents, order, 12_000);
    expect(few[0]?.crossed.size).toBeLessThan(6);
    for (const { crossed } of few) expect([...crossed]).toEqual(order.slice(0, crossed.size));
    // At last each alone, which can always be.
    expect(reaches(respondents, order, 0)).toEqual([{ crossed: new Set(), withPlaces: false }]);
    expect(few.at(-1)).toEqual({ crossed: new Set(), withPlaces: false });
  });
});
