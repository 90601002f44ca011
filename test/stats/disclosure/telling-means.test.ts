import { expect, test } from 'vitest';
import type { CodedRespondents, CodedVariable } from '../../../src/stats/disclosure/respondents.ts';
import { tellingMeans } from '../../../src/stats/disclosure/telling-means.ts';

const LEAST = 3;
/** The third variable is the place. */
const [REGION, X] = [0, 1];
const [OF_ALL, BY_REGION, BY_BOTH, BY_PLACE] = ['1', '0 1', '0 1 2', '1 2'];

/** Respondents of regions, everybody in the same place, by the numbers that they gave. */
function tellingOf(
  regions: readonly (readonly number[])[],
  {
    hidden = [],
    cuts = [],
    togetherIn = [OF_ALL, BY_REGION],
    served = [OF_ALL, BY_REGION],
  }: { hidden?: ReadonlySet<number>[]; cuts?: number[]; togetherIn?: string[]; served?: string[] } = {},
) {
  const rows = regions.flatMap((given, region) => given.map((value) => ({ region, value })));
  const values = [...new Set(rows.map(({ value }) => value))];
  const variable = (id: string, codes: readonly number[], exact = codes): CodedVariable => ({
    id,
    column: 0,
    codes: Int32Array.from(codes),
    size: Math.max(...codes) + 1,
    exact: Int32Array.from(exact),
    bands: null,
    isMean: id === 'x',
    isPlace: false,
    isOccasion: false,
  });
  const none = rows.map(() => 0);
  const respondents: CodedRespondents = {
    counts: Int32Array.from(rows, () => 1),
    variables: [
      variable(
        'region',
        rows.map(({ region }) => region),
      ),
      variable(
        'x',
        none,
        rows.map(({ value }) => values.indexOf(value)),
      ),
      variable('place', none),
    ],
    design: Int32Array.from(none),
  };
  const steps = tellingMeans(
    respondents,
    new Map(served.map((key) => [key, new Map([[REGION, togetherIn.includes(key) ? hidden : []]])])),
    new Map([[X, { values, cuts }]]),
    LEAST,
  );
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (!step.done) continue;
    const { combinations, precision } = step.value;
    return { combinations: [...combinations], precision: [...precision], count };
  }
}

/** So many different ones that everything about them is open. */
const OPEN = Array.from({ length: 40 }, (_, i) => i + 1);
/** All gave nothing but for one, whose number is the mean of the group. */
const TELLING = [0, 0, 0, 0, 0, 0, 0, 1];

test('a group in which everything is open tells nothing', () => {
  expect(tellingOf([OPEN, OPEN])).toMatchObject({ combinations: [], precision: [] });
});

test('others have their turn after each group', () => {
  expect(tellingOf([OPEN, OPEN, OPEN]).count).toBe(4);
});

test('a group that tells an answer is told in no combination, nor split further', () => {
  const served = [OF_ALL, BY_REGION, BY_BOTH, BY_PLACE];
  expect(tellingOf([OPEN, TELLING], { served }).combinations).toEqual([BY_REGION, BY_BOTH]);
});

test('nor in one in which it is hidden with others, as a combination with fewer variables follows from it', () => {
  const together = { hidden: [new Set([0, 1])], togetherIn: [BY_BOTH] };
  expect(tellingOf([OPEN, TELLING], { ...together, served: [BY_BOTH] }).combinations).toEqual([]);
  expect(tellingOf([OPEN, TELLING], { ...together, served: [BY_REGION, BY_BOTH] }).combinations).toEqual([
    BY_REGION,
    BY_BOTH,
  ]);
});

test('options that are hidden together are one group', () => {
  expect(tellingOf([OPEN, TELLING], { hidden: [new Set([0, 1])] }).combinations).toEqual([]);
  expect(tellingOf([OPEN, TELLING, OPEN], { hidden: [new Set([0, 2])] }).combinations).toEqual([BY_REGION]);
});

test('of what is no count somebody may have less than nothing', () => {
  expect(tellingOf([OPEN, [0, 1]]).combinations).toEqual([BY_REGION]);
  expect(
    tellingOf([
      [...OPEN, -1],
      [0, 1],
    ]).combinations,
  ).toEqual([]);
});

test('where a band ends is known of every number', () => {
  expect(tellingOf([OPEN, [10, 14]]).combinations).toEqual([]);
  expect(tellingOf([OPEN, [10, 14]], { cuts: [9.5, 10.5] }).combinations).toEqual([BY_REGION]);
});

test('a number that as many gave as may be shown tells nothing of one of a few', () => {
  expect(tellingOf([OPEN, [10, 10, 10, 14, 14, 14]], { cuts: [9.5, 10.5] }).combinations).toEqual([]);
});

test('a quantile that is shown is known of every number, too', () => {
  // The median is 3: who gave less gave less, and who gave more gave more, here up to where a band ends.
  const given = [2, 3, 3, 3, 4];
  expect(tellingOf([OPEN, given]).combinations).toEqual([]);
  expect(tellingOf([OPEN, given], { cuts: [1.5, 4.5] }).combinations).toEqual([BY_REGION]);
});

test('a number far from all others is told by a standard error alone', () => {
  expect(tellingOf([OPEN, [0, 0, 0, 0, 0, 0, 0, 0, 40, 61]])).toMatchObject({
    combinations: [],
    precision: [X],
  });
});
