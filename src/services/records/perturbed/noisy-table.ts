import {
  perturbed,
  roundingVariance,
  subtractKeys,
  type KeyedSum,
  type PerturbedSum,
} from '../../../stats/disclosure/cell-key.ts';
import { varianceOfShown, type PTable } from '../../../stats/disclosure/p-table.ts';
import type { AtomAxis, AtomSets } from '../axes.ts';
import { product } from '../combinations.ts';
import type { KeyedTable } from './keyed-table.ts';
import { partsOf } from './parts.ts';

/** A group as it is shown, with what its noise may be off by. */
export interface NoisyCount extends PerturbedSum {
  /** Variance of the noise of n. */
  readonly noise: number;
  /** Variance of the noise of w. */
  readonly weightNoise: number;
}

const NOBODY: NoisyCount = { n: 0, w: 0, noise: 0, weightNoise: 0 };

const plus = (a: NoisyCount, b: NoisyCount): NoisyCount => ({
  n: a.n + b.n,
  w: a.w + b.w,
  noise: a.noise + b.noise,
  weightNoise: a.weightNoise + b.weightNoise,
});

const textOf = (sets: AtomSets): string =>
  sets.map((set) => (set === null ? '*' : [...set].toSorted((a, b) => a - b).join(','))).join('|');

/** A table as it is shown: every count with the noise of its respondents, whatever it is asked for. */
export class NoisyTable {
  readonly axes: readonly AtomAxis[];
  readonly #table: KeyedTable;
  readonly #noise: PTable;
  readonly #unit: number | null;
  readonly #known = new Map<string, NoisyCount>();

  constructor(table: KeyedTable, noise: PTable, unit: number | null) {
    this.axes = table.axes;
    this.#table = table;
    this.#noise = noise;
    this.#unit = unit;
  }

  /** The respondents whose atoms are in the given sets. Unions of answers are the sums of these. */
  count(sets: AtomSets): NoisyCount {
    const text = textOf(sets);
    const known = this.#known.get(text);
    if (known) return known;
    const parts = product(this.axes.map((axis, i) => partsOf(axis, sets[i] ?? null)));
    const count = parts.reduce<NoisyCount>((total, part) => plus(total, this.#single(part)), NOBODY);
    this.#known.set(text, count);
    return count;
  }

  /** Those in a choice that leaves axes open (null) who gave no answer to one of these. */
  withoutAnswer(sets: AtomSets): NoisyCount {
    const parts = product(this.axes.map((axis, i) => partsOf(axis, sets[i] ?? null)));
    return parts.reduce<NoisyCount>((total, part) => {
      const [all, answered] = [part, part.map((set, i) => set ?? this.axes[i]?.valid ?? null)].map((one) =>
        this.#table.sum(one),
      );
      if (!all || !answered) return total;
      const rest = { n: all.n - answered.n, w: all.w - answered.w, key: subtractKeys(all.key, answered.key) };
      return plus(total, this.#shown(rest));
    }, NOBODY);
  }

  #single(sets: AtomSets): NoisyCount {
    // Where the codebook says that nobody can be, nobody is.
    if (sets.some((set) => set?.size === 0)) return NOBODY;
    return this.#shown(this.#table.sum(sets));
  }

  #shown(sum: KeyedSum): NoisyCount {
    const shown = perturbed(this.#noise, sum, this.#unit);
    const noise = varianceOfShown(this.#noise, shown.n);
    const mean = shown.n === 0 ? (this.#unit ?? 1) : shown.w / shown.n;
    return { ...shown, noise, weightNoise: mean * mean * noise + roundingVariance(shown.n, this.#unit) };
  }
}
