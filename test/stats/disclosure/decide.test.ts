import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/stats/disclosure/decide.ts';
import { countTable, type CodedRespondents } from '../../../src/stats/disclosure/respondents.ts';
import { generator } from '../../disclosure/random.ts';
import { respondentsOf } from './made-respondents.ts';

const MINIMA = { base: 0, cell: 5 };

function made(rows: number, variables: number, places = 1): CodedRespondents {
  const random = generator(7);
  return respondentsOf(
    rows,
    Array.from({ length: variables }, (_, i) => ({
      size: 3,
      isPlace: i < places,
      of: () => Math.floor(random() ** 1.5 * 3),
    })),
  );
}

describe('of more variables than can be looked at', () => {
  const respondents = made(400, 30);
  const sizesOf = (served: ReadonlyMap<string, unknown>): Map<number, number> =>
    new Map(
      [...Map.groupBy([...served.keys()], (key) => key.split(' ').length)].map(([n, keys]) => [
        n,
        keys.length,
      ]),
    );

  test('with work enough all are combined', async () => {
    const { crossed, combinations, unproven } = await decide(made(300, 7), MINIMA, { budget: Infinity });
    expect([crossed.size, unproven]).toEqual([7, 0]);
    expect(combinations).toBe(7 + (7 * 6) / 2 + (7 * 6 * 5) / 6);
  });

  test('with less, those that are asked for most; each other one with the places and alone', async () => {
    const order = [0, ...Array.from({ length: 29 }, (_, i) => 29 - i)];
    const { crossed, served } = await decide(respondents, MINIMA, { budget: 8_000_000, order });
    expect(crossed.size).toBeGreaterThan(3);
    expect(crossed.size).toBeLessThan(29);
    expect([...crossed]).toEqual(order.slice(0, crossed.size));
    const outside = order.slice(crossed.size);
    for (const one of outside) expect(served.has(String(one))).toBe(true);
    expect(outside.some((one) => served.has(`0 ${one}`))).toBe(true);
    for (const key of served.keys()) {
      const some = key.split(' ').map(Number);
      const others = some.filter((one) => !crossed.has(one));
      expect(
        others.length === 0 || (others.length === 1 && some.every((one) => one === 0 || one === others[0])),
      ).toBe(true);
    }
  });

  test('with none each alone, what is too small in it hidden with another', async () => {
    const rare = respondentsOf(100, [
      { size: 3, of: (row) => (row < 2 ? 0 : row < 40 ? 1 : 2) },
      { size: 2, of: (row) => row % 2 },
      { size: 2, of: (row) => (row === 5 ? 1 : 0) },
    ]);
    const { crossed, served } = await decide(rare, MINIMA, { budget: 0 });
    expect(crossed.size).toBe(0);
    expect(sizesOf(served)).toEqual(new Map([[1, 2]]));
    expect(served.get('0')?.get(0)).toEqual([new Set([0, 1])]);
    expect(served.get('1')?.size).toBe(0);
    // Of two options of which one is rare nothing can be shown.
    expect(served.has('2')).toBe(false);
  });

  test('the same respondents give the same decision, in whatever order they stand', async () => {
    const turned: CodedRespondents = {
      ...respondents,
      variables: respondents.variables.map((one) => ({
        ...one,
        codes: one.codes.toReversed(),
        exact: one.exact.toReversed(),
      })),
    };
    const options = { budget: 3_000_000 };
    const [one, other] = [await decide(respondents, MINIMA, options), await decide(turned, MINIMA, options)];
    expect([...other.served]).toEqual([...one.served]);
    expect(other.crossed).toEqual(one.crossed);
  });
});

describe('a group of which a few did not answer', () => {
  // Three in group 0 and four in group 1 have no answer to the question; of group 2 all have.
  const few = (): CodedRespondents =>
    respondentsOf(240, [
      { size: 3, of: (row) => row % 3 },
      { size: 2, of: (row) => (row % 3 === 0 && row < 9 ? -1 : row % 3 === 1 && row < 12 ? -1 : row % 2) },
    ]);

  test('is not told apart in the table with that question', async () => {
    const respondents = few();
    const { served } = await decide(respondents, MINIMA, { budget: Infinity });
    expect(served.get('0')?.size).toBe(0);
    const hidden = served.get('0 1')?.get(0) ?? [];
    // The bases of groups that are shown apart differ from the groups by none, or by enough.
    const [groups, answered] = [countTable(respondents, [0]).counts, countTable(respondents, [0, 1]).counts];
    const missing = [0, 1, 2].map(
      (i) => (groups[i] ?? 0) - (answered[2 * i] ?? 0) - (answered[2 * i + 1] ?? 0),
    );
    expect(missing).toEqual([3, 4, 0]);
    const blocks = [0, 1, 2].map((i) => hidden.find((block) => block.has(i)) ?? new Set([i]));
    for (const block of blocks) {
      const n = [...block].reduce((sum, i) => sum + (missing[i] ?? 0), 0);
      expect(n === 0 || n >= MINIMA.cell).toBe(true);
    }
    expect(hidden.length).toBeGreaterThan(0);
  });

  test('a wave says nothing of a respondent, so that it may differ', async () => {
    const respondents = few();
    const waves = respondents.variables.map((one, i) => ({ ...one, isOccasion: i === 0 }));
    const { served } = await decide({ ...respondents, variables: waves }, MINIMA, { budget: Infinity });
    expect(served.get('0 1')?.size).toBe(0);
  });
});

test('a small count that follows from what is told of single variables is hidden in these, with another answer', async () => {
  // Weights or strata part the respondents in three: in the first all gave answer 0 to the second question, in the next all answer 1. So
  // who gave answer 0 to the first question in the first group, two, gave answer 0 to both.
  const respondents = respondentsOf(100, [
    { size: 3, of: (row) => (row < 10 ? Number(row >= 2) : row < 70 ? Number(row >= 18) : 2) },
    { size: 3, of: (row) => (row < 10 ? 0 : row < 70 ? 1 : row % 3) },
  ]);
  const parted = {
    ...respondents,
    design: Int32Array.from({ length: 100 }, (_, row) => (row < 10 ? 0 : row < 70 ? 1 : 2)),
  };
  expect(countTable(parted, [0, 1]).counts[0]).toBe(2);
  const hides = ({ served }: Awaited<ReturnType<typeof decide>>): boolean =>
    [0, 1].some((one) => {
      const blocks = served.get(String(one));
      return blocks === undefined || blocks.get(one)?.some((block) => block.has(0)) === true;
    });
  expect(hides(await decide(parted, MINIMA, { budget: Infinity }))).toBe(true);
  // Where nothing parts them anybody may have given it, and the table alone is not shown.
  expect(hides(await decide(respondents, MINIMA, { budget: Infinity }))).toBe(false);
});
