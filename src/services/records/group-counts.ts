import { turns } from '../../turns/turns.ts';
import type { AtomSets } from './axes.ts';
import type { TallyTable } from './tally-table.ts';

/** Respondents of one group. */
interface Group {
  readonly atoms: readonly number[];
  /** By answer. */
  readonly counts: Map<string, number>;
  /** The answers of the outer variable that occur in it. */
  readonly outerAtoms: Set<number>;
}

/** All valid answers together, beside those that are named by their atoms. */
const ALL_VALID = '*';

/** Adds to a number of a map. */
function add<Key>(counts: Map<Key, number>, key: Key, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/**
 * Counts of respondents by group, answer and an outer variable, so that each sum over groups or over answers of the outer variable
 * takes no longer than what is in it. A group and an answer are combinations of atoms, and may be of no axis.
 */
export class GroupCounts {
  /** The atoms of the outer variable that are answers. */
  readonly valid: ReadonlySet<number>;
  readonly #groups = new Map<string, Group>();
  /** Everybody, by atom of the outer variable. */
  readonly #outer = new Map<number, number>();
  /** By answer, and by atom of the outer variable. */
  readonly #answers = new Map<string, Map<number, number>>();

  private constructor(valid: ReadonlySet<number>) {
    this.valid = valid;
  }

  /**
   * Counts a table, in turns.
   *
   * @param table its first axes are those of the groups, its last one is the outer variable, those between are the answers
   * @param groupAxes how many the first are
   */
  static async of(table: TallyTable, groupAxes: number): Promise<GroupCounts> {
    const last = table.axes.length - 1;
    const counts = new GroupCounts(table.axes[last]?.valid ?? new Set());
    await turns.map(table.tallies, ({ cell, n }) => {
      const atoms = table.axes.map((_, axis) => table.atomAt(cell, axis));
      const answer = atoms.slice(groupAxes, last);
      const isValid = answer.every((atom, i) => table.axes[groupAxes + i]?.valid.has(atom));
      counts.#add(atoms.slice(0, groupAxes), isValid ? [answer.join(), ALL_VALID] : [], atoms[last] ?? 0, n);
    });
    return counts;
  }

  #add(group: readonly number[], answers: readonly string[], outer: number, n: number): void {
    const key = group.join();
    const known = this.#groups.get(key) ?? { atoms: group, counts: new Map(), outerAtoms: new Set() };
    this.#groups.set(key, known);
    known.outerAtoms.add(outer);
    add(this.#outer, outer, n);
    for (const answer of answers) {
      add(known.counts, answer, n);
      const byAtom = this.#answers.get(answer) ?? new Map<number, number>();
      this.#answers.set(answer, byAtom);
      add(byAtom, outer, n);
    }
  }

  /** The groups of a choice of atoms; an axis without a set is open. */
  #chosen(chosen: AtomSets): Iterable<Group> {
    const sizes = chosen.map((set) => set?.size ?? Infinity).reduce((a, b) => a * b, 1);
    if (sizes === 1) {
      const group = this.#groups.get(chosen.map((set) => [...(set ?? [])][0]).join());
      return group ? [group] : [];
    }
    return [...this.#groups.values()].filter(({ atoms }) =>
      atoms.every((atom, axis) => chosen[axis]?.has(atom) ?? true),
    );
  }

  /** The atoms of the outer variable that occur in some groups. */
  outerAtomsOf(chosen: AtomSets): ReadonlySet<number> {
    const found = new Set<number>();
    for (const { outerAtoms } of this.#chosen(chosen)) for (const atom of outerAtoms) found.add(atom);
    return found;
  }

  /** How many respondents there are at some atoms of the outer variable; null: at any. */
  everyone(atoms: ReadonlySet<number> | null): number {
    return [...(atoms ?? this.#outer.keys())].reduce((sum, atom) => sum + (this.#outer.get(atom) ?? 0), 0);
  }

  /** For each answer, and for all together: how many are at some atoms of the outer variable, but not in some groups. */
  restsOf(chosen: AtomSets, atoms: ReadonlySet<number>): number[] {
    const groups = [...this.#chosen(chosen)];
    return [...this.#answers].map(([answer, byAtom]) => {
      const inside = [...atoms].reduce((sum, atom) => sum + (byAtom.get(atom) ?? 0), 0);
      return groups.reduce((rest, { counts }) => rest - (counts.get(answer) ?? 0), inside);
    });
  }
}
