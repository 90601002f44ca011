import { describe, expect, test } from 'vitest';
import { hideExposed } from '../../../src/stats/disclosure/audit.ts';
import { cheapestCube, hasCube } from '../../../src/stats/disclosure/cubes.ts';
import { Hiding } from '../../../src/stats/disclosure/hiding.ts';
import { Lattice } from '../../../src/stats/disclosure/lattice.ts';

/** A table of two variables in which some cells are hidden, and the place of each cell. */
function hide(rows: readonly (readonly number[])[], hidden: readonly number[]) {
  const hiding = new Hiding(new Lattice([rows.length, rows[0]?.length ?? 0], rows.flat()), 5);
  const places = [...hiding.lattice.places(3)];
  for (const cell of hidden) hiding.hide(places[cell] ?? -1);
  return { hiding, places };
}

describe('a hypercube around a cell', () => {
  test.each([
    ['hidden at all corners', [2, 7, 8, 9], [0, 1, 2, 3], true],
    ['shown at one corner', [2, 7, 8, 9], [0, 1, 2], false],
    [
      'with a zero from which nothing can be taken, but to which can be added',
      [2, 7, 8, 0],
      [0, 1, 2, 3],
      true,
    ],
    ['with zeros of both signs, so that nothing can be shifted', [2, 0, 8, 0], [0, 1, 2, 3], false],
  ] as const)('%s', (_, [a, b, c, d], hidden, is) => {
    const { hiding, places } = hide(
      [
        [a, b],
        [c, d],
      ],
      hidden,
    );
    expect(hasCube(hiding, 3, places[0] ?? -1)).toBe(is);
  });

  test('takes the fewest further respondents, and none that are pinned down', () => {
    const cube = (hidden: readonly number[]): number[] | undefined => {
      const { hiding, places } = hide(
        [
          [2, 0, 30],
          [40, 0, 50],
          [60, 70, 80],
        ],
        hidden,
      );
      return cheapestCube(hiding, 3, places[0] ?? -1)
        ?.map((place) => places.indexOf(place))
        .toSorted((x, y) => x - y);
    };
    expect(cube([0])).toEqual([0, 2, 3, 5]);
    expect(cube([0, 6, 8])).toEqual([0, 2, 6, 8]);
    expect(cube([0, 1, 4])).toEqual([0, 2, 3, 5]);
  });
});

test('with more hidden cells than the equations are solved for, a cell that stands apart gets a hypercube', () => {
  const rows = Array.from({ length: 22 }, (_, i) => Array.from({ length: 22 }, (__, j) => 9 + i + j));
  const block = rows.flatMap((row, i) => row.flatMap((_, j) => (i < 21 && j < 21 ? [i * 22 + j] : [])));
  const { hiding, places } = hide(rows, [...block, 483]);
  const apart = places[483] ?? -1;
  expect(hasCube(hiding, 3, apart)).toBe(false);
  hideExposed(hiding, 3);
  expect(hasCube(hiding, 3, apart)).toBe(true);
  expect(hiding.total).toBe(block.length + 3);
});
