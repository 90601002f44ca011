import { weightedQuantile } from '../design/quantile.ts';
import { areEndsOpen, type GivenNumber } from './end-answers.ts';
import { keyOf, type CodedRespondents } from './respondents.ts';

/** Numbers of which means and quantiles are shown. */
export interface CodedNumbers {
  /** The number of each `exact` of its variable; NaN where that is no answer. */
  readonly values: readonly number[];
  /** Where its bands end. */
  readonly cuts: readonly number[];
}

/** What is hidden together in a combination: of each variable, by its index, sets of options. */
type Blocks = ReadonlyMap<number, readonly ReadonlySet<number>[]>;

/** What means of numbers would tell. */
export interface Telling {
  /** Combinations, by their key, whose means would tell the answer of one of a few. */
  readonly combinations: ReadonlySet<string>;
  /** Variables of which the standard error of a mean would. */
  readonly precision: ReadonlySet<number>;
}

const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Quantiles of a group that are shown: with enough answers on either side. */
function shownQuantiles(given: readonly GivenNumber[], least: number): number[] {
  const values = given.map(({ value, n }) => ({ value, w: n })).toSorted((a, b) => a.value - b.value);
  const count = (isIn: (value: number) => boolean): number =>
    given.reduce((sum, { value, n }) => (isIn(value) ? sum + n : sum), 0);
  return QUANTILES.flatMap((p) => weightedQuantile(values, p) ?? []).filter(
    (quantile) =>
      Math.min(
        count((value) => value <= quantile),
        count((value) => value >= quantile),
      ) >= least,
  );
}

/** Numbers of each group of a combination, options that are hidden together as one. */
function numbersByGroup(
  { counts, variables, design }: CodedRespondents,
  mean: number,
  others: readonly number[],
  blocks: Blocks,
  values: readonly number[],
): Map<string, Map<string, GivenNumber>> {
  const exact = variables[mean]?.exact ?? new Int32Array(0);
  const groups = new Map<string, Map<string, GivenNumber>>();
  const placeOf = (index: number, option: number): string => {
    const block = (blocks.get(index) ?? []).findIndex((one) => one.has(option));
    return block < 0 ? String(option) : `b${block}`;
  };
  counts.forEach((n, row) => {
    const at = exact[row] ?? -1;
    const options = others.map((index) => variables[index]?.codes[row] ?? -1);
    const value = values[at];
    if (at < 0 || value === undefined || options.some((option) => option < 0)) return;
    const key = options.map((option, i) => placeOf(others[i] ?? -1, option)).join();
    const group = groups.get(key) ?? new Map<string, GivenNumber>();
    groups.set(key, group);
    const alike = `${at} ${design[row]}`;
    const known = group.get(alike) ?? { value, design: design[row] ?? 0, n: 0 };
    group.set(alike, { ...known, n: known.n + n });
  });
  return groups;
}

/**
 * Which means of numbers, and which of their standard errors, would tell the answer of one of a few respondents of a group: of eight who gave
 * 0 but for one, the mean is that one's answer, and sums of squares tell as much of a few that are far from all others. A combination with
 * such a group is not served with the mean; and a variable with such a standard error has none, in whatever group. In steps: one for each group.
 *
 * @param served combinations that would be served, with what is hidden in each
 * @param numbers of variables that are means, by their index
 * @param least fewer respondents are few
 */
export function* tellingMeans(
  respondents: CodedRespondents,
  served: ReadonlyMap<string, Blocks>,
  numbers: ReadonlyMap<number, CodedNumbers>,
  least: number,
): Generator<void, Telling> {
  const combinations = new Set<string>();
  const precision = new Set<number>();
  for (const [key, blocks] of served) {
    const indices = key.split(' ').map(Number);
    const mean = indices.find((index) => numbers.has(index));
    const known = mean === undefined ? undefined : numbers.get(mean);
    if (mean === undefined || known === undefined) continue;
    const others = indices.filter((index) => index !== mean);
    const answers = known.values.filter((value) => !Number.isNaN(value));
    // Of what is counted nobody has less than nothing.
    const from = answers.some((value) => value < 0) ? -Infinity : 0;
    const to = answers.reduce((a, b) => Math.max(a, b), -Infinity);
    for (const group of numbersByGroup(respondents, mean, others, blocks, known.values).values()) {
      const given = [...group.values()];
      const cuts = [...known.cuts, ...shownQuantiles(given, least)];
      if (!areEndsOpen(given, { least, from, to, cuts, squares: false })) combinations.add(keyOf(indices));
      else if (!precision.has(mean) && !areEndsOpen(given, { least, from, to, cuts, squares: true }))
        precision.add(mean);
      yield;
    }
  }
  // Whoever has the mean of each part has that of the whole.
  const parts = [...combinations].map((key) => key.split(' '));
  for (const key of served.keys()) {
    const indices = new Set(key.split(' '));
    if (parts.some((part) => part.every((index) => indices.has(index)))) combinations.add(key);
  }
  return { combinations, precision };
}
