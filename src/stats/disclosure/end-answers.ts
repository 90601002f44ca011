/** Respondents of a group who gave one number, and are alike in weight and stratum. */
export interface GivenNumber {
  readonly value: number;
  readonly design: number;
  readonly n: number;
}

/** What is known of the numbers of a group. */
export interface KnownOfNumbers {
  /** Fewer respondents at an end are few. */
  readonly least: number;
  /** Between which numbers the answers lie, as anybody knows. */
  readonly from: number;
  readonly to: number;
  /** Numbers below and from which it is told how many answers lie. */
  readonly cuts: readonly number[];
  /** Whether the sum of squares is known, as from a standard error; else only the sum, from the mean. */
  readonly squares: boolean;
}

/** Of more different numbers only some are tried. */
const MOST_TRIED = 150;
/** How far an answer is moved, in units. */
const STEPS = [1, -1, 2, -2, 3, -3, 5, -5, 8, -8];
/** Decimals beyond these are no answers. */
const MOST_DECIMALS = 4;

/** How many of the smallest unit that all numbers are multiples of are in 1. */
function unitsOf(values: readonly number[]): number {
  for (let units = 1; units < 10 ** MOST_DECIMALS; units *= 10)
    if (values.every((value) => Math.abs(value * units - Math.round(value * units)) < 1e-9)) return units;
  return 10 ** MOST_DECIMALS;
}

function evenly(values: readonly number[]): readonly number[] {
  const step = values.length / MOST_TRIED;
  return step <= 1 ? values : Array.from({ length: MOST_TRIED }, (_, i) => values[Math.floor(i * step)] ?? 0);
}

/** Numbers of those of one design, of which some can be given other answers. */
class Answers {
  readonly counts = new Map<number, number>();
  readonly #known: KnownOfNumbers;

  constructor(known: KnownOfNumbers) {
    this.#known = known;
  }

  add(value: number, n: number): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + n);
  }

  /** Whether an answer can be another one, as far as is known of it. */
  #canBe(value: number, other: number, left: number): boolean {
    const { from, to, cuts } = this.#known;
    return (
      other !== left &&
      other >= from &&
      other <= to &&
      cuts.every((cut) => Math.sign(value - cut) === Math.sign(other - cut))
    );
  }

  #has(values: readonly number[]): boolean {
    return values.every(
      (value) => (this.counts.get(value) ?? 0) >= values.filter((one) => one === value).length,
    );
  }

  #change(pairs: readonly (readonly [number, number])[], left: number): boolean {
    const isPossible = pairs.every(([value, other]) => this.#canBe(value, other, left));
    if (!isPossible || !this.#has(pairs.map(([value]) => value))) return false;
    for (const [value, other] of pairs) {
      this.add(value, -1);
      this.add(other, 1);
    }
    return true;
  }

  /** Gives one who gave a number another one, and others such that sums stay: one other, or two where squares do too. */
  leave(a: number): boolean {
    const values = [...this.counts].flatMap(([value, n]) => (n > 0 ? [value] : [])).toSorted((x, y) => x - y);
    const tried = evenly(values);
    if (!this.#known.squares)
      return tried.some((b) => {
        for (const d of STEPS)
          if (
            this.#change(
              [
                [a, a - d],
                [b, b + d],
              ],
              a,
            )
          )
            return true;
        return false;
      });
    // (a − d) + (b + 2d) + (c − d) has the same sum, and the same sum of squares where a + c − 2b = 3d.
    return tried.some((b) =>
      tried.some((c) => {
        const d = (a + c - 2 * b) / 3;
        return (
          Number.isInteger(d) &&
          d !== 0 &&
          this.#change(
            [
              [a, a - d],
              [b, b + 2 * d],
              [c, c - d],
            ],
            a,
          )
        );
      }),
    );
  }
}

/**
 * Whether, for each number at an end of those of a group that few gave, or went beyond, others could have been given for which the mean is the
 * same (and its standard error), and nobody gave that one: else whoever has the mean has the answer of one of a few. That is looked at
 * for the group by itself.
 *
 * @example areEndsOpen([{ value: 0, design: 0, n: 4 }, { value: 1, design: 0, n: 1 }], { least: 3, from: 0, to: 9, cuts: [], squares: false }) // => false
 * @example areEndsOpen([0, 1, 1, 2, 3, 5].map((value) => ({ value, design: 0, n: 1 })), { least: 3, from: 0, to: 9, cuts: [], squares: false }) // => true
 */
export function areEndsOpen(given: readonly GivenNumber[], known: KnownOfNumbers): boolean {
  const units = unitsOf(given.map(({ value }) => value));
  const inUnits = (value: number): number => Math.round(value * units);
  const scaled = {
    ...known,
    from: inUnits(known.from),
    to: inUnits(known.to),
    cuts: known.cuts.map((cut) => cut * units),
  };
  const sorted = given
    .map((one) => ({ ...one, value: inUnits(one.value) }))
    .toSorted((a, b) => a.value - b.value);
  const isOpen = (value: number): boolean => {
    const byDesign = new Map<number, Answers>();
    for (const one of sorted) {
      const answers = byDesign.get(one.design) ?? new Answers(scaled);
      byDesign.set(one.design, answers);
      answers.add(one.value, one.n);
    }
    for (const answers of byDesign.values())
      while ((answers.counts.get(value) ?? 0) > 0) if (!answers.leave(value)) return false;
    return true;
  };
  for (const fromEnd of [sorted, sorted.toReversed()]) {
    let beyond = 0;
    for (const [value, some] of Map.groupBy(fromEnd, (one) => one.value)) {
      beyond += some.reduce((sum, { n }) => sum + n, 0);
      if (beyond >= known.least) break;
      if (!isOpen(value)) return false;
    }
  }
  return true;
}
