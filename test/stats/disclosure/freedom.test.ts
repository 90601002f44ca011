import * as highsModule from 'highs';
import { describe, expect, test } from 'vitest';
import { Groups, openCells, type Situation } from '../../../src/stats/disclosure/freedom.ts';
import {
  countTable,
  keyOf,
  optionsOf,
  type CodedRespondents,
  type HiddenOptions,
} from '../../../src/stats/disclosure/respondents.ts';
import { finish } from '../../../src/stats/disclosure/steps.ts';
import { generator } from '../../disclosure/random.ts';
import { runs } from '../../runs.ts';
import { respondentsOf } from './made-respondents.ts';

/** The module is a function, of which its types say otherwise. */
const highs = await (
  highsModule as unknown as {
    default: () => Promise<{ solve(text: string): { Status: string; ObjectiveValue: number } }>;
  }
).default();

const SIZES = [2, 3, 3] as const;
const RANGE = 2;

type Hidden = readonly (readonly [combination: readonly number[], hidden: HiddenOptions])[];

function situationOf(respondents: CodedRespondents, served: Hidden): Situation {
  const partners = SIZES.map(() => new Set<number>());
  for (const [combination] of served)
    for (const a of combination) for (const b of combination) if (a !== b) partners[a]?.add(b);
  return {
    respondents,
    served: new Map(served.map(([combination, hidden]) => [keyOf(combination), hidden])),
    partners,
    groups: new Groups(respondents),
    implied: SIZES.map(() => new Set()),
    impliedAnswers: SIZES.map(() => new Set()),
    range: RANGE,
  };
}

/** Over which range a cell can move if all that is served stays the same, as a solver of whole numbers finds it. */
function rangeOf(
  respondents: CodedRespondents,
  served: Hidden,
  combination: readonly number[],
  cell: readonly number[],
): number {
  const all = Array.from({ length: SIZES[0] * SIZES[1] * SIZES[2] }, (_, i) => optionsOf(SIZES, i));
  const sum = (kinds: readonly number[]): string => kinds.map((i) => `x${i}`).join(' + ');
  const shown = new Map<string, { kinds: number[]; n: number }>();
  const { counts } = countTable(respondents, [0, 1, 2]);
  for (const [some, hidden] of served)
    all.forEach((options, i) => {
      const at = some.map((index) => (hidden.get(index)?.has(options[index] ?? -1) ? 'm' : options[index]));
      const key = `${some.join()}:${at.join()}`;
      const known = shown.get(key) ?? { kinds: [], n: 0 };
      known.kinds.push(i);
      known.n += counts[i] ?? 0;
      shown.set(key, known);
    });
  const rows = [...shown.values()].map(({ kinds, n }, i) => `r${i}: ${sum(kinds)} = ${n}`);
  const inside = all.flatMap((options, i) =>
    combination.every((index, k) => options[index] === cell[k]) ? [i] : [],
  );
  const [least = NaN, most = NaN] = ['Minimize', 'Maximize'].map((sense) => {
    const names = all.map((_, i) => `x${i}`).join(' ');
    const text = `${sense}\nobj: ${sum(inside)}\nSubject To\n${rows.join('\n')}\nGeneral\n${names}\nEnd`;
    const { Status, ObjectiveValue } = highs.solve(text);
    if (Status !== 'Optimal') throw new Error(Status);
    return Math.round(ObjectiveValue);
  });
  return most - least;
}

const NOTHING: HiddenOptions = new Map();
const ONES: Hidden = [0, 1, 2].map((index) => [[index], NOTHING]);
const TWO: HiddenOptions = new Map([[1, new Set([0, 1])]]);

describe('a cell that is said to be open', () => {
  test.each<{ name: string; served: Hidden; combination: readonly number[] }>([
    { name: 'over two variables that are not served together', served: ONES, combination: [0, 1] },
    { name: 'in a table with merged answers', served: [...ONES, [[1, 2], TWO]], combination: [1, 2] },
    {
      name: 'over three, two of which are served together',
      served: [...ONES, [[0, 1], NOTHING]],
      combination: [0, 1, 2],
    },
    {
      name: 'over three, of which each two are served together',
      served: [...ONES, [[0, 1], NOTHING], [[0, 2], NOTHING], [[1, 2], NOTHING]],
      combination: [0, 1, 2],
    },
    {
      name: 'over three, two of which are served together with merged answers',
      served: [...ONES, [[0, 1], TWO], [[1, 2], TWO], [[0, 2], NOTHING]],
      combination: [0, 1, 2],
    },
    {
      name: 'over two beside others that are served with them',
      served: [...ONES, [[0, 2], NOTHING], [[1, 2], NOTHING]],
      combination: [0, 1],
    },
  ])('can have a range of numbers, as a solver finds: $name', async ({ served, combination }) => {
    let open = 0;
    const ranges = new Map<string, number>();
    for (let seed = 1; seed <= runs(1, 6); seed += 1) {
      const random = generator(seed);
      const respondents = respondentsOf(
        40,
        SIZES.map((size) => {
          const codes = Array.from({ length: 40 }, () => Math.floor(random() ** 1.4 * size));
          return { size, of: (row) => codes[row] ?? -1 };
        }),
      );
      const { sizes, counts } = countTable(respondents, combination);
      const own = served.find(([some]) => keyOf(some) === keyOf(combination))?.[1];
      const cells = [...counts.keys()]
        .map((cell) => optionsOf(sizes, cell))
        .filter((_, i) => i % runs(3, 1) === 0)
        .filter((cell) => !own || cell.some((option, i) => own.get(combination[i] ?? -1)?.has(option)));
      for (const changed of combination) {
        const steps = openCells(situationOf(respondents, served), combination, cells, changed);
        (await finish(steps)).forEach((isOpen, i) => {
          if (!isOpen) return;
          open += 1;
          const cell = cells[i] ?? [];
          const key = `${seed} ${cell.join()}`;
          const range = ranges.get(key) ?? rangeOf(respondents, served, combination, cell);
          ranges.set(key, range);
          expect(range, key).toBeGreaterThanOrEqual(RANGE);
        });
      }
    }
    expect(open).toBeGreaterThan(0);
  });
});

describe('a cell that cannot move is not said to be open', () => {
  const open = (
    counts: readonly (readonly [options: readonly number[], n: number])[],
    served: Hidden,
    cell: readonly number[],
  ): Promise<boolean[]> => {
    const rows = counts.flatMap(([options, n]) => Array.from({ length: n }, () => options));
    const respondents = respondentsOf(
      rows.length,
      SIZES.map((size, i) => ({ size, of: (row) => rows[row]?.[i] ?? -1 })),
    );
    const combination = cell.map((_, i) => i);
    const steps = combination.map((changed) =>
      finish(openCells(situationOf(respondents, served), combination, [cell], changed)),
    );
    return Promise.all(steps).then((all) => all.map(([isOpen]) => isOpen === true));
  };
  const PAIRS: Hidden = [...ONES, [[0, 1], NOTHING], [[0, 2], NOTHING], [[1, 2], NOTHING]];

  test('as nearly everybody gave both answers', async () => {
    // Of ten nine gave the one and nine the other: eight or nine gave both.
    const counts = [
      [[0, 0, 0], 8],
      [[0, 1, 0], 1],
      [[1, 0, 0], 1],
    ] as const;
    expect(await open(counts, ONES, [0, 0])).toEqual([false, false]);
    // Of eight three and four: from none to three gave both.
    const fewer = [
      [[0, 0, 0], 1],
      [[0, 1, 0], 2],
      [[1, 0, 0], 3],
      [[1, 1, 0], 2],
    ] as const;
    expect(await open(fewer, ONES, [0, 0])).toEqual([true, true]);
  });

  test('as the tables over each two of its variables tell it', async () => {
    const counts = [
      [[0, 0, 0], 4],
      [[0, 1, 0], 4],
      [[1, 0, 0], 4],
      [[1, 1, 0], 4],
    ] as const;
    expect(await open(counts, PAIRS, [0, 0, 0])).toEqual([false, false, false]);
    expect(await open(counts, ONES, [0, 0, 0])).toContain(true);
  });

  test('as only one respondent can be exchanged', async () => {
    // One of each can go from the first four to the others, which leaves each two as they are.
    const counts = (n: number) =>
      [
        [[0, 0, 0], n],
        [[0, 1, 1], 5],
        [[1, 0, 1], 5],
        [[1, 1, 0], 5],
      ] as const;
    expect(await open(counts(1), PAIRS, [0, 0, 0])).toEqual([false, false, false]);
    expect(await open(counts(2), PAIRS, [0, 0, 0])).toEqual([true, true, true]);
  });

  test('as the same respondent is in all exchanges, whichever way they go', async () => {
    // The cell has one respondent to give, with two to exchange it for; then it has none, and one can be taken from elsewhere.
    const gives = [
      [[0, 0, 0], 1],
      [[0, 1, 1], 1],
      [[0, 1, 2], 1],
      [[1, 0, 1], 1],
      [[1, 0, 2], 1],
      [[1, 1, 0], 2],
    ] as const;
    const takes = [
      [[1, 1, 1], 1],
      [[1, 1, 2], 1],
      [[1, 0, 0], 1],
      [[0, 1, 0], 2],
      [[0, 0, 1], 1],
      [[0, 0, 2], 1],
    ] as const;
    expect(await open(gives, PAIRS, [0, 0, 0])).toEqual([false, false, false]);
    expect(await open(takes, PAIRS, [0, 0, 0])).toEqual([false, false, false]);
    const more = takes.map(([cell]) => [cell, 2] as const);
    expect(await open(more, PAIRS, [0, 0, 0])).toContain(true);
  });
});

test('the search leaves the thread to others after each cell, and within a cell after each table', () => {
  const alike = respondentsOf(
    40,
    SIZES.map((size) => ({ size, of: () => 0 })),
  );
  const pairs: Hidden = [...ONES, [[0, 1], NOTHING], [[0, 2], NOTHING], [[1, 2], NOTHING]];
  const stepsOver = (...cell: readonly number[]): number => {
    const combination = cell.map((_, i) => i);
    return [...openCells(situationOf(alike, pairs), combination, [cell], 0)].length;
  };
  expect(stepsOver(0, 0)).toBe(1);
  expect(stepsOver(0, 0, 0)).toBeGreaterThan(2);
});
