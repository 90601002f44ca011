import type { AtomAxis, AtomSets } from './axes.ts';
import { CountCube } from './count-cube.ts';
import { withoutAnswers } from './base-sets.ts';
import type { Hiding, Shown } from './shown.ts';
import type { Records } from './records.ts';
import { Safeguard } from './safeguard.ts';
import type { TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';
import type { HiddenValues } from './verdict.ts';

/** An axis of a table with what of it occurs. */
interface Side {
  readonly axis: AtomAxis;
  readonly column: string;
  /** Atoms of respondents with an answer, and of any respondents. */
  readonly answers: readonly number[];
  readonly all: readonly number[];
}

/** How a choice of atoms cuts an axis: not at all, into those with an answer and others, or into answers. */
type Cut = 'open' | 'answered' | 'chosen';

function sidesOf(table: TallyTable): Side[] {
  const found = table.axes.map(() => new Set<number>());
  for (const { cell } of table.sums) table.axes.forEach((_, i) => found[i]?.add(table.atomAt(cell, i)));
  return table.axes.map((axis, i) => {
    const all = [...(found[i] ?? [])];
    const answers = all.filter((atom) => axis.valid.has(atom));
    return { axis, column: Safeguard.column(axis.variable), answers, all };
  });
}

function cutOf({ answers, all }: Side, set: ReadonlySet<number> | null): Cut {
  if (set === null || all.every((atom) => set.has(atom))) return 'open';
  return answers.every((atom) => set.has(atom)) ? 'answered' : 'chosen';
}

/** Sets of atoms of an axis that are hidden together. */
function hiddenAtoms({ axis, column }: Side, hidden: HiddenValues): ReadonlySet<number>[] {
  const codes = axis.variable.categories.flatMap((one) => one.codes);
  return (hidden.get(column) ?? []).map(
    (values) => new Set(codes.filter((code) => values.has(String(code))).map((code) => axis.atomOf(code))),
  );
}

/** Of each axis, sets of atoms that are hidden together. */
type HiddenAtoms = readonly (readonly ReadonlySet<number>[])[];

/** Who is in what a choice of atoms parts although it is hidden together: one choice for each axis that does. */
function parted(sets: AtomSets, cuts: readonly Cut[], hidden: HiddenAtoms): AtomSets[] {
  const blocks = hidden.map((together, i) => {
    const set = sets[i] ?? null;
    if (set === null || cuts[i] !== 'chosen') return [];
    return together.filter((atoms) => {
      const inside = [...atoms].filter((atom) => set.has(atom)).length;
      return inside > 0 && inside < atoms.size;
    });
  });
  const atomsOf = (some: readonly ReadonlySet<number>[]): number[] => some.flatMap((atoms) => [...atoms]);
  const joined = sets.map((set, i) => (set === null ? null : new Set([...set, ...atomsOf(blocks[i] ?? [])])));
  return blocks.flatMap((some, i) =>
    some.length === 0 ? [] : [joined.map((set, axis) => (axis === i ? new Set(atomsOf(some)) : set))],
  );
}

/** What is known of a table, and of sums of it, whichever of its answers are chosen. */
interface Standing {
  /** Null: the table is not served. */
  readonly hidden: HiddenAtoms | null;
  /** What is hidden of the table split by the design; null: it has no precision. */
  readonly inDesign: HiddenAtoms | null;
}

/** A group of respondents: how many they are, and whether that, and precision, may be told. */
interface ToldGroup {
  readonly n: number;
  readonly isHidden: boolean;
  readonly isPrecise: boolean;
}

/**
 * The method *suppress*: what was decided for all tables of the release, looked up for one of them. A figure is hidden if its
 * table is not served, or if it parts options that are hidden together in it; precision is withheld where the table split by
 * strata or clusters that a query can name is not served, or parts such options.
 */
export function suppression(
  { minimumBase, minimumCell }: Records,
  safeguard: Safeguard,
  table: TallyTable,
  mean: Variable | null,
): Hiding {
  const cube = new CountCube(table);
  const sides = sidesOf(table);
  const meanColumn = mean && Safeguard.meanColumn(mean);
  const atomsIn = (hidden: HiddenValues | null): HiddenAtoms | null =>
    hidden && sides.map((side) => hiddenAtoms(side, hidden));
  const known = new Map<string, Standing>();
  const standingOf = (cuts: readonly Cut[]): Standing => {
    const key = cuts.join();
    const old = known.get(key);
    if (old) return old;
    const columns = [
      ...sides.flatMap(({ column }, i) => (cuts[i] === 'open' ? [] : [column])),
      ...(meanColumn === null ? [] : [meanColumn]),
    ];
    const whole = safeguard.hiddenIn(columns);
    // The mean of a group says what is hidden of its distribution.
    const isServed = whole !== null && !Safeguard.hidesMean(whole, meanColumn);
    const made = {
      // Also of the base of a group: whoever had it, and the group, would have those who gave no answer.
      hidden: isServed ? atomsIn(whole) : null,
      inDesign: isServed ? atomsIn(safeguard.hiddenInDesign(columns)) : null,
    };
    known.set(key, made);
    return made;
  };
  const look = (sets: AtomSets): ToldGroup => {
    const n = cube.count(sets);
    const cuts = sides.map((side, i) => cutOf(side, sets[i] ?? null));
    const { hidden, inDesign } = standingOf(cuts);
    if (hidden === null) return { n, isHidden: true, isPrecise: false };
    // Where nobody is in what is hidden together, nobody is in a part of it.
    const isParted = parted(sets, cuts, hidden).some((one) => cube.count(one) > 0);
    return {
      n,
      isHidden: isParted || (n > 0 && n < minimumCell),
      isPrecise: inDesign !== null && parted(sets, cuts, inDesign).length === 0,
    };
  };
  const bases = new Map<string, ToldGroup>();
  const baseOf = (sets: AtomSets): ToldGroup => {
    const key = sets.map((set) => (set === null ? '*' : [...set].join())).join('|');
    const made = bases.get(key) ?? look(sets);
    bases.set(key, made);
    return made;
  };
  const whole = standingOf(sides.map(() => 'chosen'));
  return {
    any: [whole.hidden, whole.inDesign].some((hidden) => hidden === null || hidden.flat().length > 0),
    of: (sets, of, inBase = sets): Shown => {
      const group = baseOf(withoutAnswers(table, inBase, of));
      const cell = look(sets);
      const withoutPrecision = !cell.isPrecise || !group.isPrecise;
      // Of a base that is hidden the reason tells nothing, or it would tell one without respondents from those with few.
      if (group.isHidden) return { reason: 'suppressed-disclosure', base: true, withoutPrecision };
      if (group.n > 0 && group.n < minimumBase)
        return { reason: 'suppressed-low-base', base: false, withoutPrecision };
      return { reason: cell.isHidden ? 'suppressed-disclosure' : null, base: false, withoutPrecision };
    },
  };
}
